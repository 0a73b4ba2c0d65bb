"""Names and offices that may mean several, and what is kept of the doubt."""

import pytest

from dragoman.actors import find_actors
from dragoman.actors.resolving import resolve_person
from dragoman.records import ActorKind, Grounds


def one(parse, text, name, published="2018-05-18"):
    [actor] = [a for a in find_actors(parse(text, published)) if a.name == name]
    return actor


@pytest.mark.parametrize(
    ("name", "day", "country", "affiliation", "grounds"),
    [
        ("Jens Stoltenberg", "2012-03-14", "NOR", None, Grounds.TERM),
        ("Jens Stoltenberg", "2018-05-18", None, "NATO", Grounds.TERM),
        ("António Guterres", "2000-03-23", "PRT", None, Grounds.TERM),
        ("António Guterres", "2022-04-26", None, "UN", Grounds.TERM),
        ("Angela Merkel", "2023-05-01", None, None, Grounds.NONE),
        ("Angela Merkel", None, "DEU", None, Grounds.TERM),
        ("Jens Stoltenberg", None, None, None, Grounds.NONE),
        ("Nobody Known", "2018-05-18", None, None, Grounds.NONE),
    ],
)
def test_an_office_counts_on_its_days(name, day, country, affiliation, grounds):
    found = resolve_person(name, day)
    assert (found.country, found.affiliation, found.grounds) == (country, affiliation, grounds)
    assert found.reason


def test_somebody_out_of_office_keeps_the_offices_as_alternatives():
    found = resolve_person("Angela Merkel", "2023-05-01")
    assert [(a.id, a.country) for a in found.alternatives] == [("DEU", "DEU")]
    assert "chancellor of Germany from 2005" in found.alternatives[0].reason


@pytest.mark.parametrize(
    ("told", "country", "sector"),
    [
        ({"role": "foreign minister", "country": "KEN", "sector": "GOV"}, "KEN", "GOV"),
        ({"role": "former chancellor"}, "DEU", None),
        ({"role": "chancellor"}, "DEU", "GOV"),
        ({"years": frozenset({"2015"})}, "DEU", "GOV"),
        ({"listed": False}, None, None),
    ],
)
def test_the_articles_own_words_hold_before_the_table(told, country, sector):
    found = resolve_person("Angela Merkel", "2023-05-01", **told)
    assert (found.country, found.sector) == (country, sector)


def test_who_left_office_days_before_still_acts_for_the_state():
    assert resolve_person("Angela Merkel", "2021-12-10").country == "DEU"
    assert resolve_person("Angela Merkel", "2022-02-10").country is None


def test_a_surname_out_of_its_term_is_somebody_unknown(parse):
    actor = one(parse, "Merkel opened a school.", "Merkel", "2023-05-01")
    assert (actor.kind, actor.country) == (ActorKind.UNKNOWN, None)
    assert actor.alternatives[0].id == "DEU"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Congo accused Rwanda. Kinshasa recalled its envoy.", "COD"),
        ("Congo signed the treaty, Brazzaville said.", "COG"),
        ("Korea signed. Pyongyang said so.", "PRK"),
        ("Korea signed. Seoul said so.", "KOR"),
    ],
)
def test_a_shared_name_is_settled_by_the_article(parse, text, code):
    named = {a.id: a for a in find_actors(parse(text)) if a.kind is ActorKind.COUNTRY}
    assert code in named
    assert not named[code].alternatives
    assert not {"COD", "COG", "KOR", "PRK"} & (set(named) - {code})


def test_a_shared_name_alone_stays_in_doubt(parse):
    actor = next(a for a in find_actors(parse("Congo signed the treaty.")) if a.id == "COD")
    assert (actor.grounds, [a.id for a in actor.alternatives]) == (Grounds.NONE, ["COG"])
    assert actor.score < 0.7
    assert actor.reason


def test_a_name_that_nothing_shows_to_be_the_state_stays_open(parse):
    actor = one(parse, "Voters in Georgia went to the polls.", "Georgia")
    assert (actor.kind, actor.country) == (ActorKind.UNKNOWN, None)
    assert [a.id for a in actor.alternatives] == ["GEO"]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Russia beat Spain on penalties.", {"RUS", "ESP"}),
        ("Iran beat the United States 2-1 in Lyon.", {"IRN", "USA"}),
        ("He spoke Russian to the crew.", {"RUS"}),
        ("They want to make Russian a regional language.", {"RUS"}),
        ("The Spanish version of the accord differs.", {"ESP"}),
        ("In Paris, Texas, diners renamed their fries.", {"FRA"}),
        ("Dr Ousmane Mali treated the envoy.", {"MLI"}),
        ("Patricia Ireland, president of the group, spoke. Ireland scolded the House.", {"IRL"}),
        ("Brussels-based diplomats met.", set()),
        ("The Polish minority in Belarus protested.", {"POL"}),
    ],
)
def test_what_is_no_state(parse, text, absent):
    assert not absent & {a.id for a in find_actors(parse(text)) if a.kind is ActorKind.COUNTRY}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gordon Brown, a fisherman from Halifax, spoke.", "Gordon Brown", None),
        ("Gordon Brown, the prime minister, spoke.", "Gordon Brown", "GBR"),
    ],
)
def test_a_leaders_full_name_may_be_anothers(parse, text, name, country):
    assert one(parse, text, name, "2008-02-03").country == country


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The House impeached Donald Trump.", "USA-LEG"),
        ("Theresa May told the House that talks went on.", "GBR-LEG"),
        ("Canada recalled its envoy. The House had asked for it.", "CAN-LEG"),
    ],
)
def test_the_house_is_that_of_the_state_told_of(parse, text, expected):
    assert expected in {actor.id for actor in find_actors(parse(text))}


def test_the_house_alone_stays_open(parse):
    actor = one(parse, "The House will vote on Friday.", "the House")
    assert (actor.kind, actor.country) == (ActorKind.UNKNOWN, None)
    assert {"USA-LEG", "GBR-LEG"} <= {a.id for a in actor.alternatives}


def test_a_house_is_none(parse):
    assert not [a for a in find_actors(parse("The house burned down.")) if a.sector == "LEG"]
