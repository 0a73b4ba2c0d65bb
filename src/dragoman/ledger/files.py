"""The ledger's files: the one that stands, the draft beside it, and the writer's lock.

DuckDB lets one process write a file or many read it, never both. So that readers are left in
peace while a build runs for hours, a writer never opens the ledger that stands. It works on a
copy, the draft (`NAME.draft`), where every batch is a transaction of its own, and puts the draft
in the ledger's place by a rename, which is atomic: whoever opens the ledger gets the old state
or the new one, whole, and a reader that has the old one open keeps it to the end.

A build that was killed leaves its draft behind; the next writer goes on from it, provided that
it grew from the ledger that stands (`states` tells). The lock lies on a file of its own
(`NAME.lock`) and is the operating system's, so that it goes with the process that held it.

A writer needs room on the disk for a second copy of the ledger, and for a third while it
publishes what it has so far.
"""

import errno
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dragoman.errors import LedgerError
from dragoman.ledger.places import is_url

LONGEST = 1000
"""Characters of a path that a message repeats."""


@dataclass(frozen=True, slots=True)
class Files:
    """The paths that belong to one ledger."""

    ledger: Path

    def _beside(self, ending: str) -> Path:
        return self.ledger.with_name(self.ledger.name + ending)

    @property
    def draft(self) -> Path:
        """What a writer works on."""
        return self._beside(".draft")

    @property
    def lock(self) -> Path:
        """What a writer locks."""
        return self._beside(".lock")

    @property
    def coming(self) -> Path:
        """A copy that is not whole yet; it means nothing until it is renamed."""
        return self._beside(".coming")

    def clear(self, path: Path) -> None:
        """Takes a database file and its write-ahead log away."""
        for file in (path, log_of(path)):
            file.unlink(missing_ok=True)

    def copy(self, source: Path, target: Path) -> None:
        """Copies a closed database so that `target` is either whole or not there."""
        self.clear(self.coming)
        shutil.copyfile(source, self.coming)
        self._place(target)

    def promote(self) -> None:
        """Puts the closed draft in the ledger's place."""
        if log_of(self.draft).exists():
            raise LedgerError(f"{shown(self.draft)} was not written out. Run the command again.")
        self.draft.replace(self.ledger)
        _settle(self.ledger)

    def _place(self, target: Path) -> None:
        descriptor = os.open(self.coming, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self.coming.replace(target)
        _settle(target)


def files_of(path: str | os.PathLike[str]) -> Files:
    """The files of the ledger at a path; links are followed.

    Raises:
        LedgerError: the path can't name a file.
    """
    with guarded(path):
        if not os.fspath(path) or "\0" in os.fspath(path):
            raise LedgerError("A ledger is a file. Give its path, for instance iran.duckdb.")
        found = Path(os.path.realpath(path))
        if is_url(path) or (found / "ledger.json").is_file():
            raise LedgerError(
                f"{shown(path)} is a folder of Parquet files, which is asked and not changed. "
                f"Gather it into a ledger's file first: dragoman build LEDGER {shown(path)}"
            )
        if found.is_dir():
            raise LedgerError(f"{shown(path)} is a folder. Give the path of a file in it.")
        str(found).encode()
    return Files(found)


def log_of(path: Path) -> Path:
    """DuckDB's write-ahead log of a database file."""
    return path.with_name(path.name + ".wal")


def shown(path: str | os.PathLike[str]) -> str:
    """A path in one line of bounded length, for messages."""
    text = os.fspath(path)
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}... ({len(text):,} characters)"
    return ascii(text)[1:-1] if not text.isprintable() else text


@contextmanager
def guarded(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turns what the operating system or DuckDB raises into a `LedgerError` about a ledger."""
    try:
        yield
    except RuntimeError as error:
        # Ctrl-C while DuckDB works comes out of it as this.
        if isinstance(error, duckdb.Error) or str(error) != INTERRUPTED:
            raise
        raise KeyboardInterrupt from None
    except (OSError, ValueError, duckdb.Error, MemoryError) as error:
        raise LedgerError(f"{shown(path)}: {_reason(error)}") from error


INTERRUPTED = "Query interrupted"
FULL = "The disk is full. Make room and run the command again; what was entered is kept."
FORBIDDEN = "The file or its folder may not be read or written. Check their permissions."
MISSING = "There is no such file or folder. Check the path."
LONG = "The name is too long for this disk. Choose a shorter one."
HELD = "Another program has it open for writing. Close that program and try again."
MEMORY = "Memory did not suffice. Ask for less, or give the ledger more memory."

BY_NUMBER = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EROFS: FORBIDDEN,
    errno.ENOENT: MISSING,
    errno.ENOTDIR: MISSING,
    errno.ENAMETOOLONG: LONG,
}
BY_WORDS = {
    "no space left": FULL,
    "file too large": FULL,
    "disk quota": FULL,
    "permission denied": FORBIDDEN,
    "read-only file system": FORBIDDEN,
    "file name too long": LONG,
    "could not set lock": HELD,
    "conflicting lock": HELD,
}
"""DuckDB hands the operating system's words on, without the number."""


def _reason(error: Exception) -> str:
    """What went wrong, and what to do about it."""
    text = " ".join(str(error).split())
    if isinstance(error, duckdb.OutOfMemoryException | MemoryError):
        return MEMORY
    if isinstance(error, OSError) and error.errno in BY_NUMBER:
        return BY_NUMBER[error.errno]
    for words, reason in BY_WORDS.items():
        if words in text.lower():
            return reason
    return f"It can't be read or written: {text[:400]}. The file may be damaged; restore a copy."


def _settle(path: Path) -> None:
    """Makes a rename last through a power cut, where the system offers that."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(files: Files) -> Iterator[None]:
    """Holds the writer's lock.

    Raises:
        LedgerError: another writer holds it; the message says which.
    """
    descriptor = _acquire(files)
    try:
        note = f"process {os.getpid()} on {socket.gethostname()}".encode()
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, note, 0) if hasattr(os, "pwrite") else os.write(descriptor, note)
        yield
    finally:
        if sys.platform != "win32":
            files.lock.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(files: Files) -> int:
    """An open, locked descriptor of the lock file that lies in the folder now."""
    while True:
        descriptor = os.open(files.lock, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(descriptor)
        except OSError as error:
            holder = os.read(descriptor, 200).decode("utf-8", "replace") or "another process"
            os.close(descriptor)
            raise LedgerError(
                f"{shown(files.ledger)} is being written by {holder}. One writer works at a time: "
                f"wait until it ends, or stop it. Readers need not wait."
            ) from error
        # The holder before may have taken the file away between our opening and our locking.
        if sys.platform == "win32" or _same(descriptor, files.lock):
            return descriptor
        os.close(descriptor)


def _same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        # A byte far behind the note, which others may then read.
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
