"""Copies: which tellings of one move or event go back to one source."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.flow.copies import Sourced, one_roots
from dragoman.ledger import ReprintRow

LEAD = Sourced("join", "a", "2018-05-02", "outlet:a", True, None)


def row(article, cluster="x", credited=None):
    return ReprintRow(article, cluster, 0.9, 1.0, "a", credited, "published first")


CLUSTERS = {"a": row("a"), "b": row("b")}


def test_a_reprint_tells_no_more_than_the_page_that_it_comes_from():
    later = Sourced("join", "b", "2018-05-01", "ministry", False, None)
    assert one_roots([LEAD, later], CLUSTERS) == ["outlet:a", "outlet:a"]
    assert one_roots([LEAD, later], {}) == ["outlet:a", "ministry"]
    assert one_roots([LEAD, replace(later, what="withdraw")], CLUSTERS) == ["outlet:a", "ministry"]


def test_a_page_that_has_it_from_two_keeps_both_and_so_do_its_reprints():
    told = [LEAD, replace(LEAD, root="ministry", own=False)]
    again = [replace(each, article="b") for each in told]
    assert one_roots([*again, *told], CLUSTERS) == ["outlet:a", "ministry"] * 2


def test_what_a_cluster_credits_to_an_outlet_goes_back_to_that_outlet():
    clusters = {"a": row("a", credited="The Harbour Wire"), "b": row("b")}
    assert one_roots([LEAD, replace(LEAD, root="ministry", own=False)], clusters) == [
        "outlet:harbour wire",
        "ministry",
    ]


TOLD = st.builds(
    Sourced,
    st.sampled_from(["join", "withdraw"]),
    st.sampled_from("abcd"),
    st.sampled_from(["2018-05-01", "2018-05-02", None]),
    st.sampled_from(["outlet:a", "outlet:b", "ministry"]),
    st.booleans(),
    st.sampled_from(["one sentence", "another", None]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(TOLD, max_size=8), st.randoms(use_true_random=False))
def test_order_plays_no_part_and_sources_never_grow(told, chance):
    clusters = CLUSTERS | {"c": row("c", "y", "Wire")}
    roots = one_roots(told, clusters)
    order = list(range(len(told)))
    chance.shuffle(order)
    assert one_roots([told[at] for at in order], clusters) == [roots[at] for at in order]
    plain = one_roots(told, {})
    assert len(set(plain)) <= len({each.root for each in told})
    for each, root in zip(told, plain, strict=True):
        if each.sentence is None:
            assert root in {other.root for other in told if other.what == each.what}
