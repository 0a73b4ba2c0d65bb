"""The fold: a few moves in, who stands how out."""

import pytest

from dragoman.errors import UsageError
from dragoman.pacts import Folding, Report, fold
from dragoman.records import (
    Modality,
    Move,
    MoveKind,
    PactKind,
    Span,
    Stage,
    Standing,
    content_id,
)


def told(
    actor: str | None,
    move: str,
    day: str | None = None,
    *,
    page: str = "a",
    published: str | None = "2022-01-01",
    read: str = "2022-06-01",
    root: str | None = None,
    modality: str = "actual",
    pact: str = "deal",
    name: str = "Deal",
    count: int | None = None,
    members: tuple[str, ...] | None = None,
    id: str | None = None,  # noqa: A002
) -> Report:
    row = Move(
        id=id or content_id(page, actor, move, day, modality, pact),
        pact=pact,
        name=name,
        kind=PactKind.ACCORD,
        parent=None,
        actor=actor,
        move=MoveKind(move),
        count=count,
        members=members,
        date=day,
        date_basis=None,
        modality=Modality(modality),
        evidence=Span(3, 9),
        attribution=None,
        confidence=0.5,
    )
    return Report(row, page, published, read, root or page)


def statuses(folding: Folding) -> dict[str, str]:
    return {row.actor: row.status for row in folding.standings}


def row_of(folding: Folding, actor: str) -> Standing:
    return next(row for row in folding.standings if row.actor == actor)


@pytest.mark.parametrize(
    ("move", "status"),
    [
        ("join", "member"),
        ("rejoin", "member"),
        ("invite", "invited"),
        ("decline", "declined"),
        ("suspend", "suspended"),
        ("withdraw", "withdrawn"),
        ("expel", "expelled"),
        ("propose", "proposer"),
        ("back", "supporter"),
        ("oppose", "opponent"),
        ("block", "blocking"),
        ("broker", "broker"),
        ("target", "target"),
        ("impose", "imposing"),
        ("reimpose", "imposing"),
        ("ease", "imposing"),
        ("lift", "lifted"),
    ],
)
def test_each_move_gives_its_word(move: str, status: str) -> None:
    assert statuses(fold([told("USA", move, "2018-05-08")])) == {"USA": status}


@pytest.mark.parametrize(
    "modality", ["planned", "denied", "alleged", "hypothetical", "called-for", "threatened"]
)
def test_only_actual_moves_count(modality: str) -> None:
    moves = [told("USA", "join", "2015"), told("USA", "withdraw", "2018", modality=modality)]
    assert statuses(fold(moves)) == {"USA": "member"}


def test_the_paris_agreement_through_the_years() -> None:
    moves = [
        told("USA", "join", "2016-09-03"),
        told("USA", "withdraw", "2017-06-01", modality="planned"),
        told("USA", "withdraw", "2020-11-04"),
        told("USA", "rejoin", "2021-02-19"),
    ]
    by_day = {
        on: statuses(fold(moves, on=on)).get("USA")
        for on in ("2016-09-02", "2016-09-03", "2019-12-31", "2020-11-04", "2021-02-19")
    }
    assert by_day == {
        "2016-09-02": None,
        "2016-09-03": "member",
        "2019-12-31": "member",
        "2020-11-04": "withdrawn",
        "2021-02-19": "member",
    }
    assert row_of(fold(moves), "USA").since == "2021-02-19"


def test_a_coarser_date_stands_at_its_first_day() -> None:
    moves = [told("USA", "withdraw", "2018-05"), told("USA", "join", "2018-05-02")]
    assert statuses(fold(moves)) == {"USA": "member"}
    assert statuses(fold(moves, on="2018-05-01")) == {"USA": "withdrawn"}
    assert statuses(fold([told("USA", "join", "2018")], on="2018-01-01")) == {"USA": "member"}


def test_a_move_without_a_date_stands_at_its_page() -> None:
    moves = [
        told("USA", "withdraw", None, published="2018-05-09"),
        told("USA", "rejoin", "2018-05-08"),
    ]
    assert statuses(fold(moves)) == {"USA": "withdrawn"}
    assert row_of(fold(moves), "USA").since == "2018-05-09"
    assert statuses(fold(moves, on="2018-05-08")) == {"USA": "member"}


def test_without_any_date_a_move_stands_last() -> None:
    moves = [
        told("USA", "withdraw", None, published=None),
        told("USA", "rejoin", "2099-01-01"),
    ]
    assert statuses(fold(moves)) == {"USA": "withdrawn"}
    assert row_of(fold(moves), "USA").since is None
    assert statuses(fold(moves, on="1950-01-01")) == {"USA": "withdrawn"}


