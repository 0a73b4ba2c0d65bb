"""The ledger: records in DuckDB and Parquet. The only room that knows SQL."""

from dragoman.ledger.answers import Overview, PactRow, Receipt, Stored, Told
from dragoman.ledger.frames import Table
from dragoman.ledger.judging import correct, read_value, retract
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.receipts import Run
from dragoman.ledger.rows import Entry, Rows, Taken, coder_row, now, record_rows
from dragoman.ledger.writing import Known, Writer

__all__ = [
    "Entry",
    "Known",
    "Ledger",
    "Overview",
    "PactRow",
    "Receipt",
    "Rows",
    "Run",
    "Stored",
    "Table",
    "Taken",
    "Told",
    "Writer",
    "coder_row",
    "correct",
    "now",
    "read_value",
    "record_rows",
    "retract",
]
