"""Annotated pages -> which events are right, and what confidences are worth."""

import json

from dragoman.evaluation.calibrating import (
    Calibration,
    CodedAgainstGold,
    annotated,
    compared,
    fitted,
    recalibrated,
    thresholds_of,
)
from dragoman.flow import Options, Reader

PAGE = "Iran condemned the United States. France met Germany. Sweden attacked a proposal by Poland."
GOLD = [
    {"sentence": "Iran condemned", "type": "ACCUSE", "source": ["IRN"], "target": ["USA"]},
    {"sentence": "France met", "type": "CONSULT", "source": ["FRA", "DEU"],
     "target": ["FRA", "DEU"]},
]  # fmt: skip


def calibration(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    (tmp_path / "page.json").write_text(json.dumps({"events": GOLD}))
    (tmp_path / "bare.txt").write_text(PAGE)
    (tmp_path / "bare.json").write_text(json.dumps({"title": "no events annotated"}))
    return compared(annotated(tmp_path), Reader(Options(heads=False)))


def test_events_are_held_against_the_annotation(tmp_path):
    found = calibration(tmp_path)
    told = {each.event.type: each.right for each in found.events}
    assert told["ACCUSE"]
    assert told["CONSULT"]
    assert found.sentences == 3


def test_surer_events_are_fewer_and_less_often_false(tmp_path):
    found = list(thresholds_of(calibration(tmp_path)))
    assert [t.kept for t in found] == sorted((t.kept for t in found), reverse=True)
    assert [t.false for t in found] == sorted((t.false for t in found), reverse=True)


def test_a_fitted_curve_tells_right_from_wrong(tmp_path):
    [one, other] = calibration(tmp_path).events[:2]
    wrong = CodedAgainstGold(other.event.__class__(**_parts(other.event, target=())), False)
    events = (one, wrong) * 20
    weights = fitted(events)
    sure = recalibrated(Calibration(events, 40), weights).events
    assert sure[0].event.confidence > 0.6 > 0.4 > sure[1].event.confidence


def _parts(event, **changed):
    return {name: getattr(event, name) for name in event.__dataclass_fields__} | changed
