"""What goes in comes out, and the newest reading of the newest version answers."""

from dataclasses import replace

import msgspec
import pytest

from dragoman.errors import UsageError
from dragoman.ledger import Entry, Ledger, Writer, correct, retract
from dragoman.records import Coder, Modality, MoveKind

NEWER = Coder("2.0", "a model 1", "00ff", {})


def rows(path, name):
    with Ledger(path) as ledger:
        return sorted(ledger.table(name, "plain"), key=repr)


def test_a_page_gives_all_its_rows(path, put, record_of):
    record = record_of("a.html", url="https://news.example/a")
    put(path, record)
    [event] = rows(path, "events")
    assert event["source"] == ["USA"]
    assert event["contexts"] == ["diplomatic", "legal"]
    assert event["cameo"] == "010"
    assert event["intensity"] == 6.5
    assert event["date"] == "2018-05"
    assert event["root"] == "ministry"
    assert event["publisher"] == "The Example Post"
    assert event["coder"] == "1.0"
    [claim] = rows(path, "attributions")
    assert claim["content"] == [
        {"start": s.start, "end": s.end} for s in record.attributions[0].content
    ]
    assert (claim["depth"], claim["root"]) == (1, "ministry")
    assert [z["kind"] for z in rows(path, "zones")] == ["title", "body", "comment"]
    [article] = rows(path, "articles")
    assert article["title"] == "Headline of a.html"
    [text] = rows(path, "texts")
    assert text["text"] == record.article.text
    with Ledger(path) as ledger:
        [told] = ledger.moves_told()
    assert told.move == record.moves[0]
    assert (told.published, told.read, told.root) == ("2018-05-19", "2026-01-02", "ministry")


@pytest.mark.parametrize(
    "table", ["events", "moves", "attributions", "mentions", "zones", "comments"]
)
def test_every_row_says_where_it_comes_from(small, table):
    for row in rows(small, table):
        assert row["reading"] and row["article"] and row["page"] and row["coder"] == "1.0"
        assert any(column.endswith("_start") for column in row)


def test_entering_a_page_twice_changes_nothing(path, put, record_of):
    put(path, record_of("a.html"))
    once = rows(path, "events")
    put(path, record_of("a.html"), record_of("a.html"))
    assert rows(path, "events") == once
    assert len(rows(path, "readings")) == 1


def test_a_newer_coder_answers_and_the_older_reading_is_kept(path, put, record_of):
    record = record_of("a.html")
    put(path, record)
    other = replace(record, moves=(replace(record.moves[0], modality=Modality.PLANNED),))
    put(path, other, coder=NEWER)
    [move] = rows(path, "moves")
    assert (move["modality"], move["coder"]) == ("planned", "2.0")
    with Ledger(path) as ledger:
        kept = ledger.sql("SELECT modality FROM history.moves ORDER BY 1").column("modality")
    assert kept == ["actual", "planned"]


def test_a_page_revised_at_its_address_is_a_new_version(path, put, record_of):
    url = "https://news.example/a"
    put(path, record_of("a.html", url=url))
    put(
        path,
        record_of(
            "a.html", "Headline\nA ministry said that Iran left the deal.\nBob: No!", url=url
        ),
    )
    [article] = rows(path, "articles")
    assert article["title"] == "Headline of a.html"
    assert len(rows(path, "texts")) == 2
    [page] = rows(path, "pages")
    assert (page["versions"], page["readings"]) == (2, 2)
    assert len(rows(path, "moves")) == 1
    [first, second] = rows(path, "receipts")
    assert (first["revised"], second["revised"]) == (0, 1)


def test_as_known_on_a_day_the_version_of_that_day_answers(path, put, record_of):
    url = "https://news.example/a"
    put(path, record_of("a.html", url=url, published="2018-05-01"))
    text = "Headline\nThe ministry said that USA rejoined the deal.\nBob: No!"
    put(path, record_of("a.html", text, url=url, published="2018-06-01", move=MoveKind.REJOIN))
    with Ledger(path) as ledger:
        assert [t.move.move for t in ledger.moves_told()] == [MoveKind.REJOIN]
        assert [t.move.move for t in ledger.moves_told(known="2018-05-15")] == [MoveKind.WITHDRAW]
        assert ledger.moves_told(known="2018-04-15") == []
        assert ledger.moves_told(["nato"]) == []


