"""Standing, timeline and pacts over a whole ledger."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.flow.asking import find_pacts
from dragoman.flow.building import build
from dragoman.flow.opening import open_ledger
from dragoman.flow.standing import account_on, register
from dragoman.flow.steps import heads
from dragoman.ledger import PactRow, retract
from dragoman.records import Modality, MoveKind

_spec = importlib.util.spec_from_file_location(
    "paper_reader", Path(__file__).with_name("paper_reader.py")
)
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)

ROWS = """\
{"text": "USA join jcpoa 2015-07-14", "published": "2015-07-15", "url": "https://a.example/1"}
{"text": "IRN join jcpoa 2015-07-14", "published": "2015-07-15", "url": "https://a.example/2"}
{"text": "USA withdraw jcpoa 2018-05-08", "published": "2018-05-09", "url": "https://a.example/3"}
{"text": "USA withdraw jcpoa 2018-05", "published": "2018-06-09", "url": "https://a.example/4"}
{"text": "FRA back instex 2019-01-31", "published": "2019-02-01", "url": "https://a.example/5"}
{"text": "FRA back instex", "url": "https://a.example/6"}
"""


@pytest.fixture
def ledger(tmp_path):
    (tmp_path / "rows.jsonl").write_text(ROWS)
    build(tmp_path / "l.duckdb", [str(tmp_path / "rows.jsonl")], reader=_module.PaperReader())
    with open_ledger(tmp_path / "l.duckdb") as opened:
        yield opened


def statuses(folding):
    return {(s.pact, s.actor): s.status for s in folding.standings}


def test_standing_is_folded_from_all_pages(ledger):
    folding = ledger.standing("jcpoa")
    assert statuses(folding) == {("jcpoa", "IRN"): "member", ("jcpoa", "USA"): "withdrawn"}
    [usa] = [s for s in folding.standings if s.actor == "USA"]
    assert (usa.since, usa.reports, usa.roots) == ("2018-05-08", 2, 1)


def test_standing_on_a_day_and_as_known_on_a_day(ledger):
    assert statuses(ledger.standing("jcpoa", on="2017-01-01"))["jcpoa", "USA"] == "member"
    assert statuses(ledger.standing("jcpoa", known="2018-05-08"))["jcpoa", "USA"] == "member"
    assert statuses(ledger.standing("jcpoa", known="2018-05-09"))["jcpoa", "USA"] == "withdrawn"
    assert statuses(ledger.standing(known="2015-01-01")) == {}


def test_standing_of_all_pacts(ledger):
    assert len(statuses(ledger.standing())) == 3


@pytest.mark.parametrize(
    "name", ["jcpoa", "JCPOA", " Iran  nuclear deal ", "the jcpoa ACCORD", "jcpoa acc"]
)
def test_a_pact_is_found_by_any_of_its_names(ledger, name):
    assert len(ledger.standing(name).standings) == 2


@pytest.mark.parametrize(
    "name", ["", "accord", "a treaty of the moon", "x" * 10_000, "'; DROP TABLE x", "\udcff"]
)
def test_a_name_that_means_no_pact_or_several_is_told(ledger, name):
    with pytest.raises(UsageError, match="The ledger tells of") as told:
        ledger.standing(name)
    assert len(str(told.value)) < 1000


def test_pacts_that_belong_to_a_pact_come_with_it():
    def row(name, parent=None):
        return PactRow(name, name, "accord", parent, 1, 1, None, None)

    rows = [row("a"), row("b", "a"), row("c", "b"), row("d")]
    assert find_pacts(rows, "a") == ["a", "b", "c"]
    assert find_pacts([row("a", "b"), row("b", "a")], "a") == ["a", "b"]


@pytest.mark.parametrize("day", ["yesterday", "2018", "2018-13-01", "'"])
def test_a_day_that_is_none_is_told(ledger, day):
    for ask in (ledger.standing, ledger.timeline):
        with pytest.raises(UsageError, match="YYYY-MM-DD"):
            ask("jcpoa", known=day)
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        ledger.pacts(on=day)


def test_a_timeline_gives_the_steps_in_the_folds_order(ledger):
    steps = ledger.timeline("jcpoa")
    assert [(s.day, s.move, s.reports) for s in steps] == [
        ("2015-07-14", MoveKind.JOIN, 1),
        ("2015-07-14", MoveKind.JOIN, 1),
        ("2018-05-01", MoveKind.WITHDRAW, 1),
        ("2018-05-08", MoveKind.WITHDRAW, 1),
    ]
    assert {s.actor for s in steps[:2]} == {"USA", "IRN"}
    assert all(s.modality is Modality.ACTUAL for s in steps)
    assert steps[-1].evidence[0].url == "https://a.example/3"
    assert [s.day for s in ledger.timeline("instex")] == ["2019-01-31", None]
    assert len(ledger.timeline("jcpoa", known="2015-12-31")) == 2


def test_pacts_are_summed_up(ledger):
    [jcpoa, instex] = ledger.pacts()
    assert (jcpoa.row.id, jcpoa.row.moves, jcpoa.row.pages) == ("jcpoa", 4, 4)
    assert jcpoa.statuses == (("member", 1), ("withdrawn", 1))
    assert instex.statuses == (("supporter", 1),)
    assert instex.life.founded is None


def test_a_retracted_page_no_longer_counts(ledger, tmp_path):
    pages = ledger.table("articles", "plain")
    for row in pages:
        if row["url"] in ("https://a.example/3", "https://a.example/4"):
            retract(tmp_path / "l.duckdb", "page", row["page"], reason="withdrawn", author="me")
    with open_ledger(tmp_path / "l.duckdb") as now:
        assert statuses(now.standing("jcpoa"))["jcpoa", "USA"] == "member"
    assert statuses(ledger.standing("jcpoa"))["jcpoa", "USA"] == "withdrawn"


def test_one_register_gives_the_account_of_every_day(ledger):
    later = ("2015-07-14", "2018-05-01", "2018-05-08")
    for known, days in ((None, later), ("2018-05-20", ("2015-07-14", "2018-05-08"))):
        moves = register(ledger, "jcpoa", known)
        assert moves.days == days
        for on in (None, "2015-07-14", "2018-05-07", "2019-02-01"):
            lazy, whole = account_on(moves, on), ledger.account("jcpoa", on, known)
            assert tuple(lazy.steps) == whole.steps
            assert lazy.steps[1:3] == whole.steps[1:3]
            assert replace(lazy, steps=whole.steps) == whole
            assert (lazy.pages, lazy.actors) == (whole.pages, whole.actors)
            assert [(h.actor, h.move) for h in heads(lazy.steps)] == [
                (step.actor, step.move) for step in whole.steps
            ]


def test_a_register_of_a_day_that_is_none(ledger):
    with pytest.raises(UsageError, match="no day"):
        register(ledger, "jcpoa", "yesterday")
    with pytest.raises(UsageError, match="no day"):
        account_on(register(ledger, "jcpoa"), "2018-02-30")
