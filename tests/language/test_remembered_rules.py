"""Documents -> what the attribute ruler matches, the same as without remembering."""

import json
from importlib import resources

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import remembered_rules as module
from dragoman.language.remembered_rules import RememberedRules

WORDS = st.sampled_from(
    [
        "Iran", "left", "there", "are", "is", "gon", "na", "let", "'s", "it", "I", "do", "have", "to",
        "that", "which", "because", "the", "talks", " ", "\n", ".", "c'm", "on", "ai", "n't", "y'", "all",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def nlp():
    expected = json.loads(
        resources.files("dragoman.language").joinpath("model.json").read_text("utf-8")
    )
    return spacy.load(expected["module"], exclude=["ner", "lemmatizer"])


@pytest.fixture(scope="module")
def remembered(nlp):
    return RememberedRules(nlp.get_pipe("attribute_ruler"))


@pytest.mark.parametrize(
    "text",
    [
        "There are talks that it does not want, because Iran gets nothing.",
        "Let's go, they're gonna say; it ain't so.  Two blanks",
        "",
        "C'mon, y'all: I saw you.",
    ],
)
def test_matches_are_those_of_the_ruler(nlp, remembered, text):
    doc = nlp(text)
    for _ in range(2):
        assert remembered.match(doc) == nlp.get_pipe("attribute_ruler").match(doc)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, max_size=12))
def test_matches_in_any_order_of_words(nlp, remembered, words):
    doc = nlp(" ".join(words))
    assert remembered.match(doc) == nlp.get_pipe("attribute_ruler").match(doc)


def test_what_is_remembered_has_a_bound(nlp, monkeypatch):
    monkeypatch.setattr(module, "MOST_REMEMBERED", 5)
    ruler = nlp.get_pipe("attribute_ruler")
    rules = RememberedRules(ruler)
    doc = nlp("Iran and Oman met in Muscat, and there were talks on the accord of 2015.")
    assert rules.match(doc) == ruler.match(doc)
    assert 0 < len(rules._remembered) <= 5


def test_a_ruler_without_rules_matches_nothing():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert RememberedRules(ruler).match(nlp.make_doc("Iran left.")) == []


def test_a_rule_that_repeats_a_token_is_no_rule_of_one_token():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "very", "OP": "+"}]], {"POS": "ADV"})
    ruler.add([[{"LOWER": "iran"}]], {"POS": "PROPN"})
    doc = nlp.make_doc("Very very Iran")
    assert RememberedRules(ruler).match(doc) == ruler.match(doc)
