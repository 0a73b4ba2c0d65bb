"""The layouts of datasets that others publish: columns, and how far an export fills them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.tables import read_table

FILLED, SOME, EMPTY = "yes", "some", "no"


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """One column of a layout, or one key of JSON.

    `filled` is "yes" (in every row), "some" (where the page tells it) or "no"; `how` says what
    stands in it, or why nothing can.
    """

    layout: str
    name: str
    filled: str
    how: str
    source: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout's columns in order."""

    name: str
    columns: tuple[LayoutColumn, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    @property
    def empty(self) -> tuple[LayoutColumn, ...]:
        """The columns that no export fills."""
        return tuple(column for column in self.columns if column.filled == EMPTY)


def _make(row: Mapping[str, str]) -> LayoutColumn:
    if row["filled"] not in (FILLED, SOME, EMPTY):
        raise ValueError(f"{row['filled']!r} is none of yes, some, no")
    if not (row["column"] and row["how"] and row["source"]):
        raise ValueError("column, how and source can't be empty")
    return LayoutColumn(row["layout"], row["column"], row["filled"], row["how"], row["source"])


@cache
def layouts() -> Mapping[str, Layout]:
    """The layouts of `data/layouts.tsv` by name.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    found: dict[str, list[LayoutColumn]] = {}
    for column in read_table("layouts.tsv", _make):
        found.setdefault(column.layout, []).append(column)
    return MappingProxyType({name: Layout(name, tuple(cols)) for name, cols in found.items()})