def test_on_one_day_the_later_page_and_then_the_larger_id_stand() -> None:
    day = "2018-05-08"
    first = told("USA", "join", day, page="a", published="2018-05-08", id="9")
    later = told("USA", "withdraw", day, page="b", published="2018-05-09", id="1")
    assert statuses(fold([later, first])) == {"USA": "withdrawn"}
    level = told("USA", "suspend", day, page="c", published="2018-05-09", id="2")
    assert statuses(fold([level, later, first])) == {"USA": "suspended"}


def test_membership_goes_before_role_but_an_invitation_does_not() -> None:
    moves = [told("HUN", "join", "1999"), told("HUN", "block", "2022")]
    row = row_of(fold(moves), "HUN")
    assert (row.status, row.membership, row.role) == ("member", "member", "blocking")
    assert row.since == "1999"

    moves = [told("SWE", "invite", "2022-06-29"), told("SWE", "back", "2022-07")]
    row = row_of(fold(moves), "SWE")
    assert (row.status, row.membership, row.role) == ("supporter", "invited", "supporter")
    assert row.since == "2022-07"

    assert statuses(fold([told("SWE", "invite", "2022")])) == {"SWE": "invited"}


def test_breach_and_comply_flag_and_change_nothing() -> None:
    moves = [
        told("IRN", "join", "2015-07-14"),
        told("IRN", "comply", "2018-05", page="b"),
        told("IRN", "breach", "2019-07-01"),
        told("IRN", "breach", "2019-09", page="b"),
    ]
    folding = fold(moves)
    assert statuses(folding) == {"IRN": "member"}
    assert [(f.actor, f.move, f.since, f.until, f.reports) for f in folding.flags] == [
        ("IRN", MoveKind.BREACH, "2019-07-01", "2019-09", 2),
        ("IRN", MoveKind.COMPLY, "2018-05", "2018-05", 1),
    ]
    assert statuses(fold([told("IRN", "breach", "2019")])) == {}


def test_after_expire_every_status_is_expired() -> None:
    moves = [
        told(None, "found", "1987-12-08"),
        told("USA", "join", "1987-12-08"),
        told("RUS", "join", "1987-12-08"),
        told("CHN", "oppose", "1990"),
        told(None, "expire", "2019-08-02"),
        told("RUS", "withdraw", "2019-08-03"),
        told(None, "found", None, published="2020-01-01"),
    ]
    folding = fold(moves)
    assert statuses(folding) == {"USA": "expired", "RUS": "expired", "CHN": "expired"}
    row = row_of(folding, "RUS")
    assert (row.membership, row.since) == ("withdrawn", "2019-08-02")
    assert row.moves == (moves[4].move.id,)
    [life] = folding.lives
    assert (life.founded, life.expired) == ("1987-12-08", "2019-08-02")
    assert statuses(fold(moves, on="2019-08-01"))["USA"] == "member"


def test_a_founding_after_the_end_begins_anew() -> None:
    moves = [
        told("USA", "join", "1987"),
        told(None, "expire", "2019-08-02"),
        told("RUS", "join", "2030-01-01"),
        told(None, "found", "2030-01-01"),
    ]
    folding = fold(moves)
    assert statuses(folding) == {"RUS": "member"}
    assert (folding.lives[0].founded, folding.lives[0].expired) == ("2030-01-01", None)


def test_as_known_on_a_day() -> None:
    moves = [
        told("USA", "join", "2016-09-03", page="a", published="2016-09-04"),
        told("USA", "withdraw", "2020-11-04", page="b", published="2020-11-05"),
        told("FRA", "join", "2016-10-05", page="c", published=None, read="2021-03-01"),
    ]
    # The withdrawal took effect on the 4th, but no page told of it before the 5th.
    assert statuses(fold(moves, on="2020-11-04", known="2020-11-04")) == {"USA": "member"}
    assert statuses(fold(moves, on="2020-11-04", known="2020-11-05")) == {"USA": "withdrawn"}
    # A page without a date is known from the day that it was read.
    assert "FRA" not in statuses(fold(moves, known="2021-02-28"))
    assert "FRA" in statuses(fold(moves, known="2021-03-01"))


def test_of_two_readings_of_a_page_the_latest_known_counts() -> None:
    wrong = told("USA", "join", "2015", published=None, read="2020-01-01", id="m")
    right = told("USA", "withdraw", "2015", published=None, read="2020-02-01", id="m")
    assert statuses(fold([right, wrong])) == {"USA": "withdrawn"}
    assert statuses(fold([right, wrong], known="2020-01-15")) == {"USA": "member"}


def test_reports_and_roots() -> None:
    moves = [
        told("USA", "withdraw", "2018-05", page="a", root="wire"),
        told("USA", "withdraw", "2018-05-08", page="b", root="wire"),
        told("USA", "withdraw", "2018-05-08", page="c", root="ministry"),
        told("USA", "withdraw", None, page="c", published="2018-05-09", root="ministry"),
        told("USA", "join", "2015", page="d", root="other"),
    ]
    row = row_of(fold(moves), "USA")
    assert (row.status, row.since) == ("withdrawn", "2018-05-08")
    assert (len(row.moves), row.reports, row.roots) == (4, 3, 2)


