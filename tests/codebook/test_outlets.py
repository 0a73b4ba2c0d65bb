"""Outlets, and phrases that only look like a state's name."""

import pytest

from dragoman.codebook.offices import ambiguities, decoys
from dragoman.codebook.organisations import armed_groups, organisations
from dragoman.codebook.outlets import outlet_name, outlets
from dragoman.codebook.states import organs, states


@pytest.mark.parametrize(
    ("name", "known", "country"),
    [
        ("Russia Today", "RT", "RUS"), ("France-24", "France 24", "FRA"),
        ("The Korea Herald", "Korea Herald", "KOR"), ("Japan Times", "Japan Times", "JPN"),
        ("The Jordan Times", "Jordan Times", "JOR"), ("Tehran Times", "Tehran Times", "IRN"),
        ("The Moscow Times", "Moscow Times", "RUS"), ("Times of Israel", "Times of Israel", "ISR"),
        ("al Jazeera", "Al Jazeera", "QAT"), ("dpa", "Deutsche Presse-Agentur", "DEU"),
        ("Radio Free Europe", "Radio Free Europe/Radio Liberty", "USA"),
        ("Iran International", "Iran International", "GBR"), ("Sudan Tribune", "Sudan Tribune", "FRA"),
        ("Georgia Today", "Georgia Today", "GEO"), ("Uganda Observer", "Uganda Observer", "UGA"),
        ("Philippine Daily Inquirer", "Philippine Daily Inquirer", "PHL"),
        ("Hong Kong Free Press", "Hong Kong Free Press", "HKG"), ("Taiwan News", "Taiwan News", "TWN"),
    ],
)  # fmt: skip
def test_outlets_that_hold_a_name(name, known, country):
    assert outlet_name(name) == known
    assert [o.country for o in outlets() if o.name == known] == [country]


def test_outlets_are_unique():
    names = [n for o in outlets() for n in {o.name, *o.aliases}]
    assert len(names) == len(set(names))
    assert len(outlets()) >= 300


def test_no_outlet_is_called_like_a_state_or_a_body():
    taken = {n for s in states() for n in (s.name, *s.aliases, *s.demonyms, *s.seats)}
    taken |= {n for b in (*organisations(), *armed_groups()) for n in (b.name, *b.aliases)}
    taken |= {n for o in organs() for n in o.names}
    assert not taken & {n for o in outlets() for n in (o.name, *o.aliases)}


def test_no_decoy_hides_a_known_name():
    known = {n for s in states() for n in (s.name, *s.aliases, *s.demonyms, *s.seats)}
    known |= {n for b in (*organisations(), *armed_groups()) for n in (b.name, *b.aliases)}
    known |= {n for o in organs() for n in o.names}
    known |= {n for o in outlets() for n in (o.name, *o.aliases)}
    assert not known & set(decoys())
    assert len(decoys()) == len(set(decoys()))


def test_every_name_that_needs_care_is_a_known_one():
    known = {n for s in states() for n in (s.name, *s.aliases, *s.demonyms, *s.seats)}
    known |= {n for o in organs() for n in o.names}
    known |= {n for b in (*organisations(), *armed_groups()) for n in (b.name, *b.aliases)}
    assert {a for a in ambiguities() if a not in known} <= {n[0].upper() + n[1:] for n in known}
    lower = {name for name in ambiguities() if name[0].islower()}
    assert {name[0].upper() + name[1:] for name in lower} <= set(ambiguities())
    assert all(a.evidence for a in ambiguities().values() if a.guard == "context")
