"""What a tagging head says of a sentence's tokens, and how it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.language.sentences import ParsedArticle, Sentence


@dataclass(frozen=True, slots=True)
class TokenTags:
    """One label for each token of a sentence, with its probability.

    A label is O, or B- or I- with source, cue or content (the terms of PARC and PolNeAR): what
    begins a part of an attribution, what goes on with it, or neither. Only what an outermost
    attribution is made of is labelled; what is reported within its content is content.
    """

    labels: tuple[str, ...]
    scores: tuple[float, ...]


Tags = Mapping[int, TokenTags]
"""The tags of an article's sentences by `Sentence.index`; one that has none was not asked about."""


class Tagger(Protocol):
    """A head that tags sentences, many at once and of any number of articles."""

    @property
    def name(self) -> str:
        """What tags, with its version, as records cite it."""
        ...

    def tag(self, asked: Sequence[tuple[ParsedArticle, Sequence[Sentence]]]) -> Sequence[Tags]:
        """The tags of the sentences asked about, one mapping for each article, in order.

        The article is what a sentence may be read in the context of.
        """
        ...
