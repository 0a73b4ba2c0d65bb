"""Answers as tables: plain ones, and polars or pandas frames where the user has either."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

import duckdb

from dragoman.errors import UsageError

Frame = Any
"""A polars or pandas frame or a `Table`: which, only the user's installation decides."""

Library = Literal["polars", "pandas", "plain"]
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain values: columns and rows, whatever libraries are installed.

    `complete` is false where a limit cut the rows off.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    complete: bool = True

    def __len__(self) -> int:
        """How many rows it has."""
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each row as a mapping from column to value."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> list[Any]:
        """The values of one column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        head = _line("th", self.columns)
        body = "".join(_line("td", row) for row in self.rows[:SHOWN])
        more = len(self.rows) - SHOWN
        note = f"<p>and {more:,} more rows</p>" if more > 0 else ""
        return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{note}"


def _line(tag: str, cells: Sequence[object]) -> str:
    def cell(value: object) -> str:
        return f"<{tag}>{'' if value is None else html.escape(str(value)[:200])}</{tag}>"

    return f"<tr>{''.join(map(cell, cells))}</tr>"


def installed() -> Library:
    """The library that frames are made with: polars, else pandas, else none."""
    if find_spec("polars"):
        return "polars"
    return "pandas" if find_spec("pandas") else "plain"


def frame(relation: duckdb.DuckDBPyRelation, library: Library | None = None) -> Frame:
    """A relation as a frame of the given library, or of the one that is installed.

    Raises:
        UsageError: the library is not known or not installed.
    """
    library = library or installed()
    if library == "plain":
        return Table(tuple(relation.columns), tuple(relation.fetchall()))
    if library not in ("polars", "pandas"):
        raise UsageError(f"Frames come as polars, pandas or plain, not {library!r}.")
    try:
        if library == "pandas":
            return relation.df()
        # By way of the Arrow stream that the relation offers, which needs no pyarrow.
        return import_module("polars").DataFrame(relation)
    except ImportError as error:
        raise UsageError(
            f"{library} can't be used: {error}. Install it, or ask for 'plain' tables."
        ) from error
