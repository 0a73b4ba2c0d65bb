"""Scores of labels -> the best path and the probabilities, as reckoning over all paths gives."""

from itertools import pairwise, product

import numpy as np
import pytest

from dragoman.errors import ModelError
from dragoman.language.paths import Transitions

LABELS = ("O", "B-a", "I-a", "B-b", "I-b")


def transitions(seed=3):
    chance = np.random.default_rng(seed)
    table = {
        "first": chance.normal(size=5).tolist(),
        "following": chance.normal(size=(5, 5)).tolist(),
        "last": chance.normal(size=5).tolist(),
    }
    return Transitions.read(LABELS, table)


def every_path(given, scores):
    """All paths through one passage with their scores."""
    for path in product(range(5), repeat=len(scores)):
        total = given.first[path[0]] + given.last[path[-1]]
        total += sum(scores[n, label] for n, label in enumerate(path))
        total += sum(given.following[a, b] for a, b in pairwise(path))
        yield path, float(total)


def test_paths_and_probabilities_agree_with_all_paths():
    given = transitions()
    scores = np.random.default_rng(5).normal(size=(3, 5, 5)).astype(np.float32)
    lengths = [5, 1, 3]
    found = given.best(scores, lengths)
    likely = given.marginals(scores, lengths)
    for row, length in enumerate(lengths):
        paths = list(every_path(given, scores[row, :length]))
        assert found[row] == list(max(paths, key=lambda p: p[1])[0])
        shares = np.exp([total for _, total in paths])
        shares /= shares.sum()
        for word in range(length):
            for label in range(5):
                own = sum(
                    share
                    for (path, _), share in zip(paths, shares, strict=True)
                    if path[word] == label
                )
                assert likely[row, word, label] == pytest.approx(own, abs=1e-4)


def test_an_inside_never_comes_without_its_begin():
    given = transitions()
    scores = np.zeros((1, 4, 5), np.float32)
    scores[0, :, LABELS.index("I-a")] = 30
    [path] = given.best(scores, [4])
    assert [LABELS[n] for n in path] == ["B-a", "I-a", "I-a", "I-a"]


def test_extreme_scores_stay_numbers():
    scores = np.full((1, 2000, 5), 1e4, np.float32)
    scores[0, ::2] *= -1
    assert np.isfinite(transitions().marginals(scores, [2000])).all()


@pytest.mark.parametrize("table", [{}, {"first": [0], "following": [[0]], "last": [0]}])
def test_a_table_that_does_not_fit_is_refused(table):
    with pytest.raises(ModelError, match="table of labels"):
        Transitions.read(LABELS, table)
