"""Verdicts on rows: applied at once in every answer, kept, and as if never given once taken back."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import LedgerError, UsageError
from dragoman.flow.building import build
from dragoman.flow.lessons import labelled_paragraphs, lessons, marked_sentences
from dragoman.flow.opening import open_ledger
from dragoman.flow.reviewing import consequences, review
from dragoman.ledger import Draw, Order, Reviewed, Writer
from dragoman.ledger.index import Index

_spec = importlib.util.spec_from_file_location(
    "paper_reader", Path(__file__).with_name("paper_reader.py")
)
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)

ROWS = """\
{"text": "USA withdraw jcpoa 2018-05-08", "published": "2018-05-09", "url": "https://a.example/1"}
{"text": "IRN join jcpoa 2015-07-14", "published": "2015-07-15", "url": "https://a.example/2"}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reviewing")
    (folder / "rows.jsonl").write_text(ROWS)
    build(folder / "l.duckdb", [str(folder / "rows.jsonl")], reader=_module.PaperReader())
    return folder


@pytest.fixture
def ledger(built, tmp_path):
    (tmp_path / "l.duckdb").write_bytes((built / "l.duckdb").read_bytes())
    with open_ledger(tmp_path / "l.duckdb") as opened:
        yield opened


@pytest.fixture
def unsure(built, tmp_path):
    """The same, in which rows are more and less sure, and of some nothing is told."""
    path = tmp_path / "l.duckdb"
    path.write_bytes((built / "l.duckdb").read_bytes())
    scores = "CASE WHEN rowid % 5 = 4 THEN NULL ELSE rowid % 4 / 4.0 END"
    with duckdb.connect(str(path)) as connection:
        for table, column in (("events", "confidence"), ("moves", "confidence"),
                              ("resolutions", "score")):  # fmt: skip
            connection.execute(f"UPDATE history.{table} SET {column} = {scores}")
    with open_ledger(path) as opened:
        yield opened


def row(ledger, table, **where):
    rows = ledger.table(table, "plain")
    return next(r for r in rows if all(r[name] == value for name, value in where.items()))


def give(ledger, kind, found, verdict, **more):
    subject = found["actor"] if kind == "identity" else found["id"]
    return ledger.give_verdict(kind, found["article"], subject, verdict, author="me", **more)


def statuses(ledger):
    return {s.actor: s.status for s in ledger.standing("jcpoa").standings}


def test_a_rejected_move_leaves_the_standing_until_it_is_taken_back(ledger):
    move = row(ledger, "moves", actor="USA")
    assert statuses(ledger) == {"USA": "withdrawn", "IRN": "member"}
    given = give(ledger, "move", move, "reject", reason="misread")
    assert (given.number, given.label, given.drawn) == (1, "withdraw", "chosen")
    assert statuses(ledger) == {"IRN": "member"}
    with pytest.raises(UsageError, match="No move"):
        give(ledger, "move", move, "accept")
    ledger.undo_review(1, author="another")
    assert statuses(ledger) == {"USA": "withdrawn", "IRN": "member"}
    with pytest.raises(UsageError, match="taken back already"):
        ledger.undo_review(1, author="me")
    with pytest.raises(UsageError, match="is not there"):
        ledger.undo_review(9, author="me")
    kept = ledger.sql("SELECT verdict, undone, author, reason FROM history.reviews ORDER BY number")
    assert kept.rows == (("reject", None, "me", "misread"), ("undo", 1, "another", "reviewed"))


def test_mends_lie_one_over_the_other_and_come_off_again(ledger):
    event = row(ledger, "events", source=["USA"])
    ledger_row = {"id": event["id"]}

    def told():
        found = row(ledger, "events", **ledger_row)
        return found["type"], found["quad"], found["modality"], found["target"]

    assert told() == ("AGREE", 1, "actual", [])
    first = give(ledger, "event", event, "mend", values={"type": "SANCTION", "target": ["IRN"]})
    assert told() == ("SANCTION", 4, "actual", ["IRN"])
    second = give(ledger, "event", event, "mend", values={"modality": "denied", "target": ["FRA"]})
    assert told() == ("SANCTION", 4, "denied", ["FRA"])
    ledger.undo_review(second.number, author="me")
    assert told() == ("SANCTION", 4, "actual", ["IRN"])
    ledger.undo_review(first.number, author="me")
    assert told() == ("AGREE", 1, "actual", [])
    assert not row(ledger, "events", **ledger_row)["corrected"]


def test_a_move_is_mended_to_another_pact_with_its_name(ledger):
    move = row(ledger, "moves", actor="IRN")
    give(ledger, "move", move, "mend", values={"pact": "npt"})
    found = row(ledger, "moves", actor="IRN")
    assert (found["pact"], found["kind"]) == ("npt", "accord")
    assert "Non-Proliferation" in found["name"]


