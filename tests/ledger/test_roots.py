"""Whom a telling goes back to."""

from dataclasses import replace

import pytest

from dragoman.ledger.roots import chains, outlet_root
from dragoman.records import Actor, ActorKind, Attribution, AttributionKind, Source, Span, Stance


def claim(name, via=None, actor=None):
    source = Source(0, 3, actor) if actor else None
    content = (Span(4, 9),)
    kind, stance = AttributionKind.INDIRECT, Stance.ASSERTS
    return Attribution(name, source, None, content, kind, stance, via, 0.5)


@pytest.fixture
def roots_of(record_of):
    actors = (
        Actor("zarif", "Zarif", ActorKind.PERSON, "IRN"),
        Actor("wire", "The Northern Wire", ActorKind.OUTLET),
        Actor("officials", "officials", ActorKind.UNKNOWN),
    )

    def run(*claims):
        return chains(replace(record_of("a"), actors=actors, attributions=claims))

    return run


def test_the_outermost_known_source_is_the_root(roots_of):
    outer, inner = claim("1", actor="wire"), claim("2", via="1", actor="zarif")
    assert roots_of(inner, outer) == {
        "1": ("outlet:northern wire", 1),
        "2": ("outlet:northern wire", 2),
    }


def test_a_source_that_is_only_described_is_passed_over(roots_of):
    described, bare = claim("1", actor="officials"), claim("2", via="1")
    named = claim("3", via="2", actor="zarif")
    roots = roots_of(described, bare, named)
    assert roots["3"] == ("zarif", 3)
    assert roots["1"] == ("outlet:example post", 1)
    assert roots["2"] == ("outlet:example post", 2)


def test_a_chain_that_bites_its_tail_ends(roots_of):
    assert roots_of(claim("1", via="2"), claim("2", via="1"))["1"] == ("outlet:example post", 2)
    assert roots_of(claim("1", via="nothing"))["1"] == ("outlet:example post", 1)


@pytest.mark.parametrize(
    ("outlet", "url", "root"),
    [
        ("The Northern Wire", None, "outlet:northern wire"),
        (" NORTHERN  WIRE ", None, "outlet:northern wire"),
        (None, "https://www.wire.example/a", "host:wire.example"),
        (" ", "https://wire.example:8/a?b", "host:wire.example"),
        (None, "https://[wire/", None),
        (None, None, None),
    ],
)
def test_without_a_source_the_outlet_is_the_root(record_of, outlet, url, root):
    record = record_of("a", url=url, outlet=outlet)
    assert outlet_root(record) == (root or f"article:{record.article.id}")
