"""Events over time as bars: cooperation upwards, conflict downwards, done above and met below."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.ledger import MonthRow
from dragoman.views.web.rendering import QUADS
from dragoman.views.wording import count

WIDTH, HEIGHT = 960, 130
"""Units of one of the two panels."""
LONGEST = 72
"""Bars that stand side by side at most."""
STEPS = (1, 3, 12, 60, 120)
"""Months of one bar: the fewest that keep to `LONGEST`."""
STACKED = ((2, 1), (4, 3))
"""Quad classes from the middle line upwards, and from it downwards: acts first, then words."""
MOST_TICKS = 12
SPANS = {1: "month", 3: "quarter", 12: "year", 60: "five years", 120: "decade"}

Told = dict[tuple[int, int], int]
"""Counts by the number of a bar and quad class."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a stack; `words` say what it counts."""

    quad: int
    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One side: what was done, or what was met. `middle` is the line between the two kinds."""

    bars: tuple[Bar, ...]
    middle: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A picture of events over time.

    Attributes:
        did: what the actor did.
        met: what was done to it.
        ticks: where along the axis which words stand.
        span: how long one bar is, in words.
        undated: tellings that have no month, and are in no bar.
    """

    did: Panel
    met: Panel
    ticks: tuple[tuple[float, str], ...]
    span: str
    undated: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the bars stand: the first month, the months of one bar, how many there are."""

    first: int
    step: int
    bins: int

    @property
    def room(self) -> float:
        """The width that one bar may take."""
        return WIDTH / self.bins

    def name(self, at: int) -> str:
        """What a bar is called."""
        return _name(self.first + at * self.step, self.step)


def timeline_of(rows: Iterable[MonthRow]) -> Timeline | None:
    """The picture of events by month; None where fewer than two months have any."""
    rows = list(rows)
    dated = [(row, number) for row in rows if (number := _number(row.month)) is not None]
    if len({number for _, number in dated}) < 2:
        return None
    grid = _grid(min(n for _, n in dated), max(n for _, n in dated))
    did: Told = {}
    met: Told = {}
    for row, number in dated:
        at = ((number - grid.first) // grid.step, row.quad)
        did[at] = did.get(at, 0) + row.did
        met[at] = met.get(at, 0) + row.met
    up, down = (
        max(sum(told.get((at, quad), 0) for quad in quads) for told in (did, met)
            for at in range(grid.bins))
        for quads in STACKED
    )  # fmt: skip
    unit = HEIGHT / max(up + down, 1)
    return Timeline(
        Panel(tuple(_bars(did, grid, unit, up * unit)), up * unit),
        Panel(tuple(_bars(met, grid, unit, up * unit)), up * unit),
        tuple(_ticks(grid)),
        SPANS[grid.step],
        undated=sum(row.did + row.met for row in rows if _number(row.month) is None),
    )


def _grid(first: int, last: int) -> Grid:
    step = next((s for s in STEPS if (last - first) // s < LONGEST), STEPS[-1])
    first -= first % step
    return Grid(first, step, (last - first) // step + 1)


def _number(month: str | None) -> int | None:
    """A month as a number, counted from year 0; None where it is none."""
    if month is None or len(month) != 7:
        return None
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _name(number: int, step: int) -> str:
    """What a bar that begins with a month is called."""
    year, month = divmod(number, 12)
    if step == 1:
        return f"{year:04}-{month + 1:02}"
    if step == 3:
        return f"{year:04}, quarter {month // 3 + 1}"
    return f"{year:04}" if step == 12 else f"{year:04} to {year + step // 12 - 1:04}"


def _bars(told: Told, grid: Grid, unit: float, middle: float) -> Iterable[Bar]:
    """The parts of all stacks of one panel."""
    wide = min(grid.room * 0.78, 26.0)
    for at in range(grid.bins):
        x = at * grid.room + (grid.room - wide) / 2
        for quads, way in zip(STACKED, (-1, 1), strict=True):
            y = middle
            for quad in quads:
                if number := told.get((at, quad), 0):
                    height = number * unit
                    words = f"{grid.name(at)}: {QUADS[quad]}, {count(number, 'telling')}"
                    yield Bar(quad, x, min(y, y + way * height), wide, height, words)
                    y += way * height


def _ticks(grid: Grid) -> Iterable[tuple[float, str]]:
    """The years along the axis; the months where they are few."""
    if grid.step == 1 and grid.bins <= MOST_TICKS:
        for at in range(grid.bins):
            yield (at + 0.5) * grid.room, grid.name(at)
        return
    years = range(grid.first // 12, (grid.first + grid.bins * grid.step) // 12 + 1)
    every = -(-len(years) // MOST_TICKS)
    for year in years:
        x = (year * 12 - grid.first) / grid.step * grid.room
        if year % every == 0 and 0 <= x <= WIDTH - 20:
            yield x, f"{year:04}"
