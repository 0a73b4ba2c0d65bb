"""Rich Text Format: what news databases let download, else one page of text.

Read as a stream by the Rich Text Format Specification 1.9.1: the words, their paragraphs and
cells; fonts, pictures, instructions of fields and headers are passed over.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from dragoman.pages.page import Page
from dragoman.pages.sources.exports import pages_of_document
from dragoman.pages.sources.streams import CHUNK, Source
from dragoman.pages.sources.terms import Terms, fault
from dragoman.records import PageFault

ENDINGS = frozenset({".rtf"})
SIGN = b"{\\rtf"
TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,9})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|"
    rb"([^\\{}\r\n]+)|[\r\n]+",
    re.S,
)
LONGEST_TOKEN = 48
DEEPEST = 1000
PASSED_OVER = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "nonshppict", "fldinst"}
    | {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
    | {"listtable", "listoverridetable", "themedata", "datastore"}
)
"""Groups that hold no words of the text."""
ENDS = frozenset({"par", "line", "row", "sect", "page"})
SIGNS = {
    "tab": "\t", "cell": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
    "~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip


def read_rtf(source: Source, terms: Terms) -> Iterator[Page | PageFault]:
    """The pages of a document in Rich Text Format."""
    with source.open() as stream:
        start = stream.read(len(SIGN))
        if start != SIGN:
            yield fault(source.name, "This is no Rich Text: it doesn't begin as one. Save it anew.")
            return
        yield from pages_of_document(lines_of_rtf(stream, start), source, terms)


def lines_of_rtf(stream: BinaryIO, start: bytes = b"") -> Iterator[str]:
    """The paragraphs of a document's text, a blank line after each.

    Args:
        stream: the document.
        start: what was read of it before.
    """
    text = _Text()
    rest = start
    while part := stream.read(CHUNK):
        rest += part
        end = _whole(rest)
        text.take(rest[:end])
        rest = rest[end:]
        yield from text.taken()
    text.take(rest)
    text.end_line()
    yield from text.taken()


def _whole(part: bytes) -> int:
    """How much of a part can be read: a token that its end may have cut waits for the next."""
    cut = part.rfind(b"\\", max(0, len(part) - LONGEST_TOKEN))
    while cut > 0 and part[cut - 1 : cut] == b"\\":
        cut -= 1
    return cut if cut > 0 else len(part)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces: whether words are seen, and how many signs stand in
    for one that is given by its code.
    """

    seen: bool = True
    stand_ins: int = 1


@dataclass(slots=True)
class _Text:
    """A document while it is read."""

    group: _Group = field(default_factory=_Group)
    around: list[_Group] = field(default_factory=list)
    codec: str = "cp1252"
    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    left_out: int = 0
    """Signs to come that only stand in for one that was given by its code."""

    def take(self, part: bytes) -> None:
        """Reads a part, which ends between tokens."""
        for found in TOKEN.finditer(part):
            word, number, code, sign, brace, plain = found.groups()
            if word is not None:
                self._word(word.decode("ascii"), number)
            elif code is not None:
                self._bytes(bytes([int(code, 16)]))
            elif sign is not None:
                self._sign(sign)
            elif brace is not None:
                self._brace(brace)
            elif plain is not None:
                self._bytes(plain)

    def taken(self) -> list[str]:
        """The lines that are whole; they are given once."""
        lines, self.lines = self.lines, []
        return lines

    def end_line(self) -> None:
        """Ends a line."""
        self._decode()
        line = "".join(self.words).strip()
        # Signs beyond the first 65,536 come as two halves.
        self.lines += [line.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), ""]
        self.words.clear()

    def _word(self, word: str, number: bytes | None) -> None:
        value = int(number) if number is not None else None
        if word in PASSED_OVER:
            self.group = replace(self.group, seen=False)
        elif word == "ansicpg" and value is not None:
            self.codec = _codec(value)
        elif word == "uc" and value is not None:
            self.group = replace(self.group, stand_ins=max(0, min(value, 8)))
        elif not self.group.seen:
            return
        elif word == "u" and value is not None:
            self._decode()
            self.words.append(chr(value & 0xFFFF))
            self.left_out = self.group.stand_ins
        elif word in ENDS:
            self.end_line()
        elif word in SIGNS:
            self._decode()
            self.words.append(SIGNS[word])

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.group = replace(self.group, seen=False)
        elif sign in (b"\r", b"\n"):
            self._word("par", None)
        elif self.group.seen and (found := SIGNS.get(sign.decode("latin-1"))):
            self._decode()
            self.words.append(found)

    def _brace(self, brace: bytes) -> None:
        self.left_out = 0
        if brace == b"{":
            if len(self.around) < DEEPEST:
                self.around.append(self.group)
        elif self.around:
            self.group = self.around.pop()

    def _bytes(self, raw: bytes) -> None:
        passed = min(self.left_out, len(raw))
        self.left_out -= passed
        if self.group.seen:
            self.raw += raw[passed:]

    def _decode(self) -> None:
        """Turns the bytes so far into words; a sign of two bytes may come as two codes."""
        if self.raw:
            self.words.append(self.raw.decode(self.codec, "replace"))
            self.raw.clear()


def _codec(page: int) -> str:
    """The codec of a Windows code page; that of Western Europe for one that is unknown."""
    try:
        return codecs.lookup("utf-8" if page == 65001 else f"cp{page}").name
    except LookupError:
        return "cp1252"
