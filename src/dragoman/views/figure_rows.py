"""The rows of a picture: an actor's statuses as bars, and its moves as marks on or above them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.flow.standing import Account
from dragoman.flow.steps import Step
from dragoman.pacts import Spell
from dragoman.records import Modality
from dragoman.views.figure_days import Axis
from dragoman.views.figure_parts import (
    EARLIER,
    EDGE,
    FAINT,
    FAMILY_OF,
    GROUP_OF,
    GROUPS,
    INK,
    NAMES,
    UNDATED,
    Box,
    Canvas,
    Label,
    Symbol,
    fitting,
    width_of,
)
from dragoman.views.wording import count, plain, shorten

BAR = 18
LANE = 20
GAP = 9
MARK = 14
RING = 23
"""Pixels that a mark takes, and one with a ring around it."""
LANES = 5
TIP = 300
"""Characters of a sentence that are shown where one points at a mark."""
STEP = 3.0
"""Marks of one kind are one mark where they lie nearer than this many pixels."""
RULE = "#eeeeee"
ITSELF = "the pact itself"
TOLD = {
    Modality.PLANNED: "planned",
    Modality.DENIED: "denied",
    Modality.ALLEGED: "alleged",
    Modality.HYPOTHETICAL: "supposed",
    Modality.CALLED_FOR: "called for",
    Modality.THREATENED: "threatened",
}


@dataclass
class Row:
    """An actor on one pact, or the pact itself (no actor), with what is told of it."""

    pact: str
    actor: str | None
    spells: list[Spell] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def order(self) -> tuple[int, str, str]:
        """The pact itself first, then those who are in, for it, against it, out."""
        first = min((s.day or "9999" for s in self.steps), default="9999")
        if self.actor is None:
            return (-1, first, "")
        if not self.spells:
            return (len(GROUPS), first, self.actor)
        last = self.spells[-1]
        return (GROUPS.index(GROUP_OF[last.status]), last.since, self.actor)


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where a step is marked and how: the steps that share all of it are one mark."""

    pending: bool
    x: float
    shape: str
    ringed: bool

    @property
    def room(self) -> int:
        """The pixels between the mark and whatever follows."""
        return (RING + MARK) // 2 if self.ringed else MARK


@dataclass(frozen=True, slots=True)
class Plot:
    """What all rows share: what is drawn on, the days, the last day told of, and the names."""

    canvas: Canvas
    axis: Axis
    end: str | None
    called: Mapping[str, str]

    def draw(self, row: Row, y: float) -> float:
        """Draws one row beneath y, and gives the y beneath it."""
        spots: dict[Spot, list[Step]] = {}
        for step in row.steps:
            spots.setdefault(self._spot(step, row), []).append(step)
        bars = [self._stretch(spell) for spell in row.spells]
        lanes = _lanes(list(spots), bars)
        middle = y + GAP / 2 + LANE * max(lanes.values(), default=0) + BAR / 2
        below = middle + BAR / 2 + GAP / 2
        self.canvas.boxes.append(Box(NAMES, EDGE, below - 0.5, below + 0.5, RULE))
        name = ITSELF if row.actor is None else plain(self.called.get(row.actor, row.actor))
        self._name(name, middle, FAINT if row.actor is None else INK)
        done = sorted(spot for spot, lane in lanes.items() if lane == 0)
        for spell, bar in zip(row.spells, bars, strict=True):
            self._bar(spell, bar, middle, done, name)
        for spot, steps in spots.items():
            at = middle - LANE * lanes[spot]
            self._mark(spot, steps, at, name)
            same = [other.x for other in spots if lanes[other] == lanes[spot]]
            self._words(spot, steps, at, same)
        return below

    def _name(self, name: str, middle: float, colour: str) -> None:
        room = NAMES - 16.0
        size = next((s for s in (15, 14, 13) if width_of(name, s) <= room), 13)
        text = fitting(name, size, room)
        self.canvas.labels.append(Label(NAMES - 12, middle, text, size, colour, "right"))

    def _stretch(self, spell: Spell) -> tuple[float, float]:
        """From where to where a bar goes; what lasts goes on to the edge."""
        left = self.axis.at(spell.since)
        right = self.axis.at(spell.until) if spell.until else self.axis.right
        return left, max(right - (1 if spell.until else 0), left + 2)

    def _bar(
        self, spell: Spell, bar: tuple[float, float], middle: float, done: Sequence[Spot], name: str
    ) -> None:
        """A status over its days, with its word where there is room between the marks."""
        left, right = bar
        group = GROUP_OF[spell.status]
        days = f"{spell.since} to {spell.until}" if spell.until else f"since {spell.since}"
        tip = f"{name}: {spell.status}, {days}"
        box = Box(left, right, middle - BAR / 2, middle + BAR / 2, group.colour, tip)
        self.canvas.boxes.append(box)
        room = width_of(spell.status, 13) + 4
        for start in [left + 6, *(spot.x + spot.room for spot in done)]:
            free = all(s.x + s.room <= start + 2 or s.x - s.room >= start + room for s in done)
            if free and start >= left + 4 and start + room <= right - 4:
                self.canvas.labels.append(Label(start, middle, spell.status, 13, group.ink))
                return

    def _spot(self, step: Step, row: Row) -> Spot:
        """Where a step is marked: a month or year on the day in it that others tell, if any."""
        if step.day is None:
            x = EDGE - UNDATED / 2
        elif self.axis.early(step.day):
            x = NAMES + 14.0
        else:
            x = round(self.axis.at(_finest(step, row)) / STEP) * STEP
        pending, ringed = step.modality is not Modality.ACTUAL, bool(step.contradictions)
        return Spot(pending, x, FAMILY_OF[step.move].shape, ringed)

    def _mark(self, spot: Spot, steps: Sequence[Step], y: float, name: str) -> None:
        tips = " · ".join(_tip(step, name) for step in steps)
        tip = shorten(tips, 2 * TIP)
        self.canvas.symbols.append(
            Symbol(spot.x, y, spot.shape, not spot.pending, ringed=spot.ringed, tip=tip)
        )

    def _words(self, spot: Spot, steps: Sequence[Step], y: float, same: Sequence[float]) -> None:
        """Words beside a mark: the year of what lies before the axis, what is only planned."""
        early = sorted({s.day[:4] for s in steps if s.day and self.axis.early(s.day)})
        if early:
            text = fitting(", ".join(early), 12, EARLIER - 28)
            self.canvas.labels.append(Label(spot.x + spot.room - 3, y, text, 12, FAINT))
        elif spot.pending and all(step.day for step in steps):
            text = ", ".join(dict.fromkeys(f"{s.move.value} {TOLD[s.modality]}" for s in steps))
            room = width_of(text, 12) + spot.room
            after = min((x for x in same if x > spot.x), default=self.axis.right + MARK)
            before = max((x for x in same if x < spot.x), default=self.axis.left)
            if after - MARK - spot.x >= room:
                self.canvas.labels.append(Label(spot.x + spot.room - 3, y, text, 12, FAINT))
            elif spot.x - before - MARK >= 2 * room:
                self.canvas.labels.append(
                    Label(spot.x - spot.room + 3, y, text, 12, FAINT, "right")
                )


