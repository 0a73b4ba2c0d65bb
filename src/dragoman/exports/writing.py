"""Rows as lines of files: cells, separators, quoting.

Cells are written as they are: nothing is put before a "=", "+" or "-", as a dataset must come out
of its file as it went in. Whoever opens one in a spreadsheet imports it, all columns as text.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dragoman.codebook.layouts import EMPTY, FILLED, Layout
from dragoman.errors import CodebookError

Value = str | int | float | None
Values = Mapping[str, Value]
Cells = tuple[str, ...]

BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def laid_out(layout: Layout, values: Values) -> Cells:
    """The cells of a row in the order of its layout; what it hasn't is empty.

    Raises:
        CodebookError: a value is of no column, or of one that is never filled, or a column that
            is always filled has none: the table of layouts contradicts the rows.
    """
    cells = []
    left = dict(values)
    for column in layout.columns:
        value = left.pop(column.name, None)
        missing = value is None or value == ""
        if (column.filled == EMPTY and not missing) or (column.filled == FILLED and missing):
            raise CodebookError(
                f"layouts.tsv, {layout.name}: {column.name} is {value!r}, and not as told there."
            )
        cells.append(cell_of(value))
    if left:
        raise CodebookError(f"layouts.tsv, {layout.name}: there are no columns {sorted(left)}.")
    return tuple(cells)


def cell_of(value: Value) -> str:
    """A value as text without control characters; None is empty."""
    if value is None:
        return ""
    return CONTROLS.sub("", BREAKS.sub(" ", value)) if isinstance(value, str) else repr(value)


def tab_line(cells: Sequence[str]) -> str:
    """Cells between tabs, unquoted, as GDELT and Phoenix have them; no cell holds a tab."""
    return "\t".join(cells) + "\n"


def csv_line(cells: Sequence[str], separator: str = ",") -> str:
    """Cells between separators, quoted where they must be."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerow(cells)
    return out.getvalue()


def json_line(value: Any) -> str:  # noqa: ANN401 - whatever JSON has
    """A value as one line of JSON."""
    return msgspec.json.encode(value).decode() + "\n"


def joined(values: Sequence[str], separator: str) -> str:
    """Values between separators; a value's own separators become spaces."""
    mark = separator.strip() or separator
    return separator.join(value.replace(mark, " ") for value in values)
