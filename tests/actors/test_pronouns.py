""" "he" and "she" where one person is clearly the likeliest to be meant."""

import pytest

from dragoman.actors import find_actors
from dragoman.records import ActorKind


def meant(parse, text, published="2018-05-18"):
    """The persons that a "he" or "she" of the text is joined to."""
    return [
        actor.name
        for actor in find_actors(parse(text, published))
        if actor.kind is ActorKind.PERSON
        for span in actor.mentions
        if text[span.start : span.end].lower() in ("he", "she")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Emmanuel Macron said he would stay in the accord.", ["Emmanuel Macron"]),
        ("Angela Merkel arrived. She declined to comment.", ["Angela Merkel"]),
        ("A Qatari official confirmed it. He gave no date.", ["Qatari official"]),
        ("Angela Merkel arrived. He declined to comment.", []),
        ("Emmanuel Macron met Vladimir Putin. He declined to comment.", ["Emmanuel Macron"]),
        ("Emmanuel Macron arrived. Lund said he was late.", []),
        ("Iranian officials arrived. He declined to comment.", []),
        ('Emmanuel Macron arrived. "He was late," one guest said.', []),
        ("The plan pleased Emmanuel Macron. He declined to comment.", ["Emmanuel Macron"]),
        ("Emmanuel Macron left. The plan stood. He declined to comment.", ["Emmanuel Macron"]),
    ],
)
def test_pronouns(parse, text, expected):
    assert meant(parse, text) == expected
