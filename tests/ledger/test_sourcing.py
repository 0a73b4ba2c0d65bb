"""Where a ledger's claims come from."""

from dataclasses import replace

import pytest

from dragoman.ledger import Ledger
from dragoman.ledger.index import Index
from dragoman.records import Actor, ActorKind, ZoneKind


def quoting(record, whom):
    """The record with its body as a passage of another outlet."""
    zones = [
        replace(zone, kind=ZoneKind.QUOTED, outlet=whom) if zone.kind is ZoneKind.BODY else zone
        for zone in record.article.zones
    ]
    return replace(record, article=replace(record.article, zones=tuple(zones)))


def unnamed(record):
    """The record with its source described, not named."""
    [claim] = record.attributions
    told = replace(claim, source=replace(claim.source, named=False))
    return replace(record, attributions=(told,))


def citing(record, whom):
    """The record with an outlet in the place of its ministry."""
    outlet = Actor("ministry", whom, ActorKind.OUTLET)
    return replace(record, actors=(outlet, *record.actors[1:]))


@pytest.fixture(params=["ledger", "index"])
def ledger(path, put, record_of, request, tmp_path):
    def page(name, outlet, published="2018-05-19"):
        return record_of(
            name, url=f"https://news.example/{name}", outlet=outlet, published=published
        )

    put(
        path,
        unnamed(page("a", "The Post")),
        page("b", "POST", "2018-05-21"),
        quoting(page("c", "Gazette"), "Wire / Press"),
        citing(page("d", "Gazette"), "the wire press"),
        page("e", None),
    )
    if request.param == "ledger":
        with Ledger(path) as opened:
            yield opened
        return
    index = Index(path, tmp_path / "indexes")
    index.refresh()
    with index.snapshot() as snapshot:
        yield snapshot
    index.close()


def test_an_outlet_answers_for_its_name_however_it_is_written(ledger):
    rows = {row.outlet.casefold().removeprefix("the "): row for row in ledger.outlet_rows()}
    assert set(rows) == {"post", "gazette"}
    post = rows["post"]
    assert (post.articles, post.claims, post.unnamed, post.named) == (2, 2, 1, 0)
    assert (post.first, post.last) == ("2018-05-19", "2018-05-21")
    for name in ("post", "The post", "POST."):
        assert ledger.outlet_rows(name) == (post,)
    assert ledger.outlet_rows("Times") == ()


def test_who_hands_on_whom(ledger):
    [row] = ledger.hand_rows()
    assert (row.outlet, row.passages, row.reprints, row.cited) == ("Gazette", 1, 0, 1)
    assert ledger.hand_rows("gazette") == (row,)
    assert ledger.hand_rows(whom="Wire Press") == (row,)
    assert ledger.hand_rows("post") == ()


def test_an_outlet_does_not_hand_on_itself(path, put, record_of):
    put(path, quoting(record_of("a", outlet="The Post"), "Post"))
    with Ledger(path) as opened:
        assert opened.hand_rows() == ()


def test_depths_and_speakers_of_all_and_of_one(ledger):
    [depth] = ledger.depth_rows()
    assert (depth.depth, depth.claims) == (1, 5)
    assert [row.claims for row in ledger.depth_rows("Gazette")] == [2]
    [speaker] = ledger.speaker_rows("Post")
    assert (speaker.id, speaker.claims, speaker.outlets, speaker.direct) == ("ministry", 2, 1, 2)


def test_the_words_for_those_who_are_not_named(ledger):
    [row] = ledger.unnamed_rows("Post")
    assert (row.words, row.claims) == ("the ministry", 1)
    assert ledger.unnamed_rows("Gazette") == ()


def test_an_outlets_articles(ledger):
    assert [row.published for row in ledger.articles_by("Post")] == ["2018-05-21", "2018-05-19"]


@pytest.mark.parametrize("name", ["", "' OR true --", "\udc80", "/", "%"])
def test_names_of_nobody_find_nothing(ledger, name):
    assert ledger.outlet_rows(name or "?") == ()
    assert ledger.hand_rows(name or "?") == ()
    assert ledger.unnamed_rows(name) == ()


def test_a_page_without_an_outlet_hands_on_without_a_name(path, put, record_of):
    put(path, quoting(record_of("a", outlet=None), "Wire"))
    with Ledger(path) as opened:
        [row] = opened.hand_rows()
    assert (row.outlet, row.whom) == (None, "Wire")
