"""Counts -> rates."""

import pytest

from dragoman.evaluation.rates import Rate


def test_rates() -> None:
    rate = Rate(expected=4, found=2, right=1) + Rate(expected=4, found=3, right=3)
    assert (rate.precision, rate.recall) == pytest.approx((4 / 5, 4 / 8))
    assert rate.f1 == pytest.approx(8 / 13)


def test_nothing_expected_and_nothing_found_is_zero() -> None:
    assert (Rate().precision, Rate().recall, Rate().f1) == (0.0, 0.0, 0.0)
