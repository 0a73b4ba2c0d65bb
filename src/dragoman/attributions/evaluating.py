"""The outlet's own evaluative words: those that nobody else is quoted or reported with."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from dragoman.codebook.evaluative import EvaluativeWord, evaluative_phrases, evaluative_words
from dragoman.language.quotation import quotations
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.records import Attribution, Evaluation, Span, Tone, content_id

POS = {"ADJ": "adjective", "ADV": "adverb", "NOUN": "noun", "VERB": "verb"}


def find_evaluations(
    parsed: ParsedArticle, attributions: Iterable[Attribution]
) -> tuple[Evaluation, ...]:
    """The evaluative words of an article's own outlet, in text order.

    Looked for in the sentences in which the article itself speaks, by the codebook's table;
    what lies in the content of an attribution (a republished passage is one), or between
    quotation marks, is somebody else's.

    Args:
        parsed: the article and its parse.
        attributions: those found in it.
    """
    others = [span for a in attributions for span in a.content]
    others.extend(quotation.span for quotation in quotations(parsed))
    covered = _Cover(others)
    found = (hit for s in parsed.telling for hit in _in_sentence(s) if not covered.touches(hit[0]))
    return tuple(
        Evaluation(
            id=content_id(parsed.article.id, "evaluation", span.start, span.end),
            start=span.start,
            end=span.end,
            word=row.word,
            tone=Tone(row.tone),
        )
        for span, row in found
    )


class _Cover:
    """Many spans, asked whether any touches another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reached = list(accumulate((span.end for span in ordered), max))

    def touches(self, span: Span) -> bool:
        before = bisect_right(self._starts, span.end - 1)
        return before > 0 and self._reached[before - 1] > span.start


def _in_sentence(sentence: Sentence) -> Iterator[tuple[Span, EvaluativeWord]]:
    phrases = evaluative_phrases()
    tokens = sentence.tokens
    lowered = [token.lower for token in tokens]
    at = 0
    while at < len(tokens):
        row, length = None, 1
        for phrase in phrases.get(lowered[at], ()):
            parts = phrase.word.split()
            if lowered[at : at + len(parts)] == parts:
                row, length = phrase, len(parts)
                break
        else:
            row, length = _hyphenated(sentence, at)
            if row is None:
                row, length = _word(tokens[at]), 1
        if row is not None:
            yield Span(tokens[at].start, tokens[at + length - 1].end), row
        at += length


def _word(token: Token) -> EvaluativeWord | None:
    """The row of a single word; a sentence's first is often taken for a name ("Brazen envoys")."""
    if token.i == 0 and token.pos == "PROPN":
        return evaluative_words().get((token.lower, "adjective"))
    return evaluative_words().get((token.lemma, POS.get(token.pos, "")))


def _hyphenated(sentence: Sentence, at: int) -> tuple[EvaluativeWord | None, int]:
    """A word such as "so-called", which the tokenizer cut at its hyphen."""
    tokens = sentence.tokens
    if at + 2 < len(tokens) and tokens[at + 1].text == "-":
        word = f"{tokens[at].lower}-{tokens[at + 2].lower}"
        for pos in POS.values():
            if row := evaluative_words().get((word, pos)):
                return row, 3
    return None, 1
