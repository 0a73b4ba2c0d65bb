"""Outlook and copies: which group a telling puts its actor into, and who counts once."""

from dataclasses import replace

import pytest

from dragoman.flow.copies import with_one_root
from dragoman.flow.outlook import LEANINGS, MEANING, Leaning
from dragoman.ledger import Told
from dragoman.records import Modality, Move, MoveKind, PactKind, Span

MOVE = Move(
    "1", "deal", "Deal", PactKind.ACCORD, None, "FRA", MoveKind.JOIN, None, None, None, None,
    Modality.ACTUAL, Span(0, 1), None, 0.5,
)  # fmt: skip
LONG = "France has joined the deal after many months of talks"


def told(sentence, root, published="2020-01-01"):
    return Told(MOVE, root, published, "2021-01-01", root, root, None, root, sentence)


@pytest.mark.parametrize(
    ("move", "modality", "leaning"),
    [
        ("join", "actual", Leaning.IN),
        ("join", "planned", Leaning.EXPECTED),
        ("rejoin", "hypothetical", Leaning.HEDGED),
        ("join", "called-for", Leaning.HEDGED),
        ("join", "denied", Leaning.DECLINED),
        ("invite", "actual", Leaning.INVITED),
        ("back", "actual", Leaning.BACKING),
        ("back", "planned", Leaning.HEDGED),
        ("decline", "actual", Leaning.DECLINED),
        ("decline", "denied", None),
        ("block", "threatened", Leaning.AGAINST),
        ("withdraw", "planned", Leaning.LEAVING),
        ("withdraw", "denied", None),
        ("impose", "actual", None),
    ],
)
def test_a_telling_puts_its_actor_into_a_group(move, modality, leaning):
    assert LEANINGS[Modality(modality)].get(MoveKind(move)) is leaning


def test_every_modality_and_group_is_told():
    assert set(LEANINGS) == set(Modality)
    assert set(MEANING) == set(Leaning)


def test_the_same_sentence_is_one_source_that_of_the_first_page():
    given = [told(LONG + ".", "b", "2020-01-02"), told(LONG, "a"), told(LONG.upper(), "c", None)]
    assert [each.root for each in with_one_root(given)] == ["a", "a", "a"]
    assert with_one_root(given[::-1]) == with_one_root(given)[::-1]


def test_short_or_other_sentences_are_sources_of_their_own():
    given = [told("France joined.", "a"), told("France joined.", "b"), told(LONG + " in vain", "c")]
    assert with_one_root(given) == given
    other = replace(told(LONG, "b"), move=replace(MOVE, actor="DEU"))
    assert [each.root for each in with_one_root([told(LONG, "a"), other])] == ["a", "b"]
