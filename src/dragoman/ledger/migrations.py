"""How a ledger of an older schema becomes one of this version's: forward, step by step.

A step is a list of statements, frozen once it has been released. Views are no part of steps:
they hold no rows, and are made anew from `dragoman.ledger.current` after the last one.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import duckdb

from dragoman.ledger import current
from dragoman.ledger.schema import APPLICATION, KEPT, VERSION, ddl
from dragoman.ledger.tables import TABLES

OTHERS = (
    'STRUCT("id" VARCHAR, "name" VARCHAR, "country" VARCHAR, "score" DOUBLE, "reason" VARCHAR)[]'
)

STEPS: Mapping[int, Sequence[str]] = {
    1: (
        f"""CREATE TABLE {KEPT}.retractions (
            "number" INTEGER, "kind" VARCHAR, "article" VARCHAR, "subject" VARCHAR,
            "void" BOOLEAN, "reason" VARCHAR, "author" VARCHAR, "made_at" TIMESTAMP,
            PRIMARY KEY ("number"))""",
        f"""CREATE TABLE {KEPT}.corrections (
            "number" INTEGER, "kind" VARCHAR, "article" VARCHAR, "subject" VARCHAR,
            "field" VARCHAR, "value" VARCHAR, "reason" VARCHAR, "author" VARCHAR,
            "made_at" TIMESTAMP, PRIMARY KEY ("number"))""",
    ),
    2: (
        *(
            f'ALTER TABLE {KEPT}.actors ADD COLUMN "{name}" {kind}'
            for name, kind in (
                ("affiliation", "VARCHAR"),
                ("members", "VARCHAR[]"),
                ("grounds", "VARCHAR"),
                ("score", "DOUBLE"),
                ("reason", "VARCHAR"),
                ("alternatives", OTHERS),
                ("stated_name", "VARCHAR"),
                ("stated_role", "VARCHAR"),
                ("stated_country", "VARCHAR"),
                ("stated_affiliation", "VARCHAR"),
                ("stated_sector", "VARCHAR"),
                ("stated_years", "VARCHAR[]"),
                ("stated_listed", "BOOLEAN"),
            )
        ),
        f'ALTER TABLE {KEPT}.mentions ADD COLUMN "basis" VARCHAR',
        f'ALTER TABLE {KEPT}.mentions ADD COLUMN "score" DOUBLE',
        f'ALTER TABLE {KEPT}.attributions ADD COLUMN "source_named" BOOLEAN',
        f"""CREATE TABLE {KEPT}.resolutions (
            "reading" VARCHAR, "article" VARCHAR, "actor" VARCHAR, "identity" VARCHAR,
            "name" VARCHAR, "kind" VARCHAR, "country" VARCHAR, "affiliation" VARCHAR,
            "sector" VARCHAR, "role" VARCHAR, "members" VARCHAR[], "grounds" VARCHAR,
            "score" DOUBLE, "reason" VARCHAR, "alternatives" {OTHERS}, "judgement" INTEGER,
            "codebook" VARCHAR)""",
        f"""INSERT INTO {KEPT}.resolutions
            SELECT reading, article, id, id, name, kind, country, NULL, sector, role, [],
                   NULL, NULL, NULL, [], NULL, NULL FROM {KEPT}.actors""",
        f"""CREATE TABLE {KEPT}.judgements (
            "number" INTEGER, "subject" VARCHAR, "article" VARCHAR, "since" VARCHAR,
            "until" VARCHAR, "decision" VARCHAR, "identity" VARCHAR, "name" VARCHAR,
            "kind" VARCHAR, "country" VARCHAR, "sector" VARCHAR, "undone" INTEGER,
            "reason" VARCHAR, "author" VARCHAR, "made_at" TIMESTAMP, PRIMARY KEY ("number"))""",
    ),
    3: (
        *(
            f'ALTER TABLE {KEPT}.events ADD COLUMN "{name}" {kind}'
            for name, kind in (
                ("intensity", "DOUBLE"),
                ("coded_by", "VARCHAR"),
                ("rule", "VARCHAR"),
                ("related", "DOUBLE"),
                ("words", 'STRUCT("start" INTEGER, "end" INTEGER)[]'),
                ("types", 'STRUCT("type" VARCHAR, "score" DOUBLE)[]'),
            )
        ),
        f"""CREATE TABLE {KEPT}.sketches (
            "reading" VARCHAR, "article" VARCHAR, "scheme" VARCHAR, "digest" VARCHAR,
            "words" INTEGER, "bands" BIGINT[], PRIMARY KEY ("reading"))""",
        f"""CREATE TABLE {KEPT}.reprints (
            "article" VARCHAR, "cluster" VARCHAR, "likeness" DOUBLE, "containment" DOUBLE,
            "origin" VARCHAR, "credited" VARCHAR, "reason" VARCHAR, PRIMARY KEY ("article"))""",
    ),
    4: (
        f"""CREATE TABLE {KEPT}.reviews (
            "number" INTEGER, "kind" VARCHAR, "article" VARCHAR, "subject" VARCHAR,
            "reading" VARCHAR, "label" VARCHAR, "identity" VARCHAR, "verdict" VARCHAR,
            "undone" INTEGER, "judgement" INTEGER, "drawn" VARCHAR, "reason" VARCHAR,
            "author" VARCHAR, "made_at" TIMESTAMP, PRIMARY KEY ("number"))""",
        f'ALTER TABLE {KEPT}.retractions ADD COLUMN "review" INTEGER',
        f'ALTER TABLE {KEPT}.corrections ADD COLUMN "review" INTEGER',
    ),
    5: (),
}
"""Under each version what leads to the next. Version 2 brought retractions and corrections,
version 3 what an actor's identity rests on, resolutions and judgements, version 4 how intense an
event is, what its type rests on, and reprints, version 5 reviews, version 6 views in which what
hangs from a mended source follows, over the same tables."""


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes all tables and views in an empty database."""
    connection.execute("BEGIN")
    connection.execute(f"CREATE SCHEMA {KEPT}")
    for statement in ddl(TABLES.values()):
        connection.execute(statement)
    facts = {
        "application": APPLICATION,
        "schema": str(VERSION),
        "ledger": secrets.token_hex(8),
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    for key, value in facts.items():
        connection.execute(f"INSERT INTO {KEPT}.meta VALUES (?, ?)", [key, value])
    _views(connection)
    connection.execute("COMMIT")


def migrate(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Brings a ledger of an older version forward, in one transaction."""
    connection.execute("BEGIN")
    for step in range(version, VERSION):
        for statement in STEPS[step]:
            connection.execute(statement)
    connection.execute(f"UPDATE {KEPT}.meta SET value = ? WHERE key = 'schema'", [str(VERSION)])
    _views(connection)
    connection.execute("COMMIT")


def _views(connection: duckdb.DuckDBPyConnection) -> None:
    for statement in current.statements():
        connection.execute(statement)
