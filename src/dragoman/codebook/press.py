"""How pages name outlets: phrases that announce or credit one, words that make up their names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dragoman.codebook.tables import items, pattern, read_table

NAME = (
    r"(?P<name>(?:the |The )?[A-Z0-9][\w&'’-]*(?:\.\w[\w-]*)*"
    r"(?: (?:of |de |and |& |the |for |in )?[A-Z0-9][\w&'’-]*(?:\.\w[\w-]*)*){0,5})"
)
REPORTS = (
    r"(?:reports?|reported|writes|wrote|has (?:this|more|the story|the details)|carries|carried|"
    r"notes|noted|published|put it this way|tells? it like this|had this|reporting)"
)
TIME = (
    r"(?:\s(?:today|yesterday|this (?:morning|week|afternoon|evening)|in full|"
    r"(?:on |last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|earlier(?: today)?|from [A-Z]\w+))"
)


class PressSort(StrEnum):
    """What a phrase does: announce another outlet's report, credit it, or show the page's own."""

    INTRODUCTION = "introduction"
    CREDIT = "credit"
    OWNER = "owner"
    NOTICE = "notice"
    """Words by which it speaks of itself, outside of its reports."""


@dataclass(frozen=True, slots=True)
class PressPhrase:
    """A phrase with the outlet's name in its group `name`, and how much it speaks for it."""

    sort: PressSort
    weight: float
    pattern: re.Pattern[str]
    source: str


@cache
def press_phrases(sort: PressSort) -> tuple[PressPhrase, ...]:
    """The phrases of one sort, in the file's order.

    Raises:
        CodebookError: the table can't be read, or holds a pattern that is none.
    """
    return tuple(row for row in read_table("press_phrases.tsv", _phrase) if row.sort is sort)


def _phrase(cells: Mapping[str, str]) -> PressPhrase:
    words = cells["pattern"]
    for marker, meaning in (("{NAME}", NAME), ("{REPORTS}", REPORTS), ("{TIME}", TIME)):
        words = words.replace(marker, meaning)
    return PressPhrase(
        PressSort(cells["sort"]), float(cells["weight"]), pattern(words), cells["source"]
    )


@cache
def bare_name() -> re.Pattern[str]:
    """A text that is nothing but a name in capitals, with or without a dash before it."""
    return re.compile(rf"^(?:[—–-]\s?)?{NAME}$")


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    return dict(read_table("press_words.tsv", lambda cells: (cells["sort"], items(cells["words"]))))


@cache
def _pattern(sort: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _words()[sort]))})\b")


def sounds_like_press(name: str) -> bool:
    """Whether a name has a word that outlets' names have: "Caspian Ledger", "Radio Kelmouth"."""
    return bool(_pattern("press").search(name))


def sounds_like_office(name: str) -> bool:
    """Whether a name is a person's or a body's: "President Rouhani", "Foreign Ministry"."""
    return bool(_pattern("office").search(name)) and not sounds_like_press(name)


@cache
def menu_words() -> frozenset[str]:
    """Words of menus and buttons, in lower case."""
    return frozenset(_words()["menu"])
