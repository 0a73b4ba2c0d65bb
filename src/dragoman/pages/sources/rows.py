"""JSON Lines: a page a line."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from dragoman.pages.page import Given, Page, PageFormat
from dragoman.pages.sources.columns import Columns
from dragoman.pages.sources.streams import Source, as_utf8, lines_of
from dragoman.pages.sources.terms import Terms, fault, too_large
from dragoman.records import PageFault

ENDINGS = frozenset({".jsonl", ".ndjson"})


class Row(msgspec.Struct):
    """One line of a JSONL file, as the contract lists its keys."""

    text: str | None = None
    html: str | None = None
    id: str | int | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None


def read_jsonl(source: Source, terms: Terms) -> Iterator[Page | PageFault]:
    """The pages of a JSONL file; `NAME:LINE` names each."""
    with source.open() as stream:
        yield from read_rows(as_utf8(stream), source.name, terms)


def read_rows(stream: BinaryIO, name: str, terms: Terms) -> Iterator[Page | PageFault]:
    """The pages of JSON Lines on a stream."""
    decode = _decoder(terms.columns)
    found = False
    for number, line in lines_of(stream, terms.largest):
        where = f"{name}:{number}"
        if line is None:
            yield too_large(where, None, terms.largest)
        elif line.strip():
            yield _page(line, where, terms, decode)
        else:
            continue
        found = True
    if not found:
        yield fault(name, "The file is empty.")


def page_of(row: Row, where: str, terms: Terms) -> Page | PageFault:
    """The page that a row holds."""
    content = row.html if row.html is not None else row.text
    if content is None:
        return fault(where, "This line has neither 'text' nor 'html'. Give one of them.")
    form = PageFormat.HTML if row.html is not None else PageFormat.TEXT
    own = Given(row.url, row.title, row.published, row.outlet, row.language)
    name = where if row.id is None else f"{where} ({row.id})"
    return Page(name, content, form, terms.given.over(own))


def _decoder(columns: Columns) -> Callable[[bytes], Row]:
    if not columns.pairs:
        return msgspec.json.Decoder(Row).decode
    objects = msgspec.json.Decoder(dict[str, Any])

    def decode(line: bytes) -> Row:
        held = objects.decode(line)
        return msgspec.convert(_mapped(held, columns), Row)

    return decode


def _mapped(held: Mapping[str, Any], columns: Columns) -> dict[str, Any]:
    """An object's values under the names of a page's fields."""
    plain = {field: held[field] for field in Row.__struct_fields__ if field in held}
    told = dict(columns.pairs)
    for field, column in told.items():
        plain.pop(field, None)
        if column in held:
            plain[field] = held[column]
    return plain


def _utf8(line: bytes) -> bytes:
    """A line as UTF-8: one that isn't is Windows-1252, as old programs write it."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace").encode()
    return line


def _page(
    line: bytes, where: str, terms: Terms, decode: Callable[[bytes], Row]
) -> Page | PageFault:
    try:
        row = decode(_utf8(line))
    except RecursionError:
        return fault(where, "This line has lists in lists without end. Mend or drop the line.")
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return fault(where, f"This line is not a page in JSON: {error}. Mend or drop the line.")
    if terms.columns.pairs and row.html is None and row.text is None:
        return fault(
            where,
            f"This line has none of the keys that hold words by the map {str(terms.columns)!r}.",
        )
    return page_of(row, where, terms)
