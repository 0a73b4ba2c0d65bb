"""Occurrences across pages: which tellings are of one happening, and on how many words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.flow.occurrences import occurrences
from dragoman.ledger import ReprintRow
from dragoman.ledger.happening import ToldEvent

SENTENCE = "On Monday France struck the depot of the militia near the border"


def told(article, date="2018-05-08", source=("FRA",), target=("SYR",), **other):
    event = ToldEvent(
        f"event of {article} {date}", f"{article} {date} {source} {target}", article, "ASSAULT",
        "actual", tuple(source), tuple(target), date, "2018-05-09", f"outlet:{article}", True,
        f"{SENTENCE} {article} {date}",
    )  # fmt: skip
    return replace(event, **other)


def shares(*events, clusters=None):
    """The occurrences' articles."""
    return {o.articles for o in occurrences(events, clusters)}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({}, {"date": "2018-05-09"}, True),
        ({}, {"date": "2018-05-10"}, False),
        ({}, {"date": "2018-05"}, True),
        ({"date": "2018-05"}, {"date": "2018-05"}, True),
        ({"date": "2018"}, {"date": "2018-05"}, True),
        ({}, {"date": "2018-06"}, False),
        ({"date": "2017-12-31"}, {"date": "2018-01-01"}, True),
        ({}, {"date": None}, False),
        ({"date": None}, {"date": None}, False),
        ({}, {"type": "SANCTION"}, False),
        ({}, {"modality": "planned"}, False),
        ({}, {"source": ("FRA", "GBR")}, True),
        ({}, {"source": ("GBR",)}, False),
        ({}, {"target": ("IRN",)}, False),
        ({}, {"target": ()}, False),
        ({"target": ()}, {"target": ()}, True),
        ({"source": ()}, {"source": ()}, False),
        ({"source": ("A", "B"), "target": ("A", "B")}, {"source": ("A",), "target": ("B",)}, True),
    ],
)
def test_type_parties_and_days_make_one_happening(one, other, same):
    found = shares(told("a", **one), told("b", **other))
    assert found == ({("a", "b")} if same else {("a",), ("b",)})


def test_days_that_one_article_tells_are_happenings_of_their_own():
    events = (told("a"), told("a", "2018-05-09"), told("b"), told("c", "2018-05-09"))
    assert shares(*events) == {("a", "b"), ("a", "c")}


def test_a_war_of_weeks_is_no_single_strike():
    events = [told(f"a{day}", f"2018-05-{day:02}") for day in range(1, 22)]
    assert all(len(articles) <= 3 for articles in shares(*events))


def test_pages_that_agree_on_the_next_day_tell_another_strike():
    monday = [told(f"m{n}") for n in range(2)]
    tuesday = [told(f"t{n}", "2018-05-09") for n in range(2)]
    assert shares(*monday, *tuesday) == {("m0", "m1"), ("t0", "t1")}
    assert shares(*monday, *tuesday[:1]) == {("m0", "m1", "t0")}
    row = ReprintRow("t0", "x", 0.9, 1.0, "t0", None, "published first")
    reprinted = {"t0": row, "t1": replace(row, article="t1")}
    assert shares(*monday, *tuesday, clusters=reprinted) == {("m0", "m1", "t0", "t1")}
    many = [told(f"n{n}") for n in range(8)]
    assert len(shares(*many, *tuesday)) == 1


def test_a_month_that_fits_two_days_stands_alone():
    events = (told("a", "2018-05-01"), told("b", "2018-05-20"), told("c", "2018-05"))
    assert shares(*events) == {("a",), ("b",), ("c",)}
    assert shares(*events, told("d", "2018-05", ("FRA", "GBR"))) >= {("c", "d")}


def test_a_page_on_two_does_not_make_one_of_each():
    both = told("both", source=("FRA", "GBR"))
    found = occurrences([told("f"), told("f2"), told("g", source=("GBR",)), both])
    assert [(o.source, o.reports) for o in found] == [(("FRA",), 3), (("GBR",), 1)]


def test_reports_are_articles_and_roots_are_those_whose_word_it_is():
    ministry = {"root": "ministry", "own": False}
    events = (told("a"), told("b"), told("c", **ministry), told("d", **ministry))
    [found] = occurrences(events)
    assert (found.reports, found.roots) == (4, 3)


def test_reprints_and_copies_count_once():
    def row(article, credited=None):
        return ReprintRow(article, "x", 0.9, 1.0, "a", credited, "published first")

    events = (told("a"), told("b", root="ministry", own=False), told("c"), told("d"))
    [found] = occurrences(events, {"a": row("a"), "b": row("b")})
    assert (found.reports, found.roots) == (4, 3)
    [found] = occurrences([*events[:2], replace(events[2], sentence=events[1].sentence), events[3]])
    assert found.roots == 3
    [found] = occurrences(
        [*events[:2], replace(events[2], sentence=events[1].sentence), events[3]],
        {"a": row("a"), "b": row("b")},
    )
    assert found.roots == 2
    wire = told("e", root="outlet:harbour wire", own=False)
    credited = {"a": row("a", "Harbour Wire"), "b": row("b", "Harbour Wire")}
    [found] = occurrences([*events[:2], wire], credited)
    assert found.roots == 1


EVENTS = st.builds(
    told,
    st.sampled_from("abcd"),
    st.sampled_from(["2018-05-07", "2018-05-08", "2018-05-09", "2018-05", "2018", None, "x"]),
    st.sampled_from([("FRA",), ("GBR",), ("FRA", "GBR"), ()]),
    st.sampled_from([("SYR",), ("SYR", "FRA"), ()]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(EVENTS, max_size=12), st.randoms(use_true_random=False))
def test_order_plays_no_part_and_no_event_is_lost_or_told_twice(events, chance):
    turned = list(events)
    chance.shuffle(turned)
    found = occurrences(events)
    assert found == occurrences(turned)
    assert sum(len(o.within) for o in found) == len({(e.occurrence) for e in events})
    assert {a for o in found for a in o.articles} == {e.article for e in events}
    assert all(1 <= o.roots <= o.reports * 2 for o in found)
