"""Events as occurrences across pages are gathered from them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import duckdb
import msgspec

from dragoman.ledger.schema import KEPT

QUERY = f"""SELECT e.id, e.occurrence, e.article, e.type, e.modality, e.source_parties,
  e.target_parties, e.date, e.published, e.root, e.attribution IS NULL,
  substring(t."text", e.sentence_start + 1, e.sentence_end - e.sentence_start), e.publisher, e.url
FROM events_known($known) e JOIN {KEPT}.texts t ON t.article = e.article
WHERE ($types IS NULL OR list_contains($types, e.type))
  AND ($since IS NULL OR e.date >= $since[:length(e.date)])
  AND ($until IS NULL OR e.date[:10] <= $until)
ORDER BY e.article, e.id"""

FEW = 10_000

SHAPE = {"article": "VARCHAR", "event": "VARCHAR", "occurrence": "VARCHAR"}
ENTER = "INSERT INTO {} SELECT unnest(from_json(?, ?), max_depth := 2)"


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as a page tells it: its parties, its day, and whose word it is.

    `own` is whether the page's own outlet tells it; `root` the source that it goes back to.
    `outlet` published the page, `url` is its address.
    """

    id: str
    occurrence: str
    article: str
    type: str
    modality: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    date: str | None
    published: str | None
    root: str
    own: bool
    sentence: str
    outlet: str | None = None
    url: str | None = None


def events_told(
    connection: duckdb.DuckDBPyConnection,
    types: list[str] | None,
    since: str | None,
    until: str | None,
    known: str | None,
) -> Iterator[ToldEvent]:
    """The events that answer, of the given types and days; see `Ledger.events_told`."""
    asked = {"types": types, "since": since, "until": until, "known": known}
    cursor = connection.cursor()
    try:
        cursor.execute("USE ledger")
        cursor.execute(QUERY, asked)
        while rows := cursor.fetchmany(FEW):
            for row in rows:
                yield ToldEvent(*row[:5], *(tuple(side or ()) for side in row[5:7]), *row[7:])
    finally:
        cursor.close()


def set_aside(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[str, str, str]]
) -> None:
    """Enters article, event and occurrence across pages into a table of the connection's own.

    Args:
        connection: an open ledger's.
        table: the new table's name, in the connection's database in memory.
        rows: each event once.
    """
    columns = ", ".join(f"{name} {kind}" for name, kind in SHAPE.items())
    connection.execute(f"CREATE TABLE {table} ({columns})")
    shape, waiting = msgspec.json.encode([SHAPE]).decode(), iter(rows)
    while some := [dict(zip(SHAPE, row, strict=True)) for row in islice(waiting, FEW)]:
        connection.execute(ENTER.format(table), [msgspec.json.encode(some).decode(), shape])
