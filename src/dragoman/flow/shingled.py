"""The shingles of many texts, as numbers in a temporary file: each text is read once.

Texts are held against one another in an order that nobody knows beforehand. Each ask of a ledger
for a few of them looks through all of it, so they are asked for once, many at a time.
"""

import os
import tempfile
from array import array
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Self

from dragoman.language.shingles import numbers_of, shingles_of
from dragoman.ledger.files import guarded

Load = Callable[[Sequence[str]], Iterable[tuple[str, str]]]
"""Gives the telling texts of the given digests, each with its digest, one after the other."""


class Shingled:
    """What texts are made of, by digest; used in a `with` statement, which takes the file away.

    Args:
        load: gives texts; it is asked for each once.

    Raises:
        LedgerError: the disk for temporary files is full or can't be written.
    """

    def __init__(self, load: Load) -> None:
        self._load = load
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def __enter__(self) -> Self:
        with guarded(tempfile.gettempdir()):
            self._file = tempfile.TemporaryFile(prefix="dragoman-")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def take(self, digests: Iterable[str]) -> None:
        """Loads the texts of the given digests, but those that it has."""
        wanted = [digest for digest in digests if digest not in self._places]
        if not wanted:
            return
        with guarded(tempfile.gettempdir()):
            for digest, text in self._load(wanted):
                raw = array("Q", numbers_of(shingles_of(text))).tobytes()
                self._file.write(raw)
                self._places[digest] = (self._end, len(raw))
                self._end += len(raw)
            self._file.flush()

    def of(self, digest: str) -> frozenset[int]:
        """The shingles of a text that was taken; none of one that there is not."""
        start, length = self._places.get(digest, (0, 0))
        numbers = array("Q")
        with guarded(tempfile.gettempdir()):
            numbers.frombytes(os.pread(self._file.fileno(), length, start))
        return frozenset(numbers)
