"""Quotations and findings together: whole quotations as content, how much of it is quoted."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from dragoman.attributions.findings import Finding
from dragoman.attributions.reports import announcing, speaking_alone
from dragoman.language.quotation import Quotation
from dragoman.language.sentences import ParsedArticle, Sentence
from dragoman.records import AttributionKind, Span

SPOKEN_WORDS = 3
"""A quotation of fewer words is a term or a title, not somebody's sentence."""


NEXT = 2
"""Code points between a quotation and the sentence that names its speaker, at most."""


class Quoted:
    """The quotations of an article, looked up by place."""

    def __init__(self, parsed: ParsedArticle, found: Sequence[Quotation]) -> None:
        self.parsed = parsed
        self.found = tuple(found)
        self._ends = [q.end for q in self.found]
        self._starts = [s.start for s in parsed.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that begins at or last before an offset."""
        at = bisect_right(self._starts, offset) - 1
        return self.parsed.sentences[at] if at >= 0 else None

    def before(self, sentence: Sentence) -> Sentence | None:
        """The parsed sentence before one, or None."""
        return self.parsed.sentences[sentence.index - 1] if sentence.index else None

    def overlapping(self, span: Span) -> tuple[Quotation, ...]:
        """The quotations that share a character with `span`, in text order."""
        at = bisect_left(self._ends, span.start + 1)
        out = []
        while at < len(self.found) and self.found[at].start < span.end:
            out.append(self.found[at])
            at += 1
        return tuple(out)

    def inside(self, span: Span) -> bool:
        """Whether `span` lies wholly in one quotation: somebody quoted is speaking."""
        return any(q.span.contains(span) for q in self.overlapping(span))

    def widened(self, finding: Finding) -> Finding:
        """The finding with every quotation that its content begins or ends in taken in whole.

        So a quotation of several sentences is content to its end. One that the source or the
        cue stands in is left alone, as somebody else's.
        """
        if finding.cue is not None and self.inside(finding.cue):
            return finding
        spans = []
        for span in finding.content:
            start, end = span.start, span.end
            for quotation in self.overlapping(Span(max(0, start - 1), end + 1)):
                if not self._splits(quotation, finding):
                    start, end = min(start, quotation.start), max(end, quotation.end)
            spans.append(Span(start, end))
        return replace(finding, content=_merged(spans))

    def _splits(self, quotation: Quotation, finding: Finding) -> bool:
        parts = (finding.cue, finding.source)
        return any(part is not None and quotation.span.overlaps(part) for part in parts)

    def kind_of(self, content: Sequence[Span]) -> AttributionKind:
        """Direct where all words are quoted, mixed where some are, else indirect."""
        quoted = plain = 0
        text = self.parsed.article.text
        for span in content:
            at = span.start
            for quotation in self.overlapping(span):
                plain += _letters(text, at, quotation.start)
                low, high = max(span.start, quotation.start), min(span.end, quotation.end)
                quoted += _letters(text, low, high)
                at = max(at, quotation.end)
            plain += _letters(text, at, span.end)
        if not quoted:
            return AttributionKind.INDIRECT
        return AttributionKind.DIRECT if not plain else AttributionKind.MIXED

    def spoken(self, quotation: Quotation) -> bool:
        """Whether a quotation is long enough to be something that somebody said."""
        return len(self.parsed.text(quotation.span).split()) >= SPOKEN_WORDS


def _letters(text: str, start: int, end: int) -> int:
    return sum(text[i].isalnum() for i in range(start, end))


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def continued(quoted: Quoted, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, with quotations that have no cue of their own given to whoever is speaking.

    A quotation that makes up its sentences, in the paragraph and right behind a sentence that
    quotes somebody, is more of what that speaker says; so is one that the next paragraph reopens.
    One that a colon announces is a finding of its own.
    """
    out = list(findings)
    own = (f for f in findings if not (f.cue and quoted.inside(f.cue)))
    spans = sorted(s for f in own for s in f.content)
    reached = list(accumulate((s.end for s in spans), max))
    speaking = _speakers(quoted, findings)
    for quotation in quoted.found:
        before = bisect_left(spans, Span(quotation.end, 0))
        if not quoted.spoken(quotation) or (before and reached[before - 1] > quotation.start):
            continue  # too short, or content already
        first, last = quoted.sentence_at(quotation.start), quoted.sentence_at(quotation.end - 1)
        if first is None or last is None or last.end - quotation.end > 1:
            continue
        announced = _announced(quoted, quotation, first) or _followed(quoted, quotation, last)
        at = _goes_on(quoted, quotation, first, speaking) if announced is None else len(out)
        if announced is not None:
            out.append(replace(announced, content=(quotation.span,)))
        elif at is not None:
            out[at] = replace(out[at], content=_merged([*out[at].content, quotation.span]))
        if at is not None:
            speaking[last.index] = at
    return out


def _announced(quoted: Quoted, quotation: Quotation, first: Sentence) -> Finding | None:
    """The finding of whoever a colon announces before a quotation, without its content."""
    if first.start < quotation.start:
        return announcing(first, quotation.start)
    before = quoted.before(first)
    if before is None or before.zone != first.zone:
        return None
    return announcing(before, quotation.start)


def _followed(quoted: Quoted, quotation: Quotation, last: Sentence) -> Finding | None:
    """The finding of whoever the next sentence names alone ("“Why?” | she asked.")."""
    sentences = quoted.parsed.sentences
    if last.index + 1 >= len(sentences):
        return None
    behind = sentences[last.index + 1]
    near = behind.start - quotation.end <= NEXT and behind.paragraph == last.paragraph
    return speaking_alone(behind) if near and behind.zone == last.zone else None


def _goes_on(
    quoted: Quoted, quotation: Quotation, first: Sentence, speaking: Mapping[int, int]
) -> int | None:
    """The place of the finding whose speaker goes on in a quotation, or None."""
    before = quoted.before(first)
    if before is None or before.zone != first.zone or first.start < quotation.start:
        return None
    if first.paragraph != before.paragraph and not quotation.continues:
        return None
    return speaking.get(before.index)


def _speakers(quoted: Quoted, findings: Sequence[Finding]) -> dict[int, int]:
    """By sentence, the place of the finding whose quotation a next sentence may continue."""
    speaking: dict[int, int] = {}
    for at, finding in enumerate(findings):
        if finding.cue is not None and quoted.inside(finding.cue):
            continue
        if any(quoted.overlapping(span) for span in finding.content):
            speaking[finding.sentence.index] = at
            last = quoted.sentence_at(finding.content[-1].end - 1)
            if last is not None:
                speaking[last.index] = at
    return speaking
