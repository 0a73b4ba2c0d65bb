"""Rows in order, however many: what a query sorts is set aside part by part, and then read.

A query that sorts holds all its rows until the last of them was fetched, and several of them side
by side held more than DuckDB may have in memory. So the rows are made in parts, by ranges of an id
that is a hash, and each part is kept in a table of the connection's own, which DuckDB puts on disk
where memory ends. What is held at a time does not grow with the ledger.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

import duckdb

from dragoman.ledger.schema import literal

Row = dict[str, Any]

FEW = 500
"""Rows fetched at a time."""

PART = 100_000
"""Rows of a part, about."""

DIGITS = 4
"""Hexadecimal digits by which ids are told apart: 65,536 parts at most."""

MARK = "<part>"
"""Stands in a query where the condition goes by which rows belong to a part."""

Bounds = tuple[str, str | None]
"""The first id of a part, and the first one after it, None behind the last part."""

Within = Callable[[str], str]
"""Restricts a query to a part."""


def parts(rows: int) -> Iterator[Bounds]:
    """Ranges of ids that fall into parts of about `PART` rows, where ids are hashes."""
    whole = 16**DIGITS
    number = max(1, min(whole, -(-rows // PART)))
    bounds = ["", *(f"{whole * part // number:0{DIGITS}x}" for part in range(1, number)), None]
    for first, end in pairwise(bounds):
        yield first or "", end


def within(key: str, bounds: Bounds) -> Within:
    """What restricts a query to a part: it puts a condition on the key in place of `MARK`."""
    first, end = bounds
    told = f"{key} >= {literal(first)}"
    if end is not None:
        told += f" AND {key} < {literal(end)}"
    return lambda query: query.replace(MARK, told)


def count(connection: duckdb.DuckDBPyConnection, *tables: str) -> int:
    """The rows of the ledger's answering tables together."""
    rows = 0
    for table in tables:
        found = connection.execute(f"SELECT count(*) FROM ledger.{table}").fetchall()
        rows += int(found[0][0])
    return rows


def rows_of(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[Row]:
    """The rows of a query by column, a few at a time in memory."""
    cursor = connection.cursor()
    try:
        cursor.execute("USE ledger")
        cursor.execute(query)
        columns = [column[0] for column in cursor.description or ()]
        while found := cursor.fetchmany(FEW):
            yield from (dict(zip(columns, row, strict=True)) for row in found)
    finally:
        cursor.close()


def staged(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[Row]:
    """The rows of a query that sorts, in its order; all are set aside before the first is given."""
    table = f"memory.staged_{secrets.token_hex(8)}"
    cursor = connection.cursor()
    try:
        cursor.execute("USE ledger")
        cursor.execute(f"CREATE TABLE {table} AS {query}")
        yield from rows_of(connection, f"FROM {table}")
    finally:
        # Where an error ended the reading, the connection may be closed and the table gone with it.
        with suppress(duckdb.ConnectionException):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.close()


class Beside:
    """A stream of rows that goes along with another in the same order, many to one."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter("reading", "id"))
        self._next = next(self._groups, None)

    def of(self, row: Row) -> list[Row]:
        """The rows that belong to one of the other stream; it must be asked in that order."""
        if self._next is None or self._next[0] != (row["reading"], row["id"]):
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found
