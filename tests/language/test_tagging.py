"""Words of passages -> a label each, whatever the words; and what a tagger refuses."""

import json
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tiny_tagger
from dragoman.errors import ModelError
from dragoman.language.sentence_tagger import SentenceTagger
from dragoman.language.subwords import LONGEST_WORD, MOST_PIECES, Subwords, written
from dragoman.language.tagging import Tagger

onnx = pytest.importorskip("onnx")
tokenizers = pytest.importorskip("tokenizers")

SAID = ["The", "minister", "said", "talks", "go", "on"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tiny_tagger.make(tmp_path_factory.mktemp("tiny"), onnx, tokenizers)


@pytest.fixture(scope="module")
def tagger(folder):
    return Tagger.load(folder)


def labels(tagger, *articles):
    return [[tagged.labels for tagged in passages] for passages in tagger.tag(articles)]


def test_each_word_has_its_label(tagger):
    [[found]] = tagger.tag([[SAID]])
    assert found.labels == ("O", "B-source", "B-cue", "B-content", "I-content", "I-content")
    assert found.probabilities.shape == (6, 7)
    assert found.probabilities.sum(1) == pytest.approx(np.ones(6), abs=1e-4)
    assert found.likely == pytest.approx(found.probabilities.max(1))


def test_articles_come_back_one_for_one_in_their_order(tagger):
    chance = random.Random(4)
    articles = [
        [chance.choices(tiny_tagger.PIECES[4:], k=chance.randrange(0, 60)) for _ in range(n % 5)]
        for n in range(90)
    ]
    found = labels(tagger, *articles)
    assert [[len(p) for p in a] for a in found] == [[len(p) for p in a] for a in articles]
    assert [labels(tagger, article)[0] for article in articles] == found


def test_a_passage_longer_than_the_model_sees_is_labelled_like_a_short_one(tagger):
    [[found]] = labels(tagger, [SAID * 200])
    assert found == labels(tagger, [SAID])[0][0] * 200


def test_time_grows_with_the_words(tagger, seconds):
    def spent(words):
        return seconds(lambda: labels(tagger, [["talks", "go", *["on"] * words]]))

    spent(3_000)
    assert spent(60_000) < 60 * max(spent(3_000), 0.02)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text(max_size=60), max_size=40), max_size=4))
def test_any_words_are_labelled(folder, passages):
    [found] = labels(Tagger.load(folder), passages)
    assert [len(p) for p in found] == [len(p) for p in passages]


def test_marks_are_written_one_way():
    assert [written(w) for w in ("``", "«", "„", "’", "can’t", "--", "-LRB-", "\u00a0")] == [
        "“", "“", "“", "'", "can't", "—", "(", "",
    ]  # fmt: skip


def test_a_long_word_is_looked_at_in_part():
    asked = []

    def cut(word):
        asked.append(word)
        return range(100)

    subwords = Subwords(cut, unknown=7)
    assert len(subwords.pieces("x" * 10_000)) == MOST_PIECES
    assert asked == ["x" * LONGEST_WORD]
    assert Subwords(lambda word: [], unknown=7).pieces("\u00ad") == (7,)


def test_a_folder_without_a_table_is_refused(tmp_path):
    with pytest.raises(ModelError, match=r"tagger\.json is missing or broken"):
        Tagger.load(tmp_path)


def test_another_model_than_the_one_named_is_refused(folder, tmp_path):
    for name in ("tagger.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"something else")
    with pytest.raises(ModelError, match="not the one expected"):
        labels(Tagger.load(tmp_path), [SAID])


def test_a_model_of_other_labels_is_refused(folder, tmp_path):
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    table = json.loads((folder / "tagger.json").read_text())
    table |= {"labels": ["O", "B-x"], "first": [0, 0], "last": [0, 0], "following": [[0, 0]] * 2}
    (tmp_path / "tagger.json").write_text(json.dumps(table))
    with pytest.raises(ModelError, match="scores of 2 labels"):
        labels(Tagger.load(tmp_path), [SAID])


def test_labels_come_back_by_sentence_and_go_on_within_a_paragraph(tagger, parse):
    parsed = parse("The minister said talks go on\nGo on. The talks go on.")
    [tags] = SentenceTagger(tagger, "tiny").tag([(parsed, parsed.sentences)])
    said, *others = parsed.sentences
    assert tags[said.index].labels == (
        "O",
        "B-source",
        "B-cue",
        "B-content",
        "I-content",
        "I-content",
    )
    assert min(tags[said.index].scores) > 0.9
    assert [len(tags[s.index].labels) for s in others] == [len(s.tokens) for s in others]
