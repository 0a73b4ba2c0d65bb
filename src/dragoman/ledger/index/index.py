"""An index that is open: snapshots of it for any number of threads."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from dragoman.ledger.files import files_of
from dragoman.ledger.index.lists import Lists
from dragoman.ledger.index.making import Told, bring_forward, kept, usable, version, written
from dragoman.ledger.index.outlets import Outlets
from dragoman.ledger.index.searching import Searching
from dragoman.ledger.index.tidying import clear_stale
from dragoman.ledger.index.waiting import Waits

CACHED = 16_384
"""Kibibytes of an index that a connection holds in memory."""


class Snapshot(Lists, Outlets, Searching, Waits):
    """An index as it stood at one moment, for one thread.

    Args:
        connection: a connection to it, in a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._marks = {}

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection that answers."""
        return self._connection

    @property
    def state(self) -> str:
        """The state of the ledger that it has."""
        return kept(self._connection, "state") or ""


class Index:
    """The index of a ledger, read by any number of threads at once.

    Nothing is in it before `refresh` was called once.

    Args:
        ledger: the ledger's file.
        folder: where indexes are kept; None for the user's folder for caches.
    """

    def __init__(self, ledger: str | os.PathLike[str], folder: Path | None = None) -> None:
        self._ledger = files_of(ledger).ledger
        self.path = (folder or default_folder()) / f"{_digest(self._ledger)}.sqlite"
        self._idle: list[tuple[int, sqlite3.Connection]] = []
        self._made = 0
        self._tidied = False
        self._lock = Lock()
        self._writing = Lock()

    @property
    def ready(self) -> bool:
        """Whether there is one that can be asked, be it of an older state."""
        return usable(self.path)

    def refresh(self, told: Told = lambda _done, _all: None) -> str:
        """Brings it forward to the ledger's present state, which is given.

        The first time, indexes that nobody asks any more are taken away from the folder.

        One thread does so at a time; the others wait.

        Raises:
            LedgerError: the ledger can't be read, or the index can't be written.
        """
        with self._writing:
            fresh = not usable(self.path)
            state = bring_forward(self._ledger, self.path, told)
            if fresh:
                self._forget()
            if not self._tidied:
                clear_stale(self.path.parent, version())
                self._tidied = True
        return state

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The index as it stands, for as long as the block lasts.

        Raises:
            LedgerError: it can't be read.
        """
        with written(self.path):
            made, connection = self._take()
            try:
                connection.execute("BEGIN")
                yield Snapshot(connection)
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                self._give_back(made, connection)

    def close(self) -> None:
        """Lets go of the file."""
        self._forget()

    def _take(self) -> tuple[int, sqlite3.Connection]:
        with self._lock:
            if self._idle:
                return self._idle.pop()
            made = self._made
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro",
            uri=True, isolation_level=None, check_same_thread=False, timeout=30,
        )  # fmt: skip
        connection.execute(f"PRAGMA cache_size = -{CACHED}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")
        return made, connection

    def _give_back(self, made: int, connection: sqlite3.Connection) -> None:
        with self._lock:
            if made == self._made and len(self._idle) < 8:
                self._idle.append((made, connection))
                return
        connection.close()

    def _forget(self) -> None:
        """Lets go of all connections that are idle; those in use are closed when given back."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._made += 1
        for _, connection in idle:
            connection.close()


def default_folder() -> Path:
    """Where indexes are kept: the user's folder for caches (XDG Base Directory 0.8)."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    folder = Path(base) if base.startswith("/") else Path("~/.cache").expanduser()
    return folder / "dragoman" / "indexes"


def _digest(ledger: Path) -> str:
    return blake2b(os.fsencode(ledger), digest_size=12).hexdigest()
