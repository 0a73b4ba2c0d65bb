"""CSV and its kin: a page a row, by a column map.

Rows are cut from bytes, so that each cell keeps the encoding that it was written in, and no
more than the largest page is held at once.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.pages.page import Given, Page, PageFormat
from dragoman.pages.sources.columns import NoSuchColumnError, worded
from dragoman.pages.sources.streams import HEAD, Source, as_utf8, lines_of
from dragoman.pages.sources.terms import Terms, fault, too_large
from dragoman.records import PageFault

ENDINGS = frozenset({".csv", ".tsv"})
DELIMITERS = ",;\t|"
WESTERN = 0.3
"""The share of signs above ASCII that no text of a Western language reaches."""
QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
NEVER_CLOSED = (
    "A quotation mark in this row is never closed, or closed after more than a page may have; the "
    "row was left out, and the lines after it were read."
)
BARE_RETURNS = (
    "The lines of this table end in carriage returns alone, as on old Macintoshes, and so it is "
    "one long line. Save it with line feeds, as 'CSV UTF-8' for instance, or convert it with: "
    "tr '\\r' '\\n' < OLD > NEW"
)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table's head: its columns, what parts them, and which field each holds."""

    header: Sequence[str]
    delimiter: str
    fields: Mapping[str, int]


def read_table(source: Source, terms: Terms) -> Iterator[Page | PageFault]:
    """The pages of a table in text; `NAME:LINE` names each by its row's first line."""
    with source.open() as packed:
        stream = as_utf8(packed)
        if _returns_alone(stream.peek(HEAD)):
            yield fault(source.name, BARE_RETURNS)
            return
        records = _records(stream, terms.largest)
        head = _head(records)
        if head is None:
            yield fault(source.name, "The table has no header: a first line that names columns.")
            return
        try:
            table = _table(head, source, terms)
        except NoSuchColumnError as error:
            yield fault(source.name, str(error))
            return
        yield from _pages(records, table, source.name, terms)


def _returns_alone(start: bytes) -> bool:
    """Whether the first line, quoted cells left out, has carriage returns before its end."""
    first = QUOTED.sub("", _text(start)).partition("\n")[0]
    return "\r" in first.rstrip("\r")


def _head(records: Iterator[tuple[int, "bytes | _Unread"]]) -> str | None:
    """The row that names the columns: the first that isn't blank, nor a remark for Excel."""
    for _, record in records:
        if isinstance(record, _Unread):
            return None
        if record.strip() and record[:4].lower() != b"sep=":
            return _text(record)
    return None


def _table(head: str, source: Source, terms: Terms) -> _Table:
    bare = QUOTED.sub("", head)
    delimiter = "\t" if source.ending == ".tsv" else max(DELIMITERS, key=bare.count)
    header = [_decoded(name).strip() for name in cells_of(head, delimiter)]
    found = terms.columns.over(header)
    terms.tell(source.name, f"Read as a table: {worded(found)}.")
    return _Table(header, delimiter, {field: header.index(name) for field, name in found.items()})


def _pages(
    records: Iterator[tuple[int, "bytes | _Unread"]], table: _Table, name: str, terms: Terms
) -> Iterator[Page | PageFault]:
    found = False
    for number, record in records:
        where = f"{name}:{number}"
        if isinstance(record, _Unread):
            yield (
                fault(where, NEVER_CLOSED) if record.open else too_large(where, None, terms.largest)
            )
        elif record.strip():
            yield _page(cells_of(_text(record), table.delimiter), where, table, terms)
        else:
            continue
        found = True
    if not found:
        yield fault(name, "The table has a header and no rows.")


def _page(cells: Sequence[str], where: str, table: _Table, terms: Terms) -> Page | PageFault:
    if len(cells) != len(table.header):
        return fault(
            where,
            f"This row has {len(cells)} cells and the header {len(table.header)}. Mend the row.",
        )
    said = {field: cells[at].strip() for field, at in table.fields.items()}
    form = PageFormat.HTML if said.get("html") else PageFormat.TEXT
    content = said.pop("html", "") or said.get("text", "")
    said.pop("text", None)
    if not content:
        return fault(where, "This row has no words in the column that should hold them.")
    ident = _decoded(said.pop("id", ""))
    own = Given(**{field: _decoded(value) or None for field, value in said.items()})
    name = f"{where} ({ident})" if ident else where
    return Page(name, _content(content.encode("latin-1")), form, terms.given.over(own))


def _content(raw: bytes) -> bytes | str:
    """A cell's words: as bytes, which are looked into as any page's, or decoded.

    A single cell is too short to guess its encoding by: where most of its signs are ASCII and it
    isn't UTF-8, it is Windows-1252.
    """
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        if sum(byte > 0x7F for byte in raw) < WESTERN * len(raw):
            return raw.decode("cp1252", "replace")
    return raw


@dataclass(frozen=True, slots=True)
class _Unread:
    """A row that can't be read: it is too large, or a quotation mark in it stays open."""

    open: bool


class _Feed:
    """A table's lines with their numbers; what was looked at ahead can be given back."""

    def __init__(self, lines: Iterator[tuple[int, bytes | None]]) -> None:
        self._lines = lines
        self._again: deque[tuple[int, bytes | None]] = deque()

    def next(self) -> tuple[int, bytes | None] | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def give_back(self, lines: Sequence[tuple[int, bytes | None]]) -> None:
        self._again.extendleft(reversed(lines))


def _records(stream: BinaryIO, largest: int) -> Iterator[tuple[int, "bytes | _Unread"]]:
    """The rows of a table, each with the number of its first line.

    A row ends where its quotation marks are even (RFC 4180). Where they never are, the row's
    first line is given up and reading goes on with the line after it.
    """
    feed = _Feed(lines_of(stream, largest))
    while (first := feed.next()) is not None:
        number, line = first
        if line is None:
            yield number, _Unread(open=False)
            continue
        row = _row(line, feed, largest)
        yield number, _Unread(open=True) if row is None else row


def _row(line: bytes, feed: _Feed, largest: int) -> bytes | None:
    """The row that a line begins; None, and the lines after it given back, where it has no end."""
    parts, ahead = [line], list[tuple[int, bytes | None]]()
    size, marks = len(line), line.count(b'"')
    while marks % 2:
        following = feed.next()
        more = following[1] if following else None
        if following:
            ahead.append(following)
        if more is None or size + len(more) > largest:
            feed.give_back(ahead)
            return None
        parts.append(more)
        size += len(more)
        marks += more.count(b'"')
    return b"".join(parts)


def cells_of(row: str, delimiter: str) -> list[str]:
    """The cells of one row (RFC 4180); a cell that is quoted by halves is taken as it stands."""
    row = row.rstrip("\r\n")
    cells: list[str] = []
    at = 0
    while True:
        quoted = QUOTED.match(row, at)
        if quoted and row[quoted.end() : quoted.end() + 1] in ("", delimiter):
            cells.append(quoted[1].replace('""', '"'))
            end = quoted.end()
        else:
            end = row.find(delimiter, at)
            end = len(row) if end < 0 else end
            cells.append(row[at:end])
        if end >= len(row):
            return cells
        at = end + 1


def _text(record: bytes) -> str:
    """Bytes as signs, one each: cells are cut before anybody asks for their encoding."""
    return record.decode("latin-1")


def _decoded(cell: str) -> str:
    """A short cell in words: UTF-8 where it can be, else Windows-1252."""
    raw = cell.encode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
