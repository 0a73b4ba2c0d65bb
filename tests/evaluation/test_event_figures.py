"""Gold event records and what was found in their texts -> who is paired with whom, and figures."""

import json

import pytest

from dragoman.evaluation.event_figures import EventFigures, FoundEvent, score_text, score_texts
from dragoman.evaluation.event_records import GoldEvent, GoldRecord, GoldText
from dragoman.flow import Reader


def found(kind, source, target, modality="actual", mode=None):
    sides = (tuple(source.split()), tuple(target.split()))
    return FoundEvent(kind, mode, modality, *sides, *map(frozenset, sides), "did")


def text(*events, words="Words."):
    records = [
        GoldRecord(n, {"id": n}, words, "2018-05-19", event) for n, event in enumerate(events, 1)
    ]
    return GoldText(words, "2018-05-19", tuple(records))


def gold(kind, source, target, mode=None):
    return GoldEvent(kind, frozenset(source.split()), frozenset(target.split()), mode)


def outcomes(scored):
    return [json.loads(line)["outcome"] for line in scored.lines()]


@pytest.mark.parametrize(
    ("event", "outcome"),
    [
        (found("ACCUSE", "FRA DEU", "RUS"), "right"),
        (found("ACCUSE", "FRA", "RUS", modality="planned"), "right"),
        (found("ACCUSE", "RUS", "FRA"), "type"),
        (found("ACCUSE", "FRA", ""), "type"),
        (found("REJECT", "FRA", "RUS"), "missed"),
        (found("ACCUSE", "FRA", "RUS", modality="denied"), "missed"),
        (found("ACCUSE", "FRA", "RUS", modality="alleged"), "missed"),
    ],
)
def test_a_pair_agrees_in_type_and_shares_a_state_on_each_side(event, outcome):
    assert outcomes(score_text(text(gold("ACCUSE", "FRA", "RUS")), [event])) == [outcome]


def test_a_side_that_gold_leaves_open_agrees_with_anybody():
    scored = score_text(text(gold("YIELD", "HTI", "")), [found("RETREAT", "HTI", "USA")])
    assert outcomes(scored) == ["right"]


def test_each_event_is_paired_once_and_with_the_one_that_fits():
    two = text(gold("AID", "FRA", "MLI"), gold("AID", "FRA", "TCD"))
    scored = score_text(two, [found("AID", "FRA", "TCD"), found("AID", "FRA", "NER")])
    assert outcomes(scored) == ["type", "right"]


def test_repeated_triples_count_once_and_the_rest_is_false():
    again = [found("AID", "FRA", "MLI")] * 3
    figures = EventFigures()
    figures.add(score_text(text(gold("AID", "FRA", "MLI")), [*again, found("AID", "FRA", "TCD")]))
    figures.add(score_text(text(None), [found("AID", "FRA", "MLI")]))
    figures.add(score_text(text(None), []))
    figures.add(score_text(text(gold("AGREE", "FRA", "")), []))
    assert figures.measures() == {
        "events precision": pytest.approx(1 / 3),
        "events recall": 0.5,
        "events F1": 0.4,
        "type F1": 0.4,
        "source": 1.0,
        "target": 1.0,
        "false events per 100 records": 50.0,
        "silence": 0.5,
    }
    assert {name: (r.expected, r.found, r.right) for name, r in figures.by_type.items()} == {
        "AID": (1, 3, 1),
        "AGREE": (1, 0, 0),
    }


def test_modes_count_where_the_manual_has_them():
    figures = EventFigures()
    for mode in ("visit", "phone", "chat"):
        event = found("CONSULT", "FRA", "MLI", mode="visit")
        figures.add(score_text(text(gold("CONSULT", "FRA", "MLI", mode)), [event]))
    assert figures.measures()["mode"] == 0.5


def test_texts_are_read_as_pages():
    told = text(
        gold("ACCUSE", "FRA", "RUS"), words="France condemned Russia on Friday over the raid."
    )
    quiet = text(None, words="Rain fell on the hills for most of the night.")
    scored = list(score_texts([told, quiet], Reader()))
    assert [outcomes(one) for one in scored] == [["right"], ["silent"]]
    [event] = json.loads(next(scored[0].lines()))["found"]
    assert (event["type"], event["source"], event["target"], event["trigger"]) == (
        "ACCUSE",
        ["FRA"],
        ["RUS"],
        "condemned",
    )
