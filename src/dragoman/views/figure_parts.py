"""What a picture of a pact is made of: shapes in pixels, and the colours and marks of its words.

The colours are those of Okabe and Ito (2008), which people who see few colours can tell apart;
and every bar also carries its status as a word, every mark its kind as a shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.records import MoveKind

WIDTH = 1160
"""Pixels of the whole, beside its margins."""
EDGE = 1150.0
"""Where the plot ends on the right."""
NAMES = 220
"""Pixels for the names of actors, left of the plot."""
EARLIER = 80
"""Pixels for what lies long before the rest."""
UNDATED = 80
"""Pixels for what has no day, right of the plot."""

INK = "#222222"
FAINT = "#6b6b6b"
LINE = "#d9d9d9"
PAPER = "#ffffff"
ALARM = "#c1121f"
ON_DEEP = "#fffffe"
ON_PALE = "#222221"
"""Inks of words on a bar, which stay as they are where paper and ink turn round."""


@dataclass(frozen=True, slots=True)
class Group:
    """Statuses that share a colour: what the legend calls them, and what is written on them."""

    label: str
    colour: str
    ink: str
    statuses: tuple[str, ...]


GROUPS = (
    Group("is in", "#0072b2", ON_DEEP, ("member",)),
    Group("is invited", "#56b4e9", ON_PALE, ("invited",)),
    Group("is for it", "#009e73", ON_DEEP, ("supporter", "proposer", "broker")),
    Group("imposes sanctions", "#e69f00", ON_PALE, ("imposing",)),
    Group("is the target", "#cc79a7", ON_PALE, ("target",)),
    Group("is against it", "#d55e00", ON_DEEP, ("opponent", "blocking")),
    Group("is suspended, or has lifted", "#f0e442", ON_PALE, ("suspended", "lifted")),
    Group("is out", "#555555", ON_DEEP, ("declined", "withdrawn", "expelled")),
    Group("has ended", "#cccccc", ON_PALE, ("expired",)),
)
"""In the order in which rows and legend have them."""

GROUP_OF: Mapping[str, Group] = {status: group for group in GROUPS for status in group.statuses}


@dataclass(frozen=True, slots=True)
class Family:
    """Moves that share a shape, and what the legend calls them."""

    label: str
    shape: str
    moves: tuple[MoveKind, ...]


FAMILIES = (
    Family("begins, joins", "circle", (MoveKind.FOUND, MoveKind.JOIN, MoveKind.REJOIN)),
    Family(
        "proposes, brokers, backs, is invited",
        "triangle-up",
        (MoveKind.PROPOSE, MoveKind.BROKER, MoveKind.BACK, MoveKind.INVITE),
    ),
    Family(
        "declines, opposes, blocks",
        "triangle-down",
        (MoveKind.DECLINE, MoveKind.OPPOSE, MoveKind.BLOCK),
    ),
    Family(
        "leaves, is out, ends",
        "cross",
        (MoveKind.WITHDRAW, MoveKind.EXPEL, MoveKind.SUSPEND, MoveKind.EXPIRE),
    ),
    Family(
        "imposes sanctions, is their target",
        "square",
        (MoveKind.IMPOSE, MoveKind.REIMPOSE, MoveKind.TARGET),
    ),
    Family("eases, lifts them", "diamond", (MoveKind.EASE, MoveKind.LIFT)),
    Family(
        "breaks it, keeps it, is counted",
        "triangle-right",
        (MoveKind.BREACH, MoveKind.COMPLY, MoveKind.ATTEST),
    ),
)

FAMILY_OF: Mapping[MoveKind, Family] = {
    move: family for family in FAMILIES for move in family.moves
}


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; all measures are pixels from the upper left corner."""

    x: float
    x2: float
    y: float
    y2: float
    colour: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Words: `align` is left, center or right of x; y is the middle of the line."""

    x: float
    y: float
    text: str
    size: int = 14
    colour: str = INK
    align: str = "left"
    weight: str = "normal"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A mark of one move, or of several that fall together; `ringed` where it is contradicted."""

    x: float
    y: float
    shape: str
    filled: bool
    ringed: bool = False
    tip: str = ""


class Canvas:
    """Collects shapes; what is added later lies above."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.labels: list[Label] = []
        self.symbols: list[Symbol] = []


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as shapes: what is first is painted first."""

    width: float
    height: float
    title: str
    summary: str
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    symbols: tuple[Symbol, ...]


def width_of(text: str, size: float) -> float:
    """About how many pixels a line of text takes, in a common sans serif."""
    narrow = sum(text.count(c) for c in "iljftrI.,:;'()|! ")
    wide = sum(c.isupper() or c in "mwMW@%—" for c in text)
    return size * (0.55 * len(text) - 0.24 * narrow + 0.16 * wide)


def fitting(text: str, size: float, room: float) -> str:
    """The text, cut so that it takes no more than `room` pixels."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip(" ,;:-–(") + "…"
