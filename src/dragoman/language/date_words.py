"""Reading dates: the pattern of words that name a day, month or year, and what they stand for.

Pure text: no tree is asked. `dragoman.language.dates` finds dates in sentences with it.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.language.number_words import NUMBERS
from dragoman.records import DateBasis

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
YEAR = 4
"""Code points of a date that is only a year."""
LAST_MONTHS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}
"""The month with which a season ends, north of the equator."""
COUNTS = {"a": 1, "an": 1, "one": 1} | NUMBERS

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d\w]|[-–/]\d|,\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"

DATE = re.compile(
    rf"""\b(?:
      (?P<iso>(?:1[5-9]|20)\d\d-\d\d-\d\d)\b
    | (?:{_WEEKDAY},?\s)?(?:
        (?P<day1>{_DAY})(?:[-–]\d{{1,2}})?\s(?:of\s)?(?P<month1>{_MONTH})(?!\w)
        (?:,?\s(?P<year1>{_YEAR}))?
      | (?P<month2>{_MONTH})\s(?P<day2>{_DAY})(?:[-–]\d{{1,2}})?(?!\w|[.,]\d|[-–]\w)
        (?:,?\s(?P<year2>{_YEAR}))?
      )
    | (?P<month3>{_MONTH})(?:\sof)?,?\s(?P<year3>{_YEAR})
    | (?P<month4>{_MONTH})\s(?:of\s)?(?:that|the\ssame)\syear
    | (?P<which5>(?i:last|next|this|coming|previous)\s)?(?P<weekday>{_WEEKDAY})\b
      (?:\s(?:morning|afternoon|evening|night)\b)?
    | (?:(?i:in|since|by|until|during|late|early|mid|through|from)[\s-])
      (?P<month6>{_MONTH})(?!\w|,?\s(?:of\s)?(?:\d|that\syear|the\ssame))
    | (?P<which7>(?i:last|next|this))\s(?P<month7>{_MONTH})(?!\w)
    | (?P<which13>(?i:that|the\s(?:same|following|next)))\s(?P<month13>{_MONTH})(?!\w)
    | (?P<which14>(?i:last|next|this|that|the\s(?:same|following|next|previous)))\s
      (?P<season>(?i:spring|summer|autumn|fall(?!\s(?:in|of|from)\b)|winter))\b
    | (?i:that|later\sthat|earlier\sthat)\s(?P<unit15>(?i:year|month))\b
    | (?P<named>(?i:today|tonight|yesterday|tomorrow|this\s(?:morning|afternoon|evening)
        |last\snight))\b
    | (?P<which8>(?i:last|next|this|previous))\s
      (?P<unit8>(?i:week|weekend|fortnight|month|quarter|year|decade|century))\b
    | (?P<count9>(?i:{_COUNT}))\s(?P<unit9>(?i:day|week|month|year|decade)s?)\s
      (?P<way9>(?i:ago|earlier|later|afterwards|beforehand|before(?=[\s,.;]*$)
        |after(?=[\s,.;]*$)))\b
    | (?i:the)\s(?P<way10>(?i:previous|next|following|same))\s
      (?P<unit10>(?i:day|week|month|year))\b
    | (?i:the\sday\s(?P<way11>before|after))(?=[\s,.;]*$)
    | (?i:the)\s(?P<edge16>(?i:first|last|final))\sday\sof\s(?:(?P<year16>{_YEAR})
        |(?P<month16>{_MONTH})(?:,?\s(?P<year17>{_YEAR}))?(?!\w)
        |(?P<which16>(?i:this|last|next|that))\s(?P<unit16>(?i:year|month))\b)
    | (?i:that|this)\s(?P<sameday>(?i:very\s)?day)\b
    | (?:(?i:in|since|by|until|during|of|from|before|after|throughout|early|late|mid|the|and|or
        |its|his|her|their)[\s-]|['’]s?\s)
      (?P<year12>{_YEAR})
    )""",
    re.VERBOSE | re.ASCII,
)
"""Every alternative is bounded, so that a search is linear in the sentence."""

LOOKS_DATED = re.compile(
    r"\d\d|day|night|week|afterwards|beforehand|tomorrow|this|that|same|last|next|previous|ago|earlier|later|following"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec",
    re.IGNORECASE,
)
"""A cheap test that most sentences without a date fail."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a match stands for: an ISO date and its basis, both None where nothing is settled."""

    date: str | None
    basis: DateBasis | None = None


@dataclass(frozen=True, slots=True)
class Bearings:
    """What dates are counted from.

    `published` is the publication day, `previous` the ISO date named last, `ahead` whether the
    clause speaks of what is to come (None where that is open).
    """

    published: date | None
    previous: str | None = None
    ahead: bool | None = None


Reader = Callable[[re.Match[str], Bearings], Reading]
NOTHING = Reading(None)


def as_day(text: str | None) -> date | None:
    """The day that begins an ISO date or time, or None where there is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def read_date(match: re.Match[str], bearings: Bearings) -> Reading:
    """The date that a match of `DATE` stands for."""
    for group, reader in READERS.items():
        if match[group]:
            return reader(match, bearings)
    return NOTHING


def date_edges(match: re.Match[str]) -> tuple[int, int]:
    """Where the date itself lies in a match: without the preposition that announced it."""
    for name in ("month6", "year12"):
        if match[name]:
            return match.span(name)
    return match.span()


def _words(text: str) -> Reading:
    """A date as the words give it, where the calendar has it."""
    if len(text) == 10 and as_day(text) is None:
        return NOTHING
    return Reading(text, DateBasis.WORDS)


def _relative(text: str | None) -> Reading:
    return NOTHING if text is None else Reading(text, DateBasis.RELATIVE)


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _iso(match: re.Match[str], bearings: Bearings) -> Reading:
    """2018-05-08."""
    return _words(match["iso"])


def _year(match: re.Match[str], bearings: Bearings) -> Reading:
    """In 2018."""
    return _words(match["year12"])


def _month_of_year(match: re.Match[str], bearings: Bearings) -> Reading:
    """May 2018."""
    return _words(f"{match['year3']}-{_month(match['month3']):02}")


def _month_of_that_year(match: re.Match[str], bearings: Bearings) -> Reading:
    """May of that year."""
    if bearings.previous is None:
        return NOTHING
    return _relative(f"{bearings.previous[:4]}-{_month(match['month4']):02}")


def _day_first(match: re.Match[str], bearings: Bearings) -> Reading:
    """8 May, 8 May 2018."""
    return _day_and_month(match["day1"], match["month1"], match["year1"], bearings)


def _month_first(match: re.Match[str], bearings: Bearings) -> Reading:
    """May 8, May 8, 2018."""
    return _day_and_month(match["day2"], match["month2"], match["year2"], bearings)


def _day_and_month(day: str, month: str, year: str | None, bearings: Bearings) -> Reading:
    """With a year as the words give it; without, the one nearest to publication."""
    rest = f"{_month(month):02}-{int(day.rstrip('stndrh')):02}"
    if year:
        return _words(f"{year}-{rest}")
    published = bearings.published
    if published is None:
        return NOTHING
    years = range(published.year - 1, published.year + 2)
    near = [d for y in years if (d := as_day(f"{y:04}-{rest}")) is not None]
    if bearings.ahead is True:
        near = [d for d in near if d >= published] or near
    nearest = min(near, key=lambda d: abs(d - published), default=None)
    return _relative(nearest.isoformat() if nearest else None)


def _weekday(match: re.Match[str], bearings: Bearings) -> Reading:
    """The last such weekday up to publication, or the next one where the words look ahead."""
    published = bearings.published
    if published is None:
        return NOTHING
    which = (match["which5"] or "").strip().lower()
    back = (published.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    if which in ("next", "coming"):
        return _shift(published, 7 - back)
    if which in ("last", "previous"):
        return _shift(published, -(back or 7))
    if bearings.ahead is True:
        return _shift(published, (7 - back) % 7)
    return _shift(published, -back)


def _bare_month(match: re.Match[str], bearings: Bearings) -> Reading:
    """In May, last May: the nearest, or the one that the words or the clause point to."""
    published = bearings.published
    if published is None:
        return NOTHING
    month = _month(match["month6"] or match["month7"])
    which = (match["which7"] or "").lower()
    same = month == published.month
    year = published.year
    if which == "next" or (not which and bearings.ahead is True):
        year += month < published.month or (which == "next" and same)
    elif which == "last" or (not which and bearings.ahead is False):
        year -= month > published.month or (which == "last" and same)
    elif not which:
        apart = month - published.month
        year += (apart < -6) - (apart >= 6)
    return _relative(_year_month(year, month))


def _following_month(match: re.Match[str], bearings: Bearings) -> Reading:
    """That December, the following March: the next one from the date named last."""
    previous = bearings.previous
    if previous is None:
        return NOTHING
    month, year = _month(match["month13"]), int(previous[:4])
    later = match["which13"].lower().endswith(("following", "next"))
    if later and (len(previous) == YEAR or month <= int(previous[5:7])):
        year += 1
    return _relative(_year_month(year, month))


def _season(match: re.Match[str], bearings: Bearings) -> Reading:
    """Last spring, that summer: seasons have no months that all agree on, so it is the year.

    Winters lie in two years and give none.
    """
    season, which = match["season"].lower(), match["which14"].lower()
    told = bearings.previous if which.startswith(("that", "the")) else _iso_of(bearings.published)
    if told is None or season == "winter":
        return NOTHING
    year, month, last = int(told[:4]), int(told[5:7] or 1), LAST_MONTHS[season]
    if which.endswith(("following", "next")):
        year += month >= last or len(told) == YEAR
    elif which == "the previous" or (which == "last" and month <= last):
        year -= 1
    return _relative(_year_month(year, None))


def _iso_of(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _that_unit(match: re.Match[str], bearings: Bearings) -> Reading:
    """That year, later that month."""
    return _from_previous(bearings, match["unit15"].lower(), 0)


def _named(match: re.Match[str], bearings: Bearings) -> Reading:
    """Today, yesterday, last night."""
    if bearings.published is None:
        return NOTHING
    days = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match["named"].lower(), 0)
    return _shift(bearings.published, days)


def _last_or_next(match: re.Match[str], bearings: Bearings) -> Reading:
    """Last month, this year, next week."""
    if bearings.published is None:
        return NOTHING
    step = {"this": 0, "next": 1}.get(match["which8"].lower(), -1)
    return _step(bearings.published.isoformat(), match["unit8"].lower(), step)


def _counted(match: re.Match[str], bearings: Bearings) -> Reading:
    """Two years ago, a day later."""
    way, number = match["way9"].lower(), match["count9"].lower()
    start = bearings.previous
    if way == "ago":
        start = bearings.published.isoformat() if bearings.published else None
    if start is None:
        return NOTHING
    count = COUNTS.get(number) or int(number)
    ahead = way in ("later", "after", "afterwards")
    return _step(start, match["unit9"].lower().rstrip("s"), count if ahead else -count)


def _edge(match: re.Match[str], bearings: Bearings) -> Reading:
    """The last day of 1984, the first day of this month, the final day of June."""
    if match["unit16"] is not None:
        which = match["which16"].lower()
        told = bearings.previous if which == "that" else _iso_of(bearings.published)
        step = {"last": -1, "next": 1}.get(which, 0)
        whole = NOTHING if told is None else _step(told, match["unit16"].lower(), step)
    elif match["month16"] is not None:
        month = _month(match["month16"])
        year = match["year17"]
        whole = Reading(f"{year}-{month:02}", DateBasis.WORDS) if year else NOTHING
    else:
        whole = Reading(match["year16"], DateBasis.WORDS)
    if whole.date is None:
        return NOTHING
    first = match["edge16"].lower() == "first"
    return Reading(_first_or_last(whole.date, first=first), whole.basis)


def _first_or_last(whole: str, *, first: bool) -> str:
    """The first or last day of a year or month."""
    year = int(whole[:4])
    month = int(whole[5:7]) if len(whole) > YEAR else (1 if first else 12)
    day = 1 if first else calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{day:02}"


def _adjoining(match: re.Match[str], bearings: Bearings) -> Reading:
    """The next day, the same year."""
    step = {"previous": -1, "same": 0}.get(match["way10"].lower(), 1)
    return _from_previous(bearings, match["unit10"].lower(), step)


def _day_beside(match: re.Match[str], bearings: Bearings) -> Reading:
    """The day before, the day after."""
    return _from_previous(bearings, "day", -1 if match["way11"].lower() == "before" else 1)


def _same_day(match: re.Match[str], bearings: Bearings) -> Reading:
    """That day."""
    return _from_previous(bearings, "day", 0)


def _from_previous(bearings: Bearings, unit: str, step: int) -> Reading:
    return _step(bearings.previous, unit, step) if bearings.previous else NOTHING


def _shift(day: date, days: int) -> Reading:
    try:
        return _relative((day + timedelta(days=days)).isoformat())
    except OverflowError:
        return NOTHING


def _step(start: str, unit: str, step: int) -> Reading:
    """Days, months and years from a date, each at its own precision; other units give none."""
    if unit == "year":
        return _relative(_year_month(int(start[:4]) + step, None))
    if unit == "month" and len(start) >= 7:
        months = int(start[:4]) * 12 + int(start[5:7]) - 1 + step
        return _relative(_year_month(months // 12, months % 12 + 1))
    day = as_day(start) if unit in ("day", "week") and len(start) == 10 else None
    if day is None:
        return NOTHING
    return _shift(day, step) if unit == "day" else _week(day, step)


def _week(day: date, step: int) -> Reading:
    """The month or year in which all days lie of a week that many weeks from a day's own."""
    try:
        first = day + timedelta(days=7 * step - day.weekday())
        last = first + timedelta(days=6)
    except OverflowError:
        return NOTHING
    if first.year != last.year:
        return NOTHING
    month = first.month if first.month == last.month else None
    return _relative(_year_month(first.year, month))


def _year_month(year: int, month: int | None) -> str | None:
    if not 1 <= year <= 9999:
        return None
    return f"{year:04}" if month is None else f"{year:04}-{month:02}"


READERS: dict[str, Reader] = {
    "iso": _iso,
    "day1": _day_first,
    "day2": _month_first,
    "month3": _month_of_year,
    "month4": _month_of_that_year,
    "weekday": _weekday,
    "month6": _bare_month,
    "month7": _bare_month,
    "month13": _following_month,
    "season": _season,
    "unit15": _that_unit,
    "named": _named,
    "which8": _last_or_next,
    "count9": _counted,
    "way10": _adjoining,
    "way11": _day_beside,
    "edge16": _edge,
    "sameday": _same_day,
    "year12": _year,
}
"""The reader of each form of date, by the group that only that form has."""
