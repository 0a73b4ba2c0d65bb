"""Events as occurrences across pages are gathered from them."""

import pytest

from dragoman.flow.opening import open_ledger
from dragoman.ledger import Ledger


def test_events_come_with_their_parties_and_whose_word_it_is(small):
    with Ledger(small) as ledger:
        by_source = {event.source: event for event in ledger.events_told()}
    assert set(by_source) == {("USA",), ("IRN",)}
    event = by_source["USA",]
    assert (event.type, event.modality, event.date) == ("RETREAT", "actual", "2018-05")
    assert (event.published, event.root, event.own) == ("2018-05-19", "ministry", False)
    assert event.sentence == "The ministry said that USA left the deal."


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"types": ["RETREAT"]}, 2),
        ({"types": ["ASSAULT"]}, 0),
        ({"types": []}, 0),
        ({"since": "2018-05-19"}, 2),
        ({"since": "2018-06-01"}, 0),
        ({"until": "2018-05-19"}, 2),
        ({"until": "2018-04-30"}, 0),
        ({"known": "2018-05-18"}, 0),
    ],
)
def test_events_of_types_and_days(small, asked, number):
    with Ledger(small) as ledger:
        assert len(list(ledger.events_told(**asked))) == number


def test_a_ledger_gives_occurrences_over_its_pages(path, put, record_of):
    put(path, record_of("a.html", url="https://a.example"))
    put(path, record_of("b.html", url="https://b.example", outlet="Lantern"))
    put(path, record_of("c.html", url="https://c.example", actor="FRA"))
    with open_ledger(path) as ledger:
        found = [(o.source, o.date, o.reports, o.roots) for o in ledger.occurrences()]
    assert found == [(("USA",), "2018-05", 2, 1), (("FRA",), "2018-05", 1, 1)]
