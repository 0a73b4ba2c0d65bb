"""Batches on their way from pages to results, in order, read here or by others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.errors import DragomanError
from dragoman.pages import Page
from dragoman.records import Coder, Fault, PageFault, Record, Stage

Results = Callable[[], list[Record | PageFault]]
"""Gives the results of a batch, one a page and in order; waits for them, or raises."""


class PageReader(Protocol):
    """What a build reads pages with: `Reader`, or whatever reads as it does."""

    @property
    def coder(self) -> Coder:
        """What it is, as the ledger cites it."""

    def read(self, pages: Iterable[Page | PageFault]) -> Iterator[Record | PageFault]:
        """The records of pages, one for one and in order."""


class BatchReader(Protocol):
    """What takes a batch and gives its results later, while further batches are given to it."""

    @property
    def coder(self) -> Coder:
        """What it is, as the ledger cites it."""

    @property
    def ahead(self) -> int:
        """How many batches may be begun before the results of the first are asked for."""

    def begin(self, pages: Sequence[Page | PageFault]) -> Results:
        """Takes a batch."""


@dataclass(frozen=True, slots=True)
class Here:
    """Reads each batch at once, in this process."""

    reader: PageReader
    ahead: int = 0

    @property
    def coder(self) -> Coder:
        """What the reader is."""
        return self.reader.coder

    def begin(self, pages: Sequence[Page | PageFault]) -> Results:
        """Reads a batch."""
        results = read_each(self.reader, pages)
        return lambda: results


def read_each(reader: PageReader, pages: Sequence[Page | PageFault]) -> list[Record | PageFault]:
    """A result for each page, though one of them break the reader: that one gives a fault."""
    try:
        return list(reader.read(pages))
    except DragomanError:
        raise
    except Exception as error:
        if len(pages) != 1:
            return [result for page in pages for result in read_each(reader, [page])]
        message = (
            f"Reading this page failed with {type(error).__name__}: {str(error)[:300]}. This is "
            f"a mistake of the reader's, not the page's: please report it with the page."
        )
        return [unread(pages[0], message)]


def unread(page: Page | PageFault, message: str) -> PageFault:
    """The fault of a page that could not be read."""
    name = page.page if isinstance(page, PageFault) else page.name
    return PageFault(name, Fault(Stage.LEDGER, message))
