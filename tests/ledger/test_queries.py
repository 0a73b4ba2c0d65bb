"""Queries of the user's own: they read the ledger and nothing else, and they end."""

import time

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger


@pytest.fixture
def ledger(small):
    with Ledger(small) as opened:
        yield opened


def test_a_query_is_answered(ledger):
    table = ledger.sql("SELECT type, count(*) AS n FROM events GROUP BY type")
    assert table.columns == ("type", "n")
    assert list(table) == [{"type": "RETREAT", "n": 2}]
    assert table.complete


@pytest.mark.parametrize(
    "query",
    [
        "FROM moves",
        "WITH x AS (FROM events) SELECT * FROM x",
        "DESCRIBE events",
        "SUMMARIZE moves",
        "SHOW TABLES",
        "EXPLAIN SELECT 1",
        "VALUES (1)",
        "SELECT * FROM history.readings;",
    ],
)
def test_what_reads_is_allowed(ledger, query):
    assert len(ledger.sql(query)) > 0


@pytest.mark.parametrize(
    "query",
    [
        "INSERT INTO history.events SELECT * FROM history.events",
        "DELETE FROM history.events",
        "UPDATE history.meta SET value = '1'",
        "DROP TABLE history.events",
        "CREATE TABLE memory.x AS SELECT 1",
        "CREATE MACRO f(x) AS x",
        "SELECT 1; DROP TABLE history.events",
        "BEGIN",
        "CHECKPOINT",
        "VACUUM",
        "SET memory_limit = '100GB'",
        "PRAGMA database_list",
        "RESET lock_configuration",
        "USE memory",
        "DETACH ledger",
        "CALL enable_logging()",
        "EXPLAIN ANALYZE SELECT 1",
        "PREPARE p AS SELECT 1",
        "",
        ";",
        "-- nothing",
    ],
)
def test_what_writes_or_sets_is_refused(ledger, query):
    with pytest.raises(LedgerError, match="refused"):
        ledger.sql(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM 'https://news.example/x.csv'",
        "SELECT * FROM read_parquet('https://news.example/x.parquet')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM sniff_csv('/etc/hostname')",
        "SELECT getenv('HOME')",
        "COPY events TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "EXPORT DATABASE 'out'",
        "SELECT * FROM enable_logging(storage = 'file')",
        "SELECT * FROM query('SELECT * FROM read_text(''/etc/hostname'')')",
    ],
)
def test_files_and_the_network_are_out_of_reach(ledger, query, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(LedgerError):
        ledger.sql(query)
    assert sorted(tmp_path.iterdir()) == before


def test_variables_of_the_program_are_out_of_reach(ledger):
    secret = [1]
    with pytest.raises(LedgerError):
        ledger.sql("SELECT * FROM secret")
    assert secret == [1]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE hash(a.range, b.range) = 7",
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
    ],
)
def test_a_query_that_never_ends_is_stopped(ledger, query):
    began = time.monotonic()
    with pytest.raises(LedgerError, match=r"stopped after 0\.3 seconds|more memory"):
        ledger.sql(query, seconds=0.3)
    assert time.monotonic() - began < 5
    assert len(ledger.sql("FROM events")) == 2


def test_a_query_that_wants_all_memory_is_refused(small):
    query = "SELECT list(range::VARCHAR || repeat('x', 1000)) FROM range(100000000)"
    with Ledger(small, memory="100MB") as ledger, pytest.raises(LedgerError, match="more memory"):
        ledger.sql(query, seconds=20)


def test_an_endless_answer_is_cut_off(ledger):
    table = ledger.sql("SELECT * FROM range(1000000000000)", rows=10)
    assert len(table) == 10
    assert not table.complete


@pytest.mark.parametrize(
    "query", ["SELEKT 1", "SELECT nothing FROM events", "SELECT '\udcff'", "x" * 10_000, "(" * 5000]
)
def test_what_is_no_sql_is_told(ledger, query):
    with pytest.raises(LedgerError) as told:
        ledger.sql(query)
    assert len(str(told.value)) < 3000


def test_a_notebook_shows_a_table_with_its_markup_harmless(ledger):
    table = ledger.sql("SELECT '<script>' AS a, NULL AS b FROM range(30)")
    assert table._repr_html_().count("<tr>") == 21
    assert "&lt;script&gt;" in table._repr_html_()
    assert "and 10 more rows" in table._repr_html_()
