"""Opening a ledger's file: is it one, is it whole, is it of a version that can be read?"""

import os
import secrets
import tempfile
from pathlib import Path

import duckdb

from dragoman.errors import LedgerError
from dragoman.ledger.files import Files, guarded, shown
from dragoman.ledger.folders import attach_folder, is_folder
from dragoman.ledger.places import place_of
from dragoman.ledger.schema import APPLICATION, KEPT, VERSION, literal

MEMORY = "512MB"
"""What DuckDB may hold in memory; beyond that it goes to disk or gives up."""

THREADS = 4
BLOCK = 16_384
"""Bytes of a block: the smallest, as each column of each table takes at least one."""

HEADERS = 3 * 4096
"""Bytes before a DuckDB file's first block."""

NAME = "ledger"
"""What an open ledger is called inside a connection."""


def connect_to_write(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to a draft."""
    return duckdb.connect(
        str(path),
        config={
            "memory_limit": MEMORY,
            "threads": THREADS,
            "temp_directory": _spill(),
            "checkpoint_threshold": "64MB",
            "default_block_size": BLOCK,
            "autoinstall_known_extensions": False,
        },
    )


def _spill() -> str:
    """A folder of a connection's own, which DuckDB makes when it must and takes away again.

    It never lies beside the ledger, whose folder readers may have no right to write.
    """
    return str(Path(tempfile.gettempdir()) / f"dragoman-{os.getpid()}-{secrets.token_hex(4)}")


def connect_to_read(path: Path, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """A connection that reads the ledger as it stands now, whatever is put in its place later.

    The ledger is attached to a database in memory: opened directly, a process that has an old
    state open would be given that one again.
    """
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory,
            "threads": THREADS,
            "temp_directory": _spill(),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        },
    )
    try:
        if is_folder(path):
            attach_folder(connection, place_of(path), NAME)
        else:
            connection.execute(f"ATTACH {literal(str(path))} AS {NAME} (READ_ONLY)")
            connection.execute(f"USE {NAME}")
    except BaseException:
        connection.close()
        raise
    return connection


def state_of(connection: duckdb.DuckDBPyConnection) -> str:
    """What the ledger's present state is known by."""
    query = f"SELECT number, state FROM {KEPT}.states ORDER BY number DESC LIMIT 1"
    [[number, state]] = connection.execute(query).fetchall()
    return f"{number} {state}"


def version_of(files: Files, path: Path) -> int:
    """The schema's version of the ledger in a file, after looking whether it is whole.

    Raises:
        LedgerError: there is none, it is no ledger, damaged, or newer than this Dragoman.
    """
    with guarded(files.ledger):
        if not path.exists():
            raise LedgerError(_missing(files))
        with path.open("rb") as file:
            head = file.read(12)
        if head[8:12] != b"DUCK":
            raise LedgerError(_foreign(files, "no DuckDB file"))
        connection = connect_to_read(path)
    try:
        with guarded(files.ledger):
            _whole(connection, files, path)
            return _version(connection, files)
    finally:
        connection.close()


def _whole(connection: duckdb.DuckDBPyConnection, files: Files, path: Path) -> None:
    """Refuses a file that is shorter than its blocks in use; free ones may miss at the end."""
    query = "SELECT block_size, used_blocks FROM pragma_database_size() WHERE database_name = ?"
    [[size, blocks]] = connection.execute(query, [NAME]).fetchall()
    least = HEADERS + size * blocks
    if path.stat().st_size < least:
        raise LedgerError(
            f"{shown(files.ledger)} is cut short: it should have {least:,} bytes at least and has "
            f"{path.stat().st_size:,}. Copy it again, or restore a copy."
        )


def _version(connection: duckdb.DuckDBPyConnection, files: Files) -> int:
    try:
        meta = dict(connection.execute(f"SELECT key, value FROM {KEPT}.meta").fetchall())
    except (duckdb.CatalogException, duckdb.BinderException):
        meta = {}
    version = meta.get("schema", "")
    if meta.get("application") != APPLICATION or not version.isdecimal():
        raise LedgerError(_foreign(files, "a DuckDB file of some other program"))
    if int(version) > VERSION:
        raise LedgerError(
            f"{shown(files.ledger)} was written by a newer Dragoman (schema {version}; this one "
            f"reads up to {VERSION}). Upgrade Dragoman to open it."
        )
    return int(version)


def _missing(files: Files) -> str:
    if files.draft.exists():
        return (
            f"{shown(files.ledger)} is not there yet: a build of it was begun and has published "
            f"nothing so far. Wait, or run the build again; it goes on where it stopped."
        )
    return f"There is no ledger at {shown(files.ledger)}. Check the path, or build one."


def _foreign(files: Files, what: str) -> str:
    return f"{shown(files.ledger)} is {what}, not a ledger. Give another path; it is left as it is."
