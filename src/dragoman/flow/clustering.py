"""Clusters of texts in much the same words: candidates come from bands, likeness from the words.

What comes out depends on the texts alone, never on the order in which they come, and the work
grows with their number, however many share a band: of the few neighbours that a text has in each of
its bands, it is held against the likeliest until some were none of its kind.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.flow.shingled import Shingled
from dragoman.language.shingles import Overlap, overlap

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

MANY = 32
"""Texts that share a band, from which on it tells nothing by itself: two texts that share no other
are not held against one another."""

TRIES = 12
"""How many texts that turn out to be others' words a text is held against, the likeliest first."""


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


def clusters(found: Iterable[Sequence[tuple[int, str]]], shingled: Shingled) -> list[list[str]]:
    """The texts that are reprints of one another, by digest; a text alone is in no cluster.

    Args:
        found: texts that share a band, as words and digest.
        shingled: gives what they are made of.
    """
    shelf = _Shelf.of(found)
    shingled.take(shelf.digests)
    joined, members = Parts(), set[str]()
    for number, one in enumerate(shelf.digests):
        mine: frozenset[int] | None = None
        failed = 0
        for other in (shelf.digests[each] for each in shelf.candidates(number)):
            if failed == TRIES:
                break
            if joined.part(one) == joined.part(other):
                continue
            mine = shingled.of(one) if mine is None else mine
            theirs = shingled.of(other)
            if reprinted(overlap(mine, theirs), (len(mine), len(theirs))):
                joined.join(one, other)
                members |= {one, other}
            else:
                failed += 1
    return joined.parts(members)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The texts that share bands, the shorter ones first, and who shares which.

    Attributes:
        digests: the texts; a text's number is its place here.
        bands: by band, the numbers of the texts that share it, in order.
        shared: by text, the places of its bands in `bands`.
    """

    digests: list[str]
    bands: "list[array[int]]"
    shared: "list[array[int]]"

    @classmethod
    def of(cls, found: Iterable[Sequence[tuple[int, str]]]) -> "_Shelf":
        """Lays out texts by what they share."""
        met: dict[tuple[int, str], int] = {}
        bands = []
        for texts in found:
            once = array("I", {met.setdefault(text, len(met)) for text in texts})
            if len(once) > 1:
                bands.append(once)
        ranked = sorted(met)
        number = {met[text]: at for at, text in enumerate(ranked)}
        bands = [array("I", sorted(number[each] for each in band)) for band in bands]
        shared = [array("I") for _ in ranked]
        for at, band in enumerate(bands):
            for each in band:
                shared[each].append(at)
        return cls([digest for _, digest in ranked], bands, shared)

    def candidates(self, one: int) -> list[int]:
        """The longer texts that may be reprints of one, the likeliest first.

        How many bands two texts share tells how much they have in common. One band that very many
        have is a passage that everybody prints, which makes no reprint by itself.
        """
        votes, telling = Counter[int](), set[int]()
        for band in (self.bands[at] for at in self.shared[one]):
            after = bisect_right(band, one)
            near = band[after : after + NEIGHBOURS]
            votes.update(near)
            if len(band) <= MANY:
                telling.update(near)
        likely = (other for other in votes if votes[other] > 1 or other in telling)
        return sorted(likely, key=lambda other: (-votes[other], other))
