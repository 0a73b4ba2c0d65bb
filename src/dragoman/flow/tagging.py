"""Parsed articles with their tags: many articles' sentences go to the head together."""

from collections.abc import Iterable, Iterator

from dragoman.attributions import worth_tagging
from dragoman.language.heads import shipped
from dragoman.language.sentence_tagger import SentenceTagger
from dragoman.language.sentences import ParsedArticle
from dragoman.language.tagging import TABLE
from dragoman.language.tags import Tagger, Tags

HEAD = "attributions"
"""The head that tags sources, cues and contents, as the package has it."""

TOKENS_AT_ONCE = 20_000
"""Roughly how many tokens are held parsed while they wait to be tagged."""


def shipped_tagger() -> Tagger | None:
    """The head that comes with the package, None where it was built without one.

    Raises:
        ModelError: the head is there and broken.
    """
    return SentenceTagger.shipped(HEAD) if (shipped(HEAD) / TABLE).is_file() else None


def tagged(
    parses: Iterable[ParsedArticle], tagger: Tagger | None
) -> Iterator[tuple[ParsedArticle, Tags]]:
    """Articles with what a head says of their sentences, in order; empty tags without a head."""
    batch: list[ParsedArticle] = []
    size = 0
    for parsed in parses:
        if tagger is None:
            yield parsed, {}
            continue
        batch.append(parsed)
        size += sum(len(sentence.tokens) for sentence in parsed.sentences)
        if size >= TOKENS_AT_ONCE:
            yield from _batch(batch, tagger)
            batch, size = [], 0
    if tagger is not None and batch:
        yield from _batch(batch, tagger)


def _batch(batch: list[ParsedArticle], tagger: Tagger) -> Iterator[tuple[ParsedArticle, Tags]]:
    tags = tagger.tag([(parsed, worth_tagging(parsed)) for parsed in batch])
    yield from zip(batch, tags, strict=True)
