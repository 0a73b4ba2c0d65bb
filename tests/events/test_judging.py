"""A sentence and what a head says of its pairs -> the events that stand, and what they rest on."""

import pytest

from dragoman.language.pair_judge import Judged
from dragoman.records import CodedBy


class Head:
    """A head that says the same of every pair, and remembers what it was asked."""

    def __init__(self, root, share=0.95, related=0.99):
        self.answer = Judged(((root, share), ("AID", (1 - share) / 2)), related)
        self.asked = []

    def judge(self, pairs):
        found = list(pairs)
        for pair in found:
            phrases = (pair.source, pair.target)
            self.asked.append(tuple(p and " ".join(pair.words[slice(*p)]) for p in phrases))
        return [self.answer for _ in found]


@pytest.fixture
def events(events_in):
    return lambda text, head: events_in(text, judge=head)


def test_a_head_finds_what_no_word_tells(events):
    head = Head("ACCUSE")
    [found] = events("Iran likened the United States to a thief.", head)
    assert (found.type, found.source, found.target) == ("ACCUSE", ("IRN",), ("USA",))
    assert found.coding.by is CodedBy.HEAD
    assert found.coding.rule is None
    assert head.asked == [("Iran", "the United States")]


@pytest.mark.parametrize("head", [Head("ACCUSE", share=0.4), Head("ACCUSE", related=0.3)])
def test_an_unsure_head_finds_nothing(events, head):
    assert not events("Iran likened the United States to a thief.", head)


def test_a_rule_that_knows_both_sides_stands_without_the_head(events):
    head = Head("THREATEN")
    [found] = events("Iran condemned the United States.", head)
    assert found.type == "ACCUSE"
    assert found.coding.by is CodedBy.RULE
    assert found.coding.rule.startswith("condemn (verb)")
    assert not head.asked  # nothing is open


def test_a_pair_that_is_told_already_is_not_found_again(events):
    text = "Iran condemned the United States and likened the United States to a thief."
    assert [e.coding.by for e in events(text, Head("ACCUSE"))] == [CodedBy.RULE]


def test_a_sentence_without_end_asks_the_head_no_more_than_a_long_one(events):
    head = Head("ACCUSE", share=0.1)
    events("Iran likened the United States to Turkey and " * 200 + "rested.", head)
    assert len(head.asked) <= 48


def test_plain_saying_is_no_act_whatever_the_head_says(events):
    assert not events("Iran said the United States was large.", Head("ACCUSE"))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Iran whispered to the United States.", "CONCEDE"),
        ("Iran danced with the United States.", "RETREAT"),
    ],
)
def test_giving_way_is_in_words_where_the_verb_is_one_of_saying(events, text, type_):
    assert [e.type for e in events(text, Head("YIELD"))] == [type_]


def test_a_target_that_stands_further_off_is_the_one_that_the_head_relates(events):
    text = "Iran restored its ties with Turkey on Monday and lifted the boycott."
    head = Head("YIELD")
    lifted = [e for e in events(text, head) if e.type == "RETREAT"]
    assert [(e.source, e.target) for e in lifted] == [(("IRN",), ("TUR",))]
    assert ("Iran", "Turkey") in head.asked
    assert [e.target for e in events(text, Head("AID")) if e.type == "RETREAT"] == [()]