def test_two_versions_in_one_build_give_the_same_answer_in_either_order(tmp_path, put, record_of):
    url = "https://news.example/a"
    one = record_of("a.html", url=url, published="2018-05-01")
    two = record_of("b.html", url=url, published="2018-06-01")
    put(tmp_path / "1.duckdb", one, two)
    put(tmp_path / "2.duckdb", two, one)
    assert rows(tmp_path / "1.duckdb", "events") == rows(tmp_path / "2.duckdb", "events")
    assert rows(tmp_path / "1.duckdb", "articles")[0]["published"] == "2018-06-01"


def test_a_correction_is_laid_over_the_row_and_survives_rereading(path, put, record_of):
    record = record_of("a.html")
    put(path, record)
    move = record.moves[0].id
    correct(
        path, "move", move, {"date": "2018-05-09", "actor": None}, reason="misread", author="me"
    )
    correct(
        path,
        "event",
        record.events[0].id,
        {"source": ["IRN", "IRQ"], "quad": 4},
        reason="r",
        author="me",
    )
    correct(path, "move", move, {"date": "2018-05-10"}, reason="again", author="me")
    put(path, record, coder=NEWER)
    [row] = rows(path, "moves")
    assert (row["date"], row["actor"], row["corrected"]) == ("2018-05-10", None, True)
    [event] = rows(path, "events")
    assert (event["source"], event["quad"], event["coder"]) == (["IRN", "IRQ"], 4, "2.0")
    with Ledger(path) as ledger:
        assert ledger.moves_told()[0].move.date == "2018-05-10"
        assert ledger.sql("SELECT DISTINCT date FROM history.moves").rows == (("2018-05-08",),)
    assert len(rows(path, "corrections")) == 5


def test_a_corrected_day_of_publication_decides_what_was_known(path, put, record_of):
    record = record_of("a.html", published="2018-05-19")
    put(path, record)
    correct(
        path, "article", record.article.id, {"published": "2018-07-01"}, reason="r", author="me"
    )
    with Ledger(path) as ledger:
        assert ledger.moves_told(known="2018-06-01") == []
        assert ledger.moves_told()[0].published == "2018-07-01"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("move", {"move": "abandon"}),
        ("move", {"date": "8 May"}),
        ("move", {"evidence_start": 3}),
        ("event", {"quad": "many"}),
        ("article", {"published": "2018"}),
        ("planet", {"x": 1}),
        ("move", {}),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(path, put, record_of, kind, values):
    record = record_of("a.html")
    put(path, record)
    ids = {"move": record.moves[0].id, "event": record.events[0].id, "article": record.article.id}
    with pytest.raises(UsageError):
        correct(path, kind, ids.get(kind, "x"), values, reason="r", author="me")
    assert rows(path, "corrections") == []


def test_what_is_not_there_cannot_be_corrected_or_retracted(small):
    with pytest.raises(UsageError, match="no move"):
        correct(small, "move", "nothing", {"date": "2018"}, reason="r", author="me")
    with pytest.raises(UsageError, match="no page"):
        retract(small, "page", "nothing", reason="r", author="me")


@pytest.mark.parametrize("kind", ["page", "article", "reading", "event", "move", "attribution"])
def test_what_is_retracted_is_left_out_until_it_is_restored(path, put, record_of, kind):
    record = record_of("a.html")
    put(path, record, record_of("b.html"))
    table = {"page": "articles", "article": "articles", "reading": "articles"}.get(kind, f"{kind}s")
    column = kind if table == "articles" else "id"
    before = rows(path, table)
    subject = before[0][column]
    retract(path, kind, subject, reason="the outlet withdrew it", author="me")
    assert [row[column] for row in rows(path, table)] == [before[1][column]]
    retract(path, kind, subject, reason="it stands after all", author="me", restore=True)
    assert rows(path, table) == before
    assert [row["void"] for row in rows(path, "retractions")] == [True, False]


