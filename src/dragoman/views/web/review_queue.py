"""What is reviewed, in which order, and how far one has gone in it: as a query says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from dragoman.errors import UsageError
from dragoman.ledger import Draw, Order, Reviewed

MOST = 1_000_000
"""Rows that can be passed over, and the greatest seed."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What is reviewed, how far one has gone in it, and which row is shown, by article and id.

    `chosen` says that somebody went to that row himself.
    """

    draw: Draw = field(default_factory=Draw)
    skip: int = 0
    at: tuple[str, str] | None = None
    chosen: bool = False

    @property
    def query(self) -> str:
        """The queue as the query of an address, without the row of one's own choice."""
        draw = self.draw
        told = {
            "kind": draw.kind.value,
            "label": draw.label or "",
            "least": f"{draw.least:g}" if draw.least > 0 else "",
            "most": f"{draw.most:g}" if draw.most < 1 else "",
            "order": draw.order.value,
            "seed": str(draw.seed),
            "skip": str(self.skip) if self.skip else "",
        }
        return urlencode({name: value for name, value in told.items() if value})

    def moved(self, by: int) -> str:
        """The address of a row further on or back."""
        return f"/review?{Queue(self.draw, max(self.skip + by, 0)).query}"


def queue_of(asked: Mapping[str, Sequence[str]]) -> Queue:
    """The queue that a query asks for; what it doesn't say is as usual.

    Raises:
        UsageError: a value makes no sense.
    """

    def one(name: str, usual: str) -> str:
        return one_of(asked, name) or usual

    try:
        kind, order = Reviewed(one("kind", "event")), Order(one("order", "random"))
        least, most = float(one("least", "0")), float(one("most", "1"))
        seed, skip = int(one("seed", "1")[:9]), int(one("skip", "0")[:9])
        if not (0 <= least <= most <= 1 and 0 <= seed <= MOST and 0 <= skip <= MOST):
            raise ValueError
    except ValueError:
        raise UsageError("What is asked to be reviewed makes no sense.") from None
    label = one("label", "")[:40] or None
    article, subject = one("article", "")[:80], one("subject", "")[:200]
    draw = Draw(kind, label, least, most, order, seed)
    at = (article, subject) if article and subject else None
    return Queue(draw, skip, at, chosen=at is not None)


def one_of(given: Mapping[str, Sequence[str]], name: str) -> str:
    """The first value of a name, without blanks around it; empty where there is none."""
    values: Any = given.get(name) or [""]
    return str(values[0]).strip()