def rows_of(account: Account, main: str) -> list[Row]:
    """The rows of an account, those of the main pact first."""
    rows: dict[tuple[str, str | None], Row] = {}
    for step in account.steps:
        key = (step.pact, step.actor)
        rows.setdefault(key, Row(*key)).steps.append(step)
    exact = {(s.standing.pact, s.standing.actor): s.standing for s in account.stands}
    for spell in account.spells:
        standing = exact.get((spell.pact, spell.actor))
        since = standing.since if standing and standing.status == spell.status else None
        later = spell.until is None and since and len(since) == 10 and since > spell.since
        shown = replace(spell, since=since) if later and since else spell
        if (spell.pact, spell.actor) in rows:
            rows[spell.pact, spell.actor].spells.append(shown)
    return sorted(rows.values(), key=lambda row: (row.pact != main, row.pact, row.order))


def _finest(step: Step, row: Row) -> str:
    """The day of a step; of one told by its month or year the day in that which others tell."""
    day = step.day or ""
    if step.date is None or len(step.date) == 10:
        return day
    same = [
        other.date
        for other in row.steps
        if (other.move, other.modality) == (step.move, step.modality) and other.date
    ]
    return min((d for d in same if len(d) == 10 and d.startswith(step.date)), default=day)


def _lanes(spots: Sequence[Spot], bars: Sequence[tuple[float, float]]) -> dict[Spot, int]:
    """How high each mark stands: on the bars what was done, above them what was not."""
    lanes: dict[Spot, int] = {}
    for spot in sorted(spots):
        over = any(left - MARK < spot.x < right + MARK for left, right in bars)
        near = {
            lane
            for other, lane in lanes.items()
            if abs(other.x - spot.x) < (RING if other.ringed or spot.ringed else MARK)
        }
        lowest = 1 if spot.pending and over else 0
        lanes[spot] = next((n for n in range(lowest, LANES) if n not in near), LANES - 1)
    return lanes


def _tip(step: Step, name: str) -> str:
    """What is shown of a move where one points at its mark."""
    told = min(step.evidence, key=lambda each: each.depth)
    modality = "" if step.modality is Modality.ACTUAL else f" {TOLD[step.modality]}"
    head = f"{step.date or step.day or 'no date'}: {name}, {step.move.value}{modality}"
    by = f"{count(step.reports, 'page')}, {count(step.roots, 'source')}"
    return f"{head} ({by}). {plain(told.chain[-1])}: “{shorten(told.sentence, TIP)}”"
