"""Shares of what is right, with the intervals that few rows deserve."""

import pytest

from dragoman.evaluation.reviewed import shares_of, wilson
from dragoman.ledger import Reviewed, Tally


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        # Worked by hand from Wilson's formula with z = 1.96.
        (0, 0, 0.0, 1.0),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilsons_interval(right, of, low, high):
    assert wilson(right, of) == pytest.approx((low, high), abs=0.0001)


def test_shares_by_kind_and_label_in_all_and_by_lot():
    event, move = Reviewed.EVENT, Reviewed.MOVE
    tallies = [
        Tally(move, "join", "random", 1, 0, 0),
        Tally(event, "AID", "random", 3, 1, 0),
        Tally(event, "AID", "chosen", 0, 0, 4),
        Tally(event, "ACCUSE", "random", 1, 0, 1),
    ]
    whole = {(s.kind, s.label): (s.reviewed, s.right, s.useful) for s in shares_of(tallies)}
    assert list(whole) == [
        (event, None), (event, "ACCUSE"), (event, "AID"), (move, None), (move, "join")
    ]  # fmt: skip
    assert whole[event, "AID"] == (8, 3 / 8, 4 / 8)
    assert whole[event, None] == (10, 0.4, 0.5)
    by_lot = {(s.kind, s.label): s.right for s in shares_of(tallies, by_lot=True)}
    assert by_lot[event, "AID"] == 0.75
    assert by_lot[event, None] == pytest.approx(4 / 6)
    assert shares_of([]) == ()
