"""Exports: every table as files that others can read.

A folder is filled beside its place and put there whole by a rename, so that an export that broke
off is never taken for one.
"""

import os
import shutil
from importlib.metadata import version
from pathlib import Path

import duckdb
import msgspec

from dragoman.errors import UsageError
from dragoman.ledger.files import guarded, shown
from dragoman.ledger.masking import mask
from dragoman.ledger.opening import connect_to_read
from dragoman.ledger.schema import KEPT, SPANS, TEXTS, TYPES, VERSION, literal, quoted
from dragoman.ledger.tables import TABLES

EXPORTED = (
    "articles",
    "texts",
    "zones",
    "comments",
    "actors",
    "mentions",
    "resolutions",
    "attributions",
    "events",
    "moves",
    "faults",
    "coders",
    "retractions",
    "corrections",
    "judgements",
    "reviews",
    "reprints",
)
FORMATS = {
    "csv": "FORMAT csv, HEADER",
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "jsonl": "FORMAT json",
}


def export(
    ledger: Path,
    profile: str,
    out: str | os.PathLike[str],
    *,
    text: bool,
    authors: bool,
    memory: str,
) -> dict[str, int]:
    """Writes the tables into a folder; see `Ledger.export`."""
    if profile not in FORMATS:
        raise UsageError(f"There is no profile {profile!r}. There are: {', '.join(FORMATS)}.")
    with guarded(out):
        target = Path(out).absolute()
        if target.exists() and not (target.is_dir() and not any(target.iterdir())):
            raise UsageError(f"{shown(out)} exists already. Name a new folder for the export.")
        coming = target.with_name(target.name + ".coming")
        shutil.rmtree(coming, ignore_errors=True)
        coming.mkdir()
        try:
            counts = _fill(ledger, coming, profile, text=text, authors=authors, memory=memory)
            if target.exists():
                target.rmdir()
            coming.rename(target)
        finally:
            shutil.rmtree(coming, ignore_errors=True)
    return counts


def _fill(
    ledger: Path, folder: Path, profile: str, *, text: bool, authors: bool, memory: str
) -> dict[str, int]:
    connection = connect_to_read(ledger, memory)
    try:
        if text and not authors:
            _masked(connection)
        counts: dict[str, int] = {}
        for name in EXPORTED:
            query = _query(connection, name, profile, text=text, authors=authors)
            file = literal(str(folder / f"{name}.{profile}"))
            copied = connection.execute(f"COPY ({query}) TO {file} ({FORMATS[profile]})").fetchall()
            counts[name] = int(copied[0][0])
        states = connection.execute(
            f"SELECT state FROM {KEPT}.states ORDER BY number DESC LIMIT 1"
        ).fetchall()
    finally:
        connection.close()
    manifest = {
        "profile": profile,
        "schema": VERSION,
        "dragoman": version("dragoman"),
        "state": states[0][0] if states else None,
        "text": text,
        "authors": authors,
        "rows": counts,
    }
    raw = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / "manifest.json").write_bytes(raw + b"\n")
    return counts


def _query(
    connection: duckdb.DuckDBPyConnection, name: str, profile: str, *, text: bool, authors: bool
) -> str:
    """A table's rows without the columns that are not to be given."""
    told = {column.name: column for column in TABLES[name].columns}
    source = name
    if name == "texts":
        masked = "JOIN memory.masked USING (article)" if text and not authors else ""
        source = f"(SELECT * FROM texts {masked} SEMI JOIN articles USING (article))"
    columns = []
    for column, kind in _described(connection, f"FROM {name}"):
        known = told.get(column)
        if known and ((known.words and not text) or (known.person and not (authors and text))):
            continue
        if name == "texts" and column == "text" and not authors:
            columns.append('coalesce("masked", "text") AS "text"')
        else:
            columns.append(_cell(column, kind) if profile == "csv" else quoted(column))
    return f"SELECT {', '.join(columns)} FROM {source}"


def _described(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in connection.execute(f"DESCRIBE {query}").fetchall()]


def _cell(column: str, kind: str) -> str:
    """A list in one cell: its parts between `|`, a span as START-END, a type before its score."""
    name = quoted(column)
    if kind == TEXTS:
        return f"array_to_string({name}, '|') AS {name}"
    if kind.endswith("[]") and kind.replace('"', "") == SPANS.replace('"', ""):
        spans = f'list_transform({name}, lambda s: s."start" || \'-\' || s."end")'
        return f"array_to_string({spans}, '|') AS {name}"
    if kind.endswith("[]") and kind.replace('"', "") == TYPES.replace('"', ""):
        scores = f'list_transform({name}, lambda t: t."type" || \' \' || t."score")'
        return f"array_to_string({scores}, '|') AS {name}"
    if kind.endswith("[]"):
        return f"array_to_string(list_transform({name}, lambda a: a.id), '|') AS {name}"
    return name


def _masked(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes `masked`: each answering article's text without its commenters' names, or null."""
    connection.execute("CREATE TABLE memory.masked (article VARCHAR, masked VARCHAR)")
    cursor = connection.cursor()
    cursor.execute("USE ledger")
    cursor.execute(
        """SELECT article, any_value(t.text), any_value(c.authors), any_value(z.spans)
           FROM articles a JOIN texts t USING (article)
           JOIN (SELECT reading, list(DISTINCT author) AS authors FROM comments
                 WHERE author IS NOT NULL GROUP BY reading) c USING (reading)
           JOIN (SELECT reading, list([span_start, span_end]) AS spans FROM zones
                 WHERE kind IN ('comment', 'furniture') GROUP BY reading) z USING (reading)
           GROUP BY article"""
    )
    while found := cursor.fetchmany(200):
        rows = [
            {"article": article, "masked": mask(text, authors, [(s, e) for s, e in spans])}
            for article, text, authors, spans in found
        ]
        connection.execute(
            "INSERT INTO memory.masked SELECT unnest(from_json(?, ?), max_depth := 2)",
            [msgspec.json.encode(rows).decode(), '[{"article":"VARCHAR","masked":"VARCHAR"}]'],
        )
    cursor.close()
    connection.execute(
        """INSERT INTO memory.masked SELECT article, NULL FROM articles
           WHERE article NOT IN (SELECT article FROM memory.masked)"""
    )
