"""Explaining an event: what its coding rests on, and what the head makes of its parties.

A reading asks the head only where the codebook's words leave something open; whoever wants to know
what else an event might be has it asked here.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.events.judging import type_scores
from dragoman.language.pair_judge import PairJudge
from dragoman.language.pairs import Pair, Phrase
from dragoman.ledger import CodedEvent
from dragoman.records import Span

WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")


def with_alternatives(event: CodedEvent, judge: PairJudge | None) -> CodedEvent:
    """The event with what the head says of its source and target, where nothing was kept.

    Raises:
        ModelError: the head's model can't be used.
    """
    if judge is None or event.related is not None:
        return event
    words = [Span(m.start(), m.end()) for m in WORD.finditer(event.text)]
    source = _phrase(event, words, event.source)
    target = _phrase(event, words, event.target)
    if source is None or source == target:
        return event
    text = tuple(event.text[word.start : word.end] for word in words)
    [judged] = judge.judge([Pair(text, source, target)])
    return replace(event, related=round(judged.related, 4), types=type_scores(judged))


def _phrase(event: CodedEvent, words: Sequence[Span], actors: Sequence[str]) -> Phrase | None:
    """The words that name one of the actors, those nearest to the words that decided."""
    at = event.words[0].start if event.words else event.sentence.start
    spans = [span for actor, span in event.named if actor in actors]
    for span in sorted(spans, key=lambda span: abs(span.start - at)):
        first, behind = span.start - event.sentence.start, span.end - event.sentence.start
        inside = [n for n, word in enumerate(words) if first <= word.start and word.end <= behind]
        if inside:
            return inside[0], inside[-1] + 1
    return None
