"""Pacts that a person says are one, or apart: in all answers, and as if never said once undone."""

import csv
import importlib.util
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.flow.building import build
from dragoman.flow.opening import open_ledger

_spec = importlib.util.spec_from_file_location(
    "paper_reader", Path(__file__).with_name("paper_reader.py")
)
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)

ROWS = """\
{"text": "USA join jcpoa 2015-07-14", "published": "2015-07-15", "url": "https://a.example/1"}
{"text": "USA withdraw vienna-plan 2018-05-08", "published": "2018-05-09", "url": "https://a.example/2"}
{"text": "IRN join vienna-plan 2015-07-14", "published": "2015-07-15", "url": "https://a.example/3"}
{"text": "FRA join plan-b 2016-01-01", "published": "2016-01-02", "url": "https://a.example/4"}
"""
SAID = {"reason": "its other name", "author": "me"}


@pytest.fixture
def ledger(tmp_path):
    (tmp_path / "rows.jsonl").write_text(ROWS)
    build(tmp_path / "l.duckdb", [str(tmp_path / "rows.jsonl")], reader=_module.PaperReader())
    with open_ledger(tmp_path / "l.duckdb") as opened:
        yield opened


def statuses(folding):
    return {(s.pact, s.actor): s.status for s in folding.standings}


APART = {
    ("jcpoa", "USA"): "member",
    ("vienna-plan", "USA"): "withdrawn",
    ("vienna-plan", "IRN"): "member",
    ("plan-b", "FRA"): "member",
}
MERGED = {("jcpoa", "USA"): "withdrawn", ("jcpoa", "IRN"): "member", ("plan-b", "FRA"): "member"}


def test_two_pacts_become_one_in_standing_and_timeline_and_part_again(ledger):
    assert statuses(ledger.standing()) == APART
    judged = ledger.judge_pact("vienna-plan", "Iran nuclear deal", **SAID)
    assert (judged.judgement.identity, judged.revision.changed) == ("jcpoa", 2)
    assert statuses(ledger.standing()) == MERGED
    assert {life.name for life in ledger.standing("jcpoa").lives} == {"The jcpoa accord"}
    assert len(ledger.timeline("jcpoa")) == 3
    assert [row.id for row in ledger.pact_rows()] == ["jcpoa", "plan-b"]
    ledger.undo_judgement(1)
    assert statuses(ledger.standing()) == APART


@pytest.mark.parametrize("name", ["vienna-plan", "VIENNA-PLAN", "jcpoa", "Iran deal"])
def test_a_pact_is_found_by_the_names_that_it_had(ledger, name):
    ledger.judge_pact("vienna-plan", "jcpoa", **SAID)
    assert len(ledger.standing(name).standings) == 2


def test_what_was_read_is_kept_and_exports_speak_of_the_one(ledger, tmp_path):
    ledger.judge_pact("vienna-plan", "jcpoa", **SAID)
    read = ledger.sql("SELECT DISTINCT pact FROM history.moves ORDER BY 1").rows
    assert read == (("jcpoa",), ("plan-b",), ("vienna-plan",))
    ledger.export("csv", tmp_path / "out")
    with (tmp_path / "out" / "moves.csv").open() as file:
        assert {row["pact"] for row in csv.DictReader(file)} == {"jcpoa", "plan-b"}
    with (tmp_path / "out" / "judgements.csv").open() as file:
        [row] = csv.DictReader(file)
    assert (row["subject"], row["decision"], row["identity"]) == (
        "vienna-plan",
        "same-pact",
        "jcpoa",
    )


def test_a_later_page_is_heeded_too(ledger, tmp_path):
    ledger.judge_pact("vienna-plan", "jcpoa", **SAID)
    (tmp_path / "more.jsonl").write_text(
        '{"text": "GBR join vienna-plan 2015-07-14", "url": "https://a.example/9"}\n'
    )
    build(ledger.path, [str(tmp_path / "more.jsonl")], reader=_module.PaperReader())
    ledger.reopen()
    assert statuses(ledger.standing())["jcpoa", "GBR"] == "member"


def test_judgements_go_on_from_one_another(ledger):
    ledger.judge_pact("plan-b", "vienna-plan", **SAID)
    ledger.judge_pact("vienna-plan", "jcpoa", **SAID)
    assert {pact for pact, _ in statuses(ledger.standing())} == {"jcpoa"}
    ledger.undo_judgement(2)
    assert {pact for pact, _ in statuses(ledger.standing())} == {"jcpoa", "vienna-plan"}


def test_one_pact_is_parted_within_an_article(ledger):
    [article] = ledger.sql(
        "SELECT article FROM moves WHERE pact = 'vienna-plan' AND actor = 'IRN'"
    ).rows[0]
    ledger.judge_pact("vienna-plan", "other-plan", article=article, **SAID)
    found = statuses(ledger.standing())
    assert found["other-plan", "IRN"] == "member"
    assert found["vienna-plan", "USA"] == "withdrawn"
    assert ("vienna-plan", "IRN") not in found
    ledger.judge_pact("vienna-plan", "jcpoa", **SAID)
    assert statuses(ledger.standing())["other-plan", "IRN"] == "member"
    ledger.undo_judgement(1)
    assert statuses(ledger.standing()) == MERGED


@pytest.mark.parametrize(
    ("pact", "same_as", "message"),
    [
        ("nothing", "jcpoa", "tells of no pact called 'nothing'"),
        ("vienna-plan", "nothing", "No pact is called 'nothing'"),
        ("jcpoa", "Iran deal", "are one pact already"),
        ("plan-b", "jcpoa", "Judgement 2 says already that plan-b is vienna-plan"),
        ("jcpoa", "plan-b", "plan-b is jcpoa by a judgement already"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger, pact, same_as, message):
    ledger.judge_pact("vienna-plan", "jcpoa", **SAID)
    ledger.judge_pact("plan-b", "vienna-plan", **SAID)
    with pytest.raises(UsageError, match=message):
        ledger.judge_pact(pact, same_as, **SAID)
    assert len(ledger.judgements("plain").rows) == 2


def test_it_needs_a_reason_and_an_article_that_is_there(ledger):
    with pytest.raises(UsageError, match="reason"):
        ledger.judge_pact("vienna-plan", "jcpoa", reason=" ")
    with pytest.raises(UsageError, match="no article 'x'"):
        ledger.judge_pact("vienna-plan", "jcpoa", article="x", **SAID)
    with pytest.raises(UsageError, match="was taken back already"):
        number = ledger.judge_pact("vienna-plan", "jcpoa", **SAID).judgement.number
        ledger.undo_judgement(number)
        ledger.undo_judgement(number)
