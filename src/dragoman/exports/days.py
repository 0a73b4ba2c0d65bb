"""Days as datasets want them, from dates at whatever precision the page gave."""

from dragoman.records.tellings import Telling


def day_of(telling: Telling) -> str | None:
    """The day of a telling, YYYY-MM-DD.

    A month or year stands at its first day, as it does when pacts are folded; without a date the
    day of publication stands; without either there is none.
    """
    told = telling.date or telling.publication.published
    if told is None:
        return None
    return {4: f"{told}-01-01", 7: f"{told}-01"}.get(len(told), told[:10])


def month_of(telling: Telling) -> str | None:
    """The month, YYYY-MM: None where the page gives a year alone, or nothing."""
    told = telling.date or telling.publication.published
    return told[:7] if told is not None and len(told) >= 7 else None


def compact(day: str | None) -> str:
    """A day as YYYYMMDD; empty where there is none."""
    return (day or "").replace("-", "")


def fraction(day: str | None) -> float | None:
    """GDELT's fraction date: the year and (month * 30 + day) / 365, four decimals."""
    if day is None:
        return None
    year, month, number = (int(part) for part in day.split("-"))
    return round(year + (month * 30 + number) / 365, 4)
