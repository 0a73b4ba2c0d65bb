"""A user's own types of events -> the types that events of a record and of a ledger have."""

import csv
import json
from pathlib import Path

import pytest

from dragoman.codebook.overlays import Act, Ontology, overlays_with
from dragoman.errors import UsageError
from dragoman.flow import Options, Reader
from dragoman.flow.building import build
from dragoman.flow.ontologies import count_types, typed_events
from dragoman.flow.opening import open_ledger
from dragoman.pages import Given, Page, PageFormat
from dragoman.records import Record, from_json, to_json
from dragoman.views.vocabularies import print_types

HEADER = "type\tlabel\tparent\tplover\tmodes\tby\tto\tpacts\twords\n"
TABLE = HEADER + (
    "hostility\thostile acts\t\t\t\t\t\t\t\n"
    "strike\tarmed strike\thostility\tASSAULT\t\tGOV|MIL\t\t\t\n"
    "blame\tblame for lying\thostility\tACCUSE\t\t\tIRN\t\tlying|false*\n"
    "blame\t\t\tACCUSE\t\t\tFRA\t\tfalse*\n"
    "pact-exit\tleaving an accord\tRETREAT\t\t\t\t\taccord\t\n"
)
NEWS = (
    "The Norwegian army attacked Iran on Sunday. Norway accused Iran of lying. "
    "Norway accused Chad of lying. Chad accused France of falsehoods.\n"
)


def laid(folder: Path, text: str = TABLE) -> Ontology:
    (folder / "ontology.tsv").write_text(text)
    return overlays_with([folder]).ontology


def read(news: str, ontology: Ontology) -> Record:
    options = Options(given=Given(published="2024-05-19"), heads=False, ontology=ontology)
    [record] = Reader(options).read([Page("n", news, PageFormat.TEXT)])
    assert isinstance(record, Record)
    return record


def types(record: Record) -> list[tuple[str, list[str]]]:
    events = json.loads(to_json(record))["events"]
    return [(event["type"], [own["type"] for own in event["ontology"]]) for event in events]


def test_events_of_a_record_have_the_types(tmp_path: Path) -> None:
    record = read(NEWS, laid(tmp_path))
    assert types(record) == [
        ("ASSAULT", ["strike"]),
        ("ACCUSE", ["blame"]),
        ("ACCUSE", []),
        ("ACCUSE", ["blame"]),
    ]
    first = json.loads(to_json(record))["events"][0]["ontology"]
    assert first == [{"type": "strike", "label": "armed strike", "parent": "hostility"}]
    assert set(record.coder.options) >= {"ontology"}
    assert from_json(to_json(record)) == record


def test_without_an_ontology_the_key_is_missing() -> None:
    record = read(NEWS, Ontology())
    assert b'"ontology"' not in to_json(record)
    assert from_json(to_json(record)) == record


def test_a_move_on_a_pact_gives_a_type(tmp_path: Path) -> None:
    record = read("Norway withdrew from the Paris Agreement.", laid(tmp_path))
    assert [move.pact for move in record.moves] == ["paris-agreement"]
    assert [own for _, own in types(record)] == [["pact-exit"]]


def test_a_ledger_is_counted_without_reading_anew(tmp_path: Path) -> None:
    page = tmp_path / "news.txt"
    page.write_text(NEWS)
    options = Options(given=Given(published="2024-05-19"), heads=False)
    build(tmp_path / "l.duckdb", [str(page)], options)
    ontology = laid(tmp_path)
    with open_ledger(tmp_path / "l.duckdb") as ledger:
        events = list(typed_events(ledger, ontology))
    told = sorted((event.plover, tuple(row.name for row in event.types)) for event in events)
    assert told == [("ACCUSE", ("blame",)), ("ACCUSE", ("blame",)), ("ASSAULT", ("strike",))]
    counts = {row.type: (row.events, row.actual) for row in count_types(events, ontology)}
    assert counts == {"hostility": (3, 3), "strike": (1, 1), "blame": (2, 2), "pact-exit": (0, 0)}


def test_counts_and_events_are_written(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    page, out = tmp_path / "news.txt", tmp_path / "own.events"
    page.write_text(NEWS)
    build(tmp_path / "l.duckdb", [str(page)], Options(heads=False))
    laid(tmp_path)
    print_types(tmp_path / "l.duckdb", [tmp_path], out, as_json=True)
    shown = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [(row["type"], row["events"]) for row in shown][:2] == [("hostility", 3), ("strike", 1)]
    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted((row["type"], row["by"], row["to"]) for row in rows) == [
        ("blame", "NOR", "IRN"),
        ("blame", "TCD", "FRA"),
        ("strike", "NOR", "IRN"),
    ]
    with pytest.raises(UsageError, match="can't be written"):
        print_types(tmp_path / "l.duckdb", [tmp_path], out, as_json=True)
    (tmp_path / "ontology.tsv").unlink()
    with pytest.raises(UsageError, match="Give a table of types"):
        print_types(tmp_path / "l.duckdb", [], None, as_json=True)


def test_all_mistakes_are_told(tmp_path: Path) -> None:
    rows = (
        "ASSAULT\t\t\t\t\t\t\t\t\n"
        "two words\t\t\t\t\t\t\t\t\n"
        "a\t\tnone\t\t\t\t\t\t\n"
        "b\t\tc\t\t\t\t\t\t\n"
        "c\t\tb\t\t\t\t\t\t\n"
        "d\t\t\tATTACK\t\t\t\t\t\n"
        "e\t\t\tCONSULT\tairstrike\t\t\t\t\n"
        "f\tone\t\t\t\t\t\t\t\n"
        "f\tother\t\t\t\t\t\t\t\n"
        "g\t\t\t\t\t\t\t\t((((\n"
    )
    with pytest.raises(UsageError) as error:
        laid(tmp_path, HEADER + rows)
    told = [line.strip() for line in str(error.value).split("\n")[1:]]
    assert [line.partition(":")[0] for line in told] == [
        "ontology.tsv, line 2, type",
        "ontology.tsv, line 3, type",
        "ontology.tsv, line 7, plover",
        "ontology.tsv, line 8, modes",
        "ontology.tsv, line 10, label",
        "ontology.tsv, line 11, words",
        "ontology.tsv, line 4, parent",
        "ontology.tsv, line 5, parent",
        "ontology.tsv, line 6, parent",
    ]


def test_words_are_words_and_no_patterns(tmp_path: Path) -> None:
    ontology = laid(tmp_path, "type\twords\nx\tfroze assets|plan*\ny\t.*a\n")

    def given(text: str) -> list[str]:
        none = frozenset[str]()
        act = Act("COERCE", None, none, "17", "actual", none, none, none, text)
        return [row.name for row in ontology.types_of(act)]

    assert given("They FROZE assets.") == ["x"]
    assert given("They planned it.") == ["x"]
    assert given("The airplane froze the assets") == []
    assert given("a.") == ["y"]
