"""Spans and fits -> what they have in common, and who goes with whom."""

import pytest

from dragoman.evaluation.pairing import jaccard, one_to_one, shared
from dragoman.records import Span


def test_characters_in_common() -> None:
    assert jaccard([Span(0, 10)], [Span(5, 15)]) == pytest.approx(5 / 15)
    assert jaccard([Span(0, 4), Span(6, 10)], [Span(0, 10)]) == pytest.approx(0.8)
    assert jaccard([Span(0, 4)], [Span(4, 8)]) == 0


def test_each_character_is_shared_once() -> None:
    assert shared([Span(0, 4), Span(6, 10)], [Span(2, 8)]) == 4


def test_the_best_pairs_go_first_and_nobody_goes_twice() -> None:
    assert one_to_one([(0.6, 0, 0), (0.9, 0, 1), (0.8, 1, 1), (0.5, 1, 0)]) == [(0, 1), (1, 0)]
    assert one_to_one([(0.5, 1, 0), (0.5, 0, 0)]) == [(0, 0)]
