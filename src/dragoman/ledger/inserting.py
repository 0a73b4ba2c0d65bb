"""How rows get into a table."""

from collections.abc import Sequence

import duckdb
import msgspec

from dragoman.ledger.rows import Row, cleaned
from dragoman.ledger.schema import Table, quoted, shape


def insert_rows(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    rows: Sequence[Row],
    into: str,
    *,
    once: bool = False,
) -> None:
    """Inserts rows of a table's shape, in SQL's name `into`; `once` leaves out what stands."""
    # One JSON text a table: far faster than a statement a row, and it needs no other library.
    shapes = {c.name: shape(c.type) for c in table.columns}
    columns = ", ".join(map(quoted, table.names))
    ignoring = "OR IGNORE " if once else ""
    connection.execute(
        f"INSERT {ignoring}INTO {into} ({columns}) SELECT {columns} "
        f"FROM (SELECT unnest(from_json(?, ?), max_depth := 2))",
        [as_json(rows), as_json([shapes])],
    )


def as_json(value: object) -> str:
    """A value as JSON; texts that UTF-8 has no place for are cleaned."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return msgspec.json.encode(cleaned(value)).decode()
