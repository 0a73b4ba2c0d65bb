"""Contradictions: tellings that can't all be true are kept side by side, and none is resolved."""

import pytest

from dragoman.pacts import Clash, Contradiction, Report, fold
from dragoman.records import DateBasis, Modality, Move, MoveKind, PactKind, Span

PUBLISHED = "2022-06-01"


def told(line: str, *, page: str, published: str | None = PUBLISHED, **more: object) -> Report:
    """A report from a line such as "SWE join 2022-05-18" or "- attest FIN SWE" of one page."""
    actor, move, *rest = line.split()
    modality = next((word for word in rest if word in set(Modality)), "actual")
    days = [word for word in rest if word[0].isdigit()]
    members = tuple(word for word in rest if word.isupper())
    row = Move(
        id=f"{page} {line}", pact="deal", name="Deal", kind=PactKind.ACCORD, parent=None,
        actor=None if actor == "-" else actor, move=MoveKind(move), count=None,
        members=members or None, date=days[0] if days else None, date_basis=DateBasis.WORDS,
        modality=Modality(modality), evidence=Span(0, 1), attribution=None, confidence=0.5,
    )  # fmt: skip
    root = str(more.get("root", page))
    act = more.get("act")
    return Report(row, page, published, "2022-07-01", root, act if isinstance(act, str) else None)


def found(*reports: Report) -> list[Contradiction]:
    return list(fold(reports).contradictions)


def sides(contradiction: Contradiction) -> list[tuple[str, int, int]]:
    return [(side.says, side.reports, side.roots) for side in contradiction.sides]


def test_two_days_for_one_withdrawal_stand_side_by_side():
    reports = [
        told("USA withdraw 2018-05-08", page="a"),
        told("USA withdraw 2018-05-08", page="b", root="a"),
        told("USA withdraw 2018-05-12", page="c"),
        told("USA withdraw 2018-05", page="d"),
    ]
    [clash] = found(*reports)
    assert (clash.about, clash.actor) == (Clash.DATES, "USA")
    assert sides(clash) == [("2018-05-08", 2, 1), ("2018-05-12", 1, 1)]
    [row] = fold(reports).standings
    assert (row.status, row.since, row.reports, row.roots) == ("withdrawn", "2018-05-08", 4, 3)


@pytest.mark.parametrize(
    "lines",
    [
        ["USA withdraw 2018-05-08", "USA withdraw 2018-05", "USA withdraw 2018"],
        ["USA withdraw 2018-05-08", "USA withdraw"],
        ["USA join 2015-01-01", "USA withdraw 2018-05-08", "USA join 2021-02-19"],
        ["FRA back 2015-01-01", "FRA back 2017-01-01"],
        ["SWE join 2015", "SWE withdraw 2015"],
        ["USA withdraw denied 2018-01-01", "USA withdraw 2018-05-08"],
        ["SWE invite 2022-06-29", "SWE join 2022-06-29"],
    ],
)
def test_what_fits_together_is_no_contradiction(lines):
    assert found(*(told(line, page=str(n)) for n, line in enumerate(lines))) == []


def test_a_signature_and_a_ratification_are_two_acts():
    signed = told("FRA join 2016-04-22", page="a", act="signature")
    ratified = told("FRA join 2016-10-05", page="b", act="consent")
    assert found(signed, ratified) == []
    [clash] = found(signed, ratified, told("FRA join 2016-04-23", page="c", act="signature"))
    assert [side.says for side in clash.sides] == ["2016-04-22", "2016-04-23"]


def test_two_pages_have_one_state_in_and_out_on_one_day():
    [clash] = found(told("SWE join 2022-05-18", page="a"), told("SWE decline 2022-05-18", page="b"))
    assert clash.about is Clash.STATUSES
    assert sides(clash) == [("member on 2022-05-18", 1, 1), ("declined on 2022-05-18", 1, 1)]
    [for_and_against] = found(told("TUR back", page="a"), told("TUR block", page="b"))
    assert [side.says.split()[0] for side in for_and_against.sides] == ["supporter", "blocking"]


def test_a_denial_of_what_stands():
    [clash] = found(
        told("IRN withdraw 2020-01-05", page="a"),
        told("IRN withdraw 2020-01-06", page="c", act="notice"),
        told("IRN withdraw denied", page="b", published="2020-01-14"),
    )
    assert clash.about is Clash.DENIED
    assert sides(clash) == [("withdraw told as done", 2, 2), ("withdraw denied", 1, 1)]


def test_an_attest_that_the_fold_contradicts_is_counted():
    [clash] = found(
        told("FIN join 2023-04-04", page="a"),
        told("SWE withdraw 2023-04-04", page="a"),
        told("- attest FIN SWE 2023-05-01", page="b"),
    )
    assert (clash.about, clash.actor) == (Clash.ATTEST, None)
    assert "SWE stands as withdrawn" in clash.sides[0].says
    assert len(fold([told("FIN join", page="a"), told("- attest FIN", page="b")]).faults) == 0


def test_on_and_known_hold_for_contradictions_too():
    reports = [
        told("USA withdraw 2018-05-08", page="a", published="2018-05-09"),
        told("USA withdraw 2018-05-12", page="b", published="2018-06-01"),
    ]
    assert fold(reports, on="2018-05-10").contradictions == ()
    assert fold(reports, known="2018-05-10").contradictions == ()
    assert len(fold(reports, on="2018-05-12", known="2018-06-01").contradictions) == 1
