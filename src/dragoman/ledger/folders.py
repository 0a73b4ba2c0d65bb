"""Ledgers as folders of Parquet files, one folder a table: written by many, asked as one.

    OUT/ledger.json              what it is: schema, id, the runs that came to their end
    OUT/events/PART.parquet      and so on: the tables of `history`, as in a ledger's file

A part holds the rows of some pages. Its name is a hash of what it holds, so that whoever writes
it again puts the same rows in the same place. A part of `readings` is written after all others of
its name: without it the others count for nothing (`PartWriter.clear` takes them away).
"""

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from dragoman.errors import LedgerError
from dragoman.ledger import current
from dragoman.ledger.files import shown
from dragoman.ledger.places import Place, is_url, place_of
from dragoman.ledger.schema import APPLICATION, KEPT, VERSION, Table, ddl, literal, quoted
from dragoman.ledger.tables import TABLES

MANIFEST = "ledger.json"
COMMIT = "readings"
"""The table whose part is written last."""

UNPARTED = ("meta", "states")
"""Tables that the manifest holds."""

PARTED = tuple(name for name in TABLES if name not in UNPARTED)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder says of itself; `states` are rows of that table, one a run that ended."""

    meta: Mapping[str, str]
    states: Sequence[Mapping[str, Any]]


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether a path names a ledger that is a folder, or something behind a URL."""
    try:
        return is_url(path) or (Path(path) / MANIFEST).is_file()
    except (OSError, ValueError):
        return False


def manifest_of(place: Place) -> Manifest | None:
    """What a folder says of itself; None where there is no ledger yet.

    Raises:
        LedgerError: it is of another program or version.
    """
    raw = place.read(MANIFEST)
    if raw is None:
        return None
    try:
        told = msgspec.json.decode(raw, type=Manifest)
        version = int(told.meta["schema"])
    except (msgspec.DecodeError, KeyError, ValueError) as error:
        raise LedgerError(f"{shown(place.of(MANIFEST))} is no ledger's: {error}.") from error
    if told.meta.get("application") != APPLICATION:
        raise LedgerError(f"{shown(place.of(MANIFEST))} is some other program's.")
    if version != VERSION:
        what = "a newer" if version > VERSION else "an older"
        raise LedgerError(
            f"{shown(place.address)} was written by {what} Dragoman (schema {version}; this one "
            f"reads {VERSION} in folders). Ask it with that one, or build it anew."
        )
    return told


def attach_folder(connection: duckdb.DuckDBPyConnection, place: Place, name: str) -> None:
    """Makes a database beside the one in memory whose tables and views are those of a folder.

    Args:
        connection: is left in that database.
        place: the folder.
        name: what the database is called.

    Raises:
        LedgerError: there is no ledger, or it is of another version.
    """
    connection.execute(f"ATTACH ':memory:' AS {name}")
    connection.execute(f"USE {name}")
    lay_out(connection, place)
    # What is asked later may read these files and no others.
    starts = {place.of(f"{table}/") for table in PARTED} | {
        place.resolved(f"{table}/") for table in PARTED
    }
    folders = ", ".join(map(literal, sorted(starts)))
    connection.execute(f"SET allowed_directories = [{folders}]")


def lay_out(
    connection: duckdb.DuckDBPyConnection, place: Place, held: Collection[str] = ()
) -> None:
    """Makes a folder's tables and views in the database that a connection is in.

    Args:
        connection: in an empty database.
        place: the folder.
        held: tables whose rows are taken into the database, so that they can be changed.

    Raises:
        LedgerError: there is no ledger, or it is of another version.
    """
    manifest = manifest_of(place)
    if manifest is None:
        raise LedgerError(
            f"There is no ledger at {shown(place.address)}. Check the path, or build one."
        )
    if place.remote and not connection.filesystem_is_registered(place.protocol):
        connection.register_filesystem(place.system)
    connection.execute(f"CREATE SCHEMA {KEPT}")
    for table in TABLES.values():
        parts = table.name in PARTED and bool(place.names(table.name))
        if parts and table.name not in held:
            connection.execute(f"CREATE VIEW {KEPT}.{quoted(table.name)} AS {_parts(place, table)}")
            continue
        connection.execute(ddl([table])[0])
        if parts:
            connection.execute(f"INSERT INTO {KEPT}.{table.name} {_parts(place, table)}")
    for key, value in manifest.meta.items():
        connection.execute(f"INSERT INTO {KEPT}.meta VALUES (?, ?)", [key, value])
    for state in manifest.states:
        values = [state[column] for column in TABLES["states"].names]
        connection.execute(f"INSERT INTO {KEPT}.states VALUES (?, ?, ?, ?)", values)
    for statement in current.statements():
        connection.execute(statement)


def _parts(place: Place, table: Table) -> str:
    """The rows of all parts of a table."""
    columns = ", ".join(f"{quoted(c.name)}::{c.type} AS {quoted(c.name)}" for c in table.columns)
    files = literal(place.of(f"{table.name}/*.parquet"))
    return f"SELECT {columns} FROM read_parquet({files}, hive_partitioning = false)"


def folder_size(path: str | os.PathLike[str]) -> int:
    """Bytes of all parts."""
    place = place_of(path)
    return sum(place.size(table) for table in PARTED)
