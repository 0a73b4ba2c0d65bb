"""The rows of a user's tables, and all that is wrong with them, told at once.

A table is tab-separated, or CSV with commas or semicolons; its first line names the columns, lines
that begin with `#` are remarks.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from dragoman.codebook.tables import is_date
from dragoman.errors import UsageError

LARGEST = 50_000_000
"""The most bytes that a table may have."""
LONGEST = 200
"""The most characters of a name: what no news writes, and would make finding names slow."""
LONGEST_CELL = 100_000
LONGEST_LINE = 1_000_000
"""The most characters of a line: what is longer would only fill the memory with its cells."""
LISTED = 20
"""How many mistakes a message lists."""
LINE = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of a user's table: its cells by column, those that the table lacks being empty."""

    table: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def origin(self) -> str:
        """Where the row stands, as records cite it."""
        return f"{self.table}, line {self.line}"

    @property
    def source(self) -> str:
        """Where the row stands, and what it names as its source."""
        return f"{self.origin}: {self.cells['source']}" if self.cells["source"] else self.origin


@dataclass(slots=True)
class Problems:
    """What is wrong with a user's tables, in the order in which it was found."""

    found: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, table: str, line: int | None, column: str | None, what: str) -> None:
        """Notes a mistake, with its place and what was expected there."""
        self.count += 1
        if len(self.found) < LISTED:
            place = [table, *([f"line {line}"] if line else []), *([column] if column else [])]
            self.found.append(f"{', '.join(place)}: {what}")

    def of(self, row: OwnRow, column: str | None, what: str) -> None:
        """Notes a mistake in a row."""
        self.add(row.table, row.line, column, what)

    def check(self) -> None:
        """Sees that there is no mistake.

        Raises:
            UsageError: there is; the message lists the first ones, a line each.
        """
        if not self.count:
            return
        mistakes = "There is a mistake" if self.count == 1 else f"There are {self.count} mistakes"
        more = self.count - len(self.found)
        lines = [*self.found, *([f"and {more} more"] if more else [])]
        raise UsageError(f"{mistakes} in the vocabulary:\n  " + "\n  ".join(lines))


def read_rows(
    path: Path, columns: Sequence[str], required: Sequence[str], problems: Problems
) -> list[OwnRow]:
    """The rows of a user's table; what can't be read of it is noted.

    Args:
        path: the file; one that ends in ".csv" is CSV.
        columns: those that the table may have.
        required: those that its header must name.
        problems: is told what is wrong.
    """
    text = _text(path, problems)
    if text is None:
        return []
    for number, line in enumerate(LINE.split(text), 1):
        if len(line) > LONGEST_LINE:
            what = f"this line has more than {LONGEST_LINE:,} characters."
            problems.add(path.name, number, None, what)
            return []
    lines = _csv(text) if path.suffix.lower() == ".csv" else _tsv(text)
    return list(_rows(path.name, lines, (columns, required), problems))


