"""Marked phrases of a sentence -> the pieces that a head reads, and what it says of each."""

import hashlib
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.graphs import table_graph, word_tokenizer

from dragoman.errors import ModelError
from dragoman.language.mark_judge import MarkJudge
from dragoman.language.marks import LEAST_ROOM, UNSEEN, MarkedPassage, passage_pieces

FRAME, MARKS = (1, 2), (3, 4)
NEWS = ("Oman", "left", "the", "pact", "after", "Qatar")


def number(word):
    return (10 + NEWS.index(word),) if word in NEWS else (99,)


def test_topic_words_before_and_sentence_stand_apart_and_phrases_are_marked():
    passage = MarkedPassage(("pact",), ("met",), NEWS, ((3, 4),), ((0, 1), (5, 6)))
    found = passage_pieces(passage, number, FRAME, MARKS, 60)
    topic, before = (1, 3, 13, 3, 2), (99, 2)
    assert found.ids == (*topic, *before, 4, 10, 4, 11, 12, 3, 13, 3, 14, 4, 15, 4, 2)
    assert found.places == (7, 16)


def test_the_words_before_make_room_for_the_sentence():
    passage = MarkedPassage(("pact",), ("met",) * 90, NEWS, (), ((5, 6),))
    found = passage_pieces(passage, number, FRAME, MARKS, 20)
    assert len(found.ids) == 20
    assert found.ids[found.places[0]] == MARKS[1]


def test_a_phrase_beyond_the_room_is_not_seen():
    passage = MarkedPassage(("pact",), (), NEWS * 20, (), ((0, 1), (110, 111)))
    assert passage_pieces(passage, number, FRAME, MARKS, LEAST_ROOM).places == (6, UNSEEN)


@pytest.mark.parametrize("phrase", [(0, 0), (2, 1), (0, 9), (-1, 1)])
def test_a_phrase_outside_the_sentence_is_refused(phrase):
    with pytest.raises(ValueError, match="no phrase"):
        MarkedPassage((), (), NEWS, (), (phrase,))


@given(st.data())
def test_no_passage_outgrows_its_room(data):
    length = data.draw(st.integers(1, 90))
    ends = st.integers(0, length - 1).flatmap(
        lambda first: st.integers(first + 1, length).map(lambda behind: (first, behind))
    )
    asked = tuple(data.draw(st.lists(ends, max_size=4)))
    before, topic = data.draw(st.integers(0, 60)), data.draw(st.integers(0, 40))
    room = data.draw(st.integers(LEAST_ROOM, 120))
    passage = MarkedPassage(("t",) * topic, ("b",) * before, ("w",) * length, (), asked)
    found = passage_pieces(passage, lambda _: (9, 9), FRAME, MARKS, room)
    assert len(found.ids) <= room
    assert found.ids[-1] == FRAME[1]
    assert all(at == UNSEEN or found.ids[at] == MARKS[1] for at in found.places)


PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "#", "@", "oman", "left", "pact"]
LABELS, MANNERS = ["join", "withdraw"], ["actual", "denied"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A head that reads nothing but marks: what is asked about always withdraws."""
    made = tmp_path_factory.mktemp("moves")
    scores = np.zeros((len(PIECES), 4), np.float32)
    scores[PIECES.index("@")] = (-2.0, 2.0, 0.0, 1.0)
    model = table_graph(scores, picked=True)
    files = {"model": ("m.onnx", model), "tokenizer": ("t", word_tokenizer(PIECES))}
    table = {"labels": LABELS, "manners": MANNERS, "room": 60, "slope": 1.0, "shift": 0.0}
    for part, (name, content) in files.items():
        (made / name).write_bytes(content)
        table[part] = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    (made / "marks.json").write_text(json.dumps(table))
    return made


def test_each_label_is_likely_by_itself_and_one_manner_is(folder):
    passage = MarkedPassage(("pact",), (), ("Oman", "left"), (), ((0, 1),))
    judged = MarkJudge.load(folder).judge(passage)
    [mark] = judged.marks
    assert mark.labels == pytest.approx({"join": 0.119, "withdraw": 0.881}, abs=0.001)
    assert mark.manner == "denied"
    assert sum(mark.manners.values()) == pytest.approx(1)
    assert judged.whole.labels == {"join": 0.5, "withdraw": 0.5}
    assert judged.likeliest == pytest.approx(0.881, abs=0.001)


def test_a_phrase_that_the_model_cannot_see_has_no_answer(folder):
    passage = MarkedPassage(("pact",), (), ("Oman", "left") * 60, (), ((0, 1), (118, 119)))
    first, last = MarkJudge.load(folder).judge(passage).marks
    assert first is not None
    assert last is None


def test_a_broken_table_is_named(folder, tmp_path):
    with pytest.raises(ModelError, match=r"marks\.json"):
        MarkJudge.load(tmp_path)
    table = json.loads((folder / "marks.json").read_text()) | {"room": 3}
    (tmp_path / "marks.json").write_text(json.dumps(table))
    with pytest.raises(ModelError, match="room"):
        MarkJudge.load(tmp_path)


def test_a_model_of_other_labels_is_refused(folder, tmp_path):
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = json.loads((folder / "marks.json").read_text()) | {"labels": [*LABELS, "back"]}
    (tmp_path / "marks.json").write_text(json.dumps(table))
    with pytest.raises(ModelError, match="3 labels"):
        MarkJudge.load(tmp_path).judge(MarkedPassage((), (), ("Oman",), (), ((0, 1),)))
