"""`dragoman evaluate attributions`: figures, predictions, and exit codes."""

import json

import pytest
from click.testing import CliRunner

import tiny_tagger
from dragoman.errors import UsageError
from dragoman.language.heads import shipped
from dragoman.language.tagging import Tagger
from dragoman.views.cli import main
from dragoman.views.labelling import tag_lines

onnx = pytest.importorskip("onnx")
tokenizers = pytest.importorskip("tokenizers")

SAID = {"tokens": ["The", "minister", "said", "talks", "go"],
        "labels": ["O", "B-source", "B-cue", "B-content", "I-content"]}  # fmt: skip
MISSED = {"tokens": ["“", "nothing", "”"], "labels": ["B-content", "I-content", "I-content"]}


@pytest.fixture(scope="module")
def tagger(tmp_path_factory):
    return Tagger.load(tiny_tagger.make(tmp_path_factory.mktemp("tiny"), onnx, tokenizers))


def lines(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_figures_are_printed_and_predictions_written(tagger, tmp_path, capsys):
    gold, out = lines(tmp_path / "gold.jsonl", SAID, MISSED), tmp_path / "out.jsonl"
    assert tag_lines(gold, out, tagger, alone=False, as_json=False)
    shown = capsys.readouterr().out
    assert "2 lines tagged" in shown
    assert "exact                      100.0     100.0      50.0" in shown
    written = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["predicted"] for row in written] == [SAID["labels"], ["B-content", "O", "O"]]


def test_figures_as_json(tagger, tmp_path, capsys):
    gold = lines(tmp_path / "gold.jsonl", SAID, MISSED)
    assert tag_lines(gold, None, tagger, alone=True, as_json=True)
    figures = json.loads(capsys.readouterr().out)
    assert figures["content"]["exact"] == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "expected": 2, "found": 2,
    }  # fmt: skip
    assert figures["content"]["direct"]["expected"] == 1


def test_lines_without_gold_give_no_figures(tagger, tmp_path, capsys):
    gold = lines(tmp_path / "gold.jsonl", {"tokens": ["Talks"]})
    assert tag_lines(gold, None, tagger, alone=False, as_json=False)
    assert "nothing to compare with" in capsys.readouterr().out


def test_a_bad_line_is_named_on_standard_error(tagger, tmp_path, capsys):
    gold = lines(tmp_path / "gold.jsonl", SAID, {"tokens": "talks"})
    assert not tag_lines(gold, None, tagger, alone=False, as_json=False)
    streams = capsys.readouterr()
    assert "gold.jsonl, line 2" in streams.err
    assert "1 lines tagged, 1 left out" in streams.out


def test_the_file_that_is_read_is_never_written(tagger, tmp_path):
    gold = lines(tmp_path / "gold.jsonl", SAID)
    before = gold.read_bytes()
    with pytest.raises(UsageError, match="is the file that is read"):
        tag_lines(gold, gold, tagger, alone=False, as_json=False)
    assert gold.read_bytes() == before


def test_predictions_that_cannot_be_written(tagger, tmp_path):
    gold = lines(tmp_path / "gold.jsonl", SAID)
    with pytest.raises(UsageError, match="can't be written"):
        tag_lines(gold, tmp_path / "none" / "out.jsonl", tagger, alone=False, as_json=False)


@pytest.mark.skipif(not shipped("attributions").is_dir(), reason="the head is not in this checkout")
def test_the_head_that_comes_with_the_package(tmp_path):
    words = ["The", "minister", "said", "that", "talks", "had", "failed", "."]
    gold = lines(tmp_path / "gold.jsonl", {"tokens": words})
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(
        main, ["evaluate", "attributions", str(gold), "--predictions", str(out)]
    )
    assert result.exit_code == 0, result.output
    [row] = map(json.loads, out.read_text().splitlines())
    assert row["predicted"] == [
        "B-source", "I-source", "B-cue", "B-content", "I-content", "I-content", "I-content", "O",
    ]  # fmt: skip
