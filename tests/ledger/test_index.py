"""A ledger's index: it answers as the ledger does, and follows it from state to state."""

import itertools
import os
import threading
import time
from dataclasses import replace

import pytest
from benchmarks.ledger_million import make

from dragoman.errors import UsageError
from dragoman.flow.indexed import IndexedLedger
from dragoman.flow.opening import open_ledger
from dragoman.ledger import Ledger, Reviewed, correct, retract
from dragoman.ledger.index import KINDS, Index, Narrowed


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Pages of the sort that measures are taken with, mended here and there."""
    folder = tmp_path_factory.mktemp("index")
    path = folder / "l.duckdb"
    make(path, 24)
    with open_ledger(path) as ledger:
        deed = ledger.deeds("IRN", done=True)[0]
        move = ledger.move_rows()[0]
        article = ledger.article_rows()[3].article
        ledger.judge("USA", identity="USA", sector="MIL", reason="r", author="me")
        one, other = sorted(row.id for row in ledger.pact_rows())[:2]
        ledger.judge_pact(one, other, reason="r", author="me")
    said = {"reason": "r", "author": "me"}
    correct(path, "event", deed.id, {"source": ["FRA"], "type": "AID"}, **said)
    correct(path, "article", article, {"published": "2016-02-03"}, **said)
    retract(path, "move", move.id, **said)
    return path


@pytest.fixture(scope="module")
def ledger(made):
    with open_ledger(made) as opened:
        yield opened


@pytest.fixture(scope="module")
def index(made):
    index = Index(made, made.parent / "indexes")
    index.refresh()
    with index.snapshot() as snapshot:
        yield IndexedLedger(snapshot, open_ledger(made).catalogue)
    index.close()


def test_the_lists_are_those_of_the_ledger(ledger, index):
    assert index.overview() == ledger.overview()
    assert index.article_rows() == ledger.article_rows()
    assert index.article_rows(5, 7) == ledger.article_rows(5, 7)
    assert index.move_rows() == ledger.move_rows()
    assert index.pact_rows() == ledger.pact_rows()
    assert index.merged_pacts() == ledger.merged_pacts()
    assert index.clusters() == ledger.clusters()
    assert index.actor_rows(rows=500) == ledger.actor_rows(rows=500)


def test_what_actors_did_is_what_the_ledger_tells(ledger, index):
    actors = [row.id for row in ledger.actor_rows(rows=500)]
    assert len(actors) > 20
    for actor in actors[:40]:
        for done in (True, False):
            assert index.deeds(actor, done=done) == ledger.deeds(actor, done=done), actor
        assert index.months(actor) == ledger.months(actor), actor
        assert index.partners(actor) == ledger.partners(actor), actor
        assert index.pair_counts(actor) == ledger.pair_counts(actor), actor
        assert index.said_by(actor) == ledger.said_by(actor), actor
        assert index.move_rows(actor) == ledger.move_rows(actor), actor
    assert index.actor_names(actors) == ledger.actor_names(actors)
    for one, other in itertools.permutations(actors[:5], 2):
        for done in (True, False):
            assert index.deeds(one, other, done=done) == ledger.deeds(one, other, done=done)
        assert index.months(one, other) == ledger.months(one, other)


def test_who_does_what_to_whom_is_what_the_ledger_counts(ledger, index):
    parties = ledger.main_parties()
    assert len(parties) == 12
    assert index.main_parties() == parties
    assert index.main_parties(3) == parties[:3]
    for kind in Reviewed:
        assert index.labels(kind) == ledger.labels(kind)
    assert index.cell_counts(parties) == ledger.cell_counts(parties) != ()
    assert index.cell_counts(("USA", "nobody")) == index.cell_counts(()) == ()
    assert index.pair_counts("nobody") == ()


def test_records_come_back_whole(ledger, index):
    for row in ledger.article_rows():
        assert index.record(row.article) == ledger.record(row.article)
        assert index.article_row(row.article) == row


def test_the_fold_comes_out_the_same(ledger, index):
    assert index.pacts() == ledger.pacts()
    assert index.pacts("2018-01-01", "2019-01-01") == ledger.pacts("2018-01-01", "2019-01-01")
    one, other = sorted(ledger.merged_pacts().items())[-1]
    assert one.startswith("pact-")
    assert index.main_pact(one) == ledger.main_pact(one) == other
    for on, known in [(None, None), ("2018-06-01", None), (None, "2017-01-01")]:
        assert index.account(other, on, known) == ledger.account(other, on, known)


def test_every_row_has_its_place(ledger, index):
    for row in ledger.article_rows(8):
        record = ledger.record(row.article)
        for kind, nouns in [
            ("event", record.events), ("move", record.moves), ("attribution", record.attributions)
        ]:  # fmt: skip
            assert {index.place_of(kind, noun.id) for noun in nouns} <= {row.article}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_there_is_nowhere(index, kind):
    for name in ("", "nothing", "' OR true --", "\udc80"):
        assert index.record(name) is None
        assert index.deeds(name, done=True) == ()
        assert index.search(name, kind).hits == ()


def test_an_index_follows_its_ledger(small, put, record_of, tmp_path):
    """Whatever happens to a ledger, its index comes to what one made anew has."""
    index = Index(small, tmp_path / "indexes")
    entered = record_of("a.html", url="https://news.example/a")
    said = {"reason": "r", "author": "me"}

    def another_version():
        text = "Headline\nThe ministry said that FRA left the deal on a day.\nBob: No!"
        url = "https://news.example/a"
        put(small, record_of("a2.html", text, url=url, published="2019-01-01", actor="FRA"))

    def judged():
        with open_ledger(small) as ledger:
            ledger.judge("FRA", identity="DEU", reason="r", author="me")

    happens = [
        lambda: None,
        lambda: correct(small, "event", entered.events[0].id, {"source": ["IRN"]}, **said),
        lambda: retract(small, "move", entered.moves[0].id, **said),
        another_version,
        judged,
        lambda: retract(small, "article", entered.article.id, **said),
    ]
    for number, happen in enumerate(happens):
        happen()
        index.refresh()
        anew = Index(small, tmp_path / f"anew-{number}")
        anew.refresh()
        assert contents(index) == contents(anew), number
        anew.close()
    index.close()


def contents(index):
    """All that an index has, and what its searches find."""
    with index.snapshot() as snapshot:
        ask = snapshot.connection.execute
        tables = [
            "articles", "records", "texts", "events", "claims", "moves", "readings", "called",
            "people", "pacts", "clusters", "outlets", "outlets_called",
        ]  # fmt: skip
        held = {table: ask(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}
        of = "JOIN parties p ON p.number = t.actor"
        for table, more in [("sides", "done, event"), ("speakers", "claim"), ("movers", "move")]:
            held[table] = ask(f"SELECT p.id, {more} FROM {table} t {of} ORDER BY 1, 2").fetchall()
        counted = "did + met > 0 ORDER BY 1, 2, 3"
        held["months"] = ask(
            f"SELECT p.id, month, quad, did, met FROM months t {of} WHERE {counted}"
        ).fetchall()
        held["partners"] = ask(
            f"SELECT p.id, o.id, quad, did, met FROM partners t {of} "
            f"JOIN parties o ON o.number = t.other WHERE {counted}"
        ).fetchall()
        held["cells"] = snapshot.cell_counts(snapshot.main_parties(99))
        held["parties"] = ask("SELECT id, sided FROM parties WHERE sided > 0 ORDER BY 1").fetchall()
        held["pairs"] = ask(
            "SELECT p.id, o.id, event, quad FROM pairs t JOIN parties p ON p.number = t.one "
            "JOIN parties o ON o.number = t.other ORDER BY 1, 2, 3"
        ).fetchall()
        held["found"] = [snapshot.search(q, k) for q in ("left", "FRA", "deal") for k in KINDS]
        return held


def test_many_read_while_one_writes(small, put, record_of, tmp_path):
    index = Index(small, tmp_path / "indexes")
    index.refresh()
    seen, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            with index.snapshot() as snapshot:
                first = snapshot.overview().rows, len(snapshot.article_rows()), snapshot.state
                again = snapshot.overview().rows, len(snapshot.article_rows()), snapshot.state
                seen.append((first == again, dict(first[0])["articles"] == first[1]))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(3):
        put(small, record_of(f"n{number}.html", url=f"https://news.example/n{number}"))
        index.refresh()
    stop.set()
    for thread in threads:
        thread.join()
    assert len(seen) > 4
    assert all(same and whole for same, whole in seen)
    with index.snapshot() as snapshot:
        assert len(snapshot.article_rows()) == 5
    index.close()


def test_a_broken_index_is_made_again(small, tmp_path):
    index = Index(small, tmp_path / "indexes")
    index.path.parent.mkdir()
    index.path.write_bytes(b"no database" * 1000)
    assert not index.ready
    index.refresh()
    with index.snapshot() as snapshot, Ledger(small) as ledger:
        assert snapshot.article_rows() == ledger.article_rows()
    index.close()


def test_indexes_that_nobody_asks_any_more_are_taken_away(small, put, record_of, tmp_path):
    folder, other = tmp_path / "indexes", tmp_path / "other.duckdb"
    put(other, record_of("a"))
    indexes = [Index(path, folder) for path in (small, other)]
    for index in indexes:
        index.refresh()
        index.close()
    mine, others = (index.path for index in indexes)
    old, month = time.time() - 2 * 24 * 3600, time.time() - 31 * 24 * 3600
    name = "0123456789abcdef01234567.sqlite"
    left = {folder / f"{name}.77": old, folder / f"{name}.78": time.time(), folder / name: month}
    left |= {folder / f"{name}.77-journal": old, folder / "notes.txt": month}
    left |= {folder / f"1{name[1:]}": old}
    for path, when in left.items():
        path.write_bytes(b"no database")
        os.utime(path, (when, when))

    Index(small, folder).refresh()
    assert others.exists()
    assert {path.name for path in left if path.exists()} == {
        f"{name}.78", "notes.txt", f"1{name[1:]}",
    }  # fmt: skip
    other.unlink()
    Index(small, folder).refresh()
    assert mine.exists()
    assert not list(folder.glob(f"{others.name}*"))


def test_commenters_are_not_in_an_index(small, tmp_path):
    index = Index(small, tmp_path / "indexes")
    index.refresh()
    index.close()
    with index.snapshot() as snapshot:
        assert snapshot.search("bob", "articles").matches == 0


ONE = "Headline\nTalks in Téhéran: the cease-fire holds, said Tehran of the USA left.\nBob: No!"
OTHER = "Headline\nTehran answers the envoys of others, who left in a long line.\nBob: Yes!"


@pytest.fixture
def searched(path, put, record_of, tmp_path):
    one = record_of("one", ONE, url="https://a.example/1")
    put(path, one, record_of("other", OTHER, url="https://a.example/2"))
    index = Index(path, tmp_path / "indexes")
    index.refresh()
    with index.snapshot() as snapshot:
        yield snapshot
    index.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tehran", {"one", "other"}),
        ("téhéran", {"one"}),
        ("TEHERAN", {"one"}),
        ("tehran answers", {"other"}),
        ('"answers the envoys"', {"other"}),
        ('"answers envoys"', set()),
        ('"answers the envoys', {"other"}),
        ("tehr* -envoys", {"one"}),
        ('envoys "', {"other"}),
        ("* envoys *", {"other"}),
        ("env", set()),
        ("env*", {"other"}),
        ("-", set()),
        ("-envoys", set()),
        ('"', set()),
        ("NEAR(envoys)", set()),
        ("title:envoys", set()),
        ("envoys' OR '1'='1", set()),
        ("envoys AND", set()),
        ("cease-fire", {"one"}),
        ("headline", {"one", "other"}),
        ("yes", set()),
    ],
)
def test_words_are_searched_for(searched, query, found):
    told = searched.search(query, "articles")
    assert {hit.name.removeprefix("Headline of ") for hit in told.hits} == found
    assert told.matches == len(found)
    if found and query != "headline":
        assert all(any(piece.found for piece in hit.pieces) for hit in told.hits)


def test_a_claim_is_found_by_its_speaker(searched):
    [hit] = searched.search("talks", "claims").hits
    assert (hit.stance, hit.depth, hit.outlet) == ("asserts", 1, "The Example Post")
    assert searched.place_of("attribution", hit.id) == hit.article


def test_a_search_is_narrowed(made, index):
    everything = index.search("ministers", "events", rows=1000)
    assert everything.matches == len(everything.hits)
    for name, value in [("type", "ACCUSE"), ("modality", "actual"), ("depth", 0)]:
        narrowed = index.search("ministers", "events", Narrowed(**{name: value}), rows=1000)
        wanted = [hit for hit in everything.hits if getattr(hit, name) == value]
        assert {hit.id for hit in narrowed.hits} == {hit.id for hit in wanted}
        assert wanted or name == "type"
    outlet = everything.hits[0].outlet
    narrowed = index.search("ministers", "events", Narrowed(outlet=outlet), rows=1000)
    assert {hit.outlet for hit in narrowed.hits} == {outlet}
    days = Narrowed(since="2017-01-01", until="2018-12-31")
    narrowed = index.search("ministers", "events", days, rows=1000)
    within = {hit.id for hit in everything.hits if "2017-01-01" <= hit.day <= "2018-12-31"}
    assert {hit.id for hit in narrowed.hits} == within
    assert index.search("accord", "pacts", days).matches == 0
    assert index.search("ministers", "articles", replace(days, type="AID")).matches == 0


def test_an_open_ledger_is_searched(small, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with open_ledger(small) as ledger:
        assert {each.kind: each.matches for each in ledger.search("left")}["events"] == 2
        [found] = ledger.search("left", "claims", rows=1)
        assert (found.matches, len(found.hits)) == (2, 1)
        with pytest.raises(UsageError, match="can't be searched for"):
            ledger.search("left", "moves")
