"""Reports of happenings: annotated pairs, and what counts as found."""

import json
from dataclasses import replace

import pytest

from dragoman.errors import UsageError
from dragoman.evaluation.happenings import (
    AsRead,
    Reported,
    gathered_as_annotated,
    happening_figures,
    pairs_of,
    read_reports,
)
from dragoman.flow.occurrences import occurrences
from dragoman.ledger.happening import ToldEvent


def report(name, happening="strike", day="2031-03-04", **other):
    given = Reported(
        name, happening, f"Post {name}", "2031-03-05", f"{name}: Israel bombed Syria.", "bombed",
        "ASSAULT", "actual", ("ISR",), ("SYR",), day, f"Post {name}",
    )  # fmt: skip
    return replace(given, **other)


REPORTS = [
    report("a"),
    report("b"),
    report("c", root="Post a"),
    report("d", "later", "2031-03-12"),
    report("e", "later", "2031-03-12"),
]


def read(report):
    return ToldEvent(
        report.id, report.id, report.id, report.type, report.modality, report.source,
        report.target, report.date, report.published, report.root, True, report.text,
    )  # fmt: skip


def as_read(reports):
    found = occurrences(map(read, reports))
    told = {each.id: tuple(o for o in found if each.id in o.articles) for each in REPORTS}
    return AsRead(told)


def test_pairs_are_of_one_happening():
    assert pairs_of(REPORTS) == {("a", "b"), ("a", "c"), ("b", "c"), ("d", "e")}
    assert gathered_as_annotated(REPORTS) == pairs_of(REPORTS)


def test_figures():
    figures = happening_figures(REPORTS, as_read(REPORTS))
    assert set(figures.values()) == {1.0}
    figures = happening_figures(REPORTS, as_read(REPORTS[:2] + REPORTS[3:]))
    assert figures["pairs as read: precision"] == 1
    assert figures["pairs as read: recall"] == 0.5
    assert figures["events found"] == 0.8
    assert figures["sources as read"] == 1
    slipped = [*REPORTS[:3], replace(REPORTS[3], date="2031-03-04"), REPORTS[4]]
    figures = happening_figures(REPORTS, as_read(slipped))
    assert figures["pairs as read: precision"] == 0.5
    assert figures["pairs as read: recall"] == 0.75


@pytest.mark.parametrize("broken", ["{", '{"id": "a"}', "[]"])
def test_a_line_that_is_no_report_is_misuse(tmp_path, broken):
    (tmp_path / "r.jsonl").write_text(broken)
    with pytest.raises(UsageError, match=r"line 1, is no report"):
        read_reports(tmp_path / "r.jsonl")


def test_words_must_be_in_the_text_once(tmp_path):
    given = json.loads(json.dumps({k: getattr(REPORTS[0], k) for k in Reported.__slots__}))
    (tmp_path / "r.jsonl").write_text(json.dumps(given))
    assert read_reports(tmp_path / "r.jsonl") == REPORTS[:1]
    (tmp_path / "r.jsonl").write_text(json.dumps({**given, "words": "shelled"}))
    with pytest.raises(UsageError, match="once"):
        read_reports(tmp_path / "r.jsonl")
