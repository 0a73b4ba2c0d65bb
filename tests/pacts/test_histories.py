"""Histories: what the fold gives day by day, as spells."""

import importlib.util
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.pacts import Report, fold, histories
from dragoman.pacts.reports import LAST, Telling

_spec = importlib.util.spec_from_file_location(
    "fold_properties", Path(__file__).with_name("test_fold_properties.py")
)
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)


@settings(deadline=None)
@given(_module.reports(), _module.WHEN, st.lists(_module.DAYS, max_size=6))
def test_the_spell_that_covers_a_day_has_the_folds_status(
    told: list[Report], known: str | None, days: list[str]
) -> None:
    told = [r for r in told if Telling(r).day != LAST]
    spells = histories(told, known)
    for day in [*days, *(Telling(r).day for r in told)]:
        covering = {
            (s.pact, s.actor): s.status
            for s in spells
            if s.since <= day and (s.until is None or day < s.until)
        }
        rows = fold(told, on=day, known=known).standings
        assert covering == {(row.pact, row.actor): row.status for row in rows}


@settings(deadline=None)
@given(_module.reports())
def test_spells_of_an_actor_follow_one_another(told: list[Report]) -> None:
    spells = histories(told)
    for one, other in pairwise(spells):
        assert one.until is None or one.since < one.until
        if (one.pact, one.actor) == (other.pact, other.actor):
            assert one.until is not None
            assert one.until <= other.since
            assert one.until < other.since or one.status != other.status