def test_an_identity_is_judged_in_its_article_alone(ledger):
    usa = row(ledger, "resolutions", actor="USA")
    accepted = give(ledger, "identity", usa, "accept")
    assert (accepted.identity, accepted.judgement) == ("USA", None)
    mended = give(ledger, "identity", usa, "mend", values={"identity": "FRA"})
    assert row(ledger, "resolutions", actor="USA")["identity"] == "FRA"
    assert ledger.judgements("plain").column("article") == [usa["article"]]
    ledger.undo_review(mended.number, author="me")
    assert row(ledger, "resolutions", actor="USA")["identity"] == "USA"
    assert ledger.judgements("plain").column("void") == [True]
    rejected = give(ledger, "identity", usa, "reject")
    assert row(ledger, "resolutions", actor="USA")["identity"] != "USA"
    ledger.undo_judgement(rejected.judgement, author="me")
    ledger.undo_review(rejected.number, author="me")
    assert row(ledger, "resolutions", actor="USA")["identity"] == "USA"


@pytest.mark.parametrize(
    ("verdict", "values", "words"),
    [
        ("adore", None, "A verdict is"),
        ("accept", {"type": "AID"}, "where you mend a row, and only there"),
        ("mend", None, "where you mend a row, and only there"),
        ("mend", {"confidence": 1.0}, "can mend no"),
        ("mend", {"type": "AGREE"}, "Nothing is otherwise"),
        ("mend", {"type": "APPLAUD"}, "There is no type"),
        ("mend", {"mode": "expel"}, "has no mode"),
        ("mend", {"date": "2018-13"}, "dates are like"),
        ("mend", {"source": ["nobody"]}, "no state or body"),
        ("mend", {"modality": "perhaps"}, "can't be"),
    ],
)
def test_a_verdict_that_makes_no_sense_leaves_no_trace(ledger, verdict, values, words):
    with pytest.raises(UsageError, match=words):
        give(ledger, "event", row(ledger, "events"), verdict, values=values)
    assert ledger.sql("FROM history.reviews").rows == ()
    assert ledger.sql("FROM history.corrections").rows == ()


@pytest.mark.parametrize(
    ("kind", "author", "reason", "words"),
    [
        ("page", "me", "", "One can review"),
        ("event", " ", "", "who you are"),
        ("event", "x" * 101, "", "who you are"),
        ("event", "a\u202eb", "", "who you are"),
        ("event", "me", "x" * 2001, "A reason has at most"),
    ],
)
def test_who_and_what_is_checked(ledger, kind, author, reason, words):
    event = row(ledger, "events")
    with pytest.raises(UsageError, match=words):
        review(
            ledger.path, kind, event["article"], event["id"], "accept", author=author, reason=reason
        )


def test_while_somebody_else_writes_a_verdict_waits(ledger):
    event = row(ledger, "events")
    with Writer(ledger.path), pytest.raises(LedgerError, match="is being written"):
        give(ledger, "event", event, "accept")
    assert give(ledger, "event", event, "accept").number == 1


def test_what_follows_from_a_type():
    now = {"type": "SANCTION", "mode": "expel", "cameo": "161"}
    assert consequences(now, {"date": None}) == {}
    told = consequences(now, {"type": "REJECT"})
    assert (told["mode"], told["quad"], told["cameo"]) == (None, 3, "12")
    assert consequences(now, {"mode": None})["cameo"] == "161"


def drawn(ledger, draw):
    found, skip = [], 0
    while (waiting := ledger.waiting(draw, skip)[0]) is not None:
        found.append((waiting.article, waiting.subject))
        skip += 1
    return found


def test_rows_wait_in_an_order_that_a_seed_gives_again(ledger):
    one, same, other = (drawn(ledger, Draw(seed=seed)) for seed in (1, 1, 2))
    assert one == same
    assert one != other
    assert sorted(one) == sorted(other)
    assert len(one) == 10
    assert drawn(ledger, Draw(label="ACCUSE")) == []
    assert len(drawn(ledger, Draw(least=0.5, most=0.6))) == 10
    assert drawn(ledger, Draw(least=0.6)) == []
    article, subject = one[0]
    ledger.give_verdict("event", article, subject, "accept", author="me")
    assert drawn(ledger, Draw(seed=1)) == one[1:]
    assert ledger.waiting(Draw(seed=1))[1] == 9
    assert len(drawn(ledger, Draw(kind=Reviewed.IDENTITY, order=Order.LATEST))) == 2


