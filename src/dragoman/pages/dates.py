"""Calendar days in the words of a page's furniture: bylines, stamps of comments, metadata."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache

EARLIEST, LATEST = 1945, 2100
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:T\d{4,6}\b|\d{6}\b|(?!\d))")
EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
SLASHED = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/-])")
DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]+(?:of\s+|de\s+|d[’'])?"
    r"([^\W\d_]{3,14})\.?,?[\s-]+(?:de\s+|of\s+)?(\d{4})(?!\d)"
)
MONTH_DAY = re.compile(r"([^\W\d_]{3,14})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(?!\d)")
RELATIVE = re.compile(
    r"\s*(?:(?:about|over|almost|around|~)\s*)?(?:(?:just )?now|yesterday|today|"
    r"(?:an?|one|two|three|\d+|a few|several|few|last)\s*"
    r"(?:s|m|h|d|w|y|mo|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
    r"\b(?:\s+ago)?)\s*[.,]?\s*",
    re.I,
)
AGO = re.compile(
    r"\b(?:an?|one|two|three|\d+)\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\s+ago\b", re.I
)
AROUND = re.compile(
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|thu|fri|sat|sun|"
    r"posted|published|updated|date|sent|from|on|at|le|à|a|um|local|am|el|las|den|[ap]\.?\s?m\.?|utc|gmt|et|"
    r"pt|ct|mt|msk|ist|jst|bst|e[sd]t|p[sd]t|ce?s?t|z|uhr|hrs?|edited|commented|wrote|said|says)\b|"
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?|\d{1,2}(?=\s*[ap]m)|[+-]\d{2}:?\d{2}|"
    r"[\s,.;:|()\[\]@•·>»*_–—-])+",
    re.I,
)
WEEKDAY = re.compile(
    r"(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s*$", re.I
)
MONTHS = "january february march april may june july august september october november december"
EDITED = re.compile(r"\s*\(?edited\)?\s*$", re.I)
FRAMES = ("fr", "de", "es", "it", "pt", "nl")
ENGLISH = {name[:3]: number for number, name in enumerate(MONTHS.split(), 1)}


class DayOrder(StrEnum):
    """Which comes first in a date of figures alone."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def day_in(text: str, order: DayOrder | None = None, language: str | None = None) -> str | None:
    """The first calendar day that a short text names in full, as an ISO date; null if none.

    Args:
        text: a byline, a stamp, a line of metadata; its first 300 characters count.
        order: how figures alone are read ("08/05/2018"); without it such a date counts only
            where it can be read in one way.
        language: an ISO 639-1 code, for the names of months.
    """
    found = [match for match in _matches(text[:300], order, language) if match[1]]
    return min(found)[1] if found else None


def _matches(
    text: str, order: DayOrder | None, language: str | None
) -> Iterable[tuple[int, str | None]]:
    for pattern in (ISO, COMPACT, EAST_ASIAN, SLASHED):
        for match in pattern.finditer(text):
            yield match.start(), _iso(int(match[1]), int(match[2]), int(match[3]))
    for match in NUMERIC.finditer(text):
        # Where points part the figures (03.12.2018) the day comes first, in every language.
        own = DayOrder.DAY_FIRST if "." in match[0] else order
        yield match.start(), _numeric(int(match[1]), int(match[2]), match[3], own)
    for match in DAY_MONTH.finditer(text):
        yield match.start(), _named(int(match[3]), match[2], int(match[1]), language)
    for match in MONTH_DAY.finditer(text):
        yield match.start(), _named(int(match[3]), match[1], int(match[2]), language)


def _iso(year: int, month: int, day: int) -> str | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _numeric(first: int, second: int, year: str, order: DayOrder | None) -> str | None:
    whole = (
        int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 70 else 1900 + int(year)
    )
    day_first, month_first = _iso(whole, second, first), _iso(whole, first, second)
    if day_first and month_first and first != second:
        if order is DayOrder.DAY_FIRST:
            return day_first
        return month_first if order is DayOrder.MONTH_FIRST else None
    return day_first or month_first


def _named(year: int, name: str, day: int, language: str | None) -> str | None:
    month = _month(name.lower(), language)
    return _iso(year, month, day) if month else None


@lru_cache(maxsize=4096)
def _month(name: str, language: str | None) -> int | None:
    """The number of a month by its name: in English, the page's own language, or a common one.

    Pages in English often stand in a frame of another language, so its months count too.
    """
    if name in MONTHS.split() or name in ENGLISH or name == "sept":
        return ENGLISH[name[:3]]
    import dateparser  # noqa: PLC0415 - heavy, and only for pages with other months than English

    languages = [language, *FRAMES] if language not in (None, "en") else list(FRAMES)
    try:
        parsed = dateparser.parse(
            f"1 {name} 2001", languages=languages, settings={"REQUIRE_PARTS": ["month", "year"]}
        )
    except ValueError:  # a language that the library doesn't know
        return None
    return parsed.month if parsed and parsed.year == 2001 else None


def date_span(text: str) -> tuple[int, int] | None:
    """Where the first full or relative date ("4 hours ago") of a short text begins and ends.

    Its hour and weekday are included.
    """
    patterns = (ISO, SLASHED, NUMERIC, DAY_MONTH, MONTH_DAY, EAST_ASIAN, AGO)
    found = [match for pattern in patterns if (match := pattern.search(text))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    start, end = first.span()
    before = WEEKDAY.search(text[:start])
    after = AROUND.match(text[end:].lstrip("T"))
    hour = len(text[end:]) - len(text[end:].lstrip("T"))
    return before.start() if before else start, end + (after.end() + hour if after else 0)


def without_stamp_words(text: str) -> str:
    """A text without the hours, weekdays and small words that stand around a date."""
    return AROUND.sub("", text)


def is_date(text: str) -> bool:
    """Whether a short text is a day, with or without a time, or a relative one ("3 days ago")."""
    if not 2 <= len(text) <= 60:
        return False
    if RELATIVE.fullmatch(EDITED.sub("", text)):
        return True
    for pattern in (ISO, SLASHED, NUMERIC, DAY_MONTH, MONTH_DAY, EAST_ASIAN):
        match = pattern.search(text)
        if match and not AROUND.sub("", text[: match.start()] + text[match.end() :].lstrip("T")):
            return True
    return False


def day_order(
    texts: Iterable[str], region: str | None, language: str | None = None
) -> DayOrder | None:
    """How a page writes dates of figures alone: by the dates that can be read in one way only.

    Where none can, the region of its language tag tells ("en-US" month first, other regions day
    first), then its language (other languages than English put the day first); else nothing does.
    """
    for text in texts:
        for match in NUMERIC.finditer(text[:300]):
            if int(match[1]) > 12 >= int(match[2]):
                return DayOrder.DAY_FIRST
            if int(match[2]) > 12 >= int(match[1]):
                return DayOrder.MONTH_FIRST
    if region:
        return DayOrder.MONTH_FIRST if region in ("US", "PH", "FM") else DayOrder.DAY_FIRST
    return DayOrder.DAY_FIRST if language not in (None, "en") else None
