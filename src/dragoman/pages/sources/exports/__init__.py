"""What news databases let download: many articles in one file of text or HTML.

Which database a file comes from is told by its content, never by its name alone.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from dragoman.pages.page import Page, PageFormat
from dragoman.pages.sources.exports import factiva, nexis, proquest
from dragoman.pages.sources.exports.clippings import Service, pages_of
from dragoman.pages.sources.exports.lines import lines_of_export, lines_of_head
from dragoman.pages.sources.streams import Source, as_utf8
from dragoman.pages.sources.terms import Terms, fault, too_large
from dragoman.records import PageFault

SERVICES = (factiva.FACTIVA, nexis.NEXIS, proquest.PROQUEST)
HEAD = 2000
"""Lines of a document that are looked into for a database's signs."""


def reader_of(head: bytes) -> Callable[[Source, Terms], Iterator[Page | PageFault]] | None:
    """Who reads a file that begins so; None where it is no export of a news database."""
    head = as_utf8(io.BufferedReader(io.BytesIO(head))).read()
    if not any(service.gate.search(head) for service in SERVICES):
        return None
    service = service_of(lines_of_head(head))
    if service is None:
        return None

    def read(source: Source, terms: Terms) -> Iterator[Page | PageFault]:
        terms.tell(source.name, f"Read as articles downloaded from {service.name}.")
        with source.open() as stream:
            yield from pages_of(lines_of_export(stream, terms.largest), service, source, terms)

    return read


def service_of(lines: Sequence[str]) -> Service | None:
    """The database that wrote these lines; None where it was none."""
    return next((service for service in SERVICES if service.signs(lines)), None)


def pages_of_document(
    lines: Iterator[str], source: Source, terms: Terms
) -> Iterator[Page | PageFault]:
    """The pages of a word processor's document: a database's articles, else one page of text."""
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
