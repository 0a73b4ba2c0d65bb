"""The ledger that a reading room has open: its index for any number of requests at once, and the
ledger itself for one at a time.

Pages are answered from the index (`dragoman.ledger.index`). When a build has published a new state
of the ledger, the next request has the index brought forward and waits for that, but no longer
than `PATIENCE`: what takes longer is answered from the state before, which is whole in itself, and
says so on the page.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

from dragoman.codebook.catalogue import Catalogue, own_catalogue
from dragoman.errors import DragomanError, LedgerError
from dragoman.flow.indexed import IndexedLedger
from dragoman.flow.opening import OpenLedger
from dragoman.ledger.index import Index

MOST_KEPT = 40_000
"""How many rows of answers are kept at once."""
PATIENCE = 2.0
"""Seconds that a request waits for a new state, where nothing else is said."""

Mark = str


class Shelf:
    """An open ledger with its index.

    Args:
        path: the ledger's file.
        catalogue: where the names of pacts are looked up; the package's own if left out.
        indexes: the folder of indexes; None for the user's folder for caches.
        patience: seconds that a request waits for a new state, from when it was first seen.
        then: what is done whenever there is a new one, after those who waited for it went on.

    Raises:
        LedgerError: there is no ledger, it is none, or it is damaged or newer than this version.
    """

    def __init__(
        self,
        path: Path,
        catalogue: Catalogue | None = None,
        indexes: Path | None = None,
        patience: float = PATIENCE,
        then: "Callable[[Shelf], None]" = lambda _shelf: None,
    ) -> None:
        self.name = path.name
        self._patience = patience
        self._then = then
        self._catalogue = catalogue or own_catalogue()
        self._ledger = OpenLedger(path, self._catalogue)
        self._index = Index(path, indexes)
        self._lock = Lock()
        self._seen = self._mark()
        self._kept: dict[object, tuple[Any, int]] = {}
        self._keeping = Lock()
        self._renewing = Lock()
        self._fresh: Mark | None = None
        self._renewal: _Renewal | None = None

    @property
    def catalogue(self) -> Catalogue:
        """Where the names of pacts are looked up."""
        return self._catalogue

    @property
    def behind(self) -> bool:
        """Whether pages show a state of the ledger that is not its present one."""
        try:
            return self._fresh != self._mark()
        except LedgerError:
            return True

    def prepare(self, told: Callable[[int, int], None] = lambda _done, _all: None) -> None:
        """Makes the index, or brings it forward, however long that takes.

        Raises:
            LedgerError: the ledger can't be read, or the index can't be written.
        """
        mark = self._mark()
        self._index.refresh(told)
        self._fresh = mark

    @contextmanager
    def opened(self) -> Iterator[IndexedLedger]:
        """The ledger by its index, as it stands now, for as long as the block lasts.

        Raises:
            LedgerError: the ledger can't be read, or the index can't be written.
        """
        mark = self._mark()
        if mark != self._fresh:
            self._renew(mark)
        with self._index.snapshot() as snapshot:
            yield IndexedLedger(snapshot, self._catalogue)

    @contextmanager
    def at_hand(self) -> Iterator[IndexedLedger]:
        """The ledger by its index in the state that this has, for which nobody waits.

        Raises:
            LedgerError: the ledger can't be read, or the index can't be written.
        """
        if not self._index.ready:
            self._renew(self._mark())
        with self._index.snapshot() as snapshot:
            yield IndexedLedger(snapshot, self._catalogue)

    @contextmanager
    def lent(self) -> Iterator[OpenLedger]:
        """The ledger itself as it stands now, for one request at a time."""
        with self._lock:
            mark = self._mark()
            if mark != self._seen:
                self._ledger.reopen()
                self._seen = mark
            yield self._ledger

    def kept(self, name: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever was made
        """What was made under a name since the ledger changed; to be asked while it is lent."""
        key = ("lent", self._seen, name)
        made = self.found(key)
        if made is None:
            made = make()
            self.keep(key, made)
        return made

    def found(self, name: object) -> Any:  # noqa: ANN401 - whatever was kept
        """What is kept under a name, which says of what state of the ledger it is; else None."""
        with self._keeping:
            if name in self._kept:
                self._kept[name] = self._kept.pop(name)  # The latest asked for go last.
                return self._kept[name][0]
        return None

    def keep(self, name: object, made: Any, rows: int = 1) -> None:  # noqa: ANN401 - whatever was made
        """Keeps something of so many rows under a name, until there is too much."""
        with self._keeping:
            self._kept[name] = made, rows
            held = sum(size for _, size in self._kept.values())
            while held > MOST_KEPT and len(self._kept) > 1:
                held -= self._kept.pop(next(iter(self._kept)))[1]

    def close(self) -> None:
        """Lets go of the files."""
        if self._renewal is not None:
            self._renewal.thread.join()
        with self._lock:
            self._ledger.close()
        self._index.close()

    def _renew(self, mark: Mark) -> None:
        """Has the index brought forward, and waits for that as long as is right."""
        with self._renewing:
            renewal = self._renewal
            if renewal is None or (renewal.done.is_set() and renewal.mark != mark):
                renewal = self._renewal = _Renewal(mark)
                renewal.thread = Thread(target=self._bring_forward, args=(renewal,), daemon=True)
                renewal.thread.start()
        left = renewal.begun + self._patience - monotonic() if self._index.ready else None
        if left is None or left > 0:
            renewal.done.wait(left)
        if renewal.done.is_set() and renewal.wrong is not None:
            self._renewal = None  # The next request tries again.
            raise renewal.wrong

    def _bring_forward(self, renewal: "_Renewal") -> None:
        try:
            self._index.refresh()
            self._fresh = renewal.mark
        except DragomanError as error:
            renewal.wrong = error
        except Exception as error:
            renewal.wrong = LedgerError(f"The index can't be brought forward: {error}")
        finally:
            renewal.done.set()
        if renewal.wrong is None:
            with suppress(DragomanError):  # Whoever asks for the same is told what is wrong.
                self._then(self)

    def _mark(self) -> Mark:
        try:
            return self._ledger.mark
        except LedgerError as error:
            raise LedgerError(f"{self.name} is not there any more, or can't be read.") from error


class _Renewal:
    """An index that is being brought forward to what a mark stands for."""

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.begun = monotonic()
        self.done = Event()
        self.thread = Thread()
        self.wrong: DragomanError | None = None
