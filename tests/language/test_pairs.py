"""Two phrases of a sentence -> the pieces that a head reads, and what it says of them."""

import hashlib
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.graphs import table_graph, word_tokenizer

from dragoman.errors import ModelError
from dragoman.language.pair_judge import PairJudge
from dragoman.language.pairs import LEAST_ROOM, Pair, marked

FRAME, MARKS = (1, 2), (3, 4)
NEWS = ["Iran", "on", "Tuesday", "rejected", "a", "plea", "by", "France"]


def number(word):
    return (10 + NEWS.index(word),) if word in NEWS else (99,)


def test_both_phrases_are_marked_in_the_sentence():
    found = marked(Pair(tuple(NEWS), (0, 1), (7, 8)), number, FRAME, MARKS, 40)
    assert found.ids == (1, 3, 10, 3, 11, 12, 13, 14, 15, 16, 4, 17, 4, 2)
    assert (found.source, found.target) == (1, 10)


def test_a_phrase_that_is_not_there_is_read_at_the_first_piece():
    found = marked(Pair(tuple(NEWS), (0, 1), None), number, FRAME, MARKS, 40)
    assert found.target == 0
    assert 4 not in found.ids


def test_a_phrase_within_another_is_marked_inside_it():
    words = ("the", "Iranian", "minister")
    found = marked(Pair(words, (0, 3), (1, 2)), lambda _: (9,), FRAME, MARKS, 40)
    assert found.ids == (1, 3, 9, 4, 9, 4, 9, 3, 2)


@pytest.mark.parametrize("phrase", [(0, 0), (2, 1), (0, 9), (-1, 1)])
def test_a_phrase_outside_the_sentence_is_refused(phrase):
    with pytest.raises(ValueError, match="no phrase"):
        Pair(tuple(NEWS), phrase, None)


@given(st.data())
def test_no_pair_outgrows_its_room(data):
    length = data.draw(st.integers(1, 120))
    ends = st.integers(0, length - 1).flatmap(
        lambda first: st.tuples(st.just(first), st.integers(first + 1, length))
    )
    source, target = data.draw(st.none() | ends), data.draw(st.none() | ends)
    room = data.draw(st.integers(LEAST_ROOM, 200))
    sizes = data.draw(st.lists(st.integers(1, 5), min_size=length, max_size=length))
    words = tuple(map(str, range(length)))
    pair = Pair(words, source, target)
    found = marked(pair, lambda word: (9,) * sizes[int(word)], FRAME, MARKS, room)
    assert len(found.ids) <= room
    assert found.ids.count(3) == 2 * (source is not None)
    assert found.ids.count(4) == 2 * (target is not None)
    assert source is None or found.ids[found.source] == 3
    assert target is None or found.ids[found.target] == 4


PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "@", "#", "struck", "met", "iran", "france"]
LABELS = ["ASSAULT", "CONSULT"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A head that reads nothing but the source's mark: its scores are always the same."""
    made = tmp_path_factory.mktemp("pairs")
    each = len(LABELS) + 1
    scores = np.zeros((len(PIECES), 3 * each), np.float32)
    scores[PIECES.index("@"), each : each + 3] = (2.0, 0.0, 4.0)
    tokenizer = word_tokenizer(PIECES)
    files = {"model": ("model.onnx", table_graph(scores)), "tokenizer": ("t.json", tokenizer)}
    table = {"labels": LABELS, "room": 40, "temperature": 1.0, "related": [1.0, 0.0]}
    for part, (name, content) in files.items():
        (made / name).write_bytes(content)
        table[part] = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    (made / "pairs.json").write_text(json.dumps(table))
    return made


def test_scores_become_probabilities(folder):
    [found] = PairJudge.load(folder).judge([Pair(("Iran", "struck", "France"), (0, 1), (2, 3))])
    assert found.best == "ASSAULT"
    assert sum(share for _, share in found.labels) == pytest.approx(1)
    assert found.probability("ASSAULT") == pytest.approx(0.881, abs=0.001)
    assert found.probability("NONSENSE") == 0
    assert found.related == pytest.approx(0.982, abs=0.001)


def test_pairs_are_judged_one_for_one_whatever_stands_beside_them(folder):
    judge = PairJudge.load(folder)
    one = Pair(("Iran", "struck", "France"), (0, 1), (2, 3))
    other = Pair(("Iran",), (0, 1), None)
    assert judge.judge([one, other, one]) == [*judge.judge([one]), *judge.judge([other, one])]
    assert judge.judge([]) == []


def test_a_broken_table_is_named(folder, tmp_path):
    with pytest.raises(ModelError, match=r"pairs\.json"):
        PairJudge.load(tmp_path)
    table = json.loads((folder / "pairs.json").read_text()) | {"temperature": 0}
    (tmp_path / "pairs.json").write_text(json.dumps(table))
    with pytest.raises(ModelError, match="temperature"):
        PairJudge.load(tmp_path)


def test_a_model_of_other_labels_is_refused(folder, tmp_path):
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = json.loads((folder / "pairs.json").read_text()) | {"labels": [*LABELS, "AID"]}
    (tmp_path / "pairs.json").write_text(json.dumps(table))
    with pytest.raises(ModelError, match="3 labels"):
        PairJudge.load(tmp_path).judge([Pair(("Iran",), (0, 1), None)])
