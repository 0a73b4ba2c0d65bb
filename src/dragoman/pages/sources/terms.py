"""What every reader of sources is told, and the faults that all of them give."""

from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.pages.page import Given
from dragoman.pages.sources.columns import Columns
from dragoman.pages.web.manners import Manners
from dragoman.records import Fault, PageFault, Stage

LARGEST = 10_000_000
"""Bytes of the largest page that is read: a hundred times the longest article."""

Tell = Callable[[str, str], None]
"""Is told the name of a source and something that a person should know of it; no fault."""


def silent(_name: str, _message: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What readers of sources are told.

    `given` is what the caller says of every page, `largest` the most bytes that one may have,
    `columns` which column of a table holds what, `manners` how pages are fetched.
    """

    given: Given = field(default_factory=Given)
    largest: int = LARGEST
    columns: Columns = field(default_factory=Columns)
    manners: Manners = field(default_factory=Manners)
    tell: Tell = silent


def shown(path: str) -> str:
    """A path as records name it: file names need not be text, and JSON holds nothing else."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def fault(page: str, message: str) -> PageFault:
    """A page, or a part of a source, that gives no record."""
    return PageFault(page, Fault(Stage.PAGES, message))


def too_large(name: str, size: int | None, largest: int) -> PageFault:
    """The fault of a page that is larger than pages may be."""
    has = f"has {size / 1e6:,.0f} MB" if size else "is larger than that"
    return fault(
        name,
        f"A page may have {largest / 1e6:,.0f} MB at most, and this one {has}. If it holds many "
        f"articles, give them as JSONL, one a line; else raise the limit with --largest MB.",
    )
