"""Words for a source -> whether they name it or only describe it."""

import re

import pytest

from dragoman.attributions import find_attributions
from dragoman.records import Actor, ActorKind, Cast, Span

SOURCES = [
    ("The minister said that the talks had failed.", True),
    ("Ana Gray said that the talks had failed.", True),
    ("An official said that the talks had failed.", False),
    ("A senior official who asked not to be named said that the talks had failed.", False),
    ("Two people familiar with the matter said that the talks had failed.", False),
    ("Several ministers said that the talks had failed.", False),
    ("A former ambassador said that the talks had failed.", False),
    ("Its ambassador in Quito said that the talks had failed.", True),
    ("The foreign ministry said that the talks had failed.", True),
    ("The statement said that the talks had failed.", True),
    ("Some said that the talks had failed.", False),
    ("Dog owners said that the talks had failed.", False),
    ("Peru's delegate, Ana Gray, said that the talks had failed.", True),
    ("She said that the talks had failed.", None),
]


@pytest.mark.parametrize(("text", "named"), SOURCES)
def test_words_alone(parse, text: str, named: bool | None) -> None:
    [found] = find_attributions(parse(text), Cast(()))
    assert found.source is not None
    assert found.source.named is named


def actor(text: str, name: str, kind: ActorKind, *words: str) -> Cast:
    spans = [Span(*m.span()) for word in words for m in re.finditer(word, text)]
    return Cast((Actor("x", name, kind, mentions=tuple(spans)),))


@pytest.mark.parametrize(
    ("name", "kind", "named"),
    [
        ("Ana Gray", ActorKind.PERSON, True),
        ("senior official", ActorKind.PERSON, False),
        ("two Turkish officials", ActorKind.PERSON, False),
        ("president of Belarus", ActorKind.PERSON, True),
        ("Turkey", ActorKind.COUNTRY, True),
        ("somebody", ActorKind.UNKNOWN, False),
    ],
)
def test_a_pronoun_is_as_known_as_its_referent(parse, name, kind, named) -> None:
    text = "She said that the talks had failed."
    [found] = find_attributions(parse(text), actor(text, name, kind, "She"))
    assert found.source is not None
    assert found.source.named is named


def test_a_state_does_not_name_its_official(parse) -> None:
    text = "A Whitehall insider said that the talks had failed."
    cast = actor(text, "United Kingdom", ActorKind.COUNTRY, "Whitehall")
    [found] = find_attributions(parse(text), cast)
    assert found.source is not None
    assert (found.source.actor, found.source.named) == ("x", False)
