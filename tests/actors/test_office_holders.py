"""A line of news and its day -> the office holder it names, and whom the codebook says for."""

import pytest

from dragoman.actors import find_actors
from dragoman.actors.resolving import is_past
from dragoman.records import ActorKind


def test_an_office_that_begins_with_a_dash_is_read():
    """Such words once stopped the reading of the whole article."""
    assert is_past("- former") and not is_past("-") and is_past("ex-minister")


def people(parsed):
    return [a for a in find_actors(parsed) if a.kind is ActorKind.PERSON]


@pytest.mark.parametrize(
    ("published", "text", "name", "party", "sector", "role"),
    [
        ("1991-02-01", "George Bush rejected the offer.", "George H. W. Bush", "USA", "GOV", "president"),
        ("2003-02-01", "George Bush rejected the offer.", "George W. Bush", "USA", "GOV", "president"),
        ("1999-06-01", "Antonio Guterres criticised Indonesia.", "António Guterres", "PRT", "GOV", "prime minister"),
        ("2010-06-01", "Antonio Guterres criticised Indonesia.", "António Guterres", "UNHCR", "IGO", "high commissioner"),
        ("2022-06-01", "Guterres criticised Russia.", "António Guterres", "UN", "IGO", "secretary-general"),
        ("2006-07-15", "Hassan Nasrallah threatened Israel.", "Hassan Nasrallah", "HEZBOLLAH", "REB", "leader"),
        ("2006-05-15", "Ismail Haniyeh criticised Israel.", "Ismail Haniyeh", "PSE", "GOV", "prime minister"),
        ("2019-05-15", "Ismail Haniyeh criticised Israel.", "Ismail Haniyeh", "HAMAS", "REB", "leader"),
        ("2022-05-15", "Valery Gerasimov threatened Ukraine.", "Valery Gerasimov", "RUS", "MIL", "chief of the general staff"),
        ("2009-05-15", "Carl Bildt criticised Russia.", "Carl Bildt", "SWE", "GOV", "foreign minister"),
        ("2017-05-15", "Mogherini praised the accord.", "Federica Mogherini", "EU", "IGO", "high representative"),
        ("2014-05-15", "Mogherini praised the accord.", "Federica Mogherini", "ITA", "GOV", "foreign minister"),
        ("2011-03-15", "Qaddafi threatened Benghazi.", "Muammar Gaddafi", "LBY", "GOV", "leader"),
        ("2026-03-15", "Khamenei rejected the demand.", "Mojtaba Khamenei", "IRN", "GOV", "supreme leader"),
        ("2015-07-15", "Khamenei rejected the demand.", "Ali Khamenei", "IRN", "GOV", "supreme leader"),
        ("2012-01-15", "Assad rejected the plan.", "Bashar al-Assad", "SYR", "GOV", "president"),
        ("1994-01-15", "Assad rejected the plan.", "Hafez al-Assad", "SYR", "GOV", "president"),
        ("2018-05-15", "Boris Johnson criticised Iran.", "Boris Johnson", "GBR", "GOV", "foreign secretary"),
        ("2021-05-15", "Boris Johnson criticised Iran.", "Boris Johnson", "GBR", "GOV", "prime minister"),
    ],
)  # fmt: skip
def test_the_codebook_knows_the_office_of_the_day(
    parse, published, text, name, party, sector, role
):
    [person] = people(parse(text, published))
    assert (person.name, person.party, person.sector, person.role) == (name, party, sector, role)


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("1999-06-01", "Mogherini praised the accord."),
        ("2009-06-01", "Khrushchev rejected the demand."),
        ("2012-06-01", "Zelensky welcomed the visit."),
    ],
)
def test_a_surname_outside_of_its_term_is_nobody_known(parse, published, text):
    assert [p.name for p in people(parse(text, published)) if p.country or p.affiliation] == []
