"""Pairs: two phrases of a sentence, marked in it as a head reads them.

The marks are pieces of the sentence itself, as Zhou and Chen (AACL 2022) set them; the head is
read at three places, the sentence's first piece and both opening marks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Phrase = tuple[int, int]
"""The first word of a phrase, and the one behind its last."""
Marks = tuple[int, int]
"""The pieces that are put around the first phrase and around the second."""
SIGNS = ("@", "#")
"""The words that these pieces write."""
LEAST_ROOM = 24
"""Pieces without which neither phrase could be shown in its surroundings."""
ABSENT = (-1, -1)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two phrases of a sentence, each as its first word and the one behind its last.

    Phrases may touch or lie in one another, but not be empty; one that the sentence doesn't
    name is None.
    """

    words: tuple[str, ...]
    source: Phrase | None
    target: Phrase | None

    def __post_init__(self) -> None:
        for first, behind in filter(None, (self.source, self.target)):
            if not 0 <= first < behind <= len(self.words):
                raise ValueError(f"no phrase lies at {first}:{behind} of {len(self.words)} words")


@dataclass(frozen=True, slots=True)
class MarkedPieces:
    """A pair as a model reads it: pieces, and where its phrases' opening marks stand.

    A phrase that isn't there is read at the first piece, 0.
    """

    ids: tuple[int, ...]
    source: int
    target: int


def marked(
    pair: Pair,
    pieces: Callable[[str], Sequence[int]],
    frame: tuple[int, int],
    marks: Marks,
    room: int,
) -> MarkedPieces:
    """The pieces of a pair, at most `room` of them.

    What doesn't fit is left out where it is furthest from both phrases, word by word; a phrase
    that is longer than a third of the room is cut behind.

    Args:
        pair: the pair.
        pieces: gives a word's pieces.
        frame: the pieces at the head and the end.
        marks: the pieces around the first and the second phrase.
        room: the most pieces, at least `LEAST_ROOM`.
    """
    cut = [tuple(pieces(word)) for word in pair.words]
    spans = [_short(cut, phrase, room // 3) for phrase in (pair.source, pair.target)]
    kept = _nearest(cut, spans, room - 6)
    ids, opened = [frame[0]], [0, 0]
    for at, word in enumerate(cut):
        for side in (0, 1):
            if spans[side][0] == at:
                opened[side] = len(ids)
                ids.append(marks[side])
        if at in kept:
            ids.extend(word)
        for side in (1, 0):
            if spans[side][1] == at + 1:
                ids.append(marks[side])
    ids.append(frame[1])
    return MarkedPieces(tuple(ids), opened[0], opened[1])


def _short(cut: Sequence[Sequence[int]], phrase: Phrase | None, room: int) -> Phrase:
    """As many words of a phrase as the room holds, at least one."""
    if phrase is None:
        return ABSENT
    first, behind = phrase
    size = 0
    for at in range(first, behind):
        size += len(cut[at])
        if size > room:
            return first, max(first + 1, at)
    return phrase


def _nearest(cut: Sequence[Sequence[int]], spans: Sequence[Phrase], room: int) -> frozenset[int]:
    """The words that are kept: all if they fit, else those nearest to either phrase."""
    if sum(map(len, cut)) <= room:
        return frozenset(range(len(cut)))

    def away(at: int) -> int:
        near = [max(f - at, at - b + 1, 0) for f, b in spans if (f, b) != ABSENT]
        return min(near, default=at)

    kept: set[int] = set()
    for at in sorted(range(len(cut)), key=lambda at: (away(at), at)):
        room -= len(cut[at])
        if room < 0:
            break
        kept.add(at)
    return frozenset(kept)
