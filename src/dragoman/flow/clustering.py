"""Clusters of texts in much the same words: candidates come from bands, likeness from the words.

What comes out depends on the texts alone, never on the order in which they come, and the work
grows with their number: a text is held against a few neighbours of each band that it shares.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.language.shingles import Overlap, overlap, shingles_of

LIKE = 0.4
"""Of all shingles of two texts, the part in common from which one is the other's reprint."""

CONTAINED = 0.6
"""Of the shorter one's shingles, the part in common from which it is."""

SHORTEST = 1 / 3
"""Of the longer one's shingles, how many the shorter must have for that: a brief that a longer
page took over does not join all that is on that page."""

FEWEST = 25
"""Words that a text needs to be a reprint: shorter ones come about twice by themselves."""

NEIGHBOURS = 8
"""How many texts of its band, the next longer ones, a text is held against."""

FEW = 32
"""Texts that are held against their neighbours at a time, which bounds what lies in memory."""

Load = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives the telling texts of the given digests."""


class Parts:
    """What belongs together, found by pairs (union-find); the least member names a part."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def part(self, one: str) -> str:
        """The least member of the part to which one belongs."""
        top = one
        while (above := self._above.get(top, top)) != top:
            top = above
        while one != top:
            self._above[one], one = top, self._above.get(one, one)
        return top

    def join(self, one: str, other: str) -> None:
        """Makes the parts of two one."""
        least, other = sorted((self.part(one), self.part(other)))
        self._above[other] = least

    def parts(self, members: Iterable[str]) -> list[list[str]]:
        """The given members by part, all in order."""
        found: dict[str, list[str]] = {}
        for member in sorted(members):
            found.setdefault(self.part(member), []).append(member)
        return [found[part] for part in sorted(found)]


@dataclass(frozen=True, slots=True)
class Sketched:
    """A text as it is looked for: its digest, how many words it has, and its bands."""

    digest: str
    words: int
    bands: tuple[int, ...]


def buckets(sketched: Iterable[Sketched]) -> Iterator[list[tuple[int, str]]]:
    """Texts that share a band, as words and digest; those alone in theirs are left out."""
    found: dict[int, list[tuple[int, str]]] = {}
    for each in sketched:
        for band in each.bands:
            found.setdefault(band, []).append((each.words, each.digest))
    yield from (texts for texts in found.values() if len(texts) > 1)


def reprinted(overlap: Overlap, lengths: tuple[int, int]) -> bool:
    """Whether what two texts have in common makes one the other's reprint.

    `lengths` counts the shingles of each.
    """
    if overlap.likeness >= LIKE:
        return True
    return overlap.containment >= CONTAINED and min(lengths) >= SHORTEST * max(lengths)


def clusters(found: Iterable[Sequence[tuple[int, str]]], load: Load) -> list[list[str]]:
    """The texts that are reprints of one another, by digest; a text alone is in no cluster.

    Args:
        found: texts that share a band, as words and digest.
        load: gives texts; it is asked for a few hundred at a time.
    """
    pairs: dict[str, set[str]] = {}
    for texts in found:
        ranked = sorted(set(texts))
        for at, (_, one) in enumerate(ranked):
            for _, other in ranked[at + 1 : at + 1 + NEIGHBOURS]:
                least, most = sorted((one, other))
                pairs.setdefault(least, set()).add(most)
    joined, members = Parts(), set[str]()
    firsts = sorted(pairs)
    for at in range(0, len(firsts), FEW):
        some = [
            (one, other)
            for one in firsts[at : at + FEW]
            for other in sorted(pairs[one])
            if joined.part(one) != joined.part(other)
        ]
        for one, other in _verified(some, load):
            joined.join(one, other)
            members |= {one, other}
    return joined.parts(members)


def _verified(pairs: Sequence[tuple[str, str]], load: Load) -> Iterator[tuple[str, str]]:
    """Of pairs of candidates, those that are reprints by their own words."""
    texts = load(sorted({digest for pair in pairs for digest in pair})) if pairs else {}
    shingles = {digest: shingles_of(text) for digest, text in texts.items()}
    for one, other in pairs:
        mine, theirs = shingles.get(one, frozenset()), shingles.get(other, frozenset())
        if reprinted(overlap(mine, theirs), (len(mine), len(theirs))):
            yield one, other
