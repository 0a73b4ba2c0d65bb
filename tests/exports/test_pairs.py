"""Sides of an event in, ordered pairs out."""

from dataclasses import replace

import pytest

from dragoman.exports import pairs
from dragoman.records.tellings import Party


@pytest.mark.parametrize(
    ("sources", "targets", "expected"),
    [
        ("USA", "IRN", "USA>IRN"),
        ("GBR FRA", "IRN", "GBR>IRN FRA>IRN"),
        ("GBR FRA", "IRN SYR", "GBR>IRN GBR>SYR FRA>IRN FRA>SYR"),
        ("USA", "", "USA>"),
        ("", "IRN", ""),
        ("USA IRN", "USA IRN", "USA>IRN IRN>USA"),
        ("USA IRN RUS", "USA IRN RUS", "USA>IRN USA>RUS IRN>USA IRN>RUS RUS>USA RUS>IRN"),
        ("Rohani@IRN USA", "USA IRN", "hash-Rohani>USA USA>IRN"),
        ("Trump@USA USA", "IRN", "hash-Trump>IRN"),
        ("SYR", "Assad@SYR IRN", "SYR>hash-Assad SYR>IRN"),
        ("SYR", "SYR", ""),
    ],
)
def test_pairs(telling_of, sources, targets, expected):
    found = pairs(telling_of(sources, targets))
    told = " ".join(f"{p.source.id}>{p.target.id if p.target else ''}" for p in found)
    assert told == expected


def test_a_group_that_the_article_formed_stands_for_its_members(telling_of):
    group = Party("g", "the three", "group", members=("GBR", "FRA", "DEU"))
    found = pairs(replace(telling_of("IRN"), targets=(group,)))
    assert [(p.source.id, p.target.name) for p in found] == [
        ("IRN", "United Kingdom"),
        ("IRN", "France"),
        ("IRN", "Germany"),
    ]


def test_a_pair_has_the_same_id_in_every_run_and_another_the_other_way(telling_of):
    [there] = pairs(telling_of("USA", "IRN"))
    [back] = pairs(telling_of("IRN", "USA"))
    assert there.id_in("e1") == "e1-" + there.key
    assert there.key == pairs(telling_of("USA", "IRN"))[0].key != back.key
