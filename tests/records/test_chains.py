"""Whom a telling goes back to, and through how many mouths."""

import pytest

from dragoman.records import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    AttributionKind,
    Chains,
    Coder,
    Record,
    Source,
    Span,
    Stance,
)

ACTORS = (
    Actor("zarif", "Zarif", ActorKind.PERSON, "IRN"),
    Actor("wire", "The Northern Wire", ActorKind.OUTLET),
    Actor("officials", "officials", ActorKind.UNKNOWN),
)


def claim(name: str, via: str | None = None, actor: str | None = None) -> Attribution:
    source = Source(0, 3, actor) if actor else None
    kind, stance = AttributionKind.INDIRECT, Stance.ASSERTS
    return Attribution(name, source, None, (Span(4, 9),), kind, stance, via, 0.5)


def chains_of(
    *claims: Attribution, outlet: str | None = "The Example Post", url: str | None = None
) -> Chains:
    article = Article("id", None, None, None, outlet, url, None, None, "en", "words", (), ())
    return Chains(Record("page", Coder("0", "m", None, {}), article, ACTORS, claims))


def test_the_innermost_known_source_is_the_root() -> None:
    chains = chains_of(claim("1", actor="wire"), claim("2", via="1", actor="zarif"))
    assert [chains.root(i) for i in ("1", "2", None)] == [
        "outlet:northern wire",
        "zarif",
        "outlet:example post",
    ]
    assert [chains.depth(i) for i in ("1", "2", None)] == [1, 2, 0]
    assert [a.id for a in chains.lineage("2")] == ["1", "2"]


def test_a_source_that_is_only_described_is_passed_over() -> None:
    chains = chains_of(
        claim("1", actor="wire"), claim("2", via="1", actor="officials"), claim("3", via="2")
    )
    assert chains.root("3") == chains.root("2") == "outlet:northern wire"
    assert chains.depth("3") == 3


def test_a_chain_that_bites_its_tail_ends() -> None:
    chains = chains_of(claim("1", via="2"), claim("2", via="1"), claim("3", via="nothing"))
    assert chains.root("1") == chains.root("3") == "outlet:example post"
    assert (chains.depth("1"), chains.depth("3")) == (2, 1)


@pytest.mark.parametrize(
    ("outlet", "url", "root"),
    [
        ("The Northern Wire", None, "outlet:northern wire"),
        (" NORTHERN  WIRE ", None, "outlet:northern wire"),
        (None, "https://www.wire.example/a", "host:wire.example"),
        (" ", "https://wire.example:8/a?b", "host:wire.example"),
        (None, "https://[wire/", "article:id"),
        (None, None, "article:id"),
    ],
)
def test_without_a_source_the_outlet_is_the_root(
    outlet: str | None, url: str | None, root: str
) -> None:
    assert chains_of(outlet=outlet, url=url).root(None) == root
