"""Reading a dictionary's lines: which sort it is, and what stands on each line.

The format is that of the coders TABARI and PETRARCH: an underscore stands for
a blank, a code in square brackets says whose a name is, what follows `#` or `;` is a remark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dragoman.errors import UsageError

LARGEST = 50_000_000
"""The most bytes that a dictionary may have."""
LONGEST_LINE = 2_000
"""The most characters of a line: what is longer is no row of a dictionary."""
LONGEST_SHOWN = 200
BREAK = re.compile(r"\r\n|\n|\r")
REMARK = re.compile(r"[#;].*")
BRACKETS = re.compile(r"\[[^\[\]]*\]")


class Sort(StrEnum):
    """What a dictionary lists."""

    ACTORS = "actors"
    AGENTS = "agents"
    VERBS = "verbs"
    DISCARDS = "discards"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its remark, and its number in the file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not taken over: the words, where they stand, and why."""

    file: str
    line: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary's file by its plain name, its sort, and the lines that hold something."""

    name: str
    sort: Sort
    lines: tuple[Line, ...]
    too_long: tuple[int, ...] = ()

    def source(self, line: int) -> str:
        """Where a row comes from, as the tables say it."""
        return f"{self.name}, line {line}"

    def left_out(self, line: int, words: str, why: str) -> LeftOut:
        """A note that words were not taken over."""
        return LeftOut(self.name, line, shown(words), why)


def shown(words: str) -> str:
    """Words of a dictionary as a report shows them: on one line, and nothing unprintable."""
    plain = " ".join(words.split())
    return "".join(c if c.isprintable() else "?" for c in plain[:LONGEST_SHOWN])


def read_dictionary(path: Path) -> Dictionary:
    """A dictionary with its sort, which its lines tell.

    Raises:
        UsageError: the file can't be read, is too large, or holds no dictionary.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"The dictionary {str(path)!r} can't be read: {why}.") from error
    if len(raw) > LARGEST:
        raise UsageError(f"{str(path)!r} is larger than {LARGEST // 1_000_000} MB.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")  # old dictionaries are
    name = shown(path.name)
    split = [Line(number, line) for number, line in enumerate(BREAK.split(text), 1)]
    long = tuple(line.number for line in split if len(line.text) > LONGEST_LINE)
    lines = tuple(line for line in _held(split) if line.text.strip())
    sort = _sort(name, lines)
    if sort is None:
        raise UsageError(
            f"{str(path)!r} holds no actors, agents or verbs in the format of PETRARCH, and is not "
            "called discards."
        )
    return Dictionary(name, sort, lines, long)


def _held(lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        if len(line.text) <= LONGEST_LINE:
            yield Line(line.number, REMARK.sub("", line.text).rstrip())


def _sort(name: str, lines: tuple[Line, ...]) -> Sort | None:
    codes = [code for line in lines for code in BRACKETS.findall(line.text)]
    agents = sum("~" in code for code in codes)
    if "discard" in name.lower() and not codes:
        return Sort.DISCARDS
    if any(line.text.startswith("---") and "[" in line.text for line in lines):
        return Sort.VERBS
    if codes:
        return Sort.AGENTS if agents * 2 > len(codes) else Sort.ACTORS
    return None
