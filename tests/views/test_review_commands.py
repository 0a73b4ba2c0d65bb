"""Reviews on the command line."""

import csv
import json

import pytest
from click.testing import CliRunner

from dragoman.ledger import Ledger
from dragoman.views.cli import main

NEWS = "Iran accused the United States of bad faith on Tuesday. Germany said it would stay in the accord.\n"


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reviews")
    (folder / "page.txt").write_text(NEWS)
    assert run("build", folder / "l.duckdb", folder / "page.txt", "--quiet").exit_code == 0
    return folder / "l.duckdb"


@pytest.fixture
def ledger(built, tmp_path):
    path = tmp_path / "l.duckdb"
    path.write_bytes(built.read_bytes())
    return path


def rows(ledger, query):
    with Ledger(ledger) as opened:
        return opened.sql(query).rows


def test_verdicts_are_given_counted_written_out_and_taken_back(ledger, tmp_path):
    assert "Nothing was reviewed so far" in run("review", ledger).output
    [(article, event)] = rows(ledger, "SELECT article, id FROM events WHERE type = 'ACCUSE'")
    given = run("verdict", ledger, "accept", "event", article, event, "--by", "me")
    assert given.output.startswith("Review 1: accept event")
    for (claim,) in rows(ledger, "SELECT id FROM attributions"):
        assert (
            run("verdict", ledger, "accept", "attribution", article, claim, "--by", "me").exit_code
            == 0
        )
    told = json.loads(run("review", ledger, "--json").output)
    assert told["drawn_by_lot"] == []
    [whole] = [
        s for s in told["all_that_was_reviewed"] if (s["kind"], s["label"]) == ("event", None)
    ]
    assert (whole["accepted"], whole["right"], whole["interval"]) == (1, 1.0, [0.2065, 1.0])
    assert "all that was reviewed" in run("review", ledger).output
    for form in ("jsonl", "relations", "attributions"):
        assert run("review", ledger, "--export", tmp_path / form, "--as", form).exit_code == 0
    [line] = csv.DictReader((tmp_path / "relations").open(), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert line["marked_sentence"].startswith("<s>Iran</s> accused <t>the United States</t>") or (
        line["marked_sentence"].startswith("<s>Iran</s> accused the <t>United States</t>")
    )
    assert line["gold_root"] == "ACCUSE"
    [paragraph] = map(json.loads, (tmp_path / "attributions").open())
    labels = dict(zip(paragraph["tokens"], paragraph["labels"], strict=True))
    assert (labels["Germany"], labels["said"], labels["stay"]) == ("B-source", "B-cue", "I-content")
    assert run("evaluate", "relations", tmp_path / "relations").exit_code == 0
    assert run("evaluate", "attributions", tmp_path / "attributions").exit_code == 0
    assert "taken back" in run("verdict", ledger, "undo", 1, "--by", "me").output
    assert rows(ledger, "SELECT void FROM reviews WHERE number = 1") == ((True,),)


def test_a_mend_is_given_by_fields(ledger):
    [(article, event)] = rows(ledger, "SELECT article, id FROM events WHERE type = 'ACCUSE'")
    words = ("verdict", ledger, "mend", "event", article, event)
    given = run(
        *words, "type=THREATEN", 'target=["FRA"]', "date=null", "--by", "me", "--reason", "r"
    )
    assert given.exit_code == 0, given.output
    query = f"SELECT type, target, date FROM events WHERE id = '{event}'"
    assert rows(ledger, query) == (("THREATEN", ["FRA"], None),)
    country = rows(ledger, "SELECT article, actor FROM resolutions WHERE actor = 'DEU'")[0]
    assert (
        run("verdict", ledger, "mend", "identity", *country, "identity=FRA", "--by", "me").exit_code
        == 0
    )
    assert rows(ledger, "SELECT identity FROM resolutions WHERE actor = 'DEU'") == (("FRA",),)


@pytest.mark.parametrize(
    "words",
    [
        ("undo", "x"),
        ("undo", "1", "2"),
        ("undo", "7"),
        ("accept", "event"),
        ("accept", "page", "a", "b"),
        ("accept", "event", "a", "b"),
        ("mend", "event", "a", "b", "type"),
    ],
)
def test_what_makes_no_sense_ends_with_a_sentence(ledger, words):
    result = run("verdict", ledger, *words, "--by", "me")
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert rows(ledger, "FROM history.reviews") == ()


def test_the_ledger_is_not_written_over(ledger):
    before = ledger.read_bytes()
    assert run("review", ledger, "--export", ledger).exit_code == 2
    assert ledger.read_bytes() == before
