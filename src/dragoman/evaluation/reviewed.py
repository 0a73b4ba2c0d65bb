"""How much of what was reviewed is right: shares by kind and label, with their intervals.

A row is right where it was accepted as it was read, useful where it was accepted or mended. The
intervals are Wilson's (E. B. Wilson, Journal of the American Statistical Association 22, 1927) at
95%. They speak for all rows of a label only where the reviewed ones were drawn by lot.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from dragoman.ledger import Order, Reviewed, Tally

NORMAL = 1.959964
"""The quantile of the normal distribution that leaves 2.5% on each side."""


@dataclass(frozen=True, slots=True)
class Share:
    """The verdicts on rows of one kind and label; `label` is None for all of the kind."""

    kind: Reviewed
    label: str | None
    accepted: int
    mended: int
    rejected: int

    @property
    def reviewed(self) -> int:
        """How many rows were reviewed."""
        return self.accepted + self.mended + self.rejected

    @property
    def right(self) -> float:
        """The share that was right as it was read: the precision; 0 where nothing was reviewed."""
        return self.accepted / self.reviewed if self.reviewed else 0.0

    @property
    def useful(self) -> float:
        """The share that was right, or right once mended."""
        return (self.accepted + self.mended) / self.reviewed if self.reviewed else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the precision lies."""
        return wilson(self.accepted, self.reviewed)

    @property
    def useful_interval(self) -> tuple[float, float]:
        """Between which shares the useful part lies."""
        return wilson(self.accepted + self.mended, self.reviewed)


def wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share at 95%; from 0 to 1 where there is nothing to tell it by."""
    if not of:
        return 0.0, 1.0
    share, square = right / of, NORMAL * NORMAL
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = NORMAL / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def shares_of(tallies: Iterable[Tally], *, by_lot: bool = False) -> tuple[Share, ...]:
    """The shares of each kind, and after it those of its labels.

    Args:
        tallies: what a ledger counts (`Ledger.tallied`).
        by_lot: only rows that were drawn at random.
    """
    counts: dict[tuple[Reviewed, str | None], list[int]] = {}
    for tally in tallies:
        if by_lot and tally.drawn != Order.RANDOM:
            continue
        for label in (None, tally.label):
            sums = counts.setdefault((tally.kind, label), [0, 0, 0])
            for at, number in enumerate((tally.accepted, tally.mended, tally.rejected)):
                sums[at] += number
    order = list(Reviewed)
    keys = sorted(counts, key=lambda key: (order.index(key[0]), key[1] or ""))
    return tuple(Share(kind, label, *counts[kind, label]) for kind, label in keys)
