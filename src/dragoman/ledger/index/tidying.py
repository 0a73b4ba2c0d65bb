"""Taking away the files of indexes that nobody asks any more.

An index may have more bytes than its ledger, and nothing else would ever take it away:

1. one whose ledger is no longer where it was;
2. what was left by a making that was broken off, once nothing has been written to it for a day;
3. one of another version, or that can't be read, once nothing has been written to it for a month.

An index that is taken away too early costs time alone: it is made again. Files of other names in
the folder are left alone.
"""

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

NAME = re.compile(r"[0-9a-f]{24}\.sqlite(\.\d+)?")
ENDINGS = ("", "-wal", "-shm", "-journal")
"""What SQLite puts after the name of a file for the files beside it."""
DAY = 24 * 3600
BROKEN, OTHER = DAY, 30 * DAY
"""Seconds after which such files are taken away."""


def clear(index: Path) -> None:
    """Takes an index away, with the files beside it."""
    for ending in ENDINGS:
        index.with_name(index.name + ending).unlink(missing_ok=True)


def clear_stale(folder: Path, version: str) -> tuple[Path, ...]:
    """Takes away what is stale in a folder of indexes, and gives what it was.

    What can't be taken away stays.

    Args:
        folder: the folder.
        version: what an index must have been made by to be used.
    """
    gone = []
    with suppress(OSError):
        for index in sorted(folder.iterdir()):
            if NAME.fullmatch(index.name) and _stale(index, version):
                with suppress(OSError):
                    clear(index)
                    gone.append(index)
    return tuple(gone)


def _stale(index: Path, version: str) -> bool:
    idle = time.time() - max(_written(index), default=0.0)
    if index.suffix != ".sqlite":
        return idle > BROKEN
    kept = _kept(index)
    if kept.get("version") != version:
        return idle > OTHER
    ledger = kept.get("ledger")
    return isinstance(ledger, bytes) and not Path(os.fsdecode(ledger)).exists()


def _written(index: Path) -> Iterator[float]:
    """When the files of an index were written to."""
    for ending in ENDINGS:
        with suppress(OSError):
            yield index.with_name(index.name + ending).stat().st_mtime


def _kept(index: Path) -> dict[str, str | bytes]:
    """What an index says of itself; nothing where it can't be read."""
    query = "SELECT name, value FROM kept WHERE name IN ('version', 'ledger')"
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        return dict(connection.execute(query))
    return {}
