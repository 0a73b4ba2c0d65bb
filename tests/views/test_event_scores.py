"""`dragoman evaluate events`: figures, predictions, and exit codes."""

import json

import pytest
from click.testing import CliRunner

from dragoman.views.cli import main

CONDEMNED = {
    "id": "one",
    "date": "2018-05-19",
    "source": [{"code": "FRA"}],
    "target": [{"code": "RUS"}],
    "event": "DISAPPROVE",
    "text": "France condemned Russia on Friday over the raid.",
}
RAIN = {"id": "two", "date": "2018-05-19", "event": None, "text": "Rain fell on the hills."}


@pytest.fixture
def evaluate(tmp_path):
    def run(rows, *options):
        path = tmp_path / "gold.jsonl"
        path.write_text("".join(row + "\n" for row in rows), "utf-8")
        return CliRunner().invoke(main, ["evaluate", "events", str(path), *options])

    return run


def test_figures_are_printed_and_predictions_written(evaluate, tmp_path):
    out = tmp_path / "out.jsonl"
    result = evaluate(map(json.dumps, (CONDEMNED, RAIN)), "--predictions", str(out))
    assert result.exit_code == 0
    assert "2 records read" in result.stdout
    assert "events           100.0     100.0     100.0       1       1" in result.stdout
    one, two = map(json.loads, out.read_text().splitlines())
    assert one["outcome"] == "right"
    assert one["found"][0]["source"] == ["FRA"]
    assert two == RAIN | {"outcome": "silent", "found": []}


def test_figures_as_json_and_a_bad_record_named(evaluate):
    result = evaluate([json.dumps(CONDEMNED), "{"], "--json")
    assert result.exit_code == 1
    assert "record 2: It is no JSON" in result.stderr
    figures = json.loads(result.stdout)
    assert figures["records"] == 1
    assert figures["target"] == {"share": 1.0, "cases": 1, "right": 1}
    assert figures["by type"]["ACCUSE"]["f1"] == 1.0


def test_a_file_without_records_is_misuse(evaluate):
    result = evaluate(["{"])
    assert result.exit_code == 2
    assert "no record" in result.stderr
