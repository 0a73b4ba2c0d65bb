"""Events as counts: by month and pair of parties."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.codebook.layouts import layouts
from dragoman.codebook.plover import intensity
from dragoman.exports.days import day_of, month_of
from dragoman.exports.pairs import Pair
from dragoman.exports.parties import completed, cow_of
from dragoman.exports.speech import acts
from dragoman.exports.writing import Value, Values
from dragoman.records.tellings import Telling

DYAD_COLUMNS = ("occurrence", "day", "month", "source", "target", "type", "quad", "intensity")
"""What is counted by: `Dyad` in order."""


class Dyad(NamedTuple):
    """One pair of parties in one telling, as it is counted; `month` is YYYY-MM."""

    occurrence: str
    day: str
    month: str
    source: str
    target: str
    type: str
    quad: int
    intensity: float


def dyads(telling: Telling, told: tuple[Pair, ...]) -> Iterator[Dyad]:
    """The pairs of an event that count: of two different parties, in a month that is known.

    A party is a state, an organisation or an armed group, or whoever acts for one; a party with
    its own part (a state with its army) is no dyad.
    """
    month, day = month_of(telling), day_of(telling)
    if month is None or day is None or telling.type is None:
        return
    for pair in told:
        if pair.target is None:
            continue
        source, target = completed(pair.source), completed(pair.target)
        if acts(source) and acts(target) and source.party != target.party:
            score = intensity(telling.type, telling.mode)
            which = (telling.occurrence, day, month, source.party, target.party, telling.type)
            yield Dyad(*which, telling.quad, score)


def dyad_row(counted: tuple[str, str, str, int, int, int, int, int, float]) -> Values:
    """The row of one month and dyad.

    Args:
        counted: month, source, target, all events, those of quads 1 to 4, and the mean intensity.
    """
    month, source, target, *counts, mean = counted
    values: list[Value] = [
        *(month, source, cow_of(source), target, cow_of(target)),
        *counts,
        round(mean, 4),
    ]
    return dict(zip(layouts()["dyad_month"].names, values, strict=True))
