"""A tagging head over parsed articles: by the paragraph, and its labels given back by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.language.heads import shipped
from dragoman.language.sentences import ParsedArticle, Sentence
from dragoman.language.tagging import Tagged, Tagger
from dragoman.language.tags import Tags, TokenTags


@dataclass(frozen=True)
class SentenceTagger:
    """Tags the sentences of parsed articles.

    The sentences of a paragraph are one passage, so that a label may go on from one to the next:
    a sentence whose first label is an inside goes on with what the one before it ended with.

    Args:
        tagger: the head.
        name: what records call it.
    """

    tagger: Tagger
    name: str

    @staticmethod
    def shipped(name: str, threads: int = 1) -> "SentenceTagger":
        """The head of that name which comes with the package.

        Raises:
            ModelError: it is missing or broken.
        """
        tagger = Tagger.load(shipped(name), threads)
        return SentenceTagger(tagger, f"{name} {tagger.head.model.sha256[:12]}")

    def tag(self, asked: Sequence[tuple[ParsedArticle, Sequence[Sentence]]]) -> list[Tags]:
        """The tags of the sentences asked about, one mapping for each article, in order.

        Raises:
            ModelError: the model can't be used.
        """
        grouped = [_paragraphs(sentences) for _, sentences in asked]
        passages = (
            [[token.text for sentence in group for token in sentence.tokens] for group in groups]
            for groups in grouped
        )
        return [
            dict(_by_sentence(groups, found))
            for groups, found in zip(grouped, self.tagger.tag(passages), strict=True)
        ]


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """The sentences asked about, those of a paragraph of a zone together."""
    return [list(group) for _, group in groupby(sentences, lambda s: (s.zone, s.paragraph))]


def _by_sentence(
    groups: Sequence[Sequence[Sentence]], found: Sequence[Tagged]
) -> Iterator[tuple[int, TokenTags]]:
    for group, tagged in zip(groups, found, strict=True):
        likely = tagged.likely.tolist()
        start = 0
        for sentence in group:
            end = start + len(sentence.tokens)
            yield sentence.index, TokenTags(tagged.labels[start:end], tuple(likely[start:end]))
            start = end
