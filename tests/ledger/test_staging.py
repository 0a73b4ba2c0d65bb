"""Parts of a ledger's rows: none twice, none lost, and the same as all at once."""

from itertools import pairwise

import duckdb
import pytest

from dragoman.ledger import staging
from dragoman.ledger.staging import parts, staged, within
from dragoman.records.identity import content_id

IDS = sorted(content_id("row", number) for number in range(3000))


@pytest.fixture
def connection():
    with duckdb.connect(":memory:") as made:
        made.execute("ATTACH ':memory:' AS ledger")
        made.execute("CREATE TABLE ledger.rows (id VARCHAR, number INTEGER)")
        made.executemany("INSERT INTO ledger.rows VALUES (?, ?)", [(i, 1) for i in IDS[:300]])
        yield made


@pytest.mark.parametrize("rows", [0, 1, 100_000, 100_001, 1_000_000, 10**12])
def test_parts_cover_every_id_once(rows):
    bounds = list(parts(rows))
    assert bounds[0][0] == ""
    assert bounds[-1][1] is None
    assert all(end == first for (_, end), (first, _) in pairwise(bounds))
    assert all(first < end for first, end in bounds if end is not None)


def test_parts_are_about_equal(monkeypatch):
    monkeypatch.setattr(staging, "PART", 500)
    sizes = [
        sum(first <= each and (end is None or each < end) for each in IDS)
        for first, end in parts(len(IDS))
    ]
    assert sum(sizes) == len(IDS)
    assert max(sizes) < 650


def test_staged_rows_come_in_order_and_leave_nothing_behind(connection, monkeypatch):
    monkeypatch.setattr(staging, "PART", 40)
    found = []
    for part in parts(300):
        query = within("r.id", part)("SELECT id FROM rows r WHERE <part> ORDER BY id")
        found += [row["id"] for row in staged(connection, query)]
    assert found == IDS[:300]
    left = "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'staged%'"
    assert connection.execute(left).fetchall() == []


def test_what_is_left_half_read_is_taken_away(connection):
    rows = staged(connection, "SELECT id FROM rows ORDER BY id")
    assert next(rows)["id"] == IDS[0]
    rows.close()
    left = "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'staged%'"
    assert connection.execute(left).fetchall() == []


def test_what_is_left_half_read_ends_quietly_with_the_connection(connection):
    rows = staged(connection, "SELECT id FROM rows ORDER BY id")
    assert next(rows)["id"] == IDS[0]
    connection.close()
    rows.close()
