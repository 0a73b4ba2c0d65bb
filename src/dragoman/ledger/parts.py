"""Writing the parts of a ledger that is a folder: some pages' rows, a Parquet file a table."""

import secrets
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import msgspec

from dragoman.ledger.files import guarded
from dragoman.ledger.folders import COMMIT, MANIFEST, PARTED, Manifest, manifest_of
from dragoman.ledger.inserting import insert_rows
from dragoman.ledger.naming import resolution_rows
from dragoman.ledger.opening import MEMORY
from dragoman.ledger.places import Place
from dragoman.ledger.reprinting import Sketch
from dragoman.ledger.resolved import Resolve
from dragoman.ledger.rows import Entry, Row, Rows, now, rows_of
from dragoman.ledger.schema import APPLICATION, VERSION, Table, literal, quoted
from dragoman.ledger.tables import TABLES
from dragoman.records import Record, content_id

OF_RUNS = "run-"
"""How the names of parts begin that hold no page's rows but a run's."""

FORMAT = "FORMAT parquet, COMPRESSION zstd"


@dataclass(frozen=True, slots=True)
class Entering:
    """What all pages of a run are entered with: its number, and who says who the actors are."""

    build: int
    resolve: Resolve
    codebook: str


class PartWriter:
    """Writes parts into a place; used in a `with` statement, by any number at once."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with guarded(self.place.address):
            folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="dragoman-"))
            self._folder = Path(folder)
            self._connection = duckdb.connect(
                ":memory:",
                config={"memory_limit": MEMORY, "threads": 1, "temp_directory": folder},
            )
            self._stack.callback(self._connection.close)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def begin(self) -> None:
        """Makes the folder a ledger, if it is none yet.

        Raises:
            LedgerError: it is a ledger of another version, or can't be written.
        """
        with guarded(self.place.address):
            if manifest_of(self.place) is None:
                created = datetime.now(UTC).isoformat(timespec="seconds")
                facts = {"application": APPLICATION, "schema": str(VERSION), "created": created}
                self._manifest(Manifest(facts | {"ledger": secrets.token_hex(8)}, ()))

    def state(self) -> None:
        """Says that all that a run has to write stands."""
        with guarded(self.place.address):
            manifest = manifest_of(self.place) or Manifest({}, ())
            state = {"number": len(manifest.states) + 1, "state": secrets.token_hex(8)}
            told = {"written": now(), "version": version("dragoman")}
            self._manifest(Manifest(manifest.meta, (*manifest.states, state | told)))

    def clear(self) -> None:
        """Takes away the parts of whoever died before all of a name were written."""
        with guarded(self.place.address):
            whole = set(self.place.names(COMMIT))
            for table in PARTED:
                for name in self.place.names(table):
                    if name not in whole and not name.startswith(OF_RUNS):
                        self.place.remove(f"{table}/{name}")

    def has(self, part: str) -> bool:
        """Whether a part stands with all that belongs to it."""
        with guarded(self.place.address):
            return self.place.exists(f"{COMMIT}/{part}.parquet")

    def enter(
        self, entries: Iterable[Entry], sketches: Iterable[Sketch], entering: Entering
    ) -> None:
        """Writes the rows of pages that could be opened as one part, `readings` last."""
        rows: Rows = {"sketches": [asdict(sketch) for sketch in sketches]}
        for entry in entries:
            for table, more in _rows(entry, entering).items():
                rows.setdefault(table, []).extend(more)
        last = rows.pop(COMMIT)
        part = part_of(row["reading"] for row in last)
        for table, some in rows.items():
            self.write(table, some, part)
        self.write(COMMIT, last, part)

    def write(self, table: str, rows: Sequence[Row], part: str | None = None) -> None:
        """Writes rows of one table under a part's name, or under that of their own hash."""
        if not rows:
            return
        part = part or OF_RUNS + content_id(table, *(repr(sorted(row.items())) for row in rows))
        with guarded(self.place.address):
            made = TABLES[table]
            self._connection.execute(f"CREATE OR REPLACE TABLE {_made(made)}")
            insert_rows(self._connection, made, rows, quoted(table), once=bool(made.key))
            self.copy(self._connection, f"FROM {quoted(table)}", f"{table}/{part}.parquet")
            self._connection.execute(f"DROP TABLE {quoted(table)}")

    def copy(self, connection: duckdb.DuckDBPyConnection, query: str, name: str) -> None:
        """Writes what a query of this room gives into a file of the place."""
        file = self._folder / "part.parquet"
        connection.execute(f"COPY ({query}) TO {literal(str(file))} ({FORMAT})")
        self.place.put(file, name)
        file.unlink()

    def _manifest(self, manifest: Manifest) -> None:
        file = self._folder / MANIFEST
        file.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
        self.place.put(file, MANIFEST)


def _rows(entry: Entry, entering: Entering) -> Rows:
    """All rows of a page, with who its actors are: nobody judges in a folder."""
    page = rows_of(entry, entering.build)
    if isinstance(entry.result, Record):
        article = entry.result.article
        page["resolutions"] = resolution_rows(
            entry.result,
            {article.id: article.published},
            entering.resolve,
            page["readings"][0]["reading"],
            entering.codebook,
        )
    return page


def part_of(readings: Iterable[str]) -> str:
    """The name of the part that holds some readings."""
    return content_id("part", *sorted(readings))


def _made(table: Table) -> str:
    columns = ", ".join(f"{quoted(c.name)} {c.type}" for c in table.columns)
    key = f", PRIMARY KEY ({', '.join(map(quoted, table.key))})" if table.key else ""
    return f"{quoted(table.name)} ({columns}{key})"
