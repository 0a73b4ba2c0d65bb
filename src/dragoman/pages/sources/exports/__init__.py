"""What news databases let download: many articles in one file of text or HTML.

Which database a file comes from is told by its content, never by its name alone.
"""

import io
from collections.abc import Callable, Iterator

from dragoman.pages.page import Page
from dragoman.pages.sources.exports import factiva, nexis, proquest
from dragoman.pages.sources.exports.clippings import pages_of
from dragoman.pages.sources.exports.lines import lines_of_export, lines_of_head
from dragoman.pages.sources.streams import Source, as_utf8
from dragoman.pages.sources.terms import Terms
from dragoman.records import PageFault

SERVICES = (factiva.FACTIVA, nexis.NEXIS, proquest.PROQUEST)


def reader_of(head: bytes) -> Callable[[Source, Terms], Iterator[Page | PageFault]] | None:
    """Who reads a file that begins so; None where it is no export of a news database."""
    lines = lines_of_head(as_utf8(io.BufferedReader(io.BytesIO(head))).read())
    service = next((service for service in SERVICES if service.signs(lines)), None)
    if service is None:
        return None

    def read(source: Source, terms: Terms) -> Iterator[Page | PageFault]:
        terms.tell(source.name, f"Read as articles downloaded from {service.name}.")
        with source.open() as stream:
            yield from pages_of(lines_of_export(stream, terms.largest), service, source, terms)

    return read
