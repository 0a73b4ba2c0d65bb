"""The tables of states, organisations, groups, outlets and offices hold together."""

from collections import defaultdict

import pytest

from dragoman.codebook.offices import ambiguities, roles, terms
from dragoman.codebook.organisations import armed_groups, members_of, memberships, organisations
from dragoman.codebook.outlets import outlet_name, outlet_words, outlets
from dragoman.codebook.states import alpha3, organs, state_of, states
from dragoman.codebook.tables import read_table
from dragoman.errors import CodebookError


def test_every_name_has_one_owner():
    owners = defaultdict(set)
    for state in states():
        for name in (state.name, *state.aliases, *state.demonyms, *state.seats):
            owners[name].add(state.code)
    for organ in organs():
        for name in organ.names:
            owners[name].add(organ.state)
    for body in (*organisations(), *armed_groups()):
        for name in (body.name, *body.aliases):
            owners[name].add(body.id)
    for outlet in outlets():
        for name in (outlet.name, *outlet.aliases):
            owners[name].add(outlet.name)
    shared = {name: found for name, found in owners.items() if len(found) > 1}
    assert {n: f for n, f in shared.items() if n not in ambiguities()} == {}


def test_cow_numbers_are_unique():
    numbers = [state.cow for state in states() if state.cow is not None]
    assert len(numbers) == len(set(numbers))
    assert state_of("USA").cow == 2
    assert state_of("IRN").cow == 630


def test_living_states_have_a_code_each():
    codes = [state.code for state in states() if state.until is None]
    assert len(codes) == len(set(codes))
    assert len(codes) >= 195


@pytest.mark.parametrize(
    ("name", "code"),
    [("Soviet Union", "RUS"), ("East Germany", "DDR"), ("Kosovo", "XKX"), ("Palestine", "PSE")],
)
def test_states_that_the_lists_treat_differently(name, code):
    assert next(s.code for s in states() if s.name == name) == code


def test_a_living_state_goes_before_a_former_one():
    assert state_of("RUS").name == "Russia"
    assert state_of("QQQ") is None


def test_all_that_rows_refer_to_exists():
    bodies = {o.id for o in organisations()}
    codes = {s.code for s in states()}
    assert {m.organisation for m in memberships()} <= bodies
    assert {m.state for m in memberships()} <= codes
    assert {o.country for o in outlets()} <= codes
    assert {g.country for g in armed_groups()} - {None} <= codes
    assert {o.state for o in organs()} <= codes
    assert {r.state for r in roles()} - {None} <= codes


def test_every_row_has_a_source():
    rows = (
        *states(), *organs(), *organisations(), *memberships(), *armed_groups(), *outlets(),
        *outlet_words(), *terms(), *roles(), *ambiguities().values(),
    )  # fmt: skip
    assert all(row.source for row in rows)


def test_ids_are_unique():
    ids = [body.id for body in (*organisations(), *armed_groups())]
    assert len(ids) == len(set(ids))
    assert not set(ids) & {state.code for state in states()}


def test_members_by_date():
    assert members_of("E3", "2018-05-01") == ("DEU", "FRA", "GBR")
    assert "GBR" in members_of("EU", "2020-01-31")
    assert "GBR" not in members_of("EU", "2020-02-01")
    assert len(members_of("EU", "2024-01-01")) == 27
    assert len(members_of("NATO", "2022-06-30")) == 30
    assert len(members_of("NATO", "2024-03-07")) == 32
    assert members_of("NATO", "1949-01-01") == ()
    assert len(members_of("GCC", "2021-01-05")) == 6


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ("AFP", "Agence France-Presse"),
        ("The New York Times", "New York Times"),
        ("The  Caspian Ledger", "Caspian Ledger"),
    ],
)
def test_outlet_names(given, known):
    assert outlet_name(given) == known


@pytest.mark.parametrize("code", ["usa", "US", "US1", "", "UŠA"])
def test_codes_are_three_capitals(code):
    with pytest.raises(ValueError, match="alpha-3"):
        alpha3(code)


def test_a_malformed_row_is_named_with_its_line():
    with pytest.raises(CodebookError, match=r"some\.tsv, line 2: 'usa' is no alpha-3 code"):
        read_table("some.tsv", lambda row: alpha3(row["code"]), "code\nusa")
