"""What news databases let download: many articles in one file of text or HTML.

Which database a file comes from is told by its content, never by its name alone.
"""

import io
from collections.abc import Callable, Iterator, Sequence

from dragoman.pages.page import Page
from dragoman.pages.sources.exports import factiva, nexis, proquest
from dragoman.pages.sources.exports.clippings import Service, pages_of
from dragoman.pages.sources.exports.lines import lines_of_export, lines_of_head
from dragoman.pages.sources.streams import Source, as_utf8
from dragoman.pages.sources.terms import Terms
from dragoman.records import PageFault

SERVICES = (factiva.FACTIVA, nexis.NEXIS, proquest.PROQUEST)


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
