"""Exact-match F1 while training; the full figures are `dragoman evaluate attributions`."""

from collections import Counter
from collections.abc import Sequence


def spans(labels: Sequence[str]) -> set[tuple[str, int, int]]:
    """The spans of a BIO path."""
    found = set()
    begun: tuple[str, int] | None = None
    for at, label in enumerate([*labels, "O"]):
        kind = label[2:]
        if begun and not (label.startswith("I-") and kind == begun[0]):
            found.add((begun[0], begun[1], at))
            begun = None
        if label.startswith("B-") or (label.startswith("I-") and not begun):
            begun = (kind, at)
    return found


def exact(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> dict[str, float]:
    """F1 of each kind of span, in per cent."""
    right: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for expected, predicted in zip(gold, found, strict=True):
        one, other = spans(expected), spans(predicted)
        size.update(kind for kind, _, _ in [*one, *other])
        right.update(kind for kind, _, _ in one & other)
    return {
        kind: round(200 * right[kind] / max(1, size[kind]), 1)
        for kind in ("source", "cue", "content")
    }
