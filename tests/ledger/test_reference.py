"""The documentation says what the schema is."""

from pathlib import Path

import duckdb

from dragoman.ledger import Ledger
from dragoman.ledger.current import statements
from dragoman.ledger.reference import reference_page
from dragoman.ledger.schema import KEPT
from dragoman.ledger.tables import SUBJECTS, TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "ledger.md"


def test_the_page_is_the_schemas_own():
    assert PAGE.read_text("utf-8") == reference_page(), "run `make docs`"


def test_every_table_and_column_of_a_ledger_is_described(small):
    with Ledger(small) as ledger:
        found = ledger.sql(
            f"SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = '{KEPT}'"
        )
    assert set(found.rows) == {(t.name, c.name) for t in TABLES.values() for c in t.columns}
    for table in TABLES.values():
        assert all(column.meaning.endswith(".") for column in table.columns)
        assert set(table.key) <= set(table.names)


def test_every_kind_that_can_be_corrected_has_columns_for_it():
    assert {t.name for t in TABLES.values() if any(c.correctable for c in t.columns)} == set(
        SUBJECTS.values()
    )


def test_any_duckdb_can_read_the_views(small):
    with duckdb.connect(str(small), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchall() == [(2,)]
        assert connection.execute("FROM moves_known('2018-12-31')").fetchall()
        views = connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        for [view] in views:
            connection.execute(f"FROM {view}").fetchall()


def test_views_can_be_made_anew(small):
    with duckdb.connect(str(small)) as connection:
        for statement in statements():
            connection.execute(statement)
        assert connection.execute("SELECT count(*) FROM moves").fetchall() == [(2,)]
