"""A file of labelled lines -> the same lines with `predicted`, and what can't be used."""

import json

import pytest

import tiny_tagger
from dragoman.errors import UsageError
from dragoman.evaluation.tagged_lines import BadLine, TaggedRow, read_rows, tag_rows
from dragoman.language.tagging import Tagger

onnx = pytest.importorskip("onnx")
tokenizers = pytest.importorskip("tokenizers")

SAID = {"id": "a", "tokens": ["The", "minister", "said", "talks", "go"],
        "labels": ["O", "B-source", "B-cue", "B-content", "I-content"]}  # fmt: skip


@pytest.fixture(scope="module")
def tagger(tmp_path_factory):
    return Tagger.load(tiny_tagger.make(tmp_path_factory.mktemp("tiny"), onnx, tokenizers))


@pytest.fixture
def tag(tagger, tmp_path):
    def run(*lines, alone=False):
        path = tmp_path / "lines.jsonl"
        path.write_bytes(
            b"\n".join(
                line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
            )
        )
        return list(tag_rows(read_rows(path, tagger.labels), tagger, alone=alone))

    return run


def test_a_line_comes_back_with_what_was_predicted(tag):
    [tagged] = tag(SAID | {"note": "é"})
    assert json.loads(tagged.line) == SAID | {"note": "é", "predicted": SAID["labels"]}


def test_lines_come_in_their_order_whatever_their_ids(tag):
    lines = [SAID | {"id": article, "n": n} for n, article in enumerate([1, 1, None, None, "x", 1])]
    assert [t.row.given["n"] for t in tag(*lines)] == list(range(6))
    assert [t.row.given["n"] for t in tag(*lines, alone=True)] == list(range(6))


def test_a_line_without_labels_is_tagged_all_the_same(tag):
    [tagged] = tag({"tokens": ["Talks"]})
    assert tagged.row.gold is None
    assert tagged.predicted == ("B-content",)


def test_a_line_without_words(tag):
    [tagged] = tag({"tokens": [], "labels": []})
    assert json.loads(tagged.line)["predicted"] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "is not JSON"),
        (b'{"tokens": ["\xff"]}', "is not UTF-8"),
        (b"[" * 100_000, "is not JSON"),
        (b"[1]", "is no JSON object"),
        (b'{"labels": []}', "has no `tokens`"),
        (b'{"tokens": ["a", 1]}', "has no `tokens`"),
        (b'{"tokens": ["a"], "labels": "O"}', "not a list of strings"),
        (b'{"tokens": ["a"], "labels": ["O", "O"]}', "has 1 tokens and 2 labels"),
        (b'{"tokens": ["a"], "labels": ["B-place"]}', "has the label 'B-place'"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_tagged(tag, line, said):
    found = tag(SAID, b"", line, SAID)
    assert [type(item) for item in found if isinstance(item, TaggedRow)] == [TaggedRow] * 2
    [bad] = [item for item in found if isinstance(item, BadLine)]
    assert bad.number == 3
    assert said in bad.message


def test_half_a_character_survives(tag):
    [tagged] = tag(rb'{"tokens": ["\ud800"]}')
    assert json.loads(tagged.line)["tokens"] == ["\ud800"]
    assert tagged.line.isascii()


def test_a_byte_order_mark_is_no_part_of_the_first_line(tag):
    assert len(tag(b"\xef\xbb\xbf" + json.dumps(SAID).encode())) == 1


def test_a_file_that_is_not_there(tagger, tmp_path):
    with pytest.raises(UsageError, match="can't be read"):
        list(read_rows(tmp_path / "none.jsonl", tagger.labels))
