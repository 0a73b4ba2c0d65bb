"""Annotated texts and the moves read from them -> figures."""

import json

import pytest

from dragoman.errors import UsageError
from dragoman.evaluation.moves import match, move_figures, read_moves
from dragoman.flow import Reader
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat

PARIS = {"pact": ["Paris Agreement", "Paris accord"], "kind": "accord", "date": None}
LEFT = {**PARIS, "actor": "USA", "move": "withdraw", "modality": "actual", "date": "2020-11"}
ITEM = {
    "id": "one",
    "half": "dev",
    "published": "2021-02-19",
    "text": "The United States left the Paris Agreement on 4 November 2020.",
    "moves": [LEFT],
}


def figures(tmp_path, **changes):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**ITEM, **changes}), "utf-8")
    [gold] = read_moves(path)
    page = Page("one", gold.text, PageFormat.TEXT, Given(published=gold.published, language="en"))
    [record] = Reader().read([page])
    return move_figures([match(gold, record)])


def test_what_agrees_is_right_in_every_measure(tmp_path):
    assert figures(tmp_path) == {
        "moves: lenient precision": 1.0,
        "moves: lenient recall": 1.0,
        "moves: lenient F1": 1.0,
        "moves: strict F1": 1.0,
        "standing": 1.0,
        "false moves per 100 texts": 0.0,
    }


@pytest.mark.parametrize("changes", [{"date": "2019"}, {"modality": "planned"}])
def test_another_date_or_modality_is_right_only_leniently(tmp_path, changes):
    got = figures(tmp_path, moves=[{**LEFT, **changes}])
    assert (got["moves: lenient F1"], got["moves: strict F1"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    "changes",
    [{"actor": "CHN"}, {"move": "join"}, {"pact": ["Kyoto Protocol"]}, {"kind": "sanctions"}],
)
def test_another_actor_move_or_pact_is_a_miss_and_a_false_move(tmp_path, changes):
    got = figures(tmp_path, moves=[{**LEFT, **changes}])
    assert got["moves: lenient F1"] == 0.0
    assert got["false moves per 100 texts"] == 100.0


def test_any_of_several_answers_will_do(tmp_path):
    either = {**LEFT, "modality": ["planned", "actual"], "date": ["2018", "2020"]}
    assert figures(tmp_path, moves=[either])["moves: strict F1"] == 1.0


def test_an_actor_with_several_codes_stands_once(tmp_path):
    either = {**LEFT, "actor": ["USA", "US", "US-GOV"]}
    assert figures(tmp_path, moves=[either])["standing"] == 1.0
    other = {**LEFT, "actor": ["CHN", "CN"], "move": "join"}
    assert figures(tmp_path, moves=[either, other])["standing"] == 0.5


def test_an_optional_move_counts_for_nothing(tmp_path):
    got = figures(tmp_path, moves=[{**LEFT, "optional": True}])
    assert got["moves: lenient precision"] == got["moves: lenient recall"] == 0.0
    assert got["false moves per 100 texts"] == 0.0


@pytest.mark.parametrize(
    "changes", [{"half": "third"}, {"moves": [{**LEFT, "move": "leave"}]}, {"moves": [PARIS]}]
)
def test_a_broken_line_is_named(tmp_path, changes):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(item) for item in (ITEM, {**ITEM, **changes})), "utf-8")
    with pytest.raises(UsageError, match="line 2"):
        read_moves(path)
