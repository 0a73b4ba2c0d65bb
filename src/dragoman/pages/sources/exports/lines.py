"""The lines of an export, whether it is text or HTML, a line at a time."""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import BinaryIO

from dragoman.codebook.markup_words import markup_words
from dragoman.pages.sources.streams import CHUNK, as_utf8, lines_of

HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<div")
HEAD = 4096
CELLS = ("td", "th")


def lines_of_head(head: bytes) -> list[str]:
    """The lines that a file begins with, without what HTML would mark them with."""
    return [line.strip() for line in _lines(iter(head.splitlines(keepends=True)), _is_html(head))]


def lines_of_export(stream: BinaryIO, largest: int) -> Iterator[str | None]:
    """The lines of an export, None for one that is larger than a page may be.

    Of HTML each block is a line; the cells of a table's row stand in one, parted by tabs.
    """
    buffered = as_utf8(stream)
    html = _is_html(buffered.peek(HEAD)[:HEAD])
    if html:
        yield from _lines(iter(lambda: buffered.read(CHUNK), b""), html=True)
        return
    for _, line in lines_of(buffered, largest):
        yield None if line is None else _decoded(line).rstrip("\r\n")


def _is_html(head: bytes) -> bool:
    start = head[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") and any(sign in start for sign in HTML_SIGNS)


def _lines(parts: Iterable[bytes], html: bool) -> Iterator[str]:
    if not html:
        for line in parts:
            yield _decoded(line).removeprefix("\ufeff").rstrip("\r\n")
        return
    flattener = _Flattener()
    rest = b""
    for part in parts:
        # Cut at the last line's end, so that no sign of several bytes is parted.
        whole, cut, rest_of_it = (rest + part).rpartition(b"\n")
        rest = rest_of_it
        flattener.feed(_decoded(whole + cut))
        yield from flattener.taken()
        if len(rest) > CHUNK * 16:
            flattener.feed(_decoded(rest))
            rest = b""
    flattener.feed(_decoded(rest))
    flattener.close()
    flattener.end_line()
    yield from flattener.taken()


class _Flattener(HTMLParser):
    """Turns HTML into lines as it comes: each block one, a blank line between paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []
        self._unseen = 0
        self._blocks = markup_words("block") - set(CELLS)
        self._unseen_tags = markup_words("unseen")

    def taken(self) -> list[str]:
        """The lines that are whole; they are given once."""
        lines, self._lines = self._lines, []
        return lines

    def end_line(self) -> None:
        """Ends a line."""
        line = " ".join("".join(self._words).split(" ")).strip(" \n")
        parts = [" ".join(cell.split()) for cell in line.split("\t")]
        self._words = []
        whole = "\t".join(parts).strip()
        if whole:
            self._lines.append(whole)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in self._unseen_tags:
            self._unseen += 1
        elif tag in CELLS:
            self._words.append("\t")
        elif tag in self._blocks or tag in ("br", "hr"):
            self.end_line()
            if tag in ("p", "hr"):
                self._lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen_tags:
            self._unseen = max(0, self._unseen - 1)
        elif tag in self._blocks:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._words.append(data.replace("\n", " ").replace("\t", " "))


def _decoded(line: bytes) -> str:
    """A line in words: UTF-8 where it can be, else Windows-1252, as old downloads are."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
