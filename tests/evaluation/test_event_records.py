"""Files of gold event records -> events as they are scored, and what can't be used."""

import json

import pytest

from dragoman.errors import UsageError
from dragoman.evaluation.event_records import BadRecord, GoldEvent, read_records, texts_of

OLD = {
    "date": "2000-01-01",
    "source": [{"actorText": "Japan", "code": "JAP"}],
    "target": [{"code": "SRBREB"}, {"code": "IGO"}],
    "event": "DISAPPROVE",
    "mode": "",
    "text": "Japan denounced Serbian rebels and the bloc.",
}


def read(tmp_path, content):
    path = tmp_path / "gold.json"
    path.write_text(content, "utf-8")
    return list(read_records(path))


@pytest.mark.parametrize("write", [lambda row: json.dumps([row]), json.dumps])
def test_lists_and_lines_give_types_of_today_and_states(tmp_path, write):
    [record] = read(tmp_path, write(OLD))
    assert record.event == GoldEvent("ACCUSE", frozenset({"JPN"}), frozenset({"SRB"}), None)
    assert (record.text, record.published) == (OLD["text"], "2000-01-01")


@pytest.mark.parametrize(
    ("given", "scored"),
    [
        ("DEMAND", "REQUEST"),
        ("INVESTIGATE", "ACCUSE"),
        ("FIGHT", "ASSAULT"),
        ("CONCEDE", "YIELD"),
        ("RETREAT", "YIELD"),
        ("AID", "AID"),
    ],
)
def test_types_are_scored_under_one_name(tmp_path, given, scored):
    [record] = read(tmp_path, json.dumps({**OLD, "event": given}))
    assert record.event.type == scored


@pytest.mark.parametrize("target", ["", "diplomatic", None, [], [{"code": "NGO"}], ["SRB"]])
def test_a_side_without_a_state_is_open(tmp_path, target):
    [record] = read(tmp_path, json.dumps({**OLD, "target": target}))
    assert record.event.targets == frozenset()


def test_what_cant_be_used_is_named_by_its_place(tmp_path):
    rows = ["1", json.dumps({"date": "2000-01-01"}), "{", json.dumps({**OLD, "event": "X"})]
    found = read(tmp_path, "\n".join(rows))
    assert found == [
        BadRecord(1, "is no object"),
        BadRecord(2, "has no text"),
        BadRecord(3, "is no JSON"),
        BadRecord(4, "has an unknown event 'X'"),
    ]


@pytest.mark.parametrize("content", [b"[{", b"\xff\xfe\x00"])
def test_a_file_of_something_else_is_refused(tmp_path, content):
    path = tmp_path / "gold.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="neither"):
        list(read_records(path))


def test_records_of_one_text_and_day_stand_together(tmp_path):
    rows = [OLD, {**OLD, "date": "2001-01-01"}, {**OLD, "event": "SANCTION"}]
    texts = texts_of(read(tmp_path, json.dumps(rows)))
    assert [[e.type for e in text.events] for text in texts] == [["ACCUSE", "SANCTION"], ["ACCUSE"]]
