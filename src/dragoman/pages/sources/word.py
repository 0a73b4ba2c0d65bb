"""Word documents (.docx): what news databases let download, else one page of text.

A .docx file is a ZIP archive with its text in one part of XML (ECMA-376); that part is read as a
stream.
"""

from collections.abc import Iterator
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from dragoman.pages.page import Page
from dragoman.pages.sources.exports import pages_of_document
from dragoman.pages.sources.streams import Source
from dragoman.pages.sources.terms import Terms, fault
from dragoman.records import PageFault

ENDINGS = frozenset({".docx"})
PART = "word/document.xml"
SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(source: Source, terms: Terms) -> Iterator[Page | PageFault]:
    """The pages of a Word document."""
    try:
        with ZipFile(source.path) as archive, archive.open(PART) as part:
            yield from pages_of_document(lines_of_docx(part), source, terms)  # type: ignore[arg-type]
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
