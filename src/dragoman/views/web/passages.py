"""Words in their context, with the parts that they play marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.records import Record, Span

AROUND = 420
"""Characters of the text before and after the words that are reviewed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the parts that they play: source, target, cue and so on; none for context."""

    text: str
    roles: tuple[str, ...] = ()


def named_in(
    record: Record, role: str, actors: Sequence[str], where: Span
) -> list[tuple[str, Span]]:
    """Where actors are named inside a stretch of the text."""
    return [
        (role, mention.span)
        for actor in record.actors
        if actor.id in actors
        for mention in actor.mentions
        if where.contains(mention.span)
    ]


def passage(
    record: Record, words: Span, marks: Iterable[tuple[str, Span]], around: int = AROUND
) -> tuple[Piece, ...]:
    """The words in their context, which ends where their zone does, cut where a part begins."""
    text = record.article.text
    zone = next((z for z in record.article.zones if z.start <= words.start < z.end), None)
    first, last = (zone.start, zone.end) if zone else (0, len(text))
    before = text[max(first, words.start - around) : words.start].lstrip()
    after = text[words.end : min(max(last, words.end), words.end + around)].rstrip()
    if words.start - around > first and (inside := re.search(r"\s", before)):
        before = f"… {before[inside.end() :].lstrip()}"
    if words.end + around < last and (inside := re.search(r"\s\S*$", after)):
        after = f"{after[: inside.start()].rstrip()} …"
    return Piece(before), *_cut(text, words, list(marks)), Piece(after)


def _cut(text: str, words: Span, marks: Sequence[tuple[str, Span]]) -> list[Piece]:
    edges = {words.start, words.end}
    for _, span in marks:
        edges |= {min(max(at, words.start), words.end) for at in (span.start, span.end)}
    order = sorted(edges)
    pieces = []
    for start, end in pairwise(order):
        roles = {role for role, span in marks if span.start <= start and end <= span.end}
        pieces.append(Piece(text[start:end], tuple(sorted(roles)) or ("words",)))
    return pieces
