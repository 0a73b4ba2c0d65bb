"""Making an index, and bringing it forward to a ledger's present state.

An index knows each reading that answers by a sign (`gathering.SIGNS`). Bringing it forward takes
out the readings whose signs are gone and enters those whose signs are new; whatever counts over
all articles is made anew. Both happen in one transaction, so that whoever reads has the old state
or the new one, whole.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from importlib import metadata
from pathlib import Path

import duckdb
import msgspec

from dragoman.codebook.pacts import pacts_by_id, party_names
from dragoman.errors import LedgerError
from dragoman.ledger.actors import actor_rows
from dragoman.ledger.files import files_of, guarded, shown
from dragoman.ledger.index.filling import Filler
from dragoman.ledger.index.gathering import prepare, rows_of, signs
from dragoman.ledger.index.numbers import sign_of
from dragoman.ledger.index.outlets import gather
from dragoman.ledger.index.tables import VERSION, WORDS, statements
from dragoman.ledger.index.tidying import clear
from dragoman.ledger.opening import MEMORY, connect_to_read, state_of
from dragoman.ledger.overview import merged_pacts, overview_of, pact_rows
from dragoman.ledger.reprinting import clusters_by_article
from dragoman.ledger.reviewing import labels_of
from dragoman.ledger.reviews import Reviewed

AT_ONCE = 1000
"""Readings that are held in memory at once."""
EVERYBODY = 10_000_000

Told = Callable[[int, int], None]
"""Is told how many readings of how many are entered."""

SIGNED = """SELECT m.pact, sum(m.sign) || ' ' || count(*) || ' ' || coalesce(sum(c.sign), 0)
FROM moves m LEFT JOIN clusters c ON c.article = m.article GROUP BY m.pact"""
CALLED = "SELECT id, mode(name) FROM actors GROUP BY id"
ALIASES = "SELECT identity, list(DISTINCT name) FROM resolutions GROUP BY identity"
PACT_NAMES = "SELECT pact, list(DISTINCT name) FROM moves GROUP BY pact"


def version() -> str:
    """What an index must have been made by to be used."""
    return f"{VERSION} {metadata.version('dragoman')} {duckdb.__version__}"


def bring_forward(ledger: Path, index: Path, told: Told = lambda _done, _all: None) -> str:
    """Makes the index of a ledger, or brings the one that is there forward.

    Args:
        ledger: the ledger's file.
        index: the index's file; its folder is made where there is none.
        told: is told how far it is.

    Returns:
        The state that the index has.

    Raises:
        LedgerError: the ledger can't be read, or the index can't be written.
    """
    with guarded(ledger):
        opened = connect_to_read(files_of(ledger).ledger, MEMORY)
    with guarded(ledger), written(index), closing(opened) as source:
        state = state_of(source)
        if usable(index):
            with closing(connect(index)) as target:
                _forward(source, target, state, told)
            return state
        index.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        making = index.with_name(f"{index.name}.{os.getpid()}")
        clear(making)
        try:
            with closing(connect(making, making=True)) as target:
                target.executescript(statements())
                _keep(target, {"ledger": os.fsencode(ledger)})
                _forward(source, target, state, told)
            with closing(connect(making)) as target:
                target.execute("PRAGMA journal_mode = WAL")
            clear(index)
            making.replace(index)
        finally:
            clear(making)
    return state


@contextmanager
def written(index: Path) -> Iterator[None]:
    """Turns what SQLite raises into a `LedgerError` about an index."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(
            f"The index in {shown(index)} can't be used: {error}. Take the file away; it is made "
            f"again."
        ) from error


def connect(index: Path, *, making: bool = False) -> sqlite3.Connection:
    """A connection that writes an index."""
    connection = sqlite3.connect(index, isolation_level=None, timeout=600)
    if making:  # Nobody sees it yet, and nothing is lost with it.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def usable(index: Path) -> bool:
    """Whether a file is an index of this version."""
    if not index.exists():
        return False
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)) as c,
    ):
        return kept(c, "version") == version()
    return False


