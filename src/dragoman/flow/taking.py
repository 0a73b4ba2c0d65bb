"""What is known of a page before it is read, by which the ledger knows it again."""

from dataclasses import astuple
from hashlib import blake2b
from pathlib import Path

from dragoman.flow.options import Options
from dragoman.ledger import Taken
from dragoman.pages import Page, in_store
from dragoman.records import content_id


def taken(page: Page, options: Options, folder: Path) -> Taken:
    """A page's content by its hash, with what was said of it and where it lies.

    Args:
        page: as it was opened.
        options: hold what is said of every page.
        folder: from which relative paths go.
    """
    raw = page.content
    content = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    digest = blake2b(content, digest_size=32).hexdigest()
    said = (*astuple(page.given), *astuple(options.given))
    source = content_id("source", digest, isinstance(raw, bytes), page.format, *said)
    stdin = page.name == "-" or page.name.startswith("-:")
    fetched = page.name.startswith(("http://", "https://")) or in_store(page.name)
    location = None if stdin else page.name if fetched else str(folder / page.name)
    return Taken(source, digest, len(content), page.name, location)
