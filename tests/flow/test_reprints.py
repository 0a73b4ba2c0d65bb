"""Reprints in a ledger: found by a build, listed with their origin, counted as one source."""

import json
import random

import pytest
from click.testing import CliRunner

from dragoman.flow.building import build
from dragoman.flow.opening import open_ledger
from dragoman.flow.reprints import Found, seek_reprints
from dragoman.ledger import Writer, retract
from dragoman.records import (
    Article,
    Coder,
    Modality,
    Move,
    MoveKind,
    PactKind,
    Record,
    Span,
    Zone,
    ZoneKind,
    content_id,
)
from dragoman.views.cli import main

WORDS = [f"word{number}" for number in range(2000)]


def story(seed, length=120):
    return random.Random(seed).choices(WORDS, k=length)


class StoryReader:
    """Reads pages of a title, one line of body, and an appeal; each tells the same move."""

    coder = Coder("1.0", "stories", None, {})

    def read(self, pages):
        for page in pages:
            text, given = page.content, page.given
            title, body, _ = text.split("\n")
            start, end = len(title) + 1, len(title) + 1 + len(body)
            article = Article(
                content_id("article", given.url, text), title, None, None, given.outlet,
                given.url, given.published, None, "en", text,
                (Zone(ZoneKind.TITLE, 0, start - 1), Zone(ZoneKind.BODY, start, end),
                 Zone(ZoneKind.APPEAL, end + 1, len(text))), (),
            )  # fmt: skip
            move = Move(
                content_id(article.id, "move"), "deal", "Deal", PactKind.ACCORD, None, "FRA",
                MoveKind.JOIN, None, None, "2018-05-01", None, Modality.ACTUAL,
                Span(start, start + 20), None, 0.5,
            )  # fmt: skip
            yield Record(page.name, self.coder, article, (), (), (), (move,))


def page(outlet, body, published, title="A title"):
    return {
        "text": f"{title}\n{' '.join(body)}.\nGive to us, as all else here does so much.",
        "url": f"https://{outlet.replace(' ', '').lower()}.example/{len(body)}",
        "outlet": outlet,
        "published": published,
    }


OWN = story(1)
PAGES = [
    page("Harbour Wire", OWN, "2018-05-02"),
    page("Lantern", OWN, "2018-05-03", "Another title"),
    page("Gazette", OWN[:80], "2018-05-04"),
    page("Other Post", story(2), "2018-05-01"),
]


@pytest.fixture
def built(tmp_path):
    """A ledger of a story, its reprint, a shortened one, and another outlet's own story."""
    return make(tmp_path, "l.duckdb", PAGES)


def make(folder, name, *batches):
    for number, pages in enumerate(batches):
        path = folder / f"{name}{number}.jsonl"
        path.write_text("".join(json.dumps(page) + "\n" for page in pages))
        build(folder / name, [str(path)], reader=StoryReader())
    return folder / name


def rows(path):
    with open_ledger(path) as ledger:
        return sorted((*row.values(),) for row in ledger.table("reprints", "plain"))


def test_a_build_finds_reprints_and_where_they_come_from(built):
    with open_ledger(built) as ledger:
        found = ledger.reprints()
        assert [each.outlet for each in found] == ["Harbour Wire", "Lantern", "Gazette"]
        assert [round(each.likeness, 1) for each in found] == [1.0, 1.0, 0.7]
        assert {each.containment for each in found} == {1.0}
        assert {each.origin for each in found} == {found[0].article}
        assert {each.reason for each in found} == {"published first, on 2018-05-02"}
        assert len(ledger.articles("plain")) == 4


def test_a_credit_at_the_edge_names_the_origin_and_one_in_the_midst_does_not(tmp_path):
    early = "2018-04-01"
    credit = [*OWN, "end.", "(Harbour", "Wire)", "—"]
    for name, body in (("edge", ["VIENNA", "(Harbour", "Wire)", "—", *OWN]), ("midst", credit)):
        pages = [*PAGES[:1], page("Lantern", body, early)]
        with open_ledger(make(tmp_path, name, pages)) as ledger:
            [first, _] = ledger.reprints()
            assert first.outlet == ("Harbour Wire" if name == "edge" else "Lantern")
            assert first.credited == ("Harbour Wire" if name == "edge" else None)


def test_reprints_count_as_one_root_of_a_move(built):
    with open_ledger(built) as ledger:
        [france] = ledger.standing("deal").standings
        assert (france.reports, france.roots) == (4, 2)


def test_builds_in_any_order_and_number_give_the_same(built, tmp_path):
    whole = rows(built)
    assert rows(make(tmp_path, "turned", PAGES[::-1])) == whole
    assert rows(make(tmp_path, "parts", PAGES[2:], PAGES[:1], PAGES[1:2])) == whole
    assert seek_reprints(built) == seek_reprints(built) == Found(1, 3)
    assert rows(built) == whole


def test_the_ledger_is_asked_as_often_for_many_clusters_as_for_few(tmp_path, monkeypatch):
    asked = []
    for name in ("all", "batches"):
        method = getattr(Writer, name)
        monkeypatch.setattr(
            Writer, name, lambda *given, _m=method: asked.append(given[1]) or _m(*given)
        )
    often = []
    for number in (2, 40):
        stories = [story(seed) for seed in range(number)]
        pages = [page(f"P{n}", own, "2018-05-02") for n, own in enumerate(stories)]
        pages += [page(f"Q{n}", own[:90], "2018-05-03") for n, own in enumerate(stories)]
        path = make(tmp_path, f"l{number}", pages)
        asked.clear()
        assert seek_reprints(path) == Found(number, 2 * number)
        often.append(len(asked))
    assert often[0] == often[1]


def test_what_is_retracted_is_in_no_cluster(built):
    with open_ledger(built) as ledger:
        ids = [each.article for each in ledger.reprints()]
    retract(built, "article", ids[1], reason="r", author="me")
    with open_ledger(built) as ledger:
        assert [each.article for each in ledger.reprints()] == [ids[0], ids[2]]
    retract(built, "article", ids[2], reason="r", author="me")
    with open_ledger(built) as ledger:
        assert ledger.reprints() == ()
    assert seek_reprints(built) == Found(0, 0)


def test_the_command_lists_clusters(built):
    def run(*words):
        return CliRunner().invoke(main, [*words], catch_exceptions=False).output

    shown = run("reprints", str(built))
    assert "1 cluster of reprints, 3 pages in all" in shown
    assert "origin" in shown
    assert "published first, on 2018-05-02" in shown
    [cluster] = map(json.loads, run("reprints", str(built), "--anew", "--json").splitlines())
    assert cluster["members"][0]["outlet"] == "Harbour Wire"
    assert cluster["members"][2]["likeness"] < 1.0
    assert "3 pages in 1 cluster of reprints" in run("show", str(built))


def test_a_ledger_in_which_nobody_looked_says_so(tmp_path):
    with Writer(tmp_path / "new.duckdb"):
        pass
    shown = CliRunner().invoke(main, ["reprints", str(tmp_path / "new.duckdb")]).output
    assert "not looked for yet" in shown
    with open_ledger(tmp_path / "new.duckdb") as ledger:
        assert ledger.seek_reprints() == Found(0, 0)
