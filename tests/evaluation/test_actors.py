"""Annotated texts and predicted actors -> figures."""

import json

import pytest

from dragoman.errors import UsageError
from dragoman.evaluation.actors import actor_figures, judge, read_gold
from dragoman.flow import Reader
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat

ITEM = {
    "id": "one",
    "published": "2018-05-18",
    "text": "Russian troops left. Iran said it would stay in Paris.",
    "mentions": [
        {"text": "Russian troops", "nth": 1, "kind": "country", "country": "RUS", "sector": "MIL"},
        {"text": "Iran", "kind": "country", "country": "USA"},
        {"text": "it", "within": "it would", "kind": "country", "country": "IRN"},
        {"text": "Paris", "kind": "none"},
    ],
}


def gold(tmp_path, *items):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(item) for item in items), "utf-8")
    return path


def test_each_measure_counts_its_own_mentions(tmp_path):
    [text] = read_gold(gold(tmp_path, ITEM))
    page = Page("one", text.text, PageFormat.TEXT, Given(published=text.published))
    [record] = Reader().read([page])
    figures = actor_figures(judge(record, text))
    assert figures == {
        "country": pytest.approx(2 / 3),
        "who": pytest.approx(2 / 3),
        "pointing": 1.0,
        "sector": 1.0,
        "nobody": 1.0,
    }


@pytest.mark.parametrize(
    "broken", [{"id": "x"}, {**ITEM, "mentions": [{"text": "Oman", "kind": "country"}]}]
)
def test_a_broken_item_is_named_by_its_line(tmp_path, broken):
    with pytest.raises(UsageError, match="line 2"):
        read_gold(gold(tmp_path, ITEM, broken))
