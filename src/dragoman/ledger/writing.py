"""The writer: the only one who changes a ledger, a transaction at a time."""

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from importlib.metadata import version
from types import TracebackType
from typing import Any, Self

import duckdb

from dragoman.errors import LedgerError
from dragoman.ledger.answers import Known, Receipt
from dragoman.ledger.drafts import give_up, take_up
from dragoman.ledger.files import files_of, guarded, locked, log_of
from dragoman.ledger.folders import attach_folder
from dragoman.ledger.inserting import as_json, insert_rows
from dragoman.ledger.naming import resolution_rows
from dragoman.ledger.opening import connect_to_write, version_of
from dragoman.ledger.places import Place
from dragoman.ledger.receipts import Run, count_up
from dragoman.ledger.resolved import Resolve, as_read
from dragoman.ledger.rows import Entry, Row, Rows, Taken, name_row, now, rows_of
from dragoman.ledger.schema import KEPT, Table, quoted
from dragoman.ledger.tables import TABLES
from dragoman.records import Record

Values = Sequence[Any] | Mapping[str, Any]
"""What a statement's places hold, in order or by name."""

SHARED = ("sources", "names", "texts", "faults", "coders", "readings")
"""Tables whose rows may stand already, and are then left as they stand."""


class Writer:
    """Changes one ledger, which is made if there is none; used in a `with` statement.

    What is written is kept from then on, and a later writer goes on from it; readers see it
    when it is published, and at the end of the `with`, unless that ends in an error.

    Args:
        path: the ledger's file.
        new: whether one may be made where there is none.

    Raises:
        LedgerError: the ledger has another writer, is none, damaged or newer, or can't be
            written.
    """

    def __init__(self, path: str | os.PathLike[str], *, new: bool = True) -> None:
        self.files = files_of(path)
        self._new = new
        self._stack = ExitStack()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self.build = 1
        """The number of the build that is going on."""

    def __enter__(self) -> Self:
        try:
            with guarded(self.files.ledger):
                if not self._new:
                    version_of(self.files, self.files.ledger)
                self._stack.enter_context(locked(self.files))
                take_up(self.files)
                self._connection = connect_to_write(self.files.draft)
                [[self.build]] = self._all(f"SELECT count(*) + 1 FROM {KEPT}.receipts")
        except BaseException:
            self._close()
            self._stack.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                with guarded(self.files.ledger):
                    self._state()
                    self._close()
                    self.files.promote()
                    log_of(self.files.ledger).unlink(missing_ok=True)
            else:
                self._close()
                with suppress(duckdb.Error, OSError):
                    give_up(self.files)
        finally:
            self._close()
            self._stack.close()

    def publish(self) -> None:
        """Lets readers see what is written so far."""
        with guarded(self.files.ledger):
            self._state()
            self._close()
            self.files.copy(self.files.draft, self.files.ledger)
            log_of(self.files.ledger).unlink(missing_ok=True)
            self._connection = connect_to_write(self.files.draft)

    @property
    def published(self) -> bool:
        """Whether there is a ledger for readers to open."""
        return self.files.ledger.exists()

    def known(self, sources: Sequence[str]) -> dict[str, Known]:
        """What is known of the given sources; those never read are left out."""
        with guarded(self.files.ledger):
            found = self._all(
                f"""SELECT source, max(build), arg_max(coder, build), bool_and(article IS NULL)
                    FROM {KEPT}.readings WHERE source IN (SELECT unnest(?::VARCHAR[]))
                    GROUP BY source""",
                [list(sources)],
            )
        return {source: Known(*rest) for source, *rest in found}

    def write(
        self,
        entries: Iterable[Entry],
        coders: Iterable[Row] = (),
        again: Iterable[Taken] = (),
        resolve: Resolve = as_read,
        codebook: str | None = None,
    ) -> None:
        """Writes pages in one transaction: all rows of each, or, if it fails, of none.

        Args:
            entries: the pages; a reading that stands already is left as it is.
            coders: the coders that the entries name.
            again: known contents, for the names that they were given under this time.
            resolve: says who the actors of a page are.
            codebook: the hash of the vocabulary that it does so by.
        """
        rows: Rows = {"coders": [{**c, "options": as_json(c["options"])} for c in coders]}
        rows["names"] = [name_row(taken, self.build) for taken in again]
        entries = tuple(entries)
        days = self._days(entries)
        pages = [rows_of(entry, self.build) for entry in entries]
        stand = self._standing(
            [row["reading"] for page in pages for row in page.get("readings", ())]
        )
        for entry, page in zip(entries, pages, strict=True):
            reading = page["readings"][0]["reading"] if "readings" in page else None
            if reading in stand:
                continue
            if reading is not None:
                stand.add(reading)
            if isinstance(entry.result, Record):
                page["resolutions"] = resolution_rows(
                    entry.result, days, resolve, reading, codebook
                )
            for table, more in page.items():
                rows.setdefault(table, []).extend(more)
        with guarded(self.files.ledger), self.transaction():
            for made in TABLES.values():
                if rows.get(made.name):
                    self._insert(made, rows[made.name])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written inside is written whole or not at all."""
        try:
            self._run("BEGIN")
            yield
            self._run("COMMIT")
        except BaseException:
            self._undo()
            raise

    def _days(self, entries: Sequence[Entry]) -> dict[str, str | None]:
        """The days of publication of the entries' articles, as they answer."""
        articles = [e.result.article for e in entries if isinstance(e.result, Record)]
        with guarded(self.files.ledger):
            corrected = self._all(
                """SELECT subject, fields['published']::JSON ->> '$' FROM corrected
                   WHERE kind = 'article' AND map_contains(fields, 'published')
                     AND subject IN (SELECT unnest(?::VARCHAR[]))""",
                [[article.id for article in articles]],
            )
        return {article.id: article.published for article in articles} | dict(corrected)

    def _standing(self, readings: Sequence[str]) -> set[str]:
        """Which of the given readings stand in the ledger already."""
        with guarded(self.files.ledger):
            found = self._all(
                f"SELECT reading FROM {KEPT}.readings "
                f"WHERE reading IN (SELECT unnest(?::VARCHAR[]))",
                [list(readings)],
            )
        return {reading for [reading] in found}

    def receipt(self, run: Run) -> Receipt:
        """Ends the build: counts what it entered, and keeps that as its receipt."""
        receipt = count_up(self.build, run, self.count, self.texts)
        self.add("receipts", {**asdict(receipt), "faults": as_json(receipt.faults)})
        return receipt

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Adds one row to a table that is written row by row."""
        self.add_all(table, [dict(row)])

    def add_all(self, table: str, rows: Sequence[Row]) -> None:
        """Adds rows to a table."""
        with guarded(self.files.ledger):
            self._insert(TABLES[table], rows)

    def all(self, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """All rows that a query of this room gives."""
        with guarded(self.files.ledger):
            return self._all(query, values)

    def change(self, statement: str, values: Values = ()) -> None:
        """Runs a statement of this room's that changes rows."""
        with guarded(self.files.ledger):
            self._run(statement, values)

    def batches(self, query: str, values: Values, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """A query's answer, read while other rows are written; it sees none of those."""
        with guarded(self.files.ledger):
            cursor = self._open.cursor()
        try:
            with guarded(self.files.ledger):
                cursor.execute(query, values)
                rows = cursor.fetchmany(size)
            while rows:
                yield rows
                with guarded(self.files.ledger):
                    rows = cursor.fetchmany(size)
        finally:
            cursor.close()

    def attach(self, place: Place, name: str) -> None:
        """Has a ledger that is a folder beside this one, as a database of that name.

        Raises:
            LedgerError: it is none, or of another version.
        """
        with guarded(place.address):
            [[own]] = self._all("SELECT current_database()")
            attach_folder(self._open, place, name)
            self._run(f"USE {quoted(own)}")

    def count(self, query: str, values: Values = ()) -> int:
        """The one number that a query of this room gives."""
        with guarded(self.files.ledger):
            [[number]] = self._all(query, values)
        return int(number)

    def texts(self, query: str, values: Values = ()) -> list[str]:
        """The one column of texts that a query of this room gives."""
        with guarded(self.files.ledger):
            return [text for [text] in self._all(query, values)]

    def _state(self) -> None:
        self._run(
            f"INSERT INTO {KEPT}.states SELECT count(*) + 1, ?, ?, ? FROM {KEPT}.states",
            [secrets.token_hex(8), now(), version("dragoman")],
        )
        self._run("CHECKPOINT")

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        insert_rows(self._open, table, rows, f"{KEPT}.{table.name}", once=table.name in SHARED)

    def _run(self, statement: str, values: Values = ()) -> None:
        self._open.execute(statement, values)

    def _all(self, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
        return self._open.execute(query, values).fetchall()

    @property
    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise LedgerError("The writer is closed. Use it inside its 'with' statement.")
        return self._connection

    def _undo(self) -> None:
        try:
            self._run("ROLLBACK")
        except duckdb.TransactionException:
            # None is under way: Ctrl-C came before it began or after its end.
            pass
        except duckdb.Error:
            # After a failed disk DuckDB takes nothing more; closing undoes what was begun.
            self._close()

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
