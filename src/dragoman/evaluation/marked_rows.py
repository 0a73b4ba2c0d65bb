"""Sentences with a marked source and target: read from tab-separated rows, judged, given back.

The columns are those of the PLV data: `marked_sentence` holds the sentence with `<s>` and `</s>`
around its source and `<t>` and `</t>` around its target, `gold_root` the root code of the profile
plv-15. All other columns are handed through.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.codebook.plover import PLV_15, plv_root
from dragoman.errors import UsageError
from dragoman.evaluation.rates import Rate
from dragoman.language.pairs import Pair

SENTENCE, GOLD = "marked_sentence", "gold_root"
TOKEN = re.compile(r"</?[st]>|[^\W_]+(?:['’][^\W_]+)?|[^\w\s]|_")
MARKS = ("<s>", "</s>", "<t>", "</t>")
LONGEST_ROW = 1_000_000
"""Characters of a row; a longer one is no sentence."""


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """One row: where it stands in the file, what it holds, and the pair that it marks."""

    number: int
    given: Mapping[str, str]
    pair: Pair

    @property
    def gold(self) -> str | None:
        """Its root code, where it has one."""
        return plv_root(self.given.get(GOLD, "")) or None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that can't be used, and why."""

    number: int
    message: str


def read_rows(path: Path) -> Iterator[MarkedRow | BadRow]:
    """The rows of a file, one at a time; blank ones are passed over.

    Raises:
        UsageError: the file can't be read, is not UTF-8, or has no column `marked_sentence`.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = (line for line in file if line.strip())
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if SENTENCE not in (rows.fieldnames or ()):
                raise UsageError(
                    f"{path} has no column {SENTENCE!r}. Its first line names columns."
                )
            for number, given in enumerate(rows, 2):
                yield _row(number, given)
    except OSError as error:
        raise UsageError(f"{path} can't be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8.") from error


def columns_of(path: Path) -> list[str]:
    """The names of a file's columns; `read_rows` says what is wrong with a file that has none."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return file.readline().rstrip("\r\n").split("\t")


def marked_pair(marked: str) -> Pair:
    """The pair of a sentence with marks around its source and target.

    A phrase that is marked several times is taken where it stands first; one that isn't marked
    at all is None.

    Raises:
        ValueError: there are no words, or a mark is not closed, or holds no word.
    """
    words: list[str] = []
    places: dict[str, int] = {}
    for match in TOKEN.finditer(marked):
        if match[0] in MARKS:
            places.setdefault(match[0], len(words))
        else:
            words.append(match[0])
    if not words:
        raise ValueError("has no words")
    return Pair(tuple(words), _phrase(places, "s"), _phrase(places, "t"))


def _phrase(places: Mapping[str, int], side: str) -> tuple[int, int] | None:
    first, behind = places.get(f"<{side}>"), places.get(f"</{side}>")
    if first is None and behind is None:
        return None
    if first is None or behind is None or behind <= first:
        raise ValueError(f"has a <{side}> that is not closed, or holds no word")
    return first, behind


def _row(number: int, given: Mapping[str, str | None]) -> MarkedRow | BadRow:
    if None in given or any(value is None for value in given.values()):
        return BadRow(number, "has more or fewer columns than the first line")
    whole = {name: value or "" for name, value in given.items()}
    if sum(map(len, whole.values())) > LONGEST_ROW:
        return BadRow(number, f"is longer than {LONGEST_ROW:,} characters")
    gold = whole.get(GOLD, "")
    if gold and plv_root(gold) not in PLV_15:
        return BadRow(number, f"has the root {gold[:40]!r}, which plv-15 does not know")
    try:
        return MarkedRow(number, whole, marked_pair(whole[SENTENCE]))
    except ValueError as error:
        return BadRow(number, str(error))


@dataclass
class RootFigures:
    """How well roots were told, row by row."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: str, predicted: str) -> None:
        """Takes one row into account."""
        self.counts[gold, predicted] += 1

    @property
    def rows(self) -> int:
        """How many rows were counted."""
        return self.counts.total()

    @property
    def accuracy(self) -> float:
        """The share of rows whose root is right; 0 without rows."""
        right = sum(n for (gold, found), n in self.counts.items() if gold == found)
        return right / self.rows if self.rows else 0.0

    def rate(self, root: str) -> Rate:
        """The counts of one root."""
        expected = sum(n for (gold, _), n in self.counts.items() if gold == root)
        found = sum(n for (_, predicted), n in self.counts.items() if predicted == root)
        return Rate(expected, found, self.counts[root, root])

    @property
    def macro_f1(self) -> float:
        """The mean of the roots' F1, over those that the rows have or were given."""
        met = [rate for root in PLV_15 if (rate := self.rate(root)).expected + rate.found]
        return sum(rate.f1 for rate in met) / len(met) if met else 0.0

    def confused(self, most: int) -> list[tuple[str, str, int]]:
        """The commonest mistakes: the gold root, the one told instead, and how often."""
        wrong = [(n, gold, found) for (gold, found), n in self.counts.items() if gold != found]
        return [(gold, found, n) for n, gold, found in sorted(wrong, key=_most_first)[:most]]


def _most_first(item: tuple[int, str, str]) -> tuple[int, str, str]:
    return -item[0], item[1], item[2]


def figures_of(gold: Iterable[str], predicted: Iterable[str]) -> RootFigures:
    """The figures of roots in the order of their rows."""
    figures = RootFigures()
    for own, found in zip(gold, predicted, strict=True):
        figures.add(own, found)
    return figures
