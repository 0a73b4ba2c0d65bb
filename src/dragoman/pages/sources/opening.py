"""Opening what a caller names: files, folders, patterns, addresses, standard input."""

import codecs
import glob
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from dragoman.pages.page import Given, Page
from dragoman.pages.sources.columns import Columns
from dragoman.pages.sources.registry import WANTED, reader_of, unread, wanted
from dragoman.pages.sources.rows import read_rows
from dragoman.pages.sources.stores import fetched, in_store, objects_under
from dragoman.pages.sources.streams import Source
from dragoman.pages.sources.terms import LARGEST, Tell, Terms, fault, shown, silent, too_large
from dragoman.pages.web.manners import Manners
from dragoman.records import PageFault

PATTERN = frozenset("*?[")
LIST = "@"
"""What stands before the name of a file that lists addresses."""


def open_pages(
    paths: Iterable[str],
    given: Given | None = None,
    largest: int = LARGEST,
    stdin: BinaryIO | None = None,
    *,
    columns: Columns | None = None,
    manners: Manners | None = None,
    tell: Tell | None = None,
) -> Iterator[Page | PageFault]:
    """The pages under the given paths, in order, and a fault for each that can't be opened.

    Args:
        paths: files of the registry's kinds (others are looked into), folders (all pages below
            them, in name order, hidden ones left out), patterns such as "news/**/*.html", objects
            and folders of a store that speaks S3 ("s3://bucket/folder"), web addresses of pages
            and feeds, "@FILE" for a file with an address a line, or "-" for one page, or JSONL,
            on standard input.
        given: what the caller says of every page; it goes before what the page says of itself.
        largest: the most bytes that one page may have.
        stdin: what "-" reads, where it is not the process's own standard input.
        columns: which column of a table holds what; guessed where the names are plain.
        manners: how pages are fetched from the web.
        tell: is told what a person should know of a source and is no fault.
    """
    terms = Terms(
        given or Given(), largest, columns or Columns(), manners or Manners(), tell or silent
    )
    remote: list[str] = []
    for path in paths:
        # Addresses that follow one another are fetched together, so that one list of hosts
        # and robots.txt serves them all.
        if from_web(path):
            remote.append(path)
            continue
        yield from _fetched(remote, terms)
        remote = []
        yield from _local(path, terms, stdin)
    yield from _fetched(remote, terms)


def from_web(path: str) -> bool:
    """Whether a path that `open_pages` takes means something to fetch."""
    return ("://" in path and not in_store(path)) or (path.startswith(LIST) and not _exists(path))


def _fetched(paths: list[str], terms: Terms) -> Iterator[Page | PageFault]:
    if paths:
        from dragoman.pages.web.visiting import visit  # noqa: PLC0415 - seldom needed

        yield from visit(paths, terms)


def _local(path: str, terms: Terms, stdin: BinaryIO | None) -> Iterator[Page | PageFault]:
    if path == "-":
        stream = stdin or (sys.stdin.buffer if sys.stdin else None)
        if stream is None:
            yield fault("-", "Standard input is closed. Give a file, or pipe a page in.")
        else:
            yield from _stdin(stream, terms)
    elif in_store(path):
        yield from _stored(path, terms)
    elif PATTERN & set(path) and not _exists(path):
        yield from _matching(path, terms)
    else:
        yield from _path(Path(path), shown(path), terms)


def _stored(url: str, terms: Terms) -> Iterator[Page | PageFault]:
    """The pages of a store's objects."""
    for found in fetched(url):
        if isinstance(found, PageFault):
            yield found
        else:
            name, file = found
            yield from _path(file, name, terms)


def _exists(path: str) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - a hostile name is only False here


