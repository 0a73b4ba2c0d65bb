"""Queries that somebody else wrote: one statement, reading only, no files, no network, no end
later than agreed.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from dragoman.errors import LedgerError
from dragoman.ledger.frames import Table
from dragoman.ledger.opening import connect_to_read

SECONDS = 60.0
"""How long a query may take."""

ROWS = 100_000
"""How many rows a query may give."""

ALLOWED = frozenset(
    {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.RELATION}
)
LOCKS = (
    "SET enable_external_access = false",
    "SET allow_community_extensions = false",
    "SET lock_configuration = true",
)


def ask(path: Path, query: str, seconds: float, rows: int, memory: str) -> Table:
    """The answer to one query.

    Raises:
        LedgerError: it is no single reading statement, or was stopped, or DuckDB refused it.
    """
    connection = connect_to_read(path, memory)
    try:
        for lock in LOCKS:
            connection.execute(lock)
        with _answered():
            _check(connection, query)
        with _limited(connection, seconds), _answered():
            connection.execute(query)
            columns = tuple(str(column[0]) for column in connection.description or ())
            found: list[tuple[Any, ...]] = connection.fetchmany(rows + 1)
    finally:
        connection.close()
    return Table(columns, tuple(found[:rows]), complete=len(found) <= rows)


def _check(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    query.encode()  # A lone surrogate would be a type error further down.
    statements = connection.extract_statements(query)
    if len(statements) != 1 or statements[0].type not in ALLOWED:
        raise LedgerError(
            "The query was refused: a query is one statement that reads (SELECT, FROM, WITH, "
            "DESCRIBE, SUMMARIZE or EXPLAIN). A ledger is changed by build, correct and retract."
        )
    if statements[0].type is duckdb.StatementType.EXPLAIN and "analyze" in query.lower():
        raise LedgerError("The query was refused: EXPLAIN without ANALYZE, please.")


@contextmanager
def _limited(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupts what takes longer than agreed."""
    over = threading.Event()

    def stop() -> None:
        over.set()
        connection.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except LedgerError as error:
        if over.is_set():
            raise LedgerError(
                f"The query was stopped after {seconds:g} seconds. Narrow it, or allow more time."
            ) from error
        raise
    finally:
        timer.cancel()


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise LedgerError("The query needs more memory than allowed. Narrow it.") from error
    except duckdb.PermissionException as error:
        raise LedgerError(
            "The query was refused: it reaches for a file or the network, and a query sees the "
            "ledger alone."
        ) from error
    except (duckdb.Error, UnicodeError, OverflowError) as error:
        text = str(error).strip()[:2000]
        raise LedgerError(f"The query can't be answered: {text}") from error
