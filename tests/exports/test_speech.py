"""What is said in, CAMEO's statements and appeals out."""

from dataclasses import replace

import pytest

from dragoman.exports import appealing, statement


@pytest.mark.parametrize(
    ("source", "stance", "word", "named", "expected"),
    [
        ("USA", "asserts", "told", {"addressed": "IRN"}, "010 USA>IRN"),
        ("USA", "asserts", "said", {"concerned": "IRN"}, "010 USA>IRN"),
        ("Rohani@IRN", "asserts", "said", {"concerned": "USA"}, "010 hash-Rohani>USA"),
        ("USA", "asserts", "told", {"addressed": "GBR", "concerned": "IRN"}, "010 USA>GBR"),
        ("USA", "asserts", "said", {"concerned": "IRN Zarif@IRN"}, "010 USA>IRN"),
        ("USA", "asserts", "said", {"concerned": "IRN RUS"}, "010 USA>"),
        ("USA", "asserts", "said", {"concerned": "Trump@USA"}, "010 USA>"),
        ("USA", "declines", "would not say", {}, "011 USA>"),
        ("IRN", "denies", "denied", {"concerned": "BHR"}, "016 IRN>BHR"),
        ("EU", "asks", "urged", {"concerned": "IRN USA"}, "020 EU>IRN"),
        ("EU", "asks", "called on", {"addressed": "IRN"}, "020 EU>IRN"),
        ("USA", "asks", "ordered", {"concerned": "IRN"}, None),
        ("USA", "asks", "demanded", {"concerned": "IRN"}, None),
        ("USA", "promises", "promised", {"addressed": "IRN"}, None),
        ("USA", "threatens", "threatened", {"addressed": "IRN"}, None),
        ("", "asserts", "said", {"concerned": "IRN"}, None),
        ("somebody", "asserts", "said", {"concerned": "IRN"}, None),
        ("HAMAS", "asserts", "said", {"concerned": "ISR"}, "010 HAMAS>ISR"),
    ],
)
def test_statements(saying_of, source, stance, word, named, expected):
    told = statement(saying_of(source, stance, word, **named))
    if expected is None:
        assert told is None
    else:
        target = told.targets[0].id if told.targets else ""
        assert f"{told.cameo} {told.sources[0].id}>{target}" == expected
        assert (told.type, told.date, told.date_basis) == (None, "2018-05-19", "published")


def test_what_an_event_tells_is_no_statement_too(saying_of):
    assert statement(replace(saying_of("USA", "denies", "denied"), told=True)) is None


def test_an_outlet_makes_no_statement(saying_of):
    saying = saying_of("TASS", "asserts", "said")
    outlet = replace(saying.source, kind="outlet", name="TASS", country="RUS")
    assert statement(replace(saying, source=outlet)) is None


@pytest.mark.parametrize(
    ("kind", "cameo", "word", "expected"),
    [
        ("REQUEST", "100", "urged", "020"),
        ("REQUEST", "10", "called on", "020"),
        ("REQUEST", "100", "demanded", "100"),
        ("REQUEST", "100", "pressed", "100"),
        ("REQUEST", "106", "invited", "026"),
        ("REQUEST", "103", "sought", "023"),
        ("REQUEST", "102", "urged", "102"),
        ("ACCUSE", "11", "condemned", "110"),
        ("COERCE", "1721", "censored", "1721"),
    ],
)
def test_requests_that_appeal_are_appeals(telling_of, kind, cameo, word, expected):
    assert appealing(telling_of("EU", "IRN", type=kind, cameo=cameo, words=word)).cameo == expected
