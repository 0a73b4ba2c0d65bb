"""When an article was published: the day that the page gives for itself, and on what basis.

Never a comment's day, nor a related link's, nor the day of reading, nor one that the article
tells of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.page_marks import Mark
from dragoman.pages.blocks import Layout
from dragoman.pages.dates import DayOrder, day_in, is_date
from dragoman.pages.titles import DATELINE, Opening
from dragoman.pages.zoning import Zoning
from dragoman.records import PublishedBasis, ZoneKind

IN_URL = re.compile(r"[/-]((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
PUBLISHED = re.compile(
    r"\b(?:published|posted|issued|released|filed|first (?:published|posted)|created|aired|"
    r"premiered|streamed|written|dated?|sent|publié|veröffentlicht|publicado)\b",
    re.I,
)
UPDATED = re.compile(
    r"\b(?:updated|modified|edited|revised|last changed|mis à jour|aktualisiert|actualizado)\b",
    re.I,
)
SHORTEST_OUTSIDE = 24
"""Words of the longest line outside the head that may give the date."""


@dataclass(frozen=True, slots=True)
class Published:
    """An ISO date, and what it rests on; both null where the page gives none."""

    day: str | None
    basis: PublishedBasis | None


def find_published(
    layout: Layout,
    zoning: Zoning,
    url: str | None,
    order: DayOrder | None,
    language: str | None,
) -> Published:
    """The day on which an article was published, as the page gives it for itself.

    In this order: the page's metadata; a machine-readable date in its head; its address; a line
    of its head or foot that gives a date; the dateline of its first paragraph.
    """
    for told in layout.head.dates:
        if day := day_in(told, order, language):
            return Published(day, PublishedBasis.METADATA)
    head = list(_head(zoning.opening, len(layout.blocks)))
    for at in head:
        for run in layout.blocks[at].runs:
            day = day_in(run.stamp) if run.stamp else None
            if day and _own(zoning, at) and not UPDATED.search(layout.blocks[at].text[:40]):
                return Published(day, PublishedBasis.METADATA)
    for address in (url, *layout.head.urls):
        found = IN_URL.search(address or "")
        day = day_in("-".join((found[1], found[2].zfill(2), found[3].zfill(2)))) if found else None
        if day:
            return Published(day, PublishedBasis.METADATA)
    day = _in_lines(layout, zoning, head, order, language) or _in_dateline(
        layout, zoning, order, language
    )
    return Published(day, PublishedBasis.TEXT if day else None)


def _own(zoning: Zoning, at: int) -> bool:
    """Whether a block may speak for the article: no comment, link, appeal or notice does."""
    return zoning.kinds[at].kind not in (ZoneKind.COMMENT, ZoneKind.RELATED, ZoneKind.APPEAL)


def _head(opening: Opening, count: int) -> Iterator[int]:
    """The positions of the blocks at the head of the page, those right at the title first."""
    title = opening.title if opening.title is not None else 0
    first = opening.first if opening.first is not None else count
    yield from range(title, min(first, count))
    yield from range(title - 1, -1, -1)


def _in_lines(
    layout: Layout, zoning: Zoning, head: list[int], order: DayOrder | None, language: str | None
) -> str | None:
    """The day in a line of the head, else in a line below the article that says "published"."""
    updated = None
    for at in head:
        block = layout.blocks[at]
        if not _own(zoning, at) or block.word_count > SHORTEST_OUTSIDE or block.tag == "meta":
            continue
        told = PUBLISHED.search(block.text)
        day = (told and day_in(block.text[told.end() :], order, language)) or day_in(
            block.text, order, language
        )
        if not day or zoning.kinds[at].kind is ZoneKind.TITLE or not _may_date(layout, zoning, at):
            continue
        if UPDATED.search(block.text) and not told:
            updated = updated or day
        else:
            return day
    foot = zoning.opening.first or 0
    for at in range(foot, min(foot + 3, len(layout.blocks))):
        if is_date(layout.blocks[at].text) and _own(zoning, at):
            return day_in(layout.blocks[at].text, order, language)
    for at in range(foot, len(layout.blocks)):
        block = layout.blocks[at]
        outside = zoning.kinds[at].kind in (ZoneKind.FURNITURE, ZoneKind.BYLINE)
        if outside and block.word_count <= SHORTEST_OUTSIDE:
            day = day_in(block.text, order, language)
            if day and PUBLISHED.search(block.text[: block.text.find(day[:4]) + 1]):
                return day
            if day and not updated and UPDATED.search(block.text):
                updated = day
    return updated


def _may_date(layout: Layout, zoning: Zoning, at: int) -> bool:
    """Whether a line of the head gives the page's date: above the title only one that is little
    else than a date, and no item of a list or a side column.
    """
    title = zoning.opening.title
    if title is None or at >= title:
        return True
    block = layout.blocks[at]
    alone = any(is_date(run.text.strip()) for run in block.runs) or is_date(block.text)
    return alone and block.tag != "li" and Mark.ASIDE not in block.marks


def _in_dateline(
    layout: Layout, zoning: Zoning, order: DayOrder | None, language: str | None
) -> str | None:
    """The day in the dateline of one of the article's first own paragraphs."""
    bodies = [
        block
        for at, block in enumerate(layout.blocks)
        if zoning.kinds[at].kind in (ZoneKind.BODY, ZoneKind.STANDFIRST) and block.quote < 0
    ]
    for block in bodies[:2]:
        found = DATELINE.match(block.text)
        if found and (day := day_in(found[0], order, language)):
            return day
        first = re.split(r"\s[—–-]{1,2}\s|\.\s", block.text, maxsplit=1)[0]
        if is_date(first) and (day := day_in(first, order, language)):
            return day
    return None
