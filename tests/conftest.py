"""Fixtures that all rooms' tests use."""

from collections.abc import Callable, Sequence

import pytest

from dragoman.language.pipeline import Pipeline
from dragoman.language.sentences import ParsedArticle
from dragoman.records import Article, PublishedBasis, Zone, ZoneKind, content_id

Parse = Callable[..., ParsedArticle]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The default pipeline, loaded once for all tests."""
    return Pipeline()


@pytest.fixture(scope="session")
def parse(pipeline: Pipeline) -> Parse:
    """Parses a few words of news: one body zone unless zones are given."""

    def run(
        text: str,
        published: str | None = None,
        outlet: str | None = "The Example Post",
        zones: Sequence[Zone] | None = None,
    ) -> ParsedArticle:
        article = Article(
            id=content_id(outlet, text),
            title=None,
            standfirst=None,
            byline=None,
            outlet=outlet,
            url=None,
            published=published,
            published_basis=PublishedBasis.OPTION if published else None,
            language="en",
            text=text,
            zones=tuple(zones or [Zone(ZoneKind.BODY, 0, len(text))]),
            comments=(),
        )
        [parsed] = pipeline.parse([article])
        return parsed

    return run
