"""The time axis of a picture: where a day lies, and which days are written along it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LEAST_DAYS = 60
"""Days that an axis shows at least."""
FAR = 0.6
"""A first day that lies before the others by this share of the whole is put at the edge."""
MOST_TICKS = 10
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of days laid over a stretch of pixels."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: str) -> float:
        """The place of a day; of one outside at the nearer edge."""
        whole = (self.last - self.first).days
        share = (date.fromisoformat(day) - self.first).days / whole
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def early(self, day: str) -> bool:
        """Whether a day lies before the axis begins."""
        return day < self.first.isoformat()

    def ticks(self) -> list[tuple[float, str]]:
        """The places and names of the days that are written along the axis."""
        years = self.last.year - self.first.year + 1
        days = (self.last - self.first).days
        if days > 3 * 365:
            step = next(
                s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if years / s <= MOST_TICKS
            )
            wanted = [
                date(year, 1, 1)
                for year in range(self.first.year, self.last.year + 1)
                if year % step == 0
            ]
            names = [str(day.year) for day in wanted]
        else:
            months = [date(self.first.year + m // 12, m % 12 + 1, 1) for m in range(12 * years)]
            step = next(s for s in (1, 2, 3, 6) if days / 30 / s <= MOST_TICKS)
            wanted = [day for day in months if (day.month - 1) % step == 0]
            names = [f"{MONTHS[day.month - 1]} {day.year}" for day in wanted]
        return [
            (self.at(day.isoformat()), name)
            for day, name in zip(wanted, names, strict=True)
            if self.first <= day <= self.last
        ]


def axis_of(days: Iterable[str], end: str | None, left: float, right: float) -> Axis:
    """The axis that shows the given days, and goes on until `end` where that is later.

    A day long before all others (a pact's founding) would press the rest together: the axis
    then begins later, and that day stands at its edge.
    """
    told = sorted({*days, *([end] if end else [])}) or ["2000-01-01"]
    told = _without_far(told)
    first, last = date.fromisoformat(told[0]), date.fromisoformat(told[-1])
    missing = LEAST_DAYS - (last - first).days
    margin = max((last - first).days * 0.03, missing / 3, 1)
    return Axis(_moved(first, -margin), _moved(last, 3 * margin), left, right)


def _without_far(told: Sequence[str]) -> list[str]:
    """The days without those that lie far before the rest, of which two at least stay."""
    kept = list(told)
    while len(kept) > 2:
        first, second, last = (date.fromisoformat(kept[i]) for i in (0, 1, -1))
        if (second - first).days <= max(FAR * (last - first).days, 5 * 365):
            break
        kept.pop(0)
    return kept


def _moved(day: date, days: float) -> date:
    try:
        return day + timedelta(days=round(days))
    except OverflowError:
        return day