def test_an_index_draws_the_same_rows_in_the_same_order(unsure, tmp_path):
    ledger = unsure
    index = Index(ledger.path, tmp_path / "indexes")
    index.refresh()
    labels = (
        ("event", None), ("event", "AGREE"), ("move", "join"), ("attribution", None),
        ("identity", None), ("identity", "country"),
    )  # fmt: skip
    draws = [Draw(kind, label, seed=seed) for kind, label in labels for seed in (1, 3)]
    draws += [Draw(kind, label, order=o) for kind, label in labels for o in list(Order)[1:]]
    draws += [
        Draw(kind, None, least, most, order)
        for kind in ("event", "identity")
        for least, most in ((0.0, 0.5), (0.3, 1.0))
        for order in Order
    ]

    def same(skips=(0,)):
        with index.snapshot() as known:
            for draw in (replace(draw, kind=Reviewed(draw.kind)) for draw in draws):
                reviewed = ledger.places_reviewed(draw.kind)
                for skip in skips:
                    told, count = ledger.waiting(draw, skip)
                    place = told and (told.article, told.subject)
                    assert known.next_place(draw, reviewed, skip) == (place, count), draw

    same((0, 3))
    sure = Draw(order=Order.LEAST_SURE)
    lots = (Draw(seed=3), Draw(label="AGREE"), Draw(kind=Reviewed.MOVE), sure)
    for draw in (*lots, replace(sure, kind=Reviewed.IDENTITY)):
        told, _ = ledger.waiting(draw)
        ledger.give_verdict(draw.kind, told.article, told.subject, "accept", author="me")
    same()
    index.refresh()
    same()
    with index.snapshot() as known:
        assert known.next_place(Draw(label="AGREE", least=0.2), ()) is None
    index.close()


def test_only_what_is_drawn_without_regard_to_certainty_is_drawn_at_random():
    assert Draw().drawn == "random"
    assert Draw(label="AID").drawn == "random"
    assert Draw(least=0.5).drawn == "chosen"
    assert Draw(most=0.5).drawn == "chosen"
    assert Draw(order=Order.LEAST_SURE).drawn == "least-sure"
    assert Draw(order=Order.LATEST).drawn == "chosen"


def test_a_row_counts_once_by_the_worst_that_was_said_of_it(ledger):
    rows = [r for r in ledger.events("plain") if r["source"] == ["USA"]]
    give(ledger, "event", rows[0], "accept", drawn="random")
    give(ledger, "event", rows[1], "mend", values={"type": "AID"}, drawn="random")
    give(ledger, "event", rows[1], "accept", drawn="chosen")
    give(ledger, "event", rows[2], "accept", drawn="random")
    give(ledger, "event", rows[2], "reject", drawn="chosen")
    give(ledger, "event", rows[3], "accept", drawn="least-sure")
    told = {(t.label, t.drawn): (t.accepted, t.mended, t.rejected) for t in ledger.tallied()}
    assert told == {("AGREE", "random"): (1, 1, 1), ("AGREE", "chosen"): (1, 0, 0)}


def test_a_reading_by_a_newer_coder_finds_the_row_reviewed(ledger, built):
    event = row(ledger, "events", source=["USA"])
    give(ledger, "event", event, "reject")
    waiting = ledger.waiting(Draw())[1]
    reader = _module.PaperReader("2.0")
    build(ledger.path, [str(built / "rows.jsonl")], reader=reader, reread=True)
    ledger.reopen()
    assert ledger.waiting(Draw())[1] == waiting
    assert event["id"] not in ledger.events("plain").column("id")


def test_lessons_have_what_was_read_and_what_is_right(ledger):
    rows = [r for r in ledger.events("plain") if r["source"] == ["USA"]]
    give(ledger, "event", rows[0], "accept")
    give(ledger, "event", rows[1], "mend", values={"type": "RETREAT"})
    give(ledger, "event", rows[2], "reject", reason="says nothing of the kind")
    give(ledger, "move", row(ledger, "moves", actor="USA"), "reject")
    give(ledger, "identity", row(ledger, "resolutions", actor="USA"), "accept")
    taught = {(t["kind"], t["id"]): t for t in (lesson.as_row() for lesson in lessons(ledger))}
    assert len(taught) == 5
    kept, mended, gone = (taught["event", r["id"]] for r in rows[:3])
    assert kept["read"] == kept["right"]
    assert (mended["read"]["type"], mended["right"]["type"]) == ("AGREE", "RETREAT")
    assert mended["right"]["quad"] == 2
    assert (gone["verdict"], gone["right"], gone["reasons"]) == (
        "reject",
        None,
        ["says nothing of the kind"],
    )
    assert gone["words"][slice(*gone["spans"]["source"][0])] == "USA"
    sentences = list(marked_sentences(lessons(ledger)))
    assert {s["gold_root"] for s in sentences} == {"AGREE", "YIELD"}
    assert {s["marked_sentence"] for s in sentences} == {"<s>USA</s> withdraw jcpoa 2018-05-08"}
    assert list(labelled_paragraphs(lessons(ledger))) == []
