"""A few words of news in, datasets out, each opened with what its users open it with."""

import csv
import json
from itertools import pairwise

import duckdb
import pandas as pd
import polars as pl
import pytest

from dragoman.codebook.layouts import layouts
from dragoman.errors import LedgerError, UsageError
from dragoman.exports import PROFILES
from dragoman.flow.building import build
from dragoman.flow.exporting import explain, export_dataset
from dragoman.flow.judging import correct, judge
from dragoman.flow.opening import open_ledger
from exports.test_annotations import SCHEMA

HOSTILE = '=cmd|"calc"!A1, the Post'
PAGES = {
    "talks": (
        "2018-05-19",
        "Germany and France accused Iran of breaking the accord on Tuesday. "
        "The United States and Iran held talks in Oman on 17 May 2018.",
    ),
    "said": (
        "2018-05-20",
        "Mike Pompeo told Iran that the accord was dead. "
        "Federica Mogherini urged Iran to respect the accord. "
        "Mike Pompeo accused China of breaking the accord. "
        "Russia will impose sanctions on Turkey next week.",
    ),
    "again": ("2018-05-20", "Israel bombed Syria on Monday. Israel bombed Syria on Monday."),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exporting")
    lines = [
        json.dumps(
            {"text": text, "published": day, "url": f"https://news.example/{name}"}
            | {"outlet": HOSTILE}
        )
        for name, (day, text) in PAGES.items()
    ]
    (folder / "rows.jsonl").write_text("\n".join(lines))
    build(folder / "l.duckdb", [str(folder / "rows.jsonl")])
    return folder / "l.duckdb"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "it's out"


def export(path, name, out, **options):
    with open_ledger(path) as ledger:
        return export_dataset(ledger, name, out, **options)


def table(path, name, out, **options):
    """A dataset with a header, as a frame of text."""
    export(path, name, out, **options)
    separator = "\t" if PROFILES[name].form == "tsv" else ","
    return pd.read_csv(out, sep=separator, dtype=str, keep_default_na=False)


def bare(file, layout):
    """A file without a header, as DuckDB reads GDELT's: no quotes, all text."""
    names = list(layouts()[layout].names)
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT * FROM read_csv(?, delim='\t', header=false, quote='', escape='', "
            "all_varchar=true, names=?)",
            [str(file), names],
        )
        rows = [tuple(cell or "" for cell in row) for row in found.fetchall()]
        return pl.DataFrame(rows, schema=names, orient="row")


@pytest.mark.parametrize("name", ["polecat", "icews", "cameo", "plover-16", "plv-15"])
def test_tables_have_their_layout_s_columns_and_give_back_what_went_in(path, out, name):
    frame = table(path, name, out)
    layout = layouts()[PROFILES[name].layout]
    assert tuple(frame.columns) == layout.names
    outlet = {"polecat": "Source", "icews": "Publisher"}.get(name, "outlet")
    assert set(frame[outlet]) == {HOSTILE}
    for column in layout.columns:
        filled = {value != "" for value in frame[column.name]}
        assert filled <= {"yes": {True}, "some": {True, False}, "no": {False}}[column.filled]


def test_polecat(path, out):
    frame = table(path, "polecat", out)
    told = {
        (row["Actor Name"], row["Event Type"], row["Recipient Name"], row["Quad Code"])
        for row in frame.to_dict("records")
    }
    accusation = ("ACCUSE", "Iran", "VERBAL CONFLICT")
    assert {("Germany", *accusation), ("France", *accusation)} <= told
    talks = ("VERBAL COOPERATION",)
    assert ("United States", "CONSULT", "Iran", *talks) in told
    assert ("Iran", "CONSULT", "United States", *talks) in told
    assert not any(kind == "SANCTION" for _, kind, _, _ in told), "it was only planned"
    assert set(pl.read_csv(out, separator="\t", infer_schema_length=0)["Actor COW"]) >= {
        "255",
        "220",
    }


def test_icews_has_codes_as_text_and_statements_and_appeals(path, out):
    frame = table(path, "icews", out)
    told = {tuple(row) for row in frame[["Source Name", "CAMEO Code", "Target Name"]].values}
    assert ("Mike Pompeo", "010", "Iran") in told
    assert ("European Union", "105", "Iran") in told  # urged to yield: more exact than 020
    assert all(frame["Target Name"]), "ICEWS has no events without a target"


def test_gdelt_s_tables_fit_one_another(path, out):
    exported = export(path, "gdelt", out)
    events = bare(out, "gdelt_events")
    mentions = bare(out.with_name(out.name + ".mentions.csv"), "gdelt_mentions")
    assert (len(events), len(mentions)) == (exported.rows[""], exported.rows["mentions.csv"])
    assert set(mentions["GlobalEventID"]) == set(events["GLOBALEVENTID"])
    assert sum(map(int, events["NumMentions"])) == len(mentions)
    assert set(events["QuadClass"]) <= set("1234")
    assert all(len(code) >= 3 for code in events["EventCode"])
    bombing = events.filter((pl.col("Actor1Code") == "ISR") & (pl.col("Actor2Code") == "SYR"))
    assert bombing["NumMentions"].to_list() == ["2"]
    assert bombing["NumArticles"].to_list() == ["1"]
    plain = out.read_text("utf-8").splitlines()
    assert {line.count("\t") for line in plain} == {60}


def test_phoenix_gathers_the_sentences_of_an_occurrence(path, out):
    export(path, "phoenix", out)
    frame = bare(out, "phoenix")
    [bombing] = frame.filter(pl.col("SourceActorFull") == "ISR").to_dicts()
    assert bombing["SentenceID"].count(";") == 1
    assert bombing["URLs"] == "https://news.example/again"
    assert bombing["PentaClass"] == "4"


@pytest.mark.parametrize(
    ("name", "column"), [("polecat", "Event ID"), ("icews", "Event ID"), ("gdelt", None)]
)
def test_every_row_leads_back_to_the_words(path, out, name, column):
    export(path, name, out)
    if column:
        rows = {r[column] for r in csv.DictReader(out.open(newline=""), delimiter="\t")}
    else:
        rows = set(bare(out, "gdelt_events")["GLOBALEVENTID"])
    with out.with_name(out.name + ".provenance.csv").open(newline="", encoding="utf-8") as file:
        traces = list(csv.DictReader(file))
    assert {trace["row"] for trace in traces} == rows
    with open_ledger(path) as ledger:
        texts = dict(ledger.sql("SELECT article, text FROM texts").rows)
    for trace in traces:
        sentence = texts[trace["article"]][
            int(trace["sentence_start"]) : int(trace["sentence_end"])
        ]
        word = texts[trace["article"]][int(trace["trigger_start"]) : int(trace["trigger_end"])]
        assert word in sentence
        assert trace["url"].startswith("https://news.example/")


def test_plover_s_json(path, out):
    export(path, "plover-jsonl", out)
    told = [json.loads(line) for line in out.open(encoding="utf-8")]
    accused = next(t for t in told if t["event"] == "ACCUSE" and len(t["actor"]) == 2)
    assert [entity["code"] for entity in accused["actor"]] == ["DEU", "FRA"]
    assert accused["event_text"].startswith("Germany and France accused Iran")
    assert all(set(t) >= {"id", "date", "actor", "event"} for t in told)


FTM = {
    "Article": {"title", "sourceUrl", "publishedAt", "publisher", "language"},
    "Event": {"name", "date", "country", "location", "involved", "summary", "keywords"}
    | {"recordId", "sourceUrl", "publisher", "proof"},
    "UnknownLink": {"subject", "object", "role", "date", "recordId", "proof"},
    "Person": {"name", "position", "country"},
    "PublicBody": {"name", "country"},
    "Organization": {"name", "country"},
    "LegalEntity": {"name", "country"},
}
"""Schemata and properties, as FollowTheMoney's own model names them."""


def test_followthemoney_s_entities_are_of_its_schemata_and_lead_to_one_another(path, out):
    export(path, "followthemoney", out)
    told = [json.loads(line) for line in out.open(encoding="utf-8")]
    ids = [entity["id"] for entity in told]
    assert len(ids) == len(set(ids))
    for entity in told:
        assert set(entity["properties"]) <= FTM[entity["schema"]]
        for name in ("involved", "subject", "object", "proof"):
            assert set(entity["properties"].get(name, ())) <= set(ids)
    schemata = {entity["schema"] for entity in told}
    assert schemata >= {"Article", "Event", "UnknownLink", "Person", "PublicBody"}


def test_followthemoney_reads_its_entities(path, out):
    model = pytest.importorskip("followthemoney").model
    export(path, "followthemoney", out)
    for line in out.open(encoding="utf-8"):
        data = json.loads(line)
        entity = model.get_proxy(data)
        told = {name: entity.get(name) for name in data["properties"]}
        assert {n: sorted(v) for n, v in told.items()} == {
            n: sorted(v) for n, v in data["properties"].items()
        }


def test_annotations_quote_the_words_at_their_places(path, out):
    exported = export(path, "web-annotation", out)
    page = json.loads(out.read_text("utf-8"))
    SCHEMA.validate(page)
    assert len(page["items"]) == exported.rows[""] == len({item["id"] for item in page["items"]})
    with open_ledger(path) as ledger:
        texts = dict(ledger.sql("SELECT article, text FROM texts").rows)
    tags = set()
    for item in page["items"]:
        tags |= {body["value"] for body in item["body"] if body["purpose"] == "tagging"}
        text = texts[item["id"].split(":")[3]]
        for target in item["target"]:
            quote, place = target["selector"]
            assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            start, end = place["start"], place["end"]
            assert text[start:end] == quote["exact"] != ""
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
    assert {"ACCUSE", "asserts"} <= tags


def test_no_annotation_quotes_a_commenter(tmp_path):
    page = (
        "<html><body><article><h1>News of the day</h1><p>Germany accused Iran of breaking the "
        "accord on Tuesday, and that was all that was heard of it.</p></article>"
        '<section id="comments"><h2>Comments</h2><div class="comment">'
        '<span class="author">Bob Nobody</span><p>Iran accused Germany too.</p></div></section>'
        "</body></html>"
    )
    (tmp_path / "p.html").write_text(page)
    build(tmp_path / "l.duckdb", [str(tmp_path / "p.html")])
    export(tmp_path / "l.duckdb", "web-annotation", tmp_path / "out")
    told = (tmp_path / "out").read_text("utf-8")
    assert "Germany accused Iran" in told
    assert "Bob" not in told


def test_counts_by_month_and_dyad(path, out, tmp_path):
    frame = table(path, "dyad-month", out)
    [row] = frame[(frame["source"] == "ISR") & (frame["target"] == "SYR")].to_dict("records")
    assert (row["month"], row["events"], row["material_conflict"]) == ("2018-05", "1", "1")
    assert (row["source_cow"], row["target_cow"]) == ("666", "652")
    assert float(row["intensity"]) < -7
    assert list(frame["month"] + frame["source"]) == sorted(frame["month"] + frame["source"])
    single = table(path, "dyad-month", tmp_path / "single", one_a_day=True)
    assert sum(map(int, single["events"])) <= sum(map(int, frame["events"]))


def test_one_a_day_counts_a_pair_s_like_acts_once(tmp_path):
    text = "Israel bombed Syria on 7 May 2018. In the north Israel shelled Syria on 7 May 2018."
    lines = [json.dumps({"text": f"{n}. {text}", "published": "2018-05-08"}) for n in range(3)]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines))
    build(tmp_path / "l.duckdb", [str(tmp_path / "rows.jsonl")])
    every = table(tmp_path / "l.duckdb", "dyad-month", tmp_path / "every")
    single = table(tmp_path / "l.duckdb", "dyad-month", tmp_path / "single", one_a_day=True)
    assert [int(n) for n in every["events"]] == [3]
    assert [int(n) for n in single["events"]] == [1]


