"""How pages word the parts that are not their article: appeals, disclaimers, headings of links."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dragoman.codebook.tables import pattern, read_table


class Phrase(StrEnum):
    """What a phrase at the start of a block shows the block to be, or to head."""

    APPEAL_HEADING = "appeal_heading"
    APPEAL = "appeal"
    DISCLAIMER = "disclaimer"
    FURNITURE = "furniture"
    SECTION = "section"
    NOTE = "note"
    RELATED_HEADING = "related_heading"
    RELATED = "related"
    COMMENTS_HEADING = "comments_heading"
    COMMENTS_HINT = "comments_hint"
    BYLINE = "byline"
    DATELINE = "dateline"


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A phrase: the pattern, and the most words of a block that it can speak for (0: any)."""

    zone: Phrase
    words: int
    pattern: re.Pattern[str]
    source: str

    def fits(self, text: str, words: int) -> bool:
        """Whether a block of that many words begins with the phrase; `text` is folded."""
        return (not self.words or words <= self.words) and bool(self.pattern.match(text))


def folded(text: str) -> str:
    """A text without accents, since pages and their extractors often lose them."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@cache
def page_phrases() -> tuple[PhraseRow, ...]:
    """All phrases, in the file's order.

    Raises:
        CodebookError: the table can't be read, or holds a pattern that is none.
    """
    return read_table("page_phrases.tsv", _row)


def _row(cells: Mapping[str, str]) -> PhraseRow:
    return PhraseRow(
        Phrase(cells["zone"]),
        int(cells["words"]),
        pattern(folded(cells["pattern"]), re.IGNORECASE),
        cells["source"],
    )
