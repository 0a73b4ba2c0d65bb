"""Counting rows that others made, in a database of its own that spills to disk."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from dragoman.ledger.opening import connect_to_read
from dragoman.ledger.schema import quoted

MANY = 2_000
"""Rows entered at a time."""

SHAPE = {
    "occurrence": "VARCHAR",
    "day": "VARCHAR",
    "month": "VARCHAR",
    "source": "VARCHAR",
    "target": "VARCHAR",
    "type": "VARCHAR",
    "quad": "INTEGER",
    "intensity": "DOUBLE",
}
COUNTED = """SELECT month, source, target, count(*), count(*) FILTER (quad = 1),
  count(*) FILTER (quad = 2), count(*) FILTER (quad = 3), count(*) FILTER (quad = 4),
  avg(intensity)
FROM (FROM memory.told QUALIFY row_number() OVER (PARTITION BY {same} ORDER BY {order}) = 1)
GROUP BY month, source, target ORDER BY month, source, target"""

OCCURRENCE = ("occurrence", "source", "target")
"""An occurrence counts once for each pair, however many sentences tell it."""

ONE_A_DAY = ("day", "source", "target", "type")
"""One event a day, pair and type, whatever the occurrence."""


def tally(
    path: Path, memory: str, rows: Iterable[Sequence[Any]], *, one_a_day: bool
) -> Iterator[tuple[Any, ...]]:
    """Counts rows by month, source and target.

    Args:
        path: the ledger, beside which a database in memory is opened.
        memory: what DuckDB may hold; the rest goes to disk.
        rows: occurrence, day, month, source, target, type, quad and intensity.
        one_a_day: counts one event a day, pair and type; else one an occurrence and pair.

    Returns:
        Month, source, target, events, those of quads 1 to 4, and the mean intensity, sorted.
    """
    connection = connect_to_read(path, memory)
    try:
        columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in SHAPE.items())
        connection.execute(f"CREATE TABLE memory.told ({columns})")
        _enter(connection, rows)
        same = ONE_A_DAY if one_a_day else OCCURRENCE
        # Of several tellings the same one counts in every run.
        order = ", ".join(quoted(name) for name in SHAPE)
        query = COUNTED.format(same=", ".join(map(quoted, same)), order=order)
        cursor = connection.execute(query)
        while found := cursor.fetchmany(MANY):
            yield from found
    finally:
        connection.close()


def _enter(connection: duckdb.DuckDBPyConnection, rows: Iterable[Sequence[Any]]) -> None:
    shape = msgspec.json.encode([SHAPE]).decode()
    waiting = iter(rows)
    while some := [dict(zip(SHAPE, row, strict=True)) for row in islice(waiting, MANY)]:
        connection.execute(
            "INSERT INTO memory.told SELECT unnest(from_json(?, ?), max_depth := 2)",
            [msgspec.json.encode(some).decode(), shape],
        )
