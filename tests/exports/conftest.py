"""Tellings and sayings made by hand, in as few words as a test needs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from dragoman.records.spans import Span
from dragoman.records.tellings import Party, Publication, Saying, Telling

PAGE = Publication(
    article="a1",
    page="p1",
    url="https://news.example/a",
    outlet="The Example Post",
    published="2018-05-19",
    title="A title",
    language="en",
    length=2000,
    coder="1.0",
    read=datetime(2026, 1, 2, 3, 4, 5),
)


def _party(name: str) -> Party:
    """A party by a word: a state's code, a codebook's id, or "NAME@STATE" for who acts for one."""
    who, _, state = name.partition("@")
    if state:
        return Party(f"hash-{who}", who, "person", state, sector="GOV", role="minister")
    return Party(name)


def _telling(sources: str, targets: str = "", **told: object) -> Telling:
    """An event between parties that are named between spaces."""
    made = Telling(
        id="e1",
        occurrence="o1",
        type="ACCUSE",
        mode="disapprove",
        contexts=(),
        cameo="111",
        quad=3,
        sources=tuple(map(_party, sources.split())),
        targets=tuple(map(_party, targets.split())),
        trigger=Span(110, 120),
        sentence=Span(100, 150),
        words="condemned",
        quote="It condemned it.",
        date="2018-05-08",
        date_basis="words",
        site=None,
        modality="actual",
        attribution=None,
        root="outlet:the example post",
        confidence=0.7,
        publication=PAGE,
    )
    return replace(made, **told)


def _saying(source: str, stance: str, words: str, **named: str) -> Saying:
    """Who says, how, in which word, and whom it names: `addressed` and `concerned`."""
    return Saying(
        id="s1",
        stance=stance,
        source=_party(source) if source else None,
        addressed=tuple(map(_party, named.get("addressed", "").split())),
        concerned=tuple(map(_party, named.get("concerned", "").split())),
        cue=Span(10, 14),
        sentence=Span(0, 50),
        words=words,
        quote="It said so.",
        told=False,
        attribution=None,
        root="outlet:the example post",
        confidence=0.6,
        publication=PAGE,
    )


@pytest.fixture
def telling_of() -> Callable[..., Telling]:
    """Makes an event."""
    return _telling


@pytest.fixture
def saying_of() -> Callable[..., Saying]:
    """Makes an attribution."""
    return _saying
