"""`dragoman explain`: an event's id -> its sentence, its words, the row or head, what else."""

import json

import pytest
from click.testing import CliRunner

from dragoman.views.cli import main

PAGE = "Sweden withdrew its troops from Mali on Monday. Iran condemned the United States."


def invoke(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explain")
    (folder / "page.txt").write_text(PAGE)
    assert invoke("build", folder / "l.duckdb", folder / "page.txt", "--quiet").exit_code == 0
    return folder / "l.duckdb"


@pytest.fixture(scope="module")
def ids(ledger):
    found = invoke("sql", ledger, "SELECT type, id FROM events", "--json").stdout
    return {row["type"]: row["id"] for row in map(json.loads, found.splitlines())}


def test_an_event_is_explained_in_words(ledger, ids):
    shown = invoke("explain", ledger, ids["RETREAT"][:8]).stdout
    assert "RETREAT (withdraw)" in shown
    assert "Sweden -> Mali" in shown
    assert "Sweden withdrew its troops from Mali on Monday." in shown
    assert "by rule: withdraw" in shown
    assert "the words: withdrew" in shown


def test_an_event_is_explained_as_json(ledger, ids):
    [line] = invoke("explain", ledger, ids["ACCUSE"], "--json").stdout.splitlines()
    told = json.loads(line)
    assert (told["coded_by"], told["source"], told["target"]) == ("rule", ["IRN"], ["USA"])
    assert told["text"] == "Iran condemned the United States."
    [word] = told["words"]
    assert PAGE[word["start"] : word["end"]] == "condemned"


@pytest.mark.parametrize(
    ("name", "said"), [("abc", "6 characters at least"), ("ffffffff0", "No event")]
)
def test_an_id_that_is_none_is_refused(ledger, name, said):
    found = invoke("explain", ledger, name)
    assert found.exit_code == 2
    assert said in found.output


def test_an_id_is_data(ledger):
    found = invoke("explain", ledger, "' OR 1=1 --")
    assert found.exit_code == 2
    assert "No event" in found.output
