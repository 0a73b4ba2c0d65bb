"""Reference memberships: who is in a treaty since when, in the columns of the manydata project.

That project's membership tables have, among others, `treatyID`, `manyID`, `Title`, `stateID`,
`StateName`, and the days of `StateSignature`, `StateRatification`, `Accession`, `Succession`,
`StateForce` and `StateEnd`. A table needs one of `stateID` and `StateName`; other columns may be
missing, and any may be added. Days are ISO 8601 at any precision, or a stretch of two of them
(`2015-07-14:2015-07-16`); `NA` and nothing mean that the day is not known.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.codebook.states import states
from dragoman.errors import UsageError

STATE, NAME = "stateID", "StateName"
TREATY = ("treatyID", "manyID", "Title")
ACTS: Mapping[str, str] = {
    "StateSignature": "signed",
    "StateRatification": "ratified",
    "Accession": "acceded",
    "Succession": "succeeded",
    "StateForce": "in force",
}
"""The columns of the acts that bring a state in, and what they are called."""
END = "StateEnd"
NO_DAY = frozenset({"", "na", "n/a", "nan", "null", "none", "9999", "9999-12-31"})
"""What stands for no day; the last two are used for an end that has not come."""
STRETCH = re.compile(r"\s*(?::|\.\.|/)\s*")
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
UNSURE = "?~%"
"""Marks of ISO 8601-2 for days that are uncertain or approximate."""
LARGEST = 50_000_000
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """A day as a reference gives it: what is written, and the first and last day that it may be."""

    written: str
    first: str
    last: str

    def fits(self, day: str) -> bool:
        """Whether a date at any precision may be the same day."""
        return self.first <= _last(day) and _first(day) <= self.last


@dataclass(frozen=True, slots=True)
class Membership:
    """A line of the table: a state in a treaty, by which acts since when, and until when.

    `acts` has the name of each act (`ACTS`) with its day; `end` is null where none is given.
    """

    line: int
    state: str
    name: str
    treaty: str | None
    title: str | None
    acts: tuple[tuple[str, Stretch], ...]
    end: Stretch | None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A line of the table that can't be used, and why."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Memberships:
    """A table: what could be read of it, and what could not."""

    rows: tuple[Membership, ...]
    bad: tuple[BadRow, ...]

    def treaties(self) -> dict[str, str]:
        """The titles of the treaties by their ids; a table without ids holds one treaty."""
        return {row.treaty or "": row.title or row.treaty or "" for row in self.rows}


def read_memberships(path: Path) -> Memberships:
    """Reads a table, in UTF-8 and separated by commas, semicolons or tabs.

    Raises:
        UsageError: it is missing, too large, no text, or lacks what tells of states.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(
                f"{path.name}: more than {LARGEST // 1_000_000} MB. Cut out one treaty."
            )
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path.name}: can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError(
            f"{path.name}, line {line}: no UTF-8. Save the table as CSV in UTF-8."
        ) from error
    rows: list[Membership] = []
    bad: list[BadRow] = []
    for result in _results(path.name, text):
        (rows if isinstance(result, Membership) else bad).append(result)  # type: ignore[arg-type]
    return Memberships(tuple(rows), tuple(bad))


def _results(name: str, text: str) -> Iterator[Membership | BadRow]:
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_separator(lines[0] if lines else ""), strict=True)
    header: list[str] | None = None
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = _header(name, line, cells)
            elif len(cells) != len(header):
                told = f"{len(cells)} cells, but the header has {len(header)}"
                yield BadRow(line, told)
            else:
                yield _row(line, dict(zip(header, (c.strip() for c in cells), strict=True)))
    except csv.Error as error:
        yield BadRow(start, f"no CSV from here on: {error}")
    if header is None:
        raise UsageError(f"{name}: empty. It should have a line of column names and one a state.")


def _separator(header: str) -> str:
    return max(",;\t", key=header.count)


def _header(name: str, line: int, cells: Sequence[str]) -> list[str]:
    header = [cell.strip() for cell in cells]
    if STATE not in header and NAME not in header:
        shown = ", ".join(repr(cell[:LONGEST]) for cell in header[:12])
        raise UsageError(
            f"{name}, line {line}: no column {STATE} or {NAME}. The columns are {shown}."
        )
    twice = [cell for cell in header if cell and header.count(cell) > 1]
    if twice:
        raise UsageError(f"{name}, line {line}: the column {twice[0][:LONGEST]!r} is there twice.")
    return header


def _row(line: int, cells: Mapping[str, str]) -> Membership | BadRow:
    """A membership, or why the line gives none."""
    code = _code(cells.get(STATE, ""), cells.get(NAME, ""))
    if code is None:
        shown = " / ".join(c[:LONGEST] for c in (cells.get(STATE), cells.get(NAME)) if c)
        return BadRow(line, f"{shown!r} is no state of the codebook (ISO 3166 alpha-3, or a name)")
    days: dict[str, Stretch | None] = {}
    for column in (*ACTS, END):
        try:
            days[column] = stretch_of(cells.get(column, ""))
        except ValueError as error:
            return BadRow(line, f"{column}: {error}")
    acts = tuple((ACTS[c], day) for c in ACTS if (day := days[c]) is not None)
    return Membership(
        line=line,
        state=code,
        name=_names()[code],
        treaty=next((cells[c] for c in TREATY if _given(cells.get(c))), None),
        title=cells["Title"] if _given(cells.get("Title")) else None,
        acts=acts,
        end=days[END],
    )


def _given(cell: str | None) -> bool:
    return cell is not None and cell.casefold() not in NO_DAY


def stretch_of(cell: str) -> Stretch | None:
    """A day as a cell gives it; None where it says that none is known.

    Raises:
        ValueError: the cell holds something else.
    """
    written = cell.strip()
    if written.casefold() in NO_DAY:
        return None
    parts = STRETCH.split("".join(c for c in written if c not in UNSURE))
    if len(parts) > 2 or not all(_is_day(part) for part in parts):
        raise ValueError(f"{written[:LONGEST]!r} is no day such as 2015-07-14, 2015-07 or 2015")
    first, last = _first(parts[0]), _last(parts[-1])
    if last < first:
        raise ValueError(f"{written[:LONGEST]!r} ends before it begins")
    return Stretch(written, first, last)


def _is_day(text: str) -> bool:
    found = DAY.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    lengths = (31, 29 if _leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return year > 0 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _first(day: str) -> str:
    return day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day


def _last(day: str) -> str:
    """The last day of a year or month; a 31st that a month lacks sorts as well as its last."""
    return day + "-12-31"[len(day) - 4 :] if len(day) < 10 else day


@cache
def _names() -> Mapping[str, str]:
    return {state.code: state.name for state in states()}


@cache
def _codes() -> Mapping[str, str]:
    """The codes of states by all their names in small letters; former states give way."""
    found: dict[str, str] = {}
    for state in sorted(states(), key=lambda s: s.until is not None):
        for name in (state.name, *state.aliases):
            found.setdefault(name.casefold(), state.code)
    return found


def _code(identity: str, name: str) -> str | None:
    if identity.upper() in _names():
        return identity.upper()
    found: Iterable[str | None] = (_codes().get(w.casefold()) for w in (name, identity) if w)
    return next((code for code in found if code is not None), None)
