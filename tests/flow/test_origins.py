"""Where a cluster comes from: a credit, the first day, the longest text."""

from itertools import permutations

import pytest

from dragoman.flow.origins import Copy, Origin, credits_in, origin_of

POST = Copy("p", "The Example Post", "2018-05-10", 400, ("Harbour Wire",))
WIRE = Copy("w", "Harbour Wire", "2018-05-11", 300)
EARLY = Copy("e", "Early Gazette", "2018-05-09", 200)
UNDATED = Copy("u", "Lantern Press", None, 900)


@pytest.mark.parametrize(
    ("line", "outlets"),
    [
        ("VIENNA (Harbour Wire) — Talks failed on Monday.", ("Harbour Wire",)),
        ("Source: Harbour Wire", ("Harbour Wire",)),
        ("Originally published by The Caspian Ledger.", ("The Caspian Ledger",)),
        ("The minister said: we go.", ()),
        ("", ()),
    ],
)
def test_a_line_credits_an_outlet(line, outlets):
    assert credits_in(["Something else.", line], None, ()) == outlets
    assert credits_in([], line, ()) == outlets


def test_a_credit_is_told_once():
    lines = ["Source: The Harbour Wire"]
    assert credits_in(lines, None, ["Harbour Wire", "Lantern"]) == ("Harbour Wire", "Lantern")


@pytest.mark.parametrize(
    ("copies", "origin"),
    [
        ((POST, WIRE, EARLY), Origin("w", "Harbour Wire", "1 page credits Harbour Wire")),
        (
            (POST, EARLY),
            Origin(
                "e",
                "Harbour Wire",
                "1 page credits Harbour Wire, whose own page is not here; published first, on "
                "2018-05-09",
            ),
        ),
        ((WIRE, EARLY, UNDATED), Origin("e", None, "published first, on 2018-05-09")),
        (
            (WIRE, Copy("x", None, "2018-05-11", 500)),
            Origin("x", None, "the longest text of those of 2018-05-11"),
        ),
        (
            (Copy("b", None, None, 9), Copy("a", None, None, 9)),
            Origin("a", None, "none is known to be earlier or longer"),
        ),
    ],
)
def test_an_origin_is_named_with_its_reason_whatever_the_order(copies, origin):
    assert {origin_of(turned) for turned in permutations(copies)} == {origin}


def test_an_outlet_that_credits_itself_says_nothing():
    own = Copy("w", "The Harbour Wire", "2018-05-11", 300, ("Harbour Wire",))
    assert origin_of([own, EARLY]).outlet is None
