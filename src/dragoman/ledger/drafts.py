"""Drafts: what a writer works on, grown from the ledger that stands or from nothing."""

import duckdb

from dragoman.errors import LedgerError
from dragoman.ledger.files import Files, log_of, shown
from dragoman.ledger.migrations import create, migrate
from dragoman.ledger.opening import connect_to_read, connect_to_write, version_of
from dragoman.ledger.schema import KEPT, VERSION


def take_up(files: Files) -> None:
    """Sees to it that there is a draft, of the present schema, grown from what stands.

    Raises:
        LedgerError: what stands is no ledger, or the draft there is grew from another one.
    """
    files.clear(files.coming)
    state = None
    if files.ledger.exists():
        version_of(files, files.ledger)
        state = _last_state(files)
        if not files.draft.exists():
            _copy_in(files)
    connection = connect_to_write(files.draft)
    try:
        if state is not None and state not in _states(connection):
            raise LedgerError(
                f"{shown(files.draft)} is left from a build of another ledger than the one "
                f"that stands. Delete it to go on from {shown(files.ledger)}, or put it in "
                f"its place to go on from the draft."
            )
        if not _has_tables(connection):
            create(connection)
        elif (version := _schema(connection)) < VERSION:
            migrate(connection, version)
    finally:
        connection.close()


def give_up(files: Files) -> None:
    """Takes a draft away that nothing was entered into, where no ledger stands."""
    if files.ledger.exists() or not files.draft.exists():
        return
    connection = connect_to_write(files.draft)
    try:
        query = f"SELECT 1 FROM {KEPT}.names UNION ALL SELECT 1 FROM {KEPT}.faults LIMIT 1"
        empty = not _has_tables(connection) or not connection.execute(query).fetchall()
    finally:
        connection.close()
    if empty:
        files.clear(files.draft)


def _copy_in(files: Files) -> None:
    """Copies what stands, with what a foreign writer may have left in its log."""
    files.clear(files.draft)
    log = log_of(files.ledger)
    if log.exists():
        log_of(files.draft).write_bytes(log.read_bytes())
    files.copy(files.ledger, files.draft)


def _has_tables(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the tables were made; a draft killed at once has none."""
    query = "SELECT 1 FROM duckdb_tables() WHERE schema_name = ? AND table_name = 'states'"
    return bool(connection.execute(query, [KEPT]).fetchall())


def _schema(connection: duckdb.DuckDBPyConnection) -> int:
    query = f"SELECT value FROM {KEPT}.meta WHERE key = 'schema'"
    return int(connection.execute(query).fetchall()[0][0])


def _states(connection: duckdb.DuckDBPyConnection) -> list[str]:
    if not _has_tables(connection):
        return []
    found = connection.execute(f"SELECT state FROM {KEPT}.states ORDER BY number").fetchall()
    return [state for [state] in found]


def _last_state(files: Files) -> str | None:
    """The state of the ledger that stands."""
    connection = connect_to_read(files.ledger)
    try:
        return next(reversed(_states(connection)), None)
    finally:
        connection.close()
