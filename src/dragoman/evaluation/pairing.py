"""How well spans fit each other, and pairs of what was expected and what was found."""

from collections.abc import Iterable, Sequence

from dragoman.records import Span


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many characters two lists of spans have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def jaccard(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of characters that two lists of spans have in common, of all that either has."""
    both = shared(one, other)
    whole = sum(map(len, one)) + sum(map(len, other)) - both
    return both / whole if whole else 0.0


def one_to_one(fits: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The pairs in which nobody stands twice, the best first.

    Args:
        fits: how well a pair fits, the number of what was expected, and of what was found. Of
            pairs that fit equally well the one of lower numbers goes first.
    """
    left, right = set[int](), set[int]()
    pairs = []
    for _, one, other in sorted((-fit, one, other) for fit, one, other in fits):
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            pairs.append((one, other))
    return pairs