def files_under(path: str) -> list[str] | None:
    """The files that a path or pattern stands for, in the order in which they are opened.

    Opened one by one they give the same pages under the same names; those of a store are URLs.
    None where that can't be told: an address, standard input, a folder or store that can't be
    looked into or holds nothing.
    """
    if path == "-" or from_web(path):
        return None
    if in_store(path):
        try:
            return objects_under(path) or None
        except Exception:  # opening it tells what is wrong
            return None
    if PATTERN & set(path) and not _exists(path):
        found = [files_under(str(kept)) for kept in _fitting(path)]
        return None if not found or None in found else [f for files in found for f in files or ()]
    if not Path(path).is_dir():
        return [path]
    files, refused = _files(Path(path))
    return None if refused or not files else [str(file) for file in files]


def _matching(pattern: str, terms: Terms) -> Iterator[Page | PageFault]:
    """The pages of the files and folders that a pattern fits, in name order."""
    kept = _fitting(pattern)
    if not kept:
        yield fault(shown(pattern), "No file fits this pattern. Check it, and quote it.")
    for path in kept:
        yield from _path(path, shown(str(path)), terms)


def _fitting(pattern: str) -> list[Path]:
    """The files and folders that a pattern fits, in name order."""
    paths = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - the user's own words
    deep, any_name = "**" in pattern, pattern.rpartition(os.sep)[2] in ("*", "**")
    kept = []
    for path in map(Path, paths):
        folder = path.is_dir()
        # Of what lies below `**` the files alone count: their folders would give them twice.
        if (not folder and (not any_name or wanted(path.name))) or (folder and not deep):
            kept.append(path)
    return kept


def _path(path: Path, name: str, terms: Terms) -> Iterator[Page | PageFault]:
    try:
        if path.is_dir():
            yield from _folder(path, name, terms)
        elif not path.exists():
            yield fault(name, "There is no such file. Check the path.")
        elif not path.is_file():
            yield fault(name, "This is no regular file. Give a file, a folder or '-'.")
        else:
            source = Source(path, name)
            yield from reader_of(source)(source, terms)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield fault(name, f"The file can't be read: {reason}.")


def _folder(folder: Path, name: str, terms: Terms) -> Iterator[Page | PageFault]:
    """The pages below a folder in name order; what can't be looked into is a fault."""
    files, refused = _files(folder)
    if passed := _passed(folder):
        terms.tell(name, f"Left out, as files of these kinds aren't read: {passed}.")
    for error in refused:
        yield fault(shown(str(error.filename)), f"The folder can't be read: {error.strerror}.")
    if not files and not refused:
        endings = " ".join(sorted(WANTED))
        yield fault(name, f"The folder holds no pages (files ending in {endings}, or packed).")
    for file in files:
        yield from _path(file, shown(str(file)), terms)


def _passed(folder: Path) -> str:
    """The files below a folder that may hold pages and aren't read, counted by their endings."""
    found: Counter[str] = Counter()
    for _, folders, names in os.walk(folder):
        folders[:] = [below for below in folders if not below.startswith(".")]
        found.update(ending for file in names if (ending := unread(file)))
    return ", ".join(f"{number:,} {ending}" for ending, number in sorted(found.items()))


def _files(folder: Path) -> tuple[list[Path], list[OSError]]:
    """The files with pages below a folder in name order, and what couldn't be looked into."""
    refused: list[OSError] = []
    files: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(below for below in folders if not below.startswith("."))
        files += [Path(root, file) for file in names if wanted(file)]
    return sorted(files), refused


def _stdin(stream: BinaryIO, terms: Terms) -> Iterator[Page | PageFault]:
    buffered = stream if isinstance(stream, BufferedReader) else None
    start = buffered.peek(4).removeprefix(codecs.BOM_UTF8).lstrip()[:1] if buffered else b""
    if buffered and start == b"{":
        yield from read_rows(buffered, "-", terms)
        return
    raw = stream.read(terms.largest + 1)
    if len(raw) > terms.largest:
        yield too_large("-", None, terms.largest)
    else:
        yield Page("-", raw, None, terms.given)
