"""Words of news -> the evaluative words that are the outlet's own."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.attributions import find_attributions, find_evaluations
from dragoman.records import Cast, Zone, ZoneKind


def words(parse, text: str, **how) -> list[tuple[str, str]]:
    parsed = parse(text, **how)
    found = find_evaluations(parsed, find_attributions(parsed, Cast(())))
    return [(text[e.start : e.end], e.tone.value) for e in found]


OWN = [
    ("Iran repeated its spurious demand on Monday.", [("spurious", "doubt")]),
    ("Ghana made a bold push for the seat.", [("bold", "praise")]),
    ("The so-called coalition met in Bahrain.", [("so-called", "doubt")]),
    ("The reckless pact was signed in Quito.", [("reckless", "blame")]),
    ("Needless to say, nobody came.", [("Needless to say", "stress")]),
    ("The letter is a fig leaf, of course.", [("fig leaf", "doubt"), ("of course", "stress")]),
    ("The two sides foolishly walked out.", [("foolishly", "blame")]),
    ("The council met on Tuesday and adopted the text.", []),
]


@pytest.mark.parametrize(("text", "expected"), OWN)
def test_the_outlets_own(parse, text: str, expected: list[tuple[str, str]]) -> None:
    assert words(parse, text) == expected


SOMEBODY_ELSES = [
    "The minister said that the pact was reckless.",
    "The minister called the pact reckless.",
    '"A reckless pact," the minister said.',
    "The “reckless” pact was signed in Quito.",
    "According to Peru, the demand is spurious.",
]


@pytest.mark.parametrize("text", SOMEBODY_ELSES)
def test_somebody_elses(parse, text: str) -> None:
    assert words(parse, text) == []


def test_a_republished_passage_is_its_outlets(parse) -> None:
    text = "A reckless pact.\n\nHarbour Wire reports:\n\nThe spurious claim was dropped."
    start = text.index("The spurious")
    zones = [
        Zone(ZoneKind.BODY, 0, start - 2),
        Zone(ZoneKind.QUOTED, start, len(text), "Harbour Wire"),
    ]
    assert words(parse, text, zones=zones) == [("reckless", "blame")]


@given(st.text("areckless so-called“”\"' of course.\n", max_size=80))
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text_and_apart(parse, text: str) -> None:
    if not text.strip():
        return
    parsed = parse(text)
    found = find_evaluations(parsed, ())
    assert all(0 <= e.start < e.end <= len(text) for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
