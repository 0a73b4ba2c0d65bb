"""The ledger that a reading room has open, for one request at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from dragoman.flow.opening import OpenLedger, open_ledger

MOST_KEPT = 64
"""How many answers are kept at once."""


class Shelf:
    """An open ledger that is lent to one thread at a time.

    One DuckDB connection answers one thread, so requests wait for one another. When a build has
    published a new state of the ledger, the next request is answered from that.

    Args:
        path: the ledger's file.
        pacts: a table of pacts that is laid over the catalogue.

    Raises:
        LedgerError: there is none, it is none, or it is damaged or newer than this version.
        UsageError: the table of pacts can't be read, or something is wrong with it.
    """

    def __init__(self, path: Path, pacts: Path | None = None) -> None:
        self.name = path.name
        self._ledger = open_ledger(path, pacts)
        self._lock = Lock()
        self._seen = self._mark()
        self._kept: dict[object, Any] = {}

    @contextmanager
    def lent(self) -> Iterator[OpenLedger]:
        """The ledger as it stands now, for as long as the block lasts."""
        with self._lock:
            mark = self._mark()
            if mark != self._seen:
                self._ledger.reopen()
                self._seen = mark
                self._kept.clear()
            yield self._ledger

    def kept(self, name: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever was made
        """What was made under a name since the ledger changed; to be asked while it is lent."""
        if name not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[name] = make()
        return self._kept[name]

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            self._ledger.close()

    def _mark(self) -> str:
        return self._ledger.mark
