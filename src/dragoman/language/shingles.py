"""Shingles: how much two texts have of each other's wording, and a sketch to find such texts by.

The sketch is MinHash (Broder, "On the resemblance and containment of documents", 1997): texts
that share a part of their shingles share about that part of their sketches. It is cut into bands,
and texts that share a band are candidates, so that nobody has to compare each with each. What
candidates are worth is told by their shingles themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import version

WIDTH = 3
"""Words of a shingle. Longer ones let a reprint with other words here and there go."""

ROWS, BANDS = 3, 64
"""Two texts that share a third of all their shingles share a band with a probability of 0.91, those
that share a tenth with one of 0.06."""

SEED = 1
WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common: of all shingles of either, and of the shorter one's."""

    likeness: float
    containment: float


@cache
def scheme() -> str:
    """What sketches are made by: only those of one scheme can be held against one another."""
    return f"{WIDTH}w {BANDS}x{ROWS} rensa {version('rensa')}"


def wording(text: str) -> str:
    """A text's words in lower case: what is left when case, marks and spaces don't count."""
    return " ".join(WORD.findall(APOSTROPHE.sub("", text.casefold())))


def shingles_of(text: str) -> frozenset[str]:
    """All runs of three words of a text; case and marks don't count."""
    words = wording(text).split()
    return frozenset(" ".join(words[i : i + WIDTH]) for i in range(len(words) - WIDTH + 1))


def numbers_of(shingles: frozenset[str]) -> list[int]:
    """Shingles as numbers of 64 bits, the same in every run, which take less room."""
    raw = (blake2b(shingle.encode(), digest_size=8).digest() for shingle in shingles)
    return [int.from_bytes(each, "big") for each in raw]


def overlap(one: frozenset[object], other: frozenset[object]) -> Overlap:
    """How much two texts' shingles or their numbers have in common; nothing where one has none."""
    if not one or not other:
        return Overlap(0.0, 0.0)
    both = len(one & other)
    return Overlap(both / (len(one) + len(other) - both), both / min(len(one), len(other)))


def bands_of(shingles: frozenset[str]) -> tuple[int, ...]:
    """The bands of a text's sketch, as signed numbers of 64 bits; no two bands share a number.

    The same shingles give the same bands, in whatever order they come.
    """
    from rensa import RMinHash  # noqa: PLC0415 - only where there is something to sketch

    sketch = RMinHash(num_perm=ROWS * BANDS, seed=SEED)
    sketch.update(sorted(shingles))
    rows = sketch.digest()
    return tuple(_number(at, rows[at : at + ROWS]) for at in range(0, ROWS * BANDS, ROWS))


def _number(at: int, rows: Sequence[int]) -> int:
    raw = b"".join(int(row).to_bytes(8, "big") for row in (at, *rows))
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "big", signed=True)
