"""Rows that others made, handed on as a Parquet file in memory."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import msgspec

from dragoman.ledger.files import guarded
from dragoman.ledger.rows import cleaned
from dragoman.ledger.schema import literal, quoted, shape

SHAPES = {"text": "VARCHAR", "texts": "VARCHAR[]", "whole": "BIGINT", "number": "DOUBLE"}
"""What a column can hold, and how DuckDB calls that."""


def parquet_of(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A Parquet file with some rows, compressed with Zstandard.

    Args:
        columns: the columns in order, and what each holds: text, texts, whole or number.
        rows: a value for each column; None where there is none.

    Raises:
        LedgerError: the disk for temporary files is full or can't be written.
    """
    told = [{name: row[name] for name in columns} for row in rows]
    raw = msgspec.json.encode(cleaned(told)).decode()
    shapes = msgspec.json.encode([{n: shape(SHAPES[kind]) for n, kind in columns.items()}]).decode()
    names = ", ".join(map(quoted, columns))
    with TemporaryDirectory(prefix="dragoman-") as folder, guarded(folder):
        path = Path(folder) / "rows.parquet"
        with duckdb.connect(":memory:", config={"threads": 1}) as connection:
            connection.execute(
                f"CREATE TABLE handed AS SELECT {names} FROM "
                f"(SELECT unnest(from_json(?, ?), max_depth := 2))",
                [raw, shapes],
            )
            connection.execute(
                f"COPY handed TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)"
            )
        return path.read_bytes()
