"""The map of a pact: states coloured by where they stand, small ones as dots.

The outlines are Natural Earth's, which is in the public domain, thinned (`training/outlines.py`).
They say under which code a land is drawn, not whose it is: they take no side.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from dragoman.codebook.tables import read_table
from dragoman.flow.standing import Account, Stand
from dragoman.flow.steps import heads
from dragoman.records import Modality
from dragoman.views.web.rendering import HERE
from dragoman.views.web.statuses import group_key

WIDTH, HEIGHT = 2000, 866
SMALL = 32
"""Units of the sheet; a state that is less both ways gets a dot beside its outline."""
OWING = (Modality.PLANNED, Modality.CALLED_FOR, Modality.THREATENED)
"""What may still come."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A state's shape: an SVG path on the sheet, and a place in the middle of its largest part."""

    code: str
    x: int
    y: int
    path: str
    small: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A state on the map: `status` is null where it only may move; `key` is its colour's name."""

    outline: Outline
    name: str
    status: str | None
    key: str
    pending: tuple[str, ...]

    @property
    def words(self) -> str:
        """What the mark says."""
        told = [self.status or "no standing"]
        return f"{self.name}: {', '.join([*told, *(f'{move} pending' for move in self.pending)])}"


@dataclass(frozen=True, slots=True)
class WorldMap:
    """A pact on the map.

    Attributes:
        name: the pact's name.
        marks: the states that are on it.
        statuses: each status with its colour's name and how many states have it.
        elsewhere: by status those who are no state, and have no shape.
        pending: whether a state may still move.
    """

    name: str
    marks: tuple[Mark, ...]
    statuses: tuple[tuple[str, str, int], ...]
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def pending(self) -> bool:
        """Whether a state is on it that may still move."""
        return any(mark.pending for mark in self.marks)

    @property
    def words(self) -> str:
        """The map in a sentence."""
        order = sorted(self.marks, key=lambda mark: mark.status or "")
        groups = groupby((m for m in order if m.status), key=lambda mark: mark.status)
        told = "; ".join(f"{status}: {', '.join(m.name for m in own)}" for status, own in groups)
        return f"Map of the {self.name}. {told or 'No state stands anywhere on it'}."


def map_of(account: Account, pact: str, names: Mapping[str, str]) -> WorldMap | None:
    """The map of a pact; None where it and those that belong to it name nobody.

    Only one pact is on a map: a state can be in the larger one and out of the smaller.

    Args:
        account: what a ledger tells.
        pact: the pact's id.
        names: the names of actors by id.
    """
    chosen = {stand.standing.pact for stand in account.stands}
    on = pact if pact in chosen or not chosen else min(chosen)
    stands = [stand for stand in account.stands if stand.standing.pact == on]
    owing: dict[str, list[str]] = {}
    for step in heads(account.steps):
        if step.actor and step.pact == on and step.modality in OWING:
            owing.setdefault(step.actor, []).append(step.move.value)
    if not stands and not owing:
        return None
    standing = {stand.standing.actor: stand.standing.status for stand in stands}
    shapes = outlines()
    marks = tuple(
        Mark(
            shapes[actor],
            names.get(actor, actor),
            standing.get(actor),
            group_key(standing[actor]) if actor in standing else "none",
            tuple(dict.fromkeys(owing.get(actor, ()))),
        )
        for actor in sorted(standing.keys() | owing.keys())
        if actor in shapes
    )
    title = stands[0].standing.name if stands else next(s.name for s in heads(account.steps))
    return WorldMap(title, marks, _counted(marks), _elsewhere(stands, names))


def world() -> str:
    """All lands in one grey that stands on light and on dark paper."""
    paths = "".join(f'<path d="{outline.path}"/>' for outline in all_outlines())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<g fill="#8a867c" fill-opacity=".3" stroke="#8a867c" stroke-opacity=".55" '
        f'stroke-width=".8" stroke-linejoin="round">{paths}</g></svg>'
    )


@cache
def all_outlines() -> tuple[Outline, ...]:
    """All shapes, those of lands without a code among them."""
    text = (HERE / "static" / "outlines.tsv").read_text("utf-8")
    return read_table("outlines.tsv", _outline, text)


@cache
def outlines() -> Mapping[str, Outline]:
    """The shapes of states by code."""
    return {outline.code: outline for outline in all_outlines() if outline.code != "-"}


def _outline(cells: Mapping[str, str]) -> Outline:
    x, y = map(int, cells["middle"].split(","))
    return Outline(cells["code"], x, y, cells["path"], _is_small(cells["path"]))


def _is_small(path: str) -> bool:
    """Whether all of a shape's parts together are less than `SMALL` both ways."""
    xs: list[int] = []
    ys: list[int] = []
    for ring in path.split("M")[1:]:
        start, _, steps = ring.rstrip("z").partition("l")
        x, y = map(int, start.split(","))
        for step in ("0,0", *steps.split()):
            dx, dy = map(int, step.split(","))
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
    return not xs or max(max(xs) - min(xs), max(ys) - min(ys)) < SMALL


def _counted(marks: Iterable[Mark]) -> tuple[tuple[str, str, int], ...]:
    found: dict[str, int] = {}
    for mark in marks:
        if mark.status is not None:
            found[mark.status] = found.get(mark.status, 0) + 1
    return tuple((status, group_key(status), number) for status, number in sorted(found.items()))


def _elsewhere(
    stands: Iterable[Stand], names: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for stand in stands:
        actor = stand.standing.actor
        if actor not in outlines():
            found.setdefault(stand.standing.status, []).append(names.get(actor, actor))
    return tuple((status, tuple(sorted(own))) for status, own in sorted(found.items()))
