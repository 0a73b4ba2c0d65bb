"""Words as a tagging head sees them: written one way, cut into the pieces that its model knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

WRITTEN = {
    "``": "“",
    "''": "”",
    "„": "“",
    "‟": "“",
    "«": "“",
    "»": "”",
    "『": "“",
    "』": "”",
    "「": "“",
    "」": "”",
    "`": "'",
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‹": "'",
    "›": "'",
    "--": "—",
    "–": "—",
    "―": "—",
    "...": "…",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
}
"""Words that are marks, and how they are written here, whatever corpus or page they come from."""

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": None, "\u00ad": None})
LONGEST_WORD = 48
"""Characters of a word that are looked at; what goes beyond says no more (an address, a blob)."""
MOST_PIECES = 8
"""Pieces of one word that are kept."""
REMEMBERED = 50_000
"""Words whose pieces are remembered at most."""


def written(word: str) -> str:
    """A word as tagging heads are trained on it: marks of one kind, apostrophes straight."""
    known = WRITTEN.get(word)
    if known is not None:
        return known
    word = word[:LONGEST_WORD]
    return word if word.isascii() else word.translate(APOSTROPHES)


@dataclass
class Subwords:
    """The pieces of words, each word cut by itself; those met before are remembered.

    Args:
        cut: gives a written word's pieces.
        unknown: the piece of a word that has none.
    """

    cut: Callable[[str], Sequence[int]]
    unknown: int
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def pieces(self, word: str) -> tuple[int, ...]:
        """The pieces of one word, at least one and at most `MOST_PIECES`."""
        found = self._known.get(word)
        if found is None:
            found = tuple(self.cut(written(word))[:MOST_PIECES]) or (self.unknown,)
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[word] = found
        return found