def test_easing_leaves_sanctions_in_force_since_they_were_imposed() -> None:
    moves = [told("USA", "impose", "2018-08-07"), told("USA", "ease", "2021-02")]
    row = row_of(fold(moves), "USA")
    assert (row.status, row.since) == ("imposing", "2018-08-07")
    moves.append(told("USA", "reimpose", "2022-03"))
    assert row_of(fold(moves), "USA").since == "2022-03"


def test_the_name_is_what_most_moves_say() -> None:
    moves = [
        told("USA", "join", "2015", page="a", name="The deal"),
        told("USA", "join", "2015", page="b", name="Nuclear deal"),
        told("USA", "join", "2015", page="c", name="Nuclear deal"),
    ]
    assert row_of(fold(moves), "USA").name == "Nuclear deal"


def faults(*moves: Report, on: str | None = None) -> list[str]:
    folding = fold(moves, on=on)
    assert all(fault.stage is Stage.PACTS for fault in folding.faults)
    return [fault.message for fault in folding.faults]


JOINS = tuple(told(actor, "join", "2010") for actor in ("AAA", "BBB", "CCC"))


def test_a_count_that_the_fold_can_bear_is_no_fault() -> None:
    assert faults(*JOINS, told(None, "attest", "2018", count=3)) == []
    assert faults(*JOINS, told(None, "attest", "2018", count=75)) == []


def test_fewer_counted_than_known_is_a_fault() -> None:
    [message] = faults(*JOINS, told(None, "attest", "2018", count=2))
    assert "attests 2 members for 2018" in message
    assert "AAA, BBB, CCC" in message


def test_a_list_that_leaves_out_a_member_is_a_fault() -> None:
    [message] = faults(*JOINS, told(None, "attest", "2018", members=("AAA", "BBB", "DDD")))
    assert "CCC" in message
    whole = told(None, "attest", "2018", members=("AAA", "BBB", "CCC", "DDD"))
    assert faults(*JOINS, whole) == []
    part = told(None, "attest", "2018", members=("AAA", "BBB"), count=9)
    assert faults(*JOINS, part) == []


def test_a_listed_member_that_had_left_is_a_fault() -> None:
    attest = told(None, "attest", "2018-07-01", members=("AAA", "BBB", "CCC"))
    left = told("CCC", "withdraw", "2018-05-08")
    [message] = faults(*JOINS, attest, left)
    assert "CCC stands as withdrawn" in message
    assert faults(*JOINS, attest, told("CCC", "withdraw", "2018-08-01")) == []


def test_an_attest_of_the_day_of_a_change_may_tell_either_side() -> None:
    left = told("CCC", "withdraw", "2018-07-01")
    for members in (("AAA", "BBB", "CCC"), ("AAA", "BBB")):
        assert faults(*JOINS, left, told(None, "attest", "2018-07-01", members=members)) == []
        assert faults(*JOINS, left, told(None, "attest", "2018-07", members=members)) == []
    assert faults(*JOINS, left, told(None, "attest", "2018-07-02", members=("AAA", "CCC")))


def test_members_of_an_ended_pact_are_a_fault() -> None:
    end = told(None, "expire", "2017")
    assert faults(*JOINS, end, told(None, "attest", "2018", count=3))
    assert faults(*JOINS, end, told(None, "attest", "2018", count=3), on="2016-12-31") == []


def test_a_fault_changes_no_status() -> None:
    attest = told("AAA", "attest", "2018", count=1)
    assert statuses(fold([*JOINS, attest])) == statuses(fold(JOINS))


def test_a_date_that_is_none_is_a_fault_and_the_move_stands_at_its_page() -> None:
    moves = [told("USA", "withdraw", "2018-02-30", published="2018-03-01")]
    folding = fold(moves)
    assert "'2018-02-30'" in folding.faults[0].message
    assert row_of(folding, "USA").since == "2018-03-01"


@pytest.mark.parametrize("day", ["2018", "2018-05", "yesterday", "2018-02-30", "2018-W01-1", ""])
def test_a_day_that_is_none_raises(day: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        fold([], on=day)
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        fold([], known=day)


def test_pacts_are_folded_apart() -> None:
    moves = [told("USA", "join", "2016", pact="b"), told("USA", "withdraw", "2017", pact="a")]
    assert [(r.pact, r.status) for r in fold(moves).standings] == [
        ("a", "withdrawn"),
        ("b", "member"),
    ]


def test_nothing_gives_nothing() -> None:
    assert fold([]) == Folding((), (), (), ())
