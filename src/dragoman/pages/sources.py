"""Where pages come from: files, folders, JSONL, standard input."""

import codecs
import os
import sys
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

import msgspec

from dragoman.pages.page import Given, Page, PageFormat
from dragoman.records import Fault, PageFault, Stage

FORMATS = {
    ".html": PageFormat.HTML,
    ".htm": PageFormat.HTML,
    ".xhtml": PageFormat.HTML,
    ".txt": PageFormat.TEXT,
    ".text": PageFormat.TEXT,
    ".md": PageFormat.MARKDOWN,
    ".markdown": PageFormat.MARKDOWN,
}
ROWS = {".jsonl", ".ndjson"}
UNREAD = {".json", ".csv", ".tsv", ".parquet", ".warc", ".xml", ".docx", ".pdf", ".gz", ".zst"}
CONVERT = "Give HTML, plain text, Markdown, or JSON Lines with 'text' or 'html' in each line."
LARGEST = 10_000_000
"""Bytes of the largest page that is read: a hundred times the longest article."""


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


def open_pages(
    paths: Iterable[str],
    given: Given | None = None,
    largest: int = LARGEST,
    stdin: BinaryIO | None = None,
) -> Iterator[Page | PageFault]:
    """The pages under the given paths, in order, and a fault for each that can't be opened.

    Args:
        paths: files (.html .htm .txt .md .jsonl; others are looked into), folders (all pages
            below them, in name order), or "-" for one page, or JSONL, on standard input.
        given: what the caller says of every page; it goes before what the page says of itself.
        largest: the most bytes that one page may have.
        stdin: what "-" reads, where it is not the process's own standard input.
    """
    given = given or Given()
    for path in paths:
        name = _shown(path)
        if path == "-":
            stream = stdin or (sys.stdin.buffer if sys.stdin else None)
            if stream is None:
                yield _fault("-", "Standard input is closed. Give a file, or pipe a page in.")
            else:
                yield from _stdin(stream, given, largest)
        elif "://" in path:
            yield _fault(name, "Pages are read from files; fetch this URL first and give the file.")
        else:
            yield from _path(Path(path), name, given, largest)


def _shown(path: str) -> str:
    """A path as records name it: file names need not be text, and JSON holds nothing else."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _path(path: Path, name: str, given: Given, largest: int) -> Iterator[Page | PageFault]:
    try:
        if path.is_dir():
            yield from _folder(path, name, given, largest)
        elif not path.exists():
            yield _fault(name, "There is no such file. Check the path.")
        elif not path.is_file():
            yield _fault(name, "This is no regular file. Give a file, a folder or '-'.")
        elif path.suffix.lower() in UNREAD:
            yield _fault(name, f"Files ending in {path.suffix} aren't read. {CONVERT}")
        elif path.suffix.lower() in ROWS:
            with path.open("rb") as lines:
                yield from _rows(lines, name, given, largest)
        else:
            yield _file(path, name, given, largest)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield _fault(name, f"The file can't be read: {reason}.")


def _folder(folder: Path, name: str, given: Given, largest: int) -> Iterator[Page | PageFault]:
    """The pages below a folder in name order; what can't be looked into is a fault."""
    wanted = FORMATS.keys() | ROWS
    refused: list[OSError] = []
    files: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(below for below in folders if not below.startswith("."))
        files += [Path(root, file) for file in names if _wanted(file, wanted)]
    for error in refused:
        yield _fault(_shown(str(error.filename)), f"The folder can't be read: {error.strerror}.")
    if not files and not refused:
        endings = " ".join(sorted(wanted))
        yield _fault(name, f"The folder holds no pages (files ending in {endings}).")
    for file in sorted(files):
        yield from _path(file, _shown(str(file)), given, largest)


def _wanted(file: str, endings: set[str]) -> bool:
    hidden = file.startswith(".") or file.lower() in ("readme.md", "readme.txt")
    return not hidden and Path(file).suffix.lower() in endings


def _file(path: Path, name: str, given: Given, largest: int) -> Page | PageFault:
    size = path.stat().st_size
    if size > largest:
        return _too_large(name, size, largest)
    return Page(name, path.read_bytes(), FORMATS.get(path.suffix.lower()), given)


def _stdin(stream: BinaryIO, given: Given, largest: int) -> Iterator[Page | PageFault]:
    buffered = stream if isinstance(stream, BufferedReader) else None
    start = buffered.peek(4).removeprefix(codecs.BOM_UTF8).lstrip()[:1] if buffered else b""
    if start == b"{":
        yield from _rows(stream, "-", given, largest)
        return
    raw = stream.read(largest + 1)
    if len(raw) > largest:
        yield _too_large("-", None, largest)
    else:
        yield Page("-", raw, None, given)


def _rows(lines: BinaryIO, name: str, given: Given, largest: int) -> Iterator[Page | PageFault]:
    """The pages of a JSONL file; `NAME:LINE` names each."""
    decoder = msgspec.json.Decoder(Row)
    number = 0
    found = False
    while line := lines.readline(largest + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > largest:
            yield _too_large(where, None, largest)
            while line and not line.endswith(b"\n"):
                line = lines.readline(largest)
            found = True
        elif line.strip():
            found = True
            yield _row(line.removeprefix(b"\xef\xbb\xbf"), where, given, decoder)
    if not found:
        yield _fault(name, "The file is empty.")


def _row(
    line: bytes, where: str, given: Given, decoder: "msgspec.json.Decoder[Row]"
) -> Page | PageFault:
    try:
        row = decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return _fault(where, f"This line is not a page in JSON: {error}. Mend or drop the line.")
    content = row.html if row.html is not None else row.text
    if content is None:
        return _fault(where, "This line has neither 'text' nor 'html'. Give one of them.")
    form = PageFormat.HTML if row.html is not None else PageFormat.TEXT
    own = Given(row.url, row.title, row.published, row.outlet, row.language)
    name = where if row.id is None else f"{where} ({row.id})"
    return Page(name, content, form, given.over(own))


def _too_large(name: str, size: int | None, largest: int) -> PageFault:
    has = f"has {size / 1e6:,.0f} MB" if size else "is larger than that"
    return _fault(
        name,
        f"A page may have {largest / 1e6:,.0f} MB at most, and this one {has}. If it holds many "
        f"articles, give them as JSONL, one a line; else raise the limit with --largest MB.",
    )


def _fault(page: str, message: str) -> PageFault:
    return PageFault(page, Fault(Stage.PAGES, message))