def kept(connection: sqlite3.Connection, name: str) -> str | None:
    """What is kept under a name."""
    found = connection.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
    return None if found is None else str(found[0])


def _forward(
    source: duckdb.DuckDBPyConnection, target: sqlite3.Connection, state: str, told: Told
) -> None:
    target.execute("BEGIN IMMEDIATE")
    try:
        if kept(target, "state") != state:
            _fill(source, target, told)
            _whole(source, target)
            _keep(target, {"state": state, "version": version()})
        target.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            target.execute("ROLLBACK")
        raise


def _fill(source: duckdb.DuckDBPyConnection, target: sqlite3.Connection, told: Told) -> None:
    """Takes out what answers no more, and enters what is new."""
    prepare(source)
    now = signs(source)
    was = dict(target.execute("SELECT reading, sign FROM readings"))
    filler = Filler(target)
    for reading in sorted(reading for reading, sign in was.items() if now.get(reading) != sign):
        filler.remove(reading)
    new = [reading for reading, sign in now.items() if was.get(reading) != sign]
    for first in range(0, len(new), AT_ONCE):
        told(first, len(new))
        for head, rows in rows_of(source, new[first : first + AT_ONCE]):
            filler.add(head, rows, now[head["reading"]])
        filler.count()
    filler.finish(anew=not was)
    told(len(new), len(new))


def _whole(source: duckdb.DuckDBPyConnection, target: sqlite3.Connection) -> None:
    """Makes anew what is counted over all articles."""
    [[path]] = source.execute(
        "SELECT path FROM duckdb_databases() WHERE database_name = 'ledger'"
    ).fetchall()
    rows = pact_rows(source)
    _keep(
        target,
        {
            "overview": msgspec.json.encode(overview_of(source, Path(path))),
            "pacts": msgspec.json.encode(rows),
            "merged": msgspec.json.encode(merged_pacts(source)),
            "labels": msgspec.json.encode({kind: labels_of(source, kind) for kind in Reviewed}),
        },
    )
    _replace(target, "called", source.execute(CALLED).fetchall())
    called, outlets = gather(source)
    _replace(target, "outlets_called", called)
    _replace(target, "outlets", outlets)
    clusters = clusters_by_article(source).items()
    _replace(
        target,
        "clusters",
        ((each, msgspec.msgpack.encode(row), sign_of(row)) for each, row in clusters),
    )
    names = dict(source.execute(ALIASES).fetchall())
    known = party_names()
    signs = dict(target.execute(SIGNED))
    _keep(target, {"signs": msgspec.json.encode(signs)})
    _replace(
        target,
        "people",
        (
            (n, row.id, row.name, _joined([*names.get(row.id, ()), known.get(row.id), row.role,
             *row.read_as]), msgspec.msgpack.encode(row))
            for n, row in enumerate(actor_rows(source, None, False, EVERYBODY), 1)
        ),
    )  # fmt: skip
    names = dict(source.execute(PACT_NAMES).fetchall())
    _replace(
        target,
        "pacts",
        (
            (n, row.id, row.name, _joined([*names.get(row.id, ()), *_aliases(row.id)]),
             msgspec.msgpack.encode(row))
            for n, row in enumerate(rows, 1)
        ),
    )  # fmt: skip


def _aliases(pact: str) -> tuple[str, ...]:
    known = pacts_by_id().get(pact)
    return known.names if known else ()


def _joined(names: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(name for name in names if name))


def _replace(target: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    columns = [name for _, name, *_ in target.execute(f"PRAGMA table_info({table})")]
    if table in WORDS:
        target.execute(f"INSERT INTO {table}_words ({table}_words) VALUES ('delete-all')")
    target.execute(f"DELETE FROM {table}")
    marks = ", ".join("?" * len(columns))
    target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    if table in WORDS:
        words = ", ".join(WORDS[table])
        target.execute(
            f"INSERT INTO {table}_words (rowid, {words}) SELECT number, {words} FROM {table}"
        )


def _keep(target: sqlite3.Connection, values: Mapping[str, str | bytes]) -> None:
    target.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", values.items())
