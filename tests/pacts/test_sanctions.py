"""Sanctions regimes: which are of one imposer each, and which several have together."""

import pytest

from dragoman.flow import Options, Reader
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat
from dragoman.records import Record


@pytest.fixture(scope="module")
def reader():
    return Reader(Options(heads=False))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tanzania, Kenya and Uganda imposed an embargo on Burundi in 1996.",
            {"Embargo on Burundi": {"TZA", "KEN", "UGA"}},
        ),
        (
            "Tanzania and Kenya imposed sanctions on Burundi in 1996.",
            {"Tanzanian sanctions on Burundi": {"TZA"}, "Kenyan sanctions on Burundi": {"KEN"}},
        ),
        (
            "Kazakhstan imposed sanctions on Kyrgyzstan in March.",
            {"Kazakh sanctions on Kyrgyzstan": {"KAZ"}},
        ),
        (
            "Britain imposed sanctions on Rhodesia in 1965. It lifted the sanctions in 1979.",
            {"UK sanctions on Rhodesia": {"GBR"}},
        ),
        (
            "Hungary and Slovakia blocked a plan to impose European Union sanctions on Belarus.",
            {"EU sanctions on Belarus": {"EU"}},
        ),
        (
            "The Organization of American States imposed sanctions on Haiti in 1991.",
            {"OAS sanctions on Haiti": {"OAS"}},
        ),
    ],
)
def test_whose_regime_it_is(reader, text, expected):
    page = Page("page", text, PageFormat.TEXT, Given(published="2024-05-17", language="en"))
    [record] = reader.read([page])
    assert isinstance(record, Record)
    imposing: dict[str, set[str]] = {}
    for move in record.moves:
        if move.move.value == "impose":
            imposing.setdefault(move.name, set()).add(move.actor)
    assert imposing == expected
