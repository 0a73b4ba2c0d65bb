"""Parquet: a page a row, by a column map; its library is an extra."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.pages.page import Given, Page, PageFormat
from dragoman.pages.sources.columns import CONTENTS, NoSuchColumnError, worded
from dragoman.pages.sources.streams import Source
from dragoman.pages.sources.terms import Terms, fault, too_large
from dragoman.records import PageFault

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

ENDINGS = frozenset({".parquet"})
SIGN = b"PAR1"
AT_ONCE = 32
"""Rows that are held at once."""
MISSING = (
    "Parquet files are read with pyarrow, which isn't installed. Install dragoman[parquet], or "
    "give the table as CSV or JSONL."
)


def read_parquet(source: Source, terms: Terms) -> Iterator[Page | PageFault]:
    """The pages of a Parquet file; `NAME:ROW` names each, rows counted from 1.

    A part (row group) that is broken is a fault, and the others are read.
    """
    try:
        import pyarrow as arrow  # noqa: PLC0415 - an extra, and heavy
        from pyarrow import parquet  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        yield fault(source.name, MISSING)
        return
    try:
        file = parquet.ParquetFile(source.path, memory_map=False, pre_buffer=False)
        header = file.schema_arrow.names
    except (arrow.ArrowException, OSError) as error:
        yield fault(source.name, _broken("The file", error))
        return
    with file:
        try:
            found = terms.columns.over(header)
        except NoSuchColumnError as error:
            yield fault(source.name, str(error))
            return
        terms.tell(source.name, f"Read as a table: {worded(found)}.")
        if not file.metadata.num_rows:
            yield fault(source.name, "The table has no rows.")
        table = _Table(file, found, source, terms)
        first = 1
        for part in range(file.num_row_groups):
            rows = range(first, first + file.metadata.row_group(part).num_rows)
            yield from _part(table, part, rows)
            first = rows.stop


@dataclass(frozen=True, slots=True)
class _Table:
    """An open file, and which column holds what."""

    file: "ParquetFile"
    found: Mapping[str, str]
    source: Source
    terms: Terms


def _part(table: _Table, part: int, rows: range) -> Iterator[Page | PageFault]:
    """The pages of one row group; `rows` are their numbers."""
    import pyarrow as arrow  # noqa: PLC0415 - an extra, and heavy

    name, row = table.source.name, rows.start
    try:
        for batch in table.file.iter_batches(
            AT_ONCE, row_groups=[part], columns=[*table.found.values()]
        ):
            columns = {field: batch.column(column) for field, column in table.found.items()}
            for at in range(batch.num_rows):
                said = {field: column[at].as_py() for field, column in columns.items()}
                yield _page(said, f"{name}:{row}", table.terms)
                row += 1
    except (arrow.ArrowException, OSError, ValueError) as error:
        yield fault(name, _broken(f"The rows from {row} to {rows.stop - 1}", error))


def _page(said: Mapping[str, Any], where: str, terms: Terms) -> Page | PageFault:
    contents = {field: said[field] for field in CONTENTS if said.get(field)}
    if not contents:
        return fault(where, "This row has no words in the column that should hold them.")
    field, content = next(iter(contents.items()))
    if not isinstance(content, str | bytes):
        return fault(where, f"The column for {field!r} holds no words here. Name another one.")
    if len(content) > terms.largest:
        return too_large(where, len(content), terms.largest)
    own = {key: _worded(value) for key, value in said.items() if key not in (*CONTENTS, "id")}
    name = where if said.get("id") is None else f"{where} ({_worded(said['id'])})"
    form = PageFormat.HTML if field == "html" else PageFormat.TEXT
    return Page(name, content, form, terms.given.over(Given(**own)))


def _worded(value: object) -> str | None:
    """A cell in words: dates as ISO 8601 writes them."""
    if value is None or value == "":
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else str(value)


def _broken(what: str, error: Exception) -> str:
    reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else "no reason given"
    return (
        f"{what} can't be read as Parquet: {reason.rstrip('.')}. It is broken, or of a version "
        f"that this pyarrow doesn't know; write it again, or update pyarrow."
    )
