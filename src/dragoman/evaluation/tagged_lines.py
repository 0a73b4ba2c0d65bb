"""Labelled lines: read from a file of JSON Lines, tagged, and given back with `predicted`.

A line is an object with `tokens`, a list of strings, and, where it is gold, `labels`, as many
strings of the tagger's. Consecutive lines with the same `id` are one article, and each is read in
the light of its neighbours; a line without an id stands alone.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from dragoman.errors import UsageError
from dragoman.language.tagging import Tagger

LINES_OF_ONE = 500
"""Lines of one article that are held at a time; one with more is read in stretches."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: where it stands in the file, and what it holds."""

    number: int
    given: dict[str, Any]

    @property
    def tokens(self) -> list[str]:
        """The line's words."""
        tokens: list[str] = self.given["tokens"]
        return tokens

    @property
    def gold(self) -> list[str] | None:
        """The line's labels, where it has any."""
        labels: list[str] | None = self.given.get("labels")
        return labels


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that can't be used, and why."""

    number: int
    message: str


@dataclass(frozen=True, slots=True)
class TaggedRow:
    """A line with the labels that the tagger gives it."""

    row: Row
    predicted: tuple[str, ...]

    @property
    def line(self) -> str:
        """The line as it was, with `predicted`."""
        made = json.dumps(self.row.given | {"predicted": self.predicted}, ensure_ascii=False)
        return made if _encodable(made) else json.dumps(json.loads(made))


def read_rows(path: Path, labels: Sequence[str]) -> Iterator[Row | BadLine]:
    """The lines of a file, one at a time; blank ones are passed over.

    Raises:
        UsageError: the file can't be read.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _row(number, line, frozenset(labels))
    except OSError as error:
        raise UsageError(f"{path} can't be read ({error.strerror}).") from error


def tag_rows(
    rows: Iterable[Row | BadLine], tagger: Tagger, *, alone: bool = False
) -> Iterator[TaggedRow | BadLine]:
    """Tags lines, as many at a time as the tagger takes.

    The usable lines come in their order; a bad one comes where it stood or somewhat earlier.

    Args:
        rows: what `read_rows` gives.
        tagger: the tagger to be measured.
        alone: whether each line is read by itself, whatever its id.
    """
    waiting: list[list[Row]] = []
    bad: list[BadLine] = []

    def articles() -> Iterator[list[list[str]]]:
        for item in _grouped(rows, alone=alone):
            if isinstance(item, BadLine):
                bad.append(item)
                continue
            waiting.append(item)
            yield [row.tokens for row in item]

    for tagged in tagger.tag(articles()):
        yield from bad
        bad.clear()
        for row, found in zip(waiting.pop(0), tagged, strict=True):
            yield TaggedRow(row, found.labels)
    yield from bad


def _row(number: int, line: bytes, known: frozenset[str]) -> Row | BadLine:
    try:
        given = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        return BadLine(number, "is not UTF-8")
    except (ValueError, RecursionError) as error:
        return BadLine(number, f"is not JSON ({error})")
    wrong = _wrong(given, known)
    return BadLine(number, wrong) if wrong else Row(number, given)


def _wrong(given: object, known: frozenset[str]) -> str | None:
    """What makes a line unusable, or None."""
    if not isinstance(given, dict):
        return "is no JSON object"
    tokens, labels = given.get("tokens"), given.get("labels")
    if not _strings(tokens):
        return "has no `tokens`, or they are not a list of strings"
    if labels is None:
        return None
    if not _strings(labels):
        return "has `labels` that are not a list of strings"
    if len(labels) != len(tokens):
        return f"has {len(tokens)} tokens and {len(labels)} labels"
    strange = [label for label in labels if label not in known]
    return f"has the label {strange[0][:40]!r}, which the tagger does not know" if strange else None


def _strings(given: object) -> TypeGuard[list[str]]:
    return isinstance(given, list) and all(isinstance(item, str) for item in given)


def _grouped(rows: Iterable[Row | BadLine], *, alone: bool) -> Iterator[list[Row] | BadLine]:
    held: list[Row] = []
    for row in rows:
        if isinstance(row, BadLine):
            yield row
            continue
        same = held and not alone and _same(held[-1].given.get("id"), row.given.get("id"))
        if held and (not same or len(held) >= LINES_OF_ONE):
            yield held
            held = []
        held.append(row)
    if held:
        yield held


def _same(one: object, other: object) -> bool:
    return one is not None and one == other


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
