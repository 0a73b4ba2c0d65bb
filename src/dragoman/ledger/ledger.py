"""A ledger that is open for reading."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import msgspec

from dragoman.errors import UsageError
from dragoman.ledger.actors import actor_rows
from dragoman.ledger.answers import ActorRow, CodedEvent, Marks, Overview, PactRow, Stored, Told
from dragoman.ledger.dyads import Dyads
from dragoman.ledger.explaining import events_coded
from dragoman.ledger.exporting import export
from dragoman.ledger.files import Files, files_of, guarded
from dragoman.ledger.folders import MANIFEST, is_folder
from dragoman.ledger.frames import Frame, Library, Table, frame
from dragoman.ledger.grounds import marks_of, with_grounds
from dragoman.ledger.opening import MEMORY, connect_to_read, version_of
from dragoman.ledger.overview import actor_names, merged_pacts, overview_of, pact_rows
from dragoman.ledger.places import place_of
from dragoman.ledger.querying import LOCKS, ROWS, SECONDS, ask
from dragoman.ledger.reviewing import Reviewing
from dragoman.ledger.rows import Rows, clean
from dragoman.ledger.schema import KEPT, VERSION, quoted
from dragoman.ledger.sourcing import Sourcing
from dragoman.ledger.streaming import Streaming
from dragoman.ledger.tables import TABLES
from dragoman.ledger.told import moves_told
from dragoman.ledger.writing import Writer

VIEWS = (*TABLES, "pages")
"""What can be asked for by name."""

BATCH = 10_000


class Ledger(Dyads, Reviewing, Sourcing, Streaming):
    """A ledger, open for reading as it stands at this moment; builds don't disturb it.

    Each table is given as a polars or pandas frame, whichever is installed, or as a plain
    `Table`; all rows come from the newest version of each page, read by its newest coder.

    Args:
        path: the ledger's file; one of an older schema is first brought forward. Or a folder of
            Parquet files that `dragoman build --on` wrote, or the URL of one.
        memory: what DuckDB may hold in memory, such as "512MB".

    Raises:
        LedgerError: there is none, it is none, or it is damaged or newer than this version.
    """

    def __init__(self, path: str | os.PathLike[str], memory: str = MEMORY) -> None:
        self._memory = memory
        if is_folder(path):
            self._files = Files(Path(place_of(path).address))
        else:
            self._files = files_of(path)
            if version_of(self._files, self._files.ledger) < VERSION:
                with Writer(path):
                    pass  # Opening a writer brings the schema forward; leaving it publishes that.
        self._connection = self._connect()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def reopen(self) -> None:
        """Goes on with the ledger as it stands now."""
        self._connection.close()
        self._connection = self._connect()

    def _connect(self) -> duckdb.DuckDBPyConnection:
        with guarded(self.path):
            connection = connect_to_read(self._files.ledger, self._memory)
            for lock in LOCKS:
                connection.execute(lock)
        return connection

    @property
    def path(self) -> str:
        """Where the ledger lies."""
        return place_of(self._files.ledger).address

    @property
    def mark(self) -> str:
        """What is another one as soon as another state stands where this one was opened."""
        with guarded(self.path):
            if is_folder(self.path):
                return repr(place_of(self.path).read(MANIFEST))
            found = self._files.ledger.stat()
            return repr((found.st_ino, found.st_mtime_ns, found.st_size))

    def pages(self, library: Library | None = None) -> Frame:
        """A row for each page: its address, its versions and readings."""
        return self.table("pages", library)

    def articles(self, library: Library | None = None) -> Frame:
        """A row for each article, without its text (`texts` in SQL has that)."""
        return self.table("articles", library)

    def actors(self, library: Library | None = None) -> Frame:
        """A row for each actor of each article, as it is resolved."""
        return self.table("actors", library)

    def resolutions(self, library: Library | None = None) -> Frame:
        """A row for each actor as it was read: who that is, how sure it is, and why."""
        return self.table("resolutions", library)

    def judgements(self, library: Library | None = None) -> Frame:
        """A row for each judgement on who somebody is, those taken back too."""
        return self.table("judgements", library)

    def reviews(self, library: Library | None = None) -> Frame:
        """A row for each verdict on a row, those taken back too."""
        return self.table("reviews", library)

    def mentions(self, library: Library | None = None) -> Frame:
        """A row for each span that names an actor."""
        return self.table("mentions", library)

    def attributions(self, library: Library | None = None) -> Frame:
        """A row for each claim and whose it is."""
        return self.table("attributions", library)

    def events(self, library: Library | None = None) -> Frame:
        """A row for each sentence's telling of who did what to whom."""
        return self.table("events", library)

    def moves(self, library: Library | None = None) -> Frame:
        """A row for each move on a pact."""
        return self.table("moves", library)

    def faults(self, library: Library | None = None) -> Frame:
        """A row for each fault of the pages that answer, and of those that gave no record."""
        return self.table("faults", library)

    def receipts(self, library: Library | None = None) -> Frame:
        """A row for each build that came to its end."""
        return self.table("receipts", library)

    def comments(self, library: Library | None = None, *, authors: bool = False) -> Frame:
        """A row for each reader's comment; the names that they were signed with only if asked."""
        with guarded(self.path):
            hidden = () if authors else ("author",)
            return frame(self._without(self.relation("comments"), hidden), library)

    def table(self, name: str, library: Library | None = None) -> Frame:
        """Any table of the schema by name, as it answers; comments without their authors.

        Raises:
            UsageError: there is no such table.
        """
        if name == "comments":
            return self.comments(library)
        with guarded(self.path):
            return frame(self.relation(name), library)

    def relation(self, name: str) -> duckdb.DuckDBPyRelation:
        """A table as a DuckDB relation, of which nothing is read before it is asked for.

        It can be filtered and joined, and whatever takes an Arrow stream can read from it. It
        lives as long as the ledger is open.
        """
        if name not in VIEWS:
            raise UsageError(f"There is no table {name!r}. There are: {', '.join(sorted(VIEWS))}.")
        with guarded(self.path):
            return self._connection.sql(f"FROM {KEPT + '.' if name == 'states' else ''}{name}")

    def batches(self, name: str, rows: int = BATCH) -> Iterator[Table]:
        """A table in pieces of at most `rows` rows, one at a time in memory."""
        cursor = self._connection.cursor()
        try:
            with guarded(self.path):
                cursor.execute("USE ledger")
                query = self._without(self.relation(name), ("author",) * (name == "comments"))
                columns = tuple(query.columns)
                cursor.execute(query.sql_query())
                while found := cursor.fetchmany(rows):
                    yield Table(columns, tuple(found))
        finally:
            cursor.close()

    def sql(self, query: str, *, seconds: float = SECONDS, rows: int = ROWS) -> Table:
        """The answer to a query of the user's own: reading alone, no files, no network.

        Args:
            query: one statement that reads, in DuckDB's SQL.
            seconds: when it is stopped.
            rows: how many rows are given at most; `complete` is false where there were more.

        Raises:
            LedgerError: it was refused or stopped, or is no SQL.
        """
        with guarded(self.path):
            return ask(self._files.ledger, query, seconds, rows, self._memory)

    def overview(self) -> Overview:
        """What is in the ledger."""
        with guarded(self.path):
            return overview_of(self._connection, self._files.ledger)

    def actor_rows(
        self, name: str | None = None, *, doubtful: bool = False, rows: int = ROWS
    ) -> tuple[ActorRow, ...]:
        """Who is named, and how sure it is who that is; those that most articles name first.

        Args:
            name: an id, or part of a name; None for all.
            doubtful: only those of whom that is in doubt, the most doubtful first.
            rows: how many are given at most.
        """
        with guarded(self.path):
            return actor_rows(self._connection, name and clean(name), doubtful, rows)

    def actor_names(self, ids: Sequence[str]) -> dict[str, str]:
        """What most pages call the given actors; those that no page names are left out."""
        with guarded(self.path):
            return actor_names(self._connection, ids)

    def events_coded(self, name: str) -> tuple[CodedEvent, ...]:
        """The events whose id begins with `name`, with what their coding rests on, at most 50.

        An id can stand in several articles' readings of one text.
        """
        with guarded(self.path):
            return events_coded(self._connection, clean(name))

    def pact_rows(self) -> tuple[PactRow, ...]:
        """The pacts that the ledger tells of, those with most moves first."""
        with guarded(self.path):
            return pact_rows(self._connection)

    def merged_pacts(self) -> dict[str, str]:
        """By id and by names in lower case: the pacts that were judged to be another."""
        with guarded(self.path):
            return merged_pacts(self._connection)

    def moves_told(
        self, pacts: Sequence[str] | None = None, known: str | None = None, *, grounds: bool = False
    ) -> list[Told]:
        """Moves with what the fold needs, in no order.

        Args:
            pacts: the ids of the pacts, or None for all.
            known: a day (YYYY-MM-DD): the versions of pages that were known then.
            grounds: True gives sentence, chain and depth too.
        """
        with guarded(self.path):
            told = moves_told(self._connection, pacts, known)
            return with_grounds(self._connection, told, pacts, known) if grounds else told

    def marks(self, told: Told) -> Marks:
        """What the fold asks of a move's sentence."""
        return marks_of(told.sentence)

    def export(
        self,
        profile: str,
        out: str | os.PathLike[str],
        *,
        text: bool = True,
        authors: bool = False,
    ) -> dict[str, int]:
        """Writes every table into a folder, as files of csv, parquet or jsonl.

        Args:
            profile: "csv", "parquet" or "jsonl".
            out: a folder, which is made; nothing may be in it.
            text: False leaves codes, offsets and hashes alone, for sharing.
            authors: True gives the names of commenters too.

        Returns:
            How many rows each table has.

        Raises:
            UsageError: there is no such profile, or the folder holds something.
            LedgerError: it can't be written.
        """
        return export(
            self._files.ledger, profile, out, text=text, authors=authors, memory=self._memory
        )

    def stored(self) -> list[Stored]:
        """The readings that answer, for `verify`; a source under its first name."""
        with guarded(self.path):
            found = self._connection.execute(
                """SELECT a.reading, a.source, s.digest, n.name, n.location, k.options
                   FROM articles a JOIN sources s USING (source) JOIN readings r USING (reading)
                   JOIN coders k ON k.coder = r.coder
                   JOIN (SELECT source, min_by(name, (location IS NULL, name)) AS name,
                                min_by(location, (location IS NULL, name)) AS location
                         FROM names GROUP BY source) n ON n.source = a.source
                   ORDER BY n.location, a.reading"""
            ).fetchall()
        return [
            Stored(reading, source, digest, name, location, msgspec.json.decode(options))
            for reading, source, digest, name, location, options in found
        ]

    def stored_rows(self, readings: Sequence[str]) -> dict[str, Rows]:
        """All rows of the given readings as they were entered, by reading and table."""
        rows: dict[str, Rows] = {reading: {} for reading in readings}
        with guarded(self.path):
            for table in TABLES.values():
                if not table.by_reading:
                    continue
                columns = ", ".join(map(quoted, table.names))
                found = self._connection.execute(
                    f"SELECT {columns} FROM {KEPT}.{table.name} "
                    f"WHERE reading IN (SELECT unnest(?::VARCHAR[]))",
                    [list(readings)],
                ).fetchall()
                for row in found:
                    told = dict(zip(table.names, row, strict=True))
                    rows[told["reading"]].setdefault(table.name, []).append(told)
        return rows

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        counts = self.overview().rows
        return Table(("table", "rows"), tuple((name, f"{n:,}") for name, n in counts))._repr_html_()

    def _without(
        self, relation: duckdb.DuckDBPyRelation, hidden: Sequence[str]
    ) -> duckdb.DuckDBPyRelation:
        kept = [quoted(c) for c in relation.columns if c not in hidden]
        return relation.project(", ".join(kept)) if hidden else relation
