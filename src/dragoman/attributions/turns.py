"""Turns: who speaks in a transcript or an interview, where a name and a colon open a paragraph."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from dragoman.attributions.findings import Finding
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.records import Span, Stance

LONGEST_LABEL = 7
"""Tokens of a speaker's label, its colon counted."""

LEAST_TURNS = 3
"""Paragraphs with a speaker's label that make a zone a conversation."""

MOSTLY = 0.6
"""The share of turns among its paragraphs from which on a zone that begins with one holds nothing
else."""

LABEL = re.compile(r"[A-Z0-9][\w'’.-]*|[a-z]{1,3}|[.&,()/-]")
"""A word of a label: capitalised, or short as in "de" or "of"; or a mark within it."""


def turn_findings(parsed: ParsedArticle) -> Iterator[Finding]:
    """One finding for each turn of a zone that holds a conversation.

    A turn is the paragraph that its speaker's label opens; where there is hardly anything but
    turns, the paragraphs behind it as well, up to the next one.
    """
    for _, group in groupby(parsed.telling, key=lambda s: s.zone):
        paragraphs = [list(g) for _, g in groupby(group, key=lambda s: s.paragraph)]
        labels = [_label(paragraph) for paragraph in paragraphs]
        counts = Counter(parsed.text(_span(label)) for label in labels if label)
        if counts.total() < LEAST_TURNS or max(counts.values()) < 2:
            continue
        alone = bool(labels[0]) and counts.total() >= MOSTLY * len(paragraphs)
        for at, label in enumerate(labels):
            if not label:
                continue
            last = at
            while alone and last + 1 < len(labels) and not labels[last + 1]:
                last += 1
            yield from _turn(label, [s for p in paragraphs[at : last + 1] for s in p])


def _label(paragraph: Sequence[Sentence]) -> Sequence[Token]:
    """The tokens of a speaker's label that opens a paragraph, its colon last; none if none does."""
    label: list[Token] = []
    for token in islice(_tokens(paragraph), LONGEST_LABEL):
        label.append(token)
        if token.text == ":":
            said = paragraph[-1].end > token.end
            fits = len(label) > 1 and label[0].text[0].isupper() and said
            return label if fits and all(LABEL.fullmatch(t.text) for t in label[:-1]) else ()
    return ()


def _tokens(sentences: Sequence[Sentence]) -> Iterator[Token]:
    return (token for sentence in sentences for token in sentence.tokens)


def _turn(label: Sequence[Token], sentences: Sequence[Sentence]) -> Iterator[Finding]:
    said = next(islice(_tokens(sentences), len(label), None))
    yield Finding(
        sentence=sentences[0],
        source=_span(label[:-1]),
        head=label[-2],
        cue=label[-1].span,
        content=(Span(said.start, sentences[-1].end),),
        stance=Stance.ASKS if _asks(sentences) else Stance.ASSERTS,
        verbatim=True,
    )


def _asks(sentences: Sequence[Sentence]) -> bool:
    """Whether a turn ends in a question and is hardly more than that."""
    return len(sentences) <= 3 and any(t.text == "?" for t in sentences[-1].tokens[-2:])


def _span(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].start, tokens[-1].end)