def test_judgements_are_heeded(path, tmp_path):
    copy = tmp_path / "l.duckdb"
    copy.write_bytes(path.read_bytes())
    judge(copy, "Mike Pompeo", country="CAN", reason="to see it", author="me")
    frame = table(copy, "icews", tmp_path / "out")
    told = frame[frame["Source Name"] == "Mike Pompeo"]
    assert set(told["Source Country"]) == {"Canada"}


@pytest.mark.parametrize("name", ["icews", "polecat", "plv-15", "dyad-month", "gdelt"])
def test_an_event_that_was_given_a_code_of_nobody_s_is_left_out(path, tmp_path, name):
    copy = tmp_path / "l.duckdb"
    copy.write_bytes(path.read_bytes())
    with open_ledger(copy) as ledger:
        [[event]] = ledger.sql("SELECT id FROM events WHERE type = 'CONSULT'").rows
    correct(copy, "event", event, {"cameo": "999"}, reason="to see it", author="me")
    assert export(copy, name, tmp_path / "out").left_out["no known code"] == 1


@pytest.mark.parametrize("name", PROFILES)
def test_without_text_no_word_of_the_page_is_given(path, out, name):
    export(path, name, out, text=False)
    raw = "".join(file.read_text("utf-8") for file in out.parent.iterdir())
    for words in ("Pompeo", "POMPEO", "Mogherini", "accused Iran", "Tuesday", "the accord"):
        assert words not in raw
    assert "IRN" in raw or "Iran" in raw


