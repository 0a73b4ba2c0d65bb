"""What the markup of pages says about its parts: words of class names, ids and roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dragoman.codebook.tables import items, read_table


class Mark(StrEnum):
    """What a part of a page is for, going by its markup."""

    COMMENTS = "comments"
    RELATED = "related"
    NAVIGATION = "navigation"
    FOOTER = "footer"
    SHARE = "share"
    APPEAL = "appeal"
    DISCLAIMER = "disclaimer"
    ADVERT = "advert"
    CONSENT = "consent"
    ASIDE = "aside"
    CAPTION = "caption"
    BYLINE = "byline"
    STANDFIRST = "standfirst"
    BODY = "body"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One row of the table: the mark, and the words or runs of words that show it."""

    mark: Mark
    words: tuple[tuple[str, ...], ...]
    source: str


@cache
def page_marks() -> dict[tuple[str, ...], Mark]:
    """Each word, or run of two words, with the mark that it shows.

    Raises:
        CodebookError: the table can't be read, or gives one word to two marks.
    """
    table: dict[tuple[str, ...], Mark] = {}
    for row in read_table("page_marks.tsv", _row):
        for words in row.words:
            table.setdefault(words, row.mark)
    return table


def _row(cells: Mapping[str, str]) -> MarkRow:
    return MarkRow(
        Mark(cells["mark"]),
        tuple(tuple(item.split("+")) for item in items(cells["words"])),
        cells["source"],
    )
