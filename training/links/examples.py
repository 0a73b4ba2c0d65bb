"""PolNeAR's own links as choices: for each run its options, and which of them are right."""

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.attributions.assembling import Claim as Assembled
from dragoman.attributions.assembling import Option, claims_of
from dragoman.attributions.quoted import Quoted
from dragoman.attributions.runs import Run
from dragoman.evaluation.polnear import AnnotatedArticle, Claim
from dragoman.language.quotation import quotations
from dragoman.language.sentences import ParsedArticle
from dragoman.language.tags import Tags, TokenTags
from dragoman.records import Article, Zone, ZoneKind, content_id

Labels = dict[int, list[tuple[str, int]]]
"""By sentence, the label of each token (without B- or I-) and the number of its claim, or -1."""


MISSED = {"source": 0.12, "cue": 0.2, "content": 0.1}
"""The shares of parts that `forgetful` leaves out, about those that a first head missed."""


@dataclass(frozen=True, slots=True)
class Example:
    """One run's options, each as its signs, and the places of those that are right."""

    signs: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with what its annotator labelled, and tags to read it by."""

    parsed: ParsedArticle
    labels: Labels
    tags: Tags


@dataclass
class Examples:
    """What was seen of contents and of cues."""

    contents: list[Example] = field(default_factory=list)
    sources: list[Example] = field(default_factory=list)


def article_of(annotated: AnnotatedArticle) -> Article:
    """An annotated article as Dragoman has articles, all of it body."""
    text = annotated.text
    return Article(
        id=content_id(annotated.name, text),
        title=None,
        standfirst=None,
        byline=None,
        outlet=None,
        url=None,
        published=None,
        published_basis=None,
        language="en",
        text=text,
        zones=(Zone(ZoneKind.BODY, 0, len(text)),),
        comments=(),
    )


def labels_of(parsed: ParsedArticle, claims: Sequence[Claim]) -> Labels:
    """What an annotator said of each token, the first claim that has it before later ones."""
    starts = [sentence.start for sentence in parsed.sentences]
    labels: Labels = {s.index: [("O", -1)] * len(s.tokens) for s in parsed.sentences}
    for number, claim in enumerate(claims):
        parts = (("content", claim.content), ("cue", claim.cue), ("source", claim.source))
        for part, span in ((part, span) for part, spans in parts for span in spans):
            at = max(0, bisect_right(starts, span.start) - 1)
            for sentence in parsed.sentences[at:]:
                if sentence.start >= span.end:
                    break
                for token in sentence.tokens:
                    if token.span.overlaps(span) and labels[sentence.index][token.i][0] == "O":
                        labels[sentence.index][token.i] = (part, number)
    return labels


def forgetful(labels: Labels, chance: random.Random) -> Labels:
    """Labels with some parts of some claims left out, as a head misses them.

    What is left out of one claim is left out wherever it stands in a sentence.
    """
    missed = {
        (part, number, index)
        for index, row in labels.items()
        for part, number in sorted(set(row))
        if part in MISSED and chance.random() < MISSED[part]
    }
    return {
        index: [("O", -1) if (*label, index) in missed else label for label in row]
        for index, row in sorted(labels.items())
    }


def tags_of(parsed: ParsedArticle, labels: Labels) -> Tags:
    """An annotator's labels as a head would give them: contents go on through a paragraph."""
    tags: dict[int, TokenTags] = {}
    before, paragraph = ("O", -1), -1
    for sentence in parsed.sentences:
        if sentence.paragraph != paragraph:
            before, paragraph = ("O", -1), sentence.paragraph
        named = []
        for label in labels[sentence.index]:
            inside = label == before and label[0] != "O"
            named.append(label[0] if label[0] == "O" else f"{'I' if inside else 'B'}-{label[0]}")
            before = label
        tags[sentence.index] = TokenTags(tuple(named), (1.0,) * len(named))
    return tags


class Teacher:
    """Chooses as the annotator did, and notes each choice.

    A run belongs to the claim that most of its tokens with the same label have; one that has none
    is the head's mistake, which teaches nothing.
    """

    def __init__(self, labels: Labels, seen: Examples) -> None:
        self._labels = labels
        self._seen = seen

    def __call__(self, run: Run, options: Sequence[Option]) -> Option:
        """The right option, or the last, which joins the run to nothing."""
        own = self._claim(run)
        sought = [o for o in options if own is not None and self._same(own, o)]
        if own is not None and len(options) > 1:
            right = [i for i, o in enumerate(options) if o in sought] or [len(options) - 1]
            example = Example(tuple(o.signs for o in options), tuple(right))
            cue = run.part.value == "cue"
            (self._seen.sources if cue else self._seen.contents).append(example)
        return sought[0] if sought else options[-1]

    def _same(self, own: int, option: Option) -> bool:
        if option.source is not None:
            return self._claim(option.source) == own
        return option.claim is not None and self._of(option.claim) == own

    def _of(self, claim: Assembled) -> int | None:
        return self._claim(claim.cue or claim.contents[0])

    def _claim(self, run: Run) -> int | None:
        labels = self._labels[run.sentence.index]
        mine = Counter(
            number for part, number in labels[run.first : run.last + 1] if part == run.part.value
        )
        return mine.most_common(1)[0][0] if mine else None


def examples_of(readings: Iterable[Reading]) -> Examples:
    """The choices in annotated articles, by the tags that come with them."""
    seen = Examples()
    for reading in readings:
        quoted = Quoted(reading.parsed, quotations(reading.parsed))
        claims_of(reading.parsed, reading.tags, quoted, Teacher(reading.labels, seen))
    return seen
