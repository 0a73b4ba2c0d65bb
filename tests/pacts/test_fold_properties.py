"""What holds of the fold whatever is folded."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.pacts import Report, fold
from dragoman.pacts.reports import LAST, Telling
from dragoman.pacts.statuses import STATUSES
from dragoman.records import Modality, Move, MoveKind, PactKind, Span

DAYS = st.dates(date(2014, 1, 1), date(2016, 12, 31)).map(date.isoformat)
DATES = st.one_of(
    st.none(),
    DAYS,
    DAYS.map(lambda day: day[:7]),
    DAYS.map(lambda day: day[:4]),
    st.sampled_from(["2015-02-30", "soon", "2015-W01-1", ""]),
)
ACTORS = st.sampled_from(["AAA", "BBB", "CCC"])


def moves(modalities: st.SearchStrategy[Modality]) -> st.SearchStrategy[Move]:
    return st.builds(
        Move,
        id=st.text("0123456789", min_size=1, max_size=2),
        pact=st.sampled_from(["p", "q"]),
        name=st.sampled_from(["P", "The P"]),
        kind=st.sampled_from(PactKind),
        parent=st.sampled_from([None, "r"]),
        actor=st.one_of(st.none(), ACTORS),
        move=st.sampled_from(MoveKind),
        count=st.one_of(st.none(), st.integers(0, 4)),
        members=st.one_of(st.none(), st.lists(ACTORS, unique=True).map(tuple)),
        date=DATES,
        date_basis=st.none(),
        modality=modalities,
        evidence=st.just(Span(0, 1)),
        attribution=st.none(),
        confidence=st.just(0.5),
    )


ANY = st.sampled_from([Modality.ACTUAL] * 4 + list(Modality))


def reports(modalities: st.SearchStrategy[Modality] = ANY) -> st.SearchStrategy[list[Report]]:
    one = st.builds(
        Report,
        move=moves(modalities),
        article=st.sampled_from("abcd"),
        published=DATES,
        read=DAYS,
        root=st.sampled_from(["wire", "ministry"]),
    )
    return st.lists(one, max_size=14)


WHEN = st.one_of(st.none(), DAYS)


@given(reports(), st.randoms(), WHEN, WHEN)
def test_the_order_of_the_reports_plays_no_part(
    told: list[Report], chance: object, on: str | None, known: str | None
) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(told, on, known) == fold(shuffled, on, known)


@given(reports(), WHEN, WHEN)
def test_telling_it_again_changes_nothing(
    told: list[Report], on: str | None, known: str | None
) -> None:
    assert fold(told + told[::-1], on, known) == fold(told, on, known)


@given(reports(st.sampled_from([m for m in Modality if m is not Modality.ACTUAL])))
def test_what_did_not_happen_gives_no_standing(told: list[Report]) -> None:
    folding = fold(told)
    assert (folding.standings, folding.lives, folding.flags) == ((), (), ())


@given(reports(st.just(Modality.ACTUAL)), reports(st.just(Modality.PLANNED)))
def test_moves_not_actual_change_no_standing(did: list[Report], plans: list[Report]) -> None:
    # The plans are other pages' moves, so that none is a second reading of a move that happened.
    plans = [replace(plan, article=f"plan {plan.article}") for plan in plans]
    assert fold(did + plans).standings == fold(did).standings


@given(reports(), DAYS)
def test_on_a_day_nothing_later_counts(told: list[Report], on: str) -> None:
    once = {(r.article, r.move.id): r for r in told}
    single = list(once.values())
    effective = [r for r in single if Telling(r).day <= on or Telling(r).day == LAST]
    assert fold(single, on).standings == fold(effective).standings


@given(reports(), DAYS)
def test_as_known_leaves_out_what_came_later(told: list[Report], known: str) -> None:
    before = [r for r in told if Telling(r).known <= known]
    assert fold(told, known=known) == fold(before)


@given(reports())
def test_a_pact_stands_alone(told: list[Report]) -> None:
    alone = fold([replace(r, article=f"{r.article} p") for r in told if r.move.pact == "p"])
    apart = fold([replace(r, article=f"{r.article} {r.move.pact}") for r in told])
    assert alone.standings == tuple(row for row in apart.standings if row.pact == "p")


@given(reports(), WHEN, WHEN)
def test_every_row_is_well_formed(told: list[Report], on: str | None, known: str | None) -> None:
    ids = {r.move.id for r in told}
    folding = fold(told, on, known)
    keys = [(row.pact, row.actor) for row in folding.standings]
    assert keys == sorted(set(keys))
    for row in folding.standings:
        assert row.status in STATUSES
        assert row.moves
        assert set(row.moves) <= ids
        assert row.membership or row.role
        assert row.roots >= 1
        assert 1 <= row.reports <= len({r.article for r in told})
        if row.status != "expired":
            assert row.status in (row.membership, row.role)


@given(reports(), st.sampled_from(["2015", "2015-06"]))
def test_a_date_made_exact_moves_no_status_across_its_first_day(
    told: list[Report], coarse: str
) -> None:
    exact = {"2015": "2015-01-01", "2015-06": "2015-06-01"}[coarse]
    sharper = [
        replace(r, move=replace(r.move, date=exact)) if r.move.date == coarse else r for r in told
    ]
    words = [(row.pact, row.actor, row.status) for row in fold(told).standings]
    assert words == [(row.pact, row.actor, row.status) for row in fold(sharper).standings]


@given(reports(), st.integers(0, 13), WHEN, WHEN)
def test_a_report_withdrawn_is_as_if_never_read(
    told: list[Report], which: int, on: str | None, known: str | None
) -> None:
    if which < len(told):
        gone = told[which]
        corrected = replace(
            gone, move=replace(gone.move, modality=Modality.DENIED), read="2017-01-01"
        )
        rest = [r for r in told if (r.article, r.move.id) != (gone.article, gone.move.id)]
        assert fold([*told, corrected], on).standings == fold(rest, on).standings
        assert fold([r for r in told if r.article != gone.article], on, known) == fold(
            [r for r in reversed(told) if r.article != gone.article], on, known
        )
