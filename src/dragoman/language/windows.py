"""Windows: which passages a tagging head sees together.

A passage is a paragraph, or whatever is tagged as one. Consecutive passages of an article share a
window as far as they fit, so that each is read in the light of its neighbours; a passage that
fits in no window is cut, and its parts overlap. All of it takes time in proportion to the words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MARGIN = 40
"""Pieces on either side of a part of a cut passage that are seen with it, to judge it by."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one passage's words: `start` to `end` are seen, `first` to `last` judged."""

    passage: int
    start: int
    end: int
    first: int
    last: int


Window = tuple[Part, ...]


def windows(sizes: Sequence[Sequence[int]], room: int) -> Iterator[Window]:
    """The windows of an article; every word of it is judged in exactly one.

    Args:
        sizes: for each passage, how many pieces each of its words has.
        room: how many pieces a window may have, one at its head and one behind each passage
            counted. No word may have more than half of that.
    """
    parts = [part for n, words in enumerate(sizes) for part in _parts(n, words, room)]
    lengths = [1 + sum(sizes[part.passage][part.start : part.end]) for part in parts]
    held: list[Part] = []
    taken, left = 1, sum(lengths)
    target = _even(left, room)
    for part, length in zip(parts, lengths, strict=True):
        if held and (taken + length > room or taken + length // 2 > target):
            yield tuple(held)
            held, taken = [], 1
            target = _even(left, room)
        held.append(part)
        taken += length
        left -= length
    if held:
        yield tuple(held)


def _even(pieces: int, room: int) -> int:
    """How full the next window should be, so that no last one is left nearly empty."""
    return -(-pieces // max(1, -(-pieces // max(1, room - 1)))) + 1


def _parts(passage: int, words: Sequence[int], room: int) -> Iterator[Part]:
    """A passage whole, or in parts that fit a window with a margin on either side."""
    if not words:
        return
    if sum(words) <= room - 2:
        yield Part(passage, 0, len(words), 0, len(words))
        return
    margin = min(MARGIN, room // 8)
    core = max(1, room - 2 - 2 * margin - max(words))
    first = 0
    while first < len(words):
        last, size = first, 0
        while last < len(words) and (last == first or size + words[last] <= core):
            size += words[last]
            last += 1
        yield Part(passage, *_margins(words, first, last, margin), first, last)
        first = last


def _margins(words: Sequence[int], first: int, last: int, margin: int) -> tuple[int, int]:
    start, end, size = first, last, 0
    while start > 0 and size + words[start - 1] <= margin:
        start -= 1
        size += words[start]
    size = 0
    while end < len(words) and size + words[end] <= margin:
        size += words[end]
        end += 1
    return start, end