def test_when_a_version_is_retracted_the_one_before_it_answers(path, put, record_of):
    url = "https://news.example/a"
    old, new = record_of("a.html", url=url), record_of("b.html", url=url)
    put(path, old)
    put(path, new)
    retract(path, "article", new.article.id, reason="r", author="me")
    assert [row["article"] for row in rows(path, "articles")] == [old.article.id]


def test_faults_are_kept_once_and_answer_while_they_last(path, put, fault_of, record_of):
    put(path, fault_of("c.html"))
    put(path, fault_of("c.html"))
    [fault] = rows(path, "faults")
    assert (fault["stage"], fault["name"], fault["build"]) == ("pages", "c.html", 1)
    with Ledger(path) as ledger:
        assert ledger.sql("SELECT count(*) FROM history.faults").rows == ((1,),)


def test_a_name_that_could_not_be_opened_is_at_fault_until_it_can(
    path, entry_of, fault_of, record_of
):
    with Writer(path) as writer:
        writer.write([Entry(None, fault_of("c.html"), "", entry_of(fault_of("c")).read_at)])
    assert [fault["name"] for fault in rows(path, "faults")] == ["c.html"]
    with Writer(path) as writer:
        writer.write([entry_of(record_of("c.html"))])
    assert rows(path, "faults") == []


def test_the_overview_counts_what_answers(small):
    with Ledger(small) as ledger:
        seen = ledger.overview()
        pacts = ledger.pact_rows()
        shown = ledger._repr_html_()
    counted = dict(seen.rows)
    assert (counted["pages"], counted["events"], counted["faults"]) == (2, 2, 1)
    assert dict(seen.kept)["readings"] == 3
    assert seen.published == ("2018-05-19", "2018-05-19")
    assert dict(seen.types) == {"RETREAT": 2}
    assert dict(seen.parties) == {"USA": 1, "IRN": 1}
    assert [(p.id, p.moves, p.pages, p.first) for p in pacts] == [("jcpoa", 2, 2, "2018-05-08")]
    assert "<td>events</td><td>2</td>" in shown


def test_the_receipt_is_kept(small):
    [receipt] = rows(small, "receipts")
    assert (receipt["build"], receipt["given"], receipt["read"], receipt["known"]) == (1, 3, 3, 0)
    assert msgspec.json.decode(receipt["faults"]) == {"pages": 1}


def test_commenters_names_are_left_out_unless_asked_for(small):
    with Ledger(small) as ledger:
        assert "author" not in ledger.comments("plain").columns
        assert ledger.comments("plain", authors=True).column("author") == ["Bob", "Bob"]
        assert "author" not in ledger.table("comments", "plain").columns
        assert all("author" not in b.columns for b in ledger.batches("comments"))


def test_tables_come_as_frames_of_the_library_asked_for(small):
    polars, pandas = pytest.importorskip("polars"), pytest.importorskip("pandas")
    with Ledger(small) as ledger:
        assert isinstance(ledger.events("polars"), polars.DataFrame)
        assert isinstance(ledger.events("pandas"), pandas.DataFrame)
        assert isinstance(ledger.events(), polars.DataFrame)
        assert len(ledger.events("polars")) == len(ledger.events("plain")) == 2
        with pytest.raises(UsageError, match="polars, pandas or plain"):
            ledger.events("excel")
        with pytest.raises(UsageError, match="no table 'planets'"):
            ledger.table("planets")


def test_a_table_is_read_a_batch_at_a_time_or_lazily(small):
    with Ledger(small) as ledger:
        assert [len(batch) for batch in ledger.batches("mentions", 1)] == [1, 1]
        lazy = ledger.relation("events").filter("type = 'RETREAT'").aggregate("count(*) AS n")
        assert lazy.fetchall() == [(2,)]
