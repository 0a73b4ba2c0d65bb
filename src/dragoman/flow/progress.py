"""How far a build is, and how many pages lie ahead of it."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is.

    `total` is the number of pages given and `ahead` how many of them have yet to be read, both
    null while pages are still counted, and where they come from standard input or the web. The
    other counts are those of this run; `counted` is how many pages were found while counting.
    """

    done: int
    total: int | None
    ahead: int | None
    read: int
    known: int
    faulty: int
    words: int
    seconds: float
    counted: int = 0

    @property
    def rate(self) -> float:
        """Words a second."""
        return self.words / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds until the end at the present speed; None while that is unknown."""
        if self.ahead is None or not self.read:
            return None
        return self.ahead * self.seconds / self.read


Watch = Callable[[Progress], None]


@dataclass(slots=True)
class Survey:
    """Counts the pages given, and the contents among them that must be read, in 8 bytes each."""

    total: int = 0
    _wanted: "array[int]" = field(default_factory=lambda: array("Q"))

    def add(self, pages: int, wanted: list[str]) -> None:
        """Counts pages, and the sources among them that must be read."""
        self.total += pages
        self._wanted.extend(int(source, 16) for source in wanted)

    @property
    def ahead(self) -> int:
        """How many contents must be read; one that comes twice is read once."""
        return len(np.unique(np.frombuffer(self._wanted, np.uint64))) if self._wanted else 0
