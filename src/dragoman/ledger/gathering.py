"""One run into a ledger that is a folder: what is to be read, and what is written at its end.

The pages given are kept in a database of the run's own on the disk, so that their number is
bounded by that alone.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from dragoman.ledger.files import Files, guarded, locked
from dragoman.ledger.folders import attach_folder, lay_out
from dragoman.ledger.inserting import as_json, insert_rows
from dragoman.ledger.opening import connect_to_write
from dragoman.ledger.parts import OF_RUNS, PartWriter
from dragoman.ledger.places import Place
from dragoman.ledger.rows import Entry, Row, rows_of
from dragoman.ledger.schema import BIG, INT, KEPT, TEXT, Column, Table, literal
from dragoman.ledger.tables import TABLES
from dragoman.ledger.writing import Writer
from dragoman.records import PageFault, content_id

PAGES = Table(
    "pages",
    "a page that was given",
    (
        Column("unit", INT, "Which of the units that the run's pages come in."),
        Column("ordinal", BIG, "Which page of it."),
        Column("source", TEXT, "Hash of the content."),
        Column("name", TEXT, "The page as it was named."),
        Column("location", TEXT, "The same from the root of the disk."),
    ),
)
HELD = ("sketches", "reprints", "receipts")
"""Tables that a run's end changes."""

WANTED = f"""WITH read AS (
  SELECT source, arg_max(coder, build) AS coder FROM folder.{KEPT}.readings GROUP BY source),
first AS (
  SELECT unit, ordinal, source FROM pages
  QUALIFY row_number() OVER (PARTITION BY source ORDER BY unit, ordinal) = 1)
SELECT f.unit, list(f.ordinal ORDER BY f.ordinal), list(f.source ORDER BY f.ordinal)
FROM first f LEFT JOIN read r USING (source)
WHERE r.source IS NULL OR ($reread AND r.coder <> $coder)
GROUP BY f.unit ORDER BY f.unit"""
"""By unit, the pages that must be read: of those with the same content the first."""

NEW_NAMES = f"""SELECT source, name, any_value(location) AS location, $build AS build
FROM pages p ANTI JOIN after.{KEPT}.names n USING (source, name) GROUP BY source, name"""

WITHOUT_RECORD = f"""SELECT count(*) FROM run.pages SEMI JOIN (
  SELECT source FROM {KEPT}.readings GROUP BY source HAVING bool_and(article IS NULL))
USING (source)"""

TWICE = """SELECT article, min(filename) AS first, list(DISTINCT filename) AS files
FROM read_parquet({files}, filename = true) GROUP BY article HAVING count(DISTINCT filename) > 1"""


@dataclass(frozen=True, slots=True)
class Found:
    """A page as a look at what was given found it: where it stands, and what it is."""

    unit: int
    ordinal: int
    source: str
    name: str
    location: str | None


