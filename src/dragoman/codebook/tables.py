"""Reading the codebook's tables: tab-separated, a header line, `#` for remarks, `|` in lists."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib import resources
from typing import TypeVar

from dragoman.errors import CodebookError

Row = TypeVar("Row")


def read_table(
    name: str, make: Callable[[Mapping[str, str]], Row], text: str | None = None
) -> tuple[Row, ...]:
    """The rows of a table, each made by `make` from its cells by column name.

    Args:
        name: the file in `codebook/data`, for instance "states.tsv".
        make: turns the cells of one row into a typed value; a KeyError or ValueError that it
            raises is reported with file and line.
        text: the table itself, where it does not come from the package.

    Raises:
        CodebookError: the file is missing, a row has another number of cells than the header,
            or `make` refused it. The message names file and line.
    """
    if text is None:
        try:
            text = resources.files("dragoman.codebook").joinpath("data", name).read_text("utf-8")
        except OSError as error:
            raise CodebookError(f"The codebook's {name} can't be read: {error}") from error
    return tuple(row for _, row in numbered_rows(name, make, text))


def numbered_rows(
    name: str, make: Callable[[Mapping[str, str]], Row], text: str
) -> Iterator[tuple[int, Row]]:
    """The rows of a table's text, each with the number of its line.

    Raises:
        CodebookError: as `read_table` says.
    """
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if len(set(header)) != len(header):
                raise CodebookError(f"{name}, line {number}: the header names a column twice.")
            continue
        if len(cells) != len(header):
            raise CodebookError(
                f"{name}, line {number}: {len(cells)} cells, but the header has {len(header)}."
            )
        try:
            row = make(dict(zip(header, cells, strict=True)))
        except (KeyError, ValueError) as error:
            raise CodebookError(f"{name}, line {number}: {error}") from error
        yield number, row


def is_date(text: str) -> bool:
    """Whether a cell holds a day of the calendar, a month or a year in ISO 8601."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def items(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds a list, separated by `|`; empty for an empty cell."""
    return tuple(item.strip() for item in cell.split("|") if item.strip())


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression in a cell.

    Raises:
        ValueError: it is none; `read_table` reports it with file and line.
    """
    try:
        return re.compile(text, flags)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
