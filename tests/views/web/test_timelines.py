"""Events over time as bars, and pairs as tables."""

import pytest

from dragoman.ledger import CellCount, MonthRow, PairCount
from dragoman.views.web.pairing import matrix_of, pairs_of
from dragoman.views.web.timelines import HEIGHT, WIDTH, timeline_of


def test_cooperation_stands_up_and_conflict_hangs_down():
    rows = [
        MonthRow("2018-05", 2, 3, 0),
        MonthRow("2018-05", 4, 1, 0),
        MonthRow("2018-06", 1, 0, 2),
        MonthRow(None, 3, 1, 0),
    ]
    line = timeline_of(rows)
    assert line.did.middle == line.met.middle == pytest.approx(HEIGHT * 3 / 4)
    up, down = line.did.bars
    assert up.words == "2018-05: acts of cooperation, 3 tellings"
    assert (up.y, up.y + up.height) == (pytest.approx(0), pytest.approx(line.did.middle))
    assert down.words == "2018-05: acts of conflict, 1 telling"
    assert down.y == pytest.approx(line.did.middle)
    [met] = line.met.bars
    assert met.x > WIDTH / 2
    assert line.undated == 1
    assert [words for _, words in line.ticks] == ["2018-05", "2018-06"]


def test_words_lie_beyond_acts():
    line = timeline_of(
        [MonthRow("2018-05", q, 1, 0) for q in (1, 2)] + [MonthRow("2018-07", 1, 1, 0)]
    )
    acts, words, _ = line.did.bars
    assert (acts.quad, words.quad) == (2, 1)
    assert words.y + words.height == pytest.approx(acts.y)


@pytest.mark.parametrize(
    ("last", "span", "name"),
    [("2003-01", "month", "2000-01"), ("2010-12", "quarter", "2000, quarter 1"),
     ("2040-01", "year", "2000"), ("2200-01", "five years", "2000 to 2004")],
)  # fmt: skip
def test_long_times_have_wider_bars(last, span, name):
    line = timeline_of([MonthRow("2000-01", 1, 1, 0), MonthRow(last, 1, 1, 0)])
    assert line.span == span
    assert line.did.bars[0].words.startswith(f"{name}: ")
    assert all(0 <= bar.x <= WIDTH and 0 <= bar.y <= HEIGHT for bar in line.did.bars)
    assert len(line.ticks) <= 12


@pytest.mark.parametrize("months", [[], [None], ["2018"], ["2018-05", "2018-05"]])
def test_one_month_makes_no_line(months):
    assert timeline_of([MonthRow(month, 1, 1, 0) for month in months]) is None


def test_pairs_keep_their_order_and_shade_by_the_greatest():
    pairs = pairs_of(
        [PairCount("IRN", 4, 10, 0), PairCount("IRN", 1, 0, 1), PairCount("FRA", 1, 2, 0)]
    )
    assert [pair.id for pair in pairs] == ["IRN", "FRA"]
    assert pairs[0].did == ((0, 0), (0, 0), (0, 0), (10, 5))
    assert pairs[0].met == ((1, 1), (0, 0), (0, 0), (0, 0))
    assert pairs[1].did[0] == (2, 1)


def test_a_matrix_has_who_acts_in_its_rows():
    matrix = matrix_of(("USA", "IRN"), [CellCount("USA", "IRN", 1, 4)])
    [(_, first), (_, second)] = matrix.rows
    assert first[0] is None
    assert (first[1].cooperation, first[1].conflict) == ((1, 2), (4, 5))
    assert (second[0].cooperation, second[0].conflict) == ((0, 0), (0, 0))
