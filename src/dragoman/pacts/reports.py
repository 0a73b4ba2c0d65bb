"""Reports: a move as one page told it; and the day on which the fold lets it take effect."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dragoman.records import Fault, Move, Stage

LAST = "9999-99-99"
"""Stands where no day is known: it sorts after every day."""


@dataclass(frozen=True, slots=True)
class Report:
    """One page's telling of one move.

    `published` is the page's date (YYYY-MM-DD), null where it has none; `read` the day on which
    it was read; `article` the page's article id; `root` the source that the telling goes back
    to, the same word for all pages that copy one another. `act` names the one act that the words
    tell of where a pact is joined or left by several (`codebook/data/joining_acts.tsv`).
    """

    move: Move
    article: str
    published: str | None
    read: str
    root: str
    act: str | None = None


@dataclass(frozen=True)
class Telling:
    """A report with its dates checked: what is no ISO 8601 date counts as none.

    Attributes:
        report: the report.
        move: the move that is told.
        date: the move's own date at its own precision.
        published: the day that the page was published.
        day: the day on which it takes effect: its own, else its page's, else after all days.
        order: where it stands among the moves of its pact.
    """

    report: Report
    move: Move = field(init=False, repr=False, compare=False)
    date: str | None = field(init=False, repr=False, compare=False)
    published: str | None = field(init=False, repr=False, compare=False)
    day: str = field(init=False, repr=False, compare=False)
    order: tuple[str, str, str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        report, move = self.report, self.report.move
        own, page = first_day(move.date), first_day(report.published)
        published, day = report.published if page else None, own or page or LAST
        told = {
            "move": move,
            "date": move.date if own else None,
            "published": published,
            "day": day,
            "order": (day, published or LAST, move.id, report.article),
        }
        self.__dict__.update(told)  # Once, as the fold asks for each of them many times.

    @property
    def known(self) -> str:
        """The day since which it can be known: published, or else read."""
        return first_day(self.published) or self.report.read[:10]

    def by(self, on: str | None) -> bool:
        """Whether it has taken effect by the end of a day, as what has no day always has."""
        return on is None or self.day <= on or self.day == LAST

    def fault(self) -> Fault | None:
        """What is wrong with its dates, if anything."""
        given = (self.move.date, self.report.published)
        wrong = next((d for d in given if d is not None and first_day(d) is None), None)
        if wrong is None:
            return None
        return Fault(
            Stage.PACTS,
            f"Move {self.move.id} of article {self.report.article} gives {wrong!r}, which is no "
            f"ISO 8601 date; it was folded without it. Correct the date and read the page again.",
            self.move.evidence.start,
            self.move.evidence.end,
        )


@lru_cache(maxsize=50_000)
def first_day(text: str | None) -> str | None:
    """The first day of a year, month or day in ISO 8601; None for anything else."""
    if text is None or len(text) not in (4, 7, 10):
        return None
    day = text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text
    try:
        return day if date.fromisoformat(day).isoformat() == day else None
    except ValueError:
        return None


def readings(reports: Iterable[Report], known: str | None = None) -> list[Telling]:
    """One telling for each move of each page: of several readings, the latest.

    Args:
        reports: what pages told.
        known: leaves out what was published later than this day, or None.
    """
    latest: dict[tuple[str, str], Report] = {}
    for report in reports:
        if known is not None and Telling(report).known > known:
            continue
        key = (report.article, report.move.id)
        other = latest.get(key)
        if other is None or _rank(report) > _rank(other):
            latest[key] = report
    return [Telling(report) for report in latest.values()]


def _rank(report: Report) -> tuple[str, ...]:
    """The whole report breaks ties, so that no order of reading can matter."""
    published, move = report.published or "", repr(report.move)
    return (report.read, published, report.root, move, report.act or "")
