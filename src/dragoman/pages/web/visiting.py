"""Visiting addresses: a page gives itself, a feed the pages that it names, a list all of its."""

from collections.abc import Iterator
from pathlib import Path

from dragoman.pages.decoding import by_header
from dragoman.pages.page import Given, Page, PageFormat
from dragoman.pages.sources.streams import Source, as_utf8, lines_of
from dragoman.pages.sources.terms import Terms, fault, shown
from dragoman.pages.web.feeds import Item, is_feed, items_of
from dragoman.pages.web.fetching import Fetched, Fetcher, FetchError
from dragoman.records import PageFault

HTML = ("text/html", "application/xhtml+xml")
PLAIN = ("text/plain", "text/markdown")
LONGEST_LINE = 10_000
MOST_SHOWN = 200


def visit(
    paths: list[str], terms: Terms, fetcher: Fetcher | None = None
) -> Iterator[Page | PageFault]:
    """The pages at addresses, and in lists of addresses ("@FILE"), in order.

    Args:
        paths: addresses of pages or feeds, or lists.
        terms: what readers are told.
        fetcher: fetches, instead of one made by the terms' manners.
    """
    fetcher = fetcher or Fetcher(terms.manners, terms.largest)
    for path in paths:
        if not path.startswith("@"):
            yield from _address(path, terms, fetcher)
            continue
        try:
            yield from _listed(Source(Path(path[1:]), shown(path[1:])), terms, fetcher)
        except OSError as error:
            yield fault(shown(path[1:]), f"The list can't be read: {error.strerror or error}.")


def _listed(source: Source, terms: Terms, fetcher: Fetcher) -> Iterator[Page | PageFault]:
    """The pages of a list: an address a line, remarks behind "#"."""
    found = False
    with source.open() as stream:
        for number, line in lines_of(as_utf8(stream), LONGEST_LINE):
            where = f"{source.name}:{number}"
            words = None if line is None else line.decode("utf-8", "replace").strip()
            if words == "" or (words or "").startswith("#"):
                continue
            found = True
            if words is None or "://" not in words:
                yield fault(where, "This line is no web address. Give one a line, with https://.")
            else:
                yield from _address(words, terms, fetcher)
    if not found:
        yield fault(source.name, "The list names no addresses.")


def _address(url: str, terms: Terms, fetcher: Fetcher) -> Iterator[Page | PageFault]:
    name = shown(url)
    try:
        fetched = fetcher.fetch(url)
        if fetched.cached and is_feed(fetched.body):
            fetched = fetcher.fetch(url, renew=True)
    except FetchError as error:
        yield fault(name, str(error))
        return
    if not is_feed(fetched.body):
        yield _page(fetched, name, terms, Given())
        return
    items = items_of(fetched.body, fetched.url)
    terms.tell(name, f"Read as a feed of {len(items):,} pages.")
    if not items:
        yield fault(name, "The feed names no pages.")
    for number, item in enumerate(items, 1):
        yield _item(item, f"{name}#{number}", terms, fetcher)


def _item(item: Item, where: str, terms: Terms, fetcher: Fetcher) -> Page | PageFault:
    if not item.url:
        title = f" ({item.title[:MOST_SHOWN]})" if item.title else ""
        return fault(where, f"This item of the feed{title} names no page.")
    try:
        fetched = fetcher.fetch(item.url)
    except FetchError as error:
        return fault(shown(item.url), str(error))
    return _page(fetched, shown(item.url), terms, Given(title=item.title, published=item.published))


def _page(fetched: Fetched, name: str, terms: Terms, own: Given) -> Page | PageFault:
    sort = fetched.sort.partition(";")[0].strip().lower()
    if sort in PLAIN:
        form: PageFormat | None = PageFormat.TEXT
    elif sort in HTML or not sort:
        form = PageFormat.HTML if sort else None
    else:
        return fault(name, f"The server gives {sort[:80]!r}, which is no page of text or HTML.")
    content = by_header(fetched.body, fetched.charset)
    given = terms.given.over(own).over(Given(url=fetched.url))
    return Page(name, content, form, given)
