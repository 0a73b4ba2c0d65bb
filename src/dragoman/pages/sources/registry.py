"""The kinds of files that hold pages, and how each is known: by its bytes, else by its ending."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.pages.page import Page, PageFormat
from dragoman.pages.sources import exports, parquet, rows, rtf, tables, warc, word
from dragoman.pages.sources.streams import DamagedError, Source
from dragoman.pages.sources.terms import Terms, fault, too_large
from dragoman.records import PageFault

Read = Callable[[Source, Terms], Iterator[Page | PageFault]]

FORMATS = {
    ".html": PageFormat.HTML,
    ".htm": PageFormat.HTML,
    ".xhtml": PageFormat.HTML,
    ".txt": PageFormat.TEXT,
    ".text": PageFormat.TEXT,
    ".md": PageFormat.MARKDOWN,
    ".markdown": PageFormat.MARKDOWN,
}
UNREAD = frozenset(
    {".json", ".xml", ".doc", ".odt", ".pdf", ".xlsx", ".xls", ".zip", ".tar"}
    | {".7z", ".rar", ".tgz", ".tbz2", ".txz", ".arrow", ".feather", ".epub", ".mht", ".eml"}
)
CONVERT = (
    "Give HTML, plain text, Markdown, .docx, .rtf (also as news databases let download), WARC, "
    "JSON Lines with 'text' or 'html' in each line, or CSV or Parquet with such columns."
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: what its bytes begin with, what its name ends in, who reads it."""

    read: Read
    endings: frozenset[str] = frozenset()
    sign: bytes | None = None
    name: str = ""


KINDS = (
    Kind(warc.read_warc, warc.ENDINGS, warc.SIGN, "WARC file"),
    Kind(parquet.read_parquet, parquet.ENDINGS, parquet.SIGN, "Parquet file"),
    Kind(rtf.read_rtf, rtf.ENDINGS, rtf.SIGN, "Rich Text"),
    Kind(rows.read_jsonl, rows.ENDINGS),
    Kind(tables.read_table, tables.ENDINGS),
    Kind(word.read_docx, word.ENDINGS),
)
"""The kinds that a sign or an ending tells; what has neither is looked into for exports of news
databases, and else is one page."""

WANTED = frozenset().union(FORMATS, *(kind.endings for kind in KINDS))
"""The endings of the files that are read in folders, packed or not."""


def reader_of(source: Source) -> Read:
    """Who reads a file.

    Raises:
        OSError: it can't be looked into.
    """
    ending = source.ending
    head = source.head()
    for kind in KINDS:
        if kind.sign is not None and head.startswith(kind.sign):
            return kind.read
    for kind in KINDS:
        if ending in kind.endings:
            return kind.read if kind.sign is None else _refusal(_none(kind, head))
    if ending in UNREAD:
        return _refusal(f"Files ending in {ending} aren't read. {CONVERT}")
    return exports.reader_of(head) or read_page_file


def wanted(name: str) -> bool:
    """Whether a folder's file of this name holds pages."""
    if name.startswith(".") or name.lower() in ("readme.md", "readme.txt"):
        return False
    packed = re.sub(r"\.(?:gz|zst|bz2|xz)$", "", name, flags=re.I)
    stem, dot, ending = packed.rpartition(".")
    return bool(stem) and dot + ending.lower() in WANTED


def unread(name: str) -> str | None:
    """The ending of a folder's file that may well hold pages and isn't read; None of others."""
    ending = "." + name.lower().rpartition(".")[2]
    return ending if ending in UNREAD and not name.startswith(".") else None


def read_page_file(source: Source, terms: Terms) -> Iterator[Page | PageFault]:
    """The one page that a file is."""
    size = source.path.stat().st_size
    if size > terms.largest:
        yield too_large(source.name, size, terms.largest)
        return
    try:
        with source.open() as stream:
            raw = stream.read(terms.largest + 1)
    except DamagedError as error:
        yield fault(source.name, f"The page isn't whole: {error.how}. Fetch or pack it again.")
        return
    if len(raw) > terms.largest:
        yield too_large(source.name, None, terms.largest)
        return
    yield Page(source.name, raw, FORMATS.get(source.ending), terms.given)


def _none(kind: Kind, head: bytes) -> str:
    if not head:
        return "The file is empty."
    return f"This is no {kind.name}: it doesn't begin as one. Give it its own ending."


def _refusal(message: str) -> Read:
    def refuse(source: Source, _terms: Terms) -> Iterator[Page | PageFault]:
        yield fault(source.name, message)

    return refuse