@pytest.mark.parametrize("name", PROFILES)
def test_what_exists_is_not_written_over_and_nothing_half_is_left(path, out, name, monkeypatch):
    out.write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        export(path, name, out)
    assert out.read_text() == "mine"
    assert [file.name for file in out.parent.iterdir()] == [out.name]
    out.unlink()
    monkeypatch.setattr("dragoman.flow.dataset_files.os.fsync", _full)
    with pytest.raises(LedgerError, match="disk is full"):
        export(path, name, out)
    assert list(out.parent.iterdir()) == []


def _full(_descriptor):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", PROFILES)
def test_the_same_ledger_gives_the_same_files(path, tmp_path, name):
    for each in ("one", "two"):
        (tmp_path / each).mkdir()
        export(path, name, tmp_path / each / "out")
    one, two = ({f.name: f.read_bytes() for f in (tmp_path / e).iterdir()} for e in ("one", "two"))
    assert one == two


@pytest.mark.parametrize("name", PROFILES)
def test_parts_give_the_same_files_as_all_at_once(path, tmp_path, name, monkeypatch):
    export(path, name, tmp_path / "whole")
    monkeypatch.setattr("dragoman.ledger.staging.PART", 1)
    export(path, name, tmp_path / "parts")
    for file in tmp_path.glob("whole*"):
        other = file.with_name(file.name.replace("whole", "parts"))
        assert other.read_bytes() == file.read_bytes()


def test_misuse(path, out):
    with pytest.raises(UsageError, match="no profile 'excel'"):
        export(path, "excel", out)
    with pytest.raises(UsageError, match="dyad-month"):
        export(path, "icews", out, one_a_day=True)
    with pytest.raises(LedgerError, match="no such file or folder"):
        export(path, "icews", out / "none" / "x")


def test_what_is_left_out_is_counted(path, out):
    exported = export(path, "polecat", out)
    assert exported.left_out["planned"] == 1


def test_every_profile_s_columns_are_explained():
    for name in PROFILES:
        told = explain(name)
        assert "" in told
        assert all(column.how for layout in told.values() for column in layout.columns)


def test_rows_stream(path, monkeypatch):
    with open_ledger(path) as ledger:
        found = [telling.occurrence for telling in ledger.tellings()]
        assert found == sorted(found)
        monkeypatch.setattr("dragoman.ledger.staging.FEW", 1)
        assert [telling.occurrence for telling in ledger.tellings()] == found
        sayings = [(s.publication.article, s.cue.start) for s in ledger.sayings()]
        assert all(one <= other for one, other in pairwise(sayings))
