"""Runs: the stretches of a sentence that a head tagged as source, cue or content."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dragoman.language.sentences import Sentence, Token
from dragoman.language.tags import TokenTags
from dragoman.records import Span


class Part(StrEnum):
    """What a run is of an attribution."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


@dataclass(frozen=True)
class Run:
    """The tokens `first` to `last` (included) of a sentence, tagged as one part.

    `place` counts the runs of the sentence, `score` is the mean probability of the labels;
    `goes_on` says that it goes on with what the sentence before ended with.
    """

    sentence: Sentence
    part: Part
    first: int
    last: int
    place: int
    score: float
    goes_on: bool = False

    @property
    def span(self) -> Span:
        """Where the run lies in the article's text."""
        tokens = self.sentence.tokens
        return Span(tokens[self.first].start, tokens[self.last].end)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens, in order."""
        return self.sentence.tokens[self.first : self.last + 1]

    @cached_property
    def head(self) -> Token:
        """The token that the run is about: the first whose own head lies outside it."""
        inside = range(self.first, self.last + 1)
        heads = (t for t in self.tokens if t.head == t.i or t.head not in inside)
        content = (t for t in heads if t.pos not in ("PUNCT", "SPACE"))
        return next(content, self.tokens[0])

    def holds(self, position: int) -> bool:
        """Whether the token at a position of the sentence belongs to the run."""
        return self.first <= position <= self.last


@dataclass(frozen=True)
class Runs:
    """The runs of one sentence, in order, and each part's alone."""

    sentence: Sentence
    all: tuple[Run, ...]

    @cached_property
    def sources(self) -> tuple[Run, ...]:
        """The runs that name who speaks."""
        return tuple(run for run in self.all if run.part is Part.SOURCE)

    @cached_property
    def cues(self) -> tuple[Run, ...]:
        """The runs that say that somebody speaks."""
        return tuple(run for run in self.all if run.part is Part.CUE)

    @cached_property
    def contents(self) -> tuple[Run, ...]:
        """The runs that are spoken."""
        return tuple(run for run in self.all if run.part is Part.CONTENT)


def runs_of(sentence: Sentence, tags: TokenTags) -> Runs:
    """The runs that a sentence's tags make; one that is nothing but punctuation is none.

    A label that goes on with a part that didn't begin begins it.
    """
    found: list[Run] = []
    for part, first, last in _stretches(tags.labels[: len(sentence.tokens)]):
        score = sum(tags.scores[first : last + 1]) / (last + 1 - first)
        words = sentence.tokens[first : last + 1]
        if part is Part.CUE or any(t.pos != "PUNCT" for t in words):
            goes_on = first == 0 and tags.labels[0].startswith("I")
            found.append(Run(sentence, part, first, last, len(found), score, goes_on))
    return Runs(sentence, tuple(found))


def _stretches(labels: tuple[str, ...]) -> Iterator[tuple[Part, int, int]]:
    first, part = 0, ""
    for i, label in enumerate((*labels, "O")):
        named = label[2:]
        if named == part and not label.startswith("B"):
            continue
        if part:
            yield Part(part), first, i - 1
        first, part = i, named
