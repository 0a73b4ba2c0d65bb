"""Receipts: what a build did, counted from the rows that it entered."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.ledger.answers import Receipt
from dragoman.ledger.rows import clean, now
from dragoman.ledger.schema import KEPT

REVISED = f"""SELECT count(*) - count(DISTINCT page) FILTER (NOT stood)
FROM (SELECT n.page, n.article,
             bool_or(o.build < {{build}}) IS TRUE AS stood,
             bool_or(o.build < {{build}} AND o.article = n.article) IS TRUE AS same
      FROM (SELECT DISTINCT page, article, source FROM {KEPT}.readings
            WHERE build = {{build}} AND page IS NOT NULL
              AND source NOT IN (SELECT source FROM {KEPT}.readings WHERE build < {{build}})) n
      LEFT JOIN {KEPT}.readings o ON o.page = n.page
      GROUP BY n.page, n.article)
WHERE NOT same"""
"""New versions: the articles that came to pages, but for the first that came to each new page."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a build saw, for its receipt; `unopened` pages could not be opened."""

    started: str
    coder: str
    paths: tuple[str, ...]
    given: int
    unopened: int
    faulty: int
    words: int
    seconds: float


def count_up(
    build: int, run: Run, count: Callable[[str], int], texts: Callable[[str], list[str]]
) -> Receipt:
    """The receipt of a build.

    Args:
        build: its number.
        run: what its last run saw.
        count: gives the one number that a query gives.
        texts: gives the one column that a query gives.
    """
    entered = f"FROM {KEPT}.readings r WHERE r.build = {build}"
    before = f"SELECT source FROM {KEPT}.readings WHERE build < {build}"
    read = count(f"SELECT count(*) {entered}")
    faults = texts(f"SELECT stage FROM {KEPT}.faults WHERE build = {build} ORDER BY stage")
    return Receipt(
        build=build,
        started=run.started,
        finished=now(),
        coder=run.coder,
        paths=tuple(map(clean, run.paths)),
        given=run.given,
        read=read,
        known=max(0, run.given - run.unopened - read),
        revised=count(REVISED.format(build=build)),
        reread=count(f"SELECT count(*) {entered} AND r.source IN ({before})"),
        faulty=run.faulty,
        faults=dict(Counter(faults)),
        words=run.words,
        seconds=round(run.seconds, 3),
        words_a_second=round(run.words / run.seconds, 1) if run.seconds > 0 else 0.0,
    )