class FolderRun:
    """One run; used in a `with` statement.

    Args:
        place: the folder, which is made a ledger if it is none yet. One run works at a time, which
            is seen to where the folder is a path, and is the caller's business behind a URL.

    Raises:
        LedgerError: it has another run, is of another version, or can't be written.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self._stack = ExitStack()
        self.build = 1
        """The number of the run among those that came to their end."""

    def __enter__(self) -> Self:
        try:
            with guarded(self.place.address):
                folder = tempfile.TemporaryDirectory(prefix="dragoman-")
                self._folder = Path(self._stack.enter_context(folder))
                self._parts = self._stack.enter_context(PartWriter(self.place))
                if not self.place.remote:
                    Path(self.place.address).parent.mkdir(parents=True, exist_ok=True)
                    self._stack.enter_context(locked(Files(Path(self.place.address))))
                self._parts.begin()
                self._parts.clear()
                self._run = connect_to_write(self._folder / "run.duckdb")
                self._stack.callback(self._run.close)
                columns = ", ".join(f"{c.name} {c.type}" for c in PAGES.columns)
                self._run.execute(f"CREATE TABLE pages ({columns})")
                attach_folder(self._run, self.place, "folder")
                query = f"SELECT count(*) + 1 FROM folder.{KEPT}.receipts"
                [[self.build]] = self._run.execute(query).fetchall()
                self._run.execute("USE run")
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, found: Sequence[Found]) -> None:
        """Keeps pages that were given."""
        if found:
            rows = [asdict(each) for each in found]
            with guarded(self.place.address):
                insert_rows(self._run, PAGES, rows, "pages")

    @property
    def given(self) -> int:
        """How many pages were given."""
        with guarded(self.place.address):
            [[number]] = self._run.execute("SELECT count(*) FROM pages").fetchall()
        return int(number)

    def wanted(self, coder: str, *, reread: bool) -> Iterator[tuple[int, list[int], list[str]]]:
        """By unit, the pages that must be read, and their sources."""
        with guarded(self.place.address):
            found = self._run.execute(WANTED, {"coder": coder, "reread": reread})
            while row := found.fetchone():
                yield row

    def end(self, coders: Iterable[Row], unopened: Iterable[PageFault]) -> "FolderWriter":
        """Writes what belongs to no one page, and gives what reprints and the receipt need.

        Args:
            coders: the rows of what read in this run.
            unopened: pages that couldn't be opened.
        """
        with guarded(self.place.address):
            self._without_twins()
            self._add_names()
            told = [{**coder, "options": as_json(coder["options"])} for coder in coders]
            self._add_new("coders", told)
            faults = (Entry(None, fault, "", datetime.now(UTC)) for fault in unopened)
            rows = (rows_of(entry, self.build) for entry in faults)
            self._add_new("faults", [row for tables in rows for row in tables["faults"]])
            self._run.close()
            connection = connect_to_write(self._folder / "end.duckdb")
            self._stack.callback(connection.close)
            lay_out(connection, self.place, HELD)
            connection.execute(f"ATTACH {literal(str(self._folder / 'run.duckdb'))} AS run")
        return FolderWriter(self._parts, connection, self.build)

    def _add_new(self, table: str, rows: Sequence[Row]) -> None:
        """Adds a part of those rows that don't stand yet."""
        [key] = TABLES[table].key
        found = self._run.execute(f"SELECT {key} FROM after.{KEPT}.{table}").fetchall()
        stand = {value for [value] in found}
        new = {row[key]: row for row in rows if row[key] not in stand}
        self._parts.write(table, list(new.values()))

    def _add_names(self) -> None:
        """Adds a part of the names under which pages were given and that don't stand yet."""
        attach_folder(self._run, self.place, "after")
        self._run.execute("USE run")
        self._run.execute(f"CREATE TABLE new AS {NEW_NAMES}", {"build": self.build})
        query = "SELECT count(*), bit_xor(hash(source, name))::VARCHAR FROM new"
        [[number, digest]] = self._run.execute(query).fetchall()
        if number:
            part = OF_RUNS + content_id("names", digest)
            self._parts.copy(self._run, "FROM new ORDER BY ALL", f"names/{part}.parquet")

    def _without_twins(self) -> None:
        """Leaves the text of an article that several sources have in one part alone."""
        if not self.place.names("texts"):
            return
        files = literal(self.place.of("texts/*.parquet"))
        self._run.execute(f"CREATE TABLE twice AS {TWICE.format(files=files)}")
        query = "SELECT DISTINCT file FROM (SELECT unnest(files) AS file, first FROM twice)"
        for [file] in self._run.execute(f"{query} WHERE file <> first").fetchall():
            rows = (
                f"SELECT * FROM read_parquet({literal(file)}) WHERE article NOT IN "
                f"(SELECT article FROM twice WHERE first <> {literal(file)})"
            )
            self._parts.copy(self._run, rows, f"texts/{file.rpartition('/')[2]}")


class FolderWriter(Writer):
    """What a run's end writes with: `reprints` and `receipts` change, the other tables stand.

    Args:
        parts: writes the parts.
        connection: in a database that has the folder's tables, and the pages given as `run`.
        build: the run's number.
    """

    def __init__(
        self, parts: PartWriter, connection: duckdb.DuckDBPyConnection, build: int
    ) -> None:
        self.files = Files(Path(parts.place.address))
        self.build = build
        self._parts = parts
        self._connection = connection
        self._sketched = False

    def add_all(self, table: str, rows: Sequence[Row]) -> None:
        """Adds rows to a table that is held."""
        self._sketched |= table == "sketches"
        super().add_all(table, rows)

    def without_record(self) -> int:
        """How many of the pages given have a content that gave no record."""
        return self.count(WITHOUT_RECORD)

    def finish(self) -> None:
        """Writes what was changed, and says that the run came to its end."""
        self._whole("receipts")
        self._whole("reprints")
        if self._sketched:
            self._whole("sketches")
        self._parts.state()

    def _whole(self, table: str) -> None:
        """Puts one part in the place of all of a table's."""
        place, held = self._parts.place, f"{KEPT}.{table}"
        before = place.names(table)
        [[digest]] = self.all(f"SELECT coalesce(bit_xor(hash(t)), 0)::VARCHAR FROM {held} t")
        part = f"{OF_RUNS}{content_id(table, digest)}.parquet"
        if self.count(f"SELECT count(*) FROM {held}"):
            with guarded(place.address):
                self._parts.copy(self._open, f"FROM {held} ORDER BY ALL", f"{table}/{part}")
        for name in before:
            if name != part:
                place.remove(f"{table}/{name}")
