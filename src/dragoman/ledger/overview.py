"""The overview: what is in a ledger, counted."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from dragoman.ledger.answers import Counts, Overview, PactRow
from dragoman.ledger.folders import folder_size, is_folder
from dragoman.ledger.schema import KEPT
from dragoman.records import EventType

COUNTED = ("pages", "articles", "comments", "actors", "attributions", "events", "moves", "faults")
KEPT_ROWS = (
    *("sources", "readings", "events", "moves", "attributions"),
    *("corrections", "retractions", "judgements", "reviews"),
)
TOP = 12

NAMES = """SELECT id, mode(name) FROM actors WHERE id IN (SELECT unnest(?::VARCHAR[]))
GROUP BY id"""
PACT_NAMES = """SELECT pact, mode(name) FROM moves WHERE pact IN (SELECT unnest(?::VARCHAR[]))
GROUP BY pact"""


def overview_of(connection: duckdb.DuckDBPyConnection, path: Path) -> Overview:
    """Counts everything that a person wants to see first."""

    def counts(query: str) -> Counts:
        return tuple((str(name), int(n)) for name, n in connection.execute(query).fetchall())

    def top(column: str, table: str, limit: int = TOP) -> Counts:
        return counts(
            f"SELECT {column} AS name, count(*) AS n FROM {table} "
            f"GROUP BY 1 HAVING name IS NOT NULL ORDER BY n DESC, name LIMIT {limit}"
        )

    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    [[articles, first, last, words, builds, written]] = connection.execute(
        f"""SELECT count(*), min(published), max(published), coalesce(sum(words), 0)::BIGINT,
                   (SELECT count(*) FROM receipts),
                   (SELECT strftime(max(written), '%Y-%m-%d %H:%M:%S') FROM {KEPT}.states)
            FROM articles"""
    ).fetchall()
    parties = top("party", "(SELECT unnest(source || target) AS party FROM events)")
    pacts, types = top("pact", "moves"), top("type", "events", len(EventType))
    # What these have counted is not counted once more.
    counted = {"articles": int(articles), "events": sum(number for _, number in types)}
    clusters, reprints = connection.execute(
        "SELECT count(DISTINCT cluster), count(*) FROM reprints"
    ).fetchall()[0]
    called = connection.execute(PACT_NAMES, [[pact for pact, _ in pacts]]).fetchall()
    return Overview(
        ledger=meta["ledger"],
        schema=int(meta["schema"]),
        bytes=folder_size(path) if is_folder(path) else path.stat().st_size,
        written=written,
        published=(first, last),
        words=words,
        rows=tuple((t, counted[t] if t in counted else _count(connection, t)) for t in COUNTED),
        kept=tuple((t, _count(connection, f"{KEPT}.{t}")) for t in KEPT_ROWS),
        outlets=top("outlet", "articles"),
        languages=top("language", "articles"),
        types=types,
        parties=parties,
        pacts=pacts,
        faults=top("stage", "faults"),
        coders=top("coder", "articles"),
        builds=builds,
        names=actor_names(connection, [party for party, _ in parties]) | dict(called),
        clusters=clusters,
        reprints=reprints,
    )


def actor_names(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, str]:
    """What most pages call the given actors."""
    return dict(connection.execute(NAMES, [list(ids)]).fetchall())


def pact_rows(connection: duckdb.DuckDBPyConnection) -> tuple[PactRow, ...]:
    """The pacts that moves are told of, under the names that most moves give them."""
    found = connection.execute(
        """SELECT pact, arg_max(name, (n, name)), arg_max(kind, (n, name)),
                  arg_max(parent, (n, name)), sum(n)::BIGINT, any_value(pages),
                  min(first), max(last)
           FROM (SELECT pact, name, kind, parent, count(*) AS n,
                        min(date) AS first, max(date) AS last FROM moves GROUP BY ALL)
           JOIN (SELECT pact, count(DISTINCT page) AS pages FROM moves GROUP BY pact) USING (pact)
           GROUP BY pact ORDER BY sum(n) DESC, pact"""
    ).fetchall()
    return tuple(PactRow(*row) for row in found)


def merged_pacts(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Which pact each one is that was judged to be another: by its id, and by its names."""
    rows = connection.execute(
        f"""SELECT lower(unnest(list_append(list(DISTINCT m.name), g.pact))), any_value(g.same)
            FROM merged_pacts g LEFT JOIN {KEPT}.moves m USING (pact) GROUP BY g.pact"""
    ).fetchall()
    return {str(name): str(same) for name, same in rows if name is not None}


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    [[number]] = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(number)
