"""Word documents (.docx): what news databases let download, else one page of text.

A .docx file is a ZIP archive with its text in one part of XML (ECMA-376); that part is read as a
stream.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from dragoman.pages.page import Page, PageFormat
from dragoman.pages.sources.exports import service_of
from dragoman.pages.sources.exports.clippings import pages_of
from dragoman.pages.sources.streams import Source
from dragoman.pages.sources.terms import Terms, fault, too_large
from dragoman.records import PageFault

ENDINGS = frozenset({".docx"})
PART = "word/document.xml"
SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = 2000
"""Lines that are looked into for a database's signs."""


def read_docx(source: Source, terms: Terms) -> Iterator[Page | PageFault]:
    """The pages of a Word document."""
    try:
        with ZipFile(source.path) as archive, archive.open(PART) as part:
            yield from _pages(lines_of_docx(part), source, terms)  # type: ignore[arg-type]
    except (BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError, NotImplementedError) as error:
        yield fault(
            source.name,
            f"This can't be read as a Word document: {str(error)[:200]}. Save it anew, or as text.",
        )


def lines_of_docx(part: BinaryIO) -> Iterator[str]:
    """The paragraphs of a document's text, a blank line after each."""
    found = etree.iterparse(
        part, events=("end",), tag=f"{SPACE}p", resolve_entities=False, no_network=True
    )
    for _, node in found:
        words = []
        for piece in node.iter(f"{SPACE}t", f"{SPACE}tab", f"{SPACE}br"):
            if piece.tag == f"{SPACE}t":
                words.append(piece.text or "")
            else:
                words.append("\t" if piece.tag == f"{SPACE}tab" else "\n")
        node.clear()
        while node.getprevious() is not None:
            del node.getparent()[0]
        yield from "".join(words).split("\n")
        yield ""


def _pages(lines: Iterator[str], source: Source, terms: Terms) -> Iterator[Page | PageFault]:
    head = list(islice(lines, HEAD))
    service = service_of(head)
    if service is not None:
        terms.tell(source.name, f"Read as articles downloaded from {service.name}.")
        yield from pages_of(chain(head, lines), service, source, terms)
        return
    parts: list[str] = []
    size = 0
    for line in chain(head, lines):
        size += len(line) + 1
        if size > terms.largest:
            yield too_large(source.name, None, terms.largest)
            return
        parts.append(line)
    text = "\n".join(parts).strip()
    if text:
        yield Page(source.name, text, PageFormat.TEXT, terms.given)
    else:
        yield fault(source.name, "The document holds no text.")
