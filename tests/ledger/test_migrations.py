"""A ledger of an older schema is brought forward, and loses nothing on the way."""

from pathlib import Path

import duckdb
import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, Writer, retract
from dragoman.ledger.migrations import STEPS
from dragoman.ledger.schema import KEPT, VERSION

DATA = Path(__file__).parent / "data"


@pytest.fixture(params=range(1, VERSION))
def old_version(request):
    """Each earlier version."""
    return request.param


@pytest.fixture
def old(path, old_version):
    """A ledger of that version: two pages, the same moves; the second has a retraction."""
    with duckdb.connect(str(path)) as connection:
        connection.execute((DATA / f"version{old_version}.sql").read_text("utf-8"))
    return path


def columns_of(path):
    with Ledger(path) as ledger:
        found = ledger.sql(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() "
            f"WHERE schema_name = '{KEPT}' ORDER BY ALL"
        )
    return found.rows


def views_of(path):
    with Ledger(path) as ledger:
        return ledger.sql(
            "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY 1"
        ).rows


def test_every_version_leads_to_the_next():
    assert list(STEPS) == list(range(1, VERSION))


def test_an_old_ledger_opens_and_has_the_schema_of_a_new_one(old, tmp_path):
    with Ledger(old) as ledger:
        assert len(ledger.events("plain")) == 2 - len(ledger.table("retractions", "plain"))
        assert [t.move.actor for t in ledger.moves_told(known="2018-12-31")] == ["USA"]
        assert dict(ledger.overview().rows)["faults"] == 1
        assert ledger.overview().schema == VERSION
    with Writer(tmp_path / "new.duckdb"):
        pass
    assert columns_of(old) == columns_of(tmp_path / "new.duckdb")
    assert views_of(old) == views_of(tmp_path / "new.duckdb")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("test")] == ["test.duckdb"]


def test_actors_of_an_old_ledger_stay_as_they_were_read(old, old_version):
    with Ledger(old) as ledger:
        rows = {(row["id"], row["country"]) for row in ledger.actors("plain")}
        assert rows == {("USA", "USA"), ("IRN", "IRN"), ("ministry", "IRN")}
        scores = {row["score"] for row in ledger.actors("plain")}
        assert scores == ({None} if old_version < 3 else {1.0})
        [usa] = ledger.actor_rows("USA")
        assert (usa.mentions, usa.articles, usa.alternatives) == (1, 1, ())
        assert ledger.judgements("plain").rows == ()


def test_events_of_an_old_ledger_have_no_intensity_and_keep_their_contexts(old):
    with Ledger(old) as ledger:
        events = list(ledger.events("plain"))
        assert {event["intensity"] for event in events} == {None}
        assert all(event["contexts"] == ["diplomatic", "legal"] for event in events)


def test_all_rows_of_an_old_ledger_are_kept(old):
    columns, before = {}, {}
    with duckdb.connect(str(old)) as connection:
        stood = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'history'"
        for [name] in connection.execute(stood).fetchall():
            found = connection.execute(f"FROM history.{name} ORDER BY ALL")
            columns[name] = ", ".join(f'"{column[0]}"' for column in found.description)
            before[name] = found.fetchall()
    kept = [name for name in before if name not in ("meta", "states")]
    assert {"actors", "mentions", "events"} < set(kept)
    with Ledger(old) as ledger:
        for name in kept:
            query = f"SELECT {columns[name]} FROM history.{name} ORDER BY ALL"
            assert list(ledger.sql(query).rows) == before[name]


def test_an_old_ledger_goes_on_being_built_and_corrected(old, put, record_of):
    put(old, record_of("a.html", url="https://news.example/a"), record_of("d.html"))
    retract(old, "page", Ledger(old).pages("plain").column("page")[0], reason="r", author="me")
    with Ledger(old) as ledger:
        assert len(ledger.articles("plain")) == 2
        assert ledger.sql("SELECT count(*) FROM history.readings").rows == ((4,),)


def test_an_old_ledger_that_cannot_be_brought_forward_is_left_as_it_is(old, monkeypatch):
    before = old.read_bytes()
    broken = ["CREATE TABLE history.judgements (x INTEGER)", "SELEKT"]
    monkeypatch.setitem(STEPS, VERSION - 1, broken)
    with pytest.raises(LedgerError):
        Ledger(old)
    assert old.read_bytes() == before
    monkeypatch.undo()
    assert len(Ledger(old).moves("plain")) == 2
