"""Words and phrases as the codebook's tables write them, indexed by how they begin."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar

PARTS = ("", "noun", "verb", "adj")
"""The parts of speech that a table may ask of a word; empty for any, and for a phrase."""


class Worded(Protocol):
    """A row that words stand for: `words` in order, `pos` what part of speech a lone one is."""

    @property
    def words(self) -> tuple[str, ...]:
        """The lemmas, in lower case."""

    @property
    def pos(self) -> str:
        """One of `PARTS`."""


Row = TypeVar("Row", bound=Worded)


def words_of(cell: str) -> tuple[str, ...]:
    """The words of a cell; a hyphen parts words as a space does ("cease-fire").

    Raises:
        ValueError: there are none, or one has a capital.
    """
    words = tuple(re.split(r"[\s-]+", cell.strip()))
    if not all(words) or cell != cell.lower():
        raise ValueError(f"{cell!r} is no phrase of lemmas in lower case")
    return words


def part_of(cell: str, words: tuple[str, ...]) -> str:
    """The part of speech that a row asks for.

    Raises:
        ValueError: it is none of `PARTS`, or a phrase has one.
    """
    if cell not in PARTS or (cell and len(words) > 1):
        raise ValueError(f"{' '.join(words)}: {cell!r} is no part of speech of a lone word")
    return cell


def by_first_word(rows: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    """Rows by the word that they begin with, the longest phrase first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.words[0], []).append(row)
    return MappingProxyType(
        {word: tuple(sorted(held, key=lambda r: -len(r.words))) for word, held in found.items()}
    )