def _text(path: Path, problems: Problems) -> str | None:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        problems.add(path.name, None, None, f"can't be read: {_why(error)}.")
        return None
    if len(raw) > LARGEST:
        problems.add(path.name, None, None, f"is larger than {LARGEST // 1_000_000} MB.")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\n|\r", raw[: error.start])) + 1
        problems.add(path.name, line, None, "this is not UTF-8.")
        return None


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _tsv(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(LINE.split(text), 1):
        yield number, line.split("\t")


def _csv(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row, with the line on which it begins; semicolons if the header has them.

    Raises:
        csv.Error: a cell is too long.
    """
    lines = [f"{line}\n" for line in LINE.split(text)]
    header = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    mark = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(lines, delimiter=mark)
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


def _rows(
    table: str,
    lines: Iterator[tuple[int, list[str]]],
    allowed: tuple[Sequence[str], Sequence[str]],
    problems: Problems,
) -> Iterator[OwnRow]:
    header: list[str] | None = None
    number = 0
    try:
        for number, raw in lines:
            cells = [cell.strip() for cell in raw]
            if not any(cells) or raw[0].startswith("#"):
                continue
            if header is None:
                header = cells
                if not _is_header(table, number, header, allowed, problems):
                    return
                continue
            if len(cells) != len(header):
                what = f"{len(cells)} cells, but the header has {len(header)}."
                problems.add(table, number, None, what)
                continue
            row = OwnRow(table, number, _filled(allowed[0], header, cells))
            if _is_printable(row, problems):
                yield row
    except csv.Error as error:
        problems.add(table, number + 1, None, f"this is no CSV: {error}.")
    if header is None and not problems.count:
        problems.add(table, 1, None, "the table is empty: its first line names the columns.")


def _filled(columns: Sequence[str], header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    given = dict(zip(header, cells, strict=True))
    return {column: given.get(column, "") for column in columns}


def _is_header(
    table: str,
    number: int,
    header: Sequence[str],
    allowed: tuple[Sequence[str], Sequence[str]],
    problems: Problems,
) -> bool:
    """Whether a header names columns that the table may have, each once, and those it must have."""
    columns, required = allowed
    before = problems.count
    for name in dict.fromkeys(header):
        if name not in columns:
            close = get_close_matches(name[:LONGEST], columns, 1)
            hint = f" {close[0]!r} is close to it." if close else ""
            what = f"there is no column {name[:LONGEST]!r}.{hint} There are: {', '.join(columns)}."
            problems.add(table, number, None, what)
        elif header.count(name) > 1:
            problems.add(table, number, name, "the header names this column twice.")
    for name in required:
        if name not in header:
            problems.add(table, number, name, "this column is missing.")
    return problems.count == before


def _is_printable(row: OwnRow, problems: Problems) -> bool:
    before = problems.count
    for column, cell in row.cells.items():
        if not cell.isprintable():
            problems.of(row, column, "this has characters that can't be printed.")
        elif len(cell) > LONGEST_CELL:
            problems.of(row, column, f"this has more than {LONGEST_CELL:,} characters.")
    return problems.count == before


def check_filled(row: OwnRow, columns: Iterable[str], problems: Problems) -> bool:
    """Whether cells that a row needs are filled; notes those that are not."""
    empty = [column for column in columns if not row[column]]
    for column in empty:
        problems.of(row, column, "this can't be empty.")
    return not empty


def check_one_of(row: OwnRow, column: str, known: Iterable[str], problems: Problems) -> bool:
    """Whether a filled cell holds one of some words; notes it with those that are close."""
    names = tuple(known)
    cell = row[column]
    if not cell or cell in names:
        return True
    shown = names if len(names) <= LISTED else get_close_matches(cell[:LONGEST], names, 5, 0.3)
    hint = f" {'One of' if len(names) <= LISTED else 'Close to it'}: {', '.join(shown)}."
    problems.of(row, column, f"{cell[:LONGEST]!r} is not known.{hint if shown else ''}")
    return False


def check_dates(row: OwnRow, problems: Problems) -> bool:
    """Whether `from` and `to` are days, months or years, and in their order."""
    before = problems.count
    for column in ("from", "to"):
        if row[column] and not is_date(row[column]):
            what = f"{row[column][:LONGEST]!r} is no day, month or year in ISO 8601 (2018-05-19)."
            problems.of(row, column, what)
    since, until = row["from"], row["to"]
    shared = min(len(since), len(until))
    if problems.count == before and until[:shared] < since[:shared]:
        problems.of(row, "to", f"{until} is before {since}.")
    return problems.count == before


def check_names(row: OwnRow, column: str, names: Iterable[str], problems: Problems) -> bool:
    """Whether names are ones that a text can have: with a word, and not too long."""
    before = problems.count
    for name in names:
        if len(name) > LONGEST or not re.search(r"\w", name):
            what = (
                f"{name[:40]!r} is no name: it has 1 to {LONGEST} characters, letters among them."
            )
            problems.of(row, column, what)
    return problems.count == before
