"""Who is a party to what, and when."""

import pytest

from dragoman.codebook.pact_parties import PactParty, pact_parties, parties_of, read_parties
from dragoman.codebook.pacts import known_pacts
from dragoman.errors import CodebookError

HEADER = "pact\tparty\trole\tfrom\tuntil\tsource\n"


@pytest.mark.parametrize(
    ("pact", "day", "number"),
    [
        ("jcpoa", "2015-07-13", 0),
        ("jcpoa", "2016-01-01", 8),
        ("jcpoa", "2018-05-07", 8),
        ("jcpoa", "2018-05-08", 7),
        ("jcpoa", "2019-01-01", 7),
        ("open-skies", "2001-12-31", 0),
        ("open-skies", "2006-01-01", 34),
        ("open-skies", "2020-11-21", 34),
        ("open-skies", "2020-11-22", 33),
        ("open-skies", "2021-12-18", 32),
        ("cfe", "1992-12-31", 28),
        ("cfe", "2000-01-01", 30),
        ("cfe", "2023-11-07", 29),
        ("cptpp", "2018-12-30", 6),
        ("cptpp", "2024-12-15", 12),
        ("nato", "1950-01-01", 12),
        ("nato", "2023-04-03", 30),
        ("nato", "2024-03-07", 32),
        ("warsaw-pact", "1991-07-01", 0),
        ("oau", "2002-07-09", 0),
    ],
)
def test_how_many_parties_a_pact_has(pact: str, day: str, number: int) -> None:
    assert len(parties_of(pact, day)) == number


def test_who_left_and_came_back() -> None:
    told = [("2020-11-03", True), ("2020-11-04", False), ("2021-02-19", True)]
    for day, inside in told:
        assert ("USA" in parties_of("paris-agreement", day)) is inside
    assert "GBR" in parties_of("eu", "2020-01-30")
    assert "GBR" not in parties_of("eu", "2020-02-01")


def test_roles() -> None:
    assert parties_of("un-sanctions-iran", "2010-01-01", "target") == ("IRN",)
    assert parties_of("un-sanctions-iran", "2020-01-01", "target") == ()
    assert parties_of("un-sanctions-iran", "2025-10-01", "imposer") == ("UNSC",)
    assert parties_of("qatar-boycott", "2018-01-01", "imposer") == ("ARE", "BHR", "EGY", "SAU")
    assert parties_of("budapest-memorandum", "2000-01-01", "guarantor") == ("GBR", "RUS", "USA")
    assert parties_of("saudi-led-coalition", "2016-01-01", "target") == ("HOUTHI",)


def test_a_coarse_end_lasts_to_its_own_end() -> None:
    row = PactParty("belt-and-road", "ITA", "member", "2019-03-23", "2023-12", "U")
    days = ("2019-03-22", "2019-03-23", "2023-12-31", "2024-01-01")
    assert [row.covers(day) for day in days] == [False, True, True, False]


def test_nobody_is_a_party_before_the_pact_was_founded_or_after_its_end() -> None:
    pacts = {pact.id: pact for pact in known_pacts()}
    for row in pact_parties():
        founded, ended = pacts[row.pact].founded, pacts[row.pact].ended
        if founded is not None:
            assert row.since[: len(founded)] >= founded[: len(row.since)], row
        if ended is not None:
            assert row.since <= ended, row
            assert (row.until or ended)[: len(ended)] <= ended, row


def test_an_unknown_pact_is_no_empty_one() -> None:
    with pytest.raises(KeyError):
        parties_of("no-such-pact", "2020-01-01")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("nothing\tUSA\tmember\t2018\t\tU\n", "line 2: there is no pact 'nothing'"),
        ("jcpoa\tXYZ\tmember\t2018\t\tU\n", "line 2: 'XYZ' is no state"),
        ("jcpoa\tUSA\towner\t2018\t\tU\n", "line 2: role 'owner'"),
        ("jcpoa\tUSA\tmember\t2018-13\t\tU\n", "line 2: a date"),
        ("jcpoa\tUSA\tmember\t\t\tU\n", "line 2: a date"),
        ("jcpoa\tUSA\tmember\t2018\t2017\tU\n", "ends before it begins"),
        ("jcpoa\tUSA\tmember\t2018\t\t\n", "source can't be empty"),
        ("jcpoa\tUSA\tmember\t2018\tU\n", "line 2: 5 cells"),
        ("nato\tFRA\tmember\t1949\t\tU\n", "members.tsv has FRA as a member of NATO already"),
        (
            "jcpoa\tUSA\tmember\t2015\t2018\tU\njcpoa\tUSA\tmember\t2017\t\tU\n",
            "USA is member of jcpoa twice at a time",
        ),
    ],
)
def test_a_wrong_row_is_named(row: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        read_parties(HEADER + row)
