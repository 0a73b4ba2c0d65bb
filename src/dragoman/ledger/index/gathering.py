"""What the index takes from a ledger: which readings answer, what changed in them, their rows."""

from collections.abc import Mapping, Sequence
from functools import cache

import duckdb

from dragoman.ledger.articles import Row, rows_asked
from dragoman.ledger.current import answering, rows_over
from dragoman.ledger.tables import TABLES

LAID = (
    *("voided", "corrected", "renamed", "acting", "doubled", "same_pact", "merged_pacts"),
    *("named_anew", "rechained"),
)
"""Views that all others rest on; they are small, and read once."""

SIGNS = """CREATE OR REPLACE TEMP TABLE signs AS
SELECT a.reading, concat_ws(' ', hash(a), hash(n.name), r.sign, m.sign, c.sign, v.sign) AS sign
FROM answering a LEFT JOIN (SELECT source, min(name) AS name FROM names GROUP BY source) n
  USING (source)
LEFT JOIN (SELECT reading, sum(hash(t)::HUGEINT) AS sign FROM resolutions_all t GROUP BY reading) r
  USING (reading)
LEFT JOIN (SELECT reading, sum(hash(t)::HUGEINT) AS sign FROM moves_all t GROUP BY reading) m
  USING (reading)
LEFT JOIN (SELECT article, sum(hash(t)::HUGEINT) AS sign FROM corrected t GROUP BY article) c
  ON c.article = a.article
LEFT JOIN (SELECT article, sum(hash(t)::HUGEINT) AS sign FROM voided t GROUP BY article) v
  ON v.article = a.article"""
"""By reading, what its rows are known by: they are as they were read but for what is signed here.
"""

SIGNED = """SELECT s.reading, s.sign FROM signs s JOIN answering a USING (reading)
ORDER BY a.published NULLS FIRST, a.article DESC, s.reading"""

ARTICLES = """SELECT p.*, t."text",
  (SELECT min(name) FROM names n WHERE n.source = p.source) AS name
FROM part p JOIN texts t USING (article)"""

IDENTITIES = """SELECT reading, actor, kind, score FROM resolutions_part
ORDER BY reading, actor"""
"""Who the actors of readings are, as that is reviewed: by the ids under which they were read."""

LEFT_OUT = {
    "comments": ("author",),
    "actors": ("actor", "codebook"),
    "events": ("coded_by", "rule", "related", "words", "types"),
}
"""What no page of the room shows."""

BESIDE = {
    "events": ("source_parties", "target_parties"),
    "attributions": ("source_mended",),
}
"""Columns of the answers that no table has, and pages show."""

ORDERS = {
    "zones": "number",
    "comments": "span_start, id",
    "mentions": "span_start, span_end, actor",
    "actors": "id",
    "attributions": "list_min(list_transform(content, lambda s: s.start)), cue_start, id",
    "events": "sentence_start, trigger_start, id",
    "moves": "evidence_start, id",
}

HEAD = (
    *("reading", "article", "page", "url", "title", "standfirst", "byline", "outlet"),
    *("published", "published_basis", "language", "coder"),
)
"""What of an article's row is kept."""


@cache
def kept_of(table: str) -> tuple[str, ...]:
    """The columns of a table that are kept: a record is put together from them."""
    source = TABLES["resolutions" if table == "actors" else table]
    out = {"reading", "article", *LEFT_OUT.get(table, ())}
    own = tuple("id" if name == "identity" else name for name in source.names if name not in out)
    return (*own, *BESIDE.get(table, ()))


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Sets out which readings answer, and signs what may change in them."""
    for name in LAID:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM ledger.{name}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE answering AS {answering()}")
    connection.execute(
        "DELETE FROM answering WHERE place > 1 AND (known >= overtaken OR overtaken IS NULL)"
    )
    over = rows_over("answering")
    for name in ("resolutions", "moves"):
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {name}_all AS {over[name]}")
    connection.execute(SIGNS)
    connection.execute("CREATE OR REPLACE TEMP TABLE part AS FROM answering LIMIT 0")
    for table, query in rows_over("part").items():
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {table}_part AS {query}")


def signs(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The readings that answer, today or on some day, and what each is known by.

    They come in the order of their days, in which they are entered fastest.
    """
    return dict(connection.execute(SIGNED).fetchall())


def rows_of(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[str]
) -> list[tuple[Row, Mapping[str, list[Row]]]]:
    """Some readings' articles with their texts, and the rows of each by table."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE part AS FROM answering "
        "WHERE reading IN (SELECT unnest(?::VARCHAR[]))",
        [list(readings)],
    )
    heads = {row["reading"]: row for row in rows_asked(connection, ARTICLES, {})}
    found: dict[str, dict[str, list[Row]]] = {
        reading: {table: [] for table in (*ORDERS, "identities")} for reading in heads
    }
    for table, order in ORDERS.items():
        for row in rows_asked(connection, _query(table, order), {}):
            found[row["reading"]][table].append(row)
    for row in rows_asked(connection, IDENTITIES, {}):
        found[row["reading"]]["identities"].append(row)
    return [(heads[reading], found[reading]) for reading in readings if reading in heads]


def _query(table: str, order: str) -> str:
    columns = [f'"{name}"' for name in ("reading", *kept_of(table))]
    if table == "comments":
        columns.append("author")  # For blacking it out in the text, nothing else.
    return f"SELECT {', '.join(columns)} FROM {table}_part ORDER BY reading, {order}"
