"""Articles cut from an export, and how they become pages."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.pages.dates import day_in
from dragoman.pages.page import Given, Page, PageFormat
from dragoman.pages.sources.streams import Source
from dragoman.pages.sources.terms import Terms, fault, too_large
from dragoman.records import PageFault

LONGEST_DATE = 60
WIDEST = 100
"""Signs of the longest line of a text that was broken to fit."""
LABEL = re.compile(r"([^\W\d_][\w/&' -]{0,40}?)\s*:(?:\s+|$)(.*)")


@dataclass(frozen=True, slots=True)
class Clipping:
    """One article as a database gave it; null, or empty, where it says nothing.

    `body` holds its paragraphs, without headline and byline.
    """

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """A database: how its downloads are known, parted and read.

    `gate` is found in the beginning of every download, and seldom elsewhere: a quick look before
    a close one. `signs` says of the lines that a file begins with whether the database wrote
    them; `opens` whether a line begins an article, given the lines of the one before it; `closes`
    whether it is the last of one; `read` makes a clipping of an article's lines, None where they
    are none (a cover, a list of searches).
    """

    name: str
    gate: re.Pattern[bytes]
    signs: Callable[[Sequence[str]], bool]
    opens: Callable[[str, Sequence[str]], bool]
    closes: Callable[[str], bool]
    read: Callable[[Sequence[str]], Clipping | None]


def pages_of(
    lines: Iterator[str | None], service: Service, source: Source, terms: Terms
) -> Iterator[Page | PageFault]:
    """The articles of an export as pages; `NAME:NUMBER` names each, in the file's order."""
    number = 0
    for article in articles_of(lines, service, terms.largest):
        if article is None:
            number += 1
            yield too_large(f"{source.name}:{number}", None, terms.largest)
            continue
        clipping = service.read(article)
        if clipping is None:
            continue
        number += 1
        yield _page(clipping, f"{source.name}:{number}", terms)
    if not number:
        yield fault(
            source.name,
            f"This looks like a download from {service.name}, and no article was found in it. "
            f"Download it again as text, or give each article as a text file.",
        )


def articles_of(
    lines: Iterator[str | None], service: Service, largest: int
) -> Iterator[list[str] | None]:
    """The lines of each article; None for one that is larger than a page may be."""
    article: list[str] = []
    size = 0
    whole = True
    for line in lines:
        if line is not None and service.opens(line, article) and any(article):
            yield article if whole else None
            article, size, whole = [], 0, True
        size += len(line) if line is not None else 0
        whole &= line is not None and size <= largest
        article = [*article[:1], line or ""] if not whole else article
        if whole and line is not None:
            article.append(line)
        if line is not None and service.closes(line):
            yield article if whole else None
            article, size, whole = [], 0, True
    if any(article):
        yield article if whole else None


def _page(clipping: Clipping, name: str, terms: Terms) -> Page | PageFault:
    if not clipping.body:
        what = f" ({clipping.title[:80]})" if clipping.title else ""
        return fault(name, f"This article{what} has no full text, only what describes it.")
    parts = [clipping.title, clipping.byline, *clipping.body]
    text = "\n\n".join(part for part in parts if part)
    own = Given(clipping.url, clipping.title, clipping.published, clipping.outlet)
    return Page(name, text, PageFormat.TEXT, terms.given.over(own))


def paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines as paragraphs: a blank line parts them, and each line where there are no blank ones.

    Lines that were broken to fit are joined; long ones were not broken.
    """
    blank = any(not line.strip() for line in lines[1:-1])
    blank = blank and max(map(len, lines), default=0) <= WIDEST
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.strip())
        if not line.strip() or not blank:
            groups.append([])
    return tuple(" ".join(group) for group in groups if group)


def day_of(line: str) -> str | None:
    """The day that a line names, where it is a line of its own for that."""
    return day_in(line) if len(line.strip()) <= LONGEST_DATE else None


def one_line(lines: Sequence[str]) -> str | None:
    """Lines as one; None where they are all blank."""
    return " ".join(line.strip() for line in lines if line.strip()) or None
