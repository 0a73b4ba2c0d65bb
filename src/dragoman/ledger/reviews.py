"""What reviews are made of: verdicts, the rows that wait for one, and counts of both."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from dragoman.records import Alternative, Span

Place = tuple[str, str]
"""Where a row is: its article and its id."""


class Reviewed(StrEnum):
    """What can be reviewed: a row, or who an actor of an article is."""

    EVENT = "event"
    ATTRIBUTION = "attribution"
    MOVE = "move"
    IDENTITY = "identity"


class Verdict(StrEnum):
    """What a person says of a row."""

    ACCEPT = "accept"
    MEND = "mend"
    REJECT = "reject"


class Order(StrEnum):
    """In which order rows wait: by lot, the least sure first, or the latest page first."""

    RANDOM = "random"
    LEAST_SURE = "least-sure"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict, as `reviews` has it.

    `label` is what the row was read as, `identity` whom an actor was taken for, `drawn` how the
    row was come by, `judgement` the number of the one that was made of it. `void` says that it was
    taken back; `number` is 0 before it is entered.
    """

    kind: Reviewed
    article: str
    subject: str
    reading: str
    label: str
    identity: str | None
    verdict: Verdict
    drawn: str
    reason: str
    author: str
    judgement: int | None = None
    number: int = 0
    made_at: str = ""
    void: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """Which rows wait, and in which order.

    Args:
        kind: what is reviewed.
        label: only rows that are read as this.
        least: only rows that are as sure as this, from 0 to 1.
        most: only rows that are no surer.
        order: in which order they come.
        seed: what the lot is drawn by; the same one gives the same order. Rows are shuffled once
            for all, by hashes, and a seed says where in them one begins.
    """

    kind: Reviewed = Reviewed.EVENT
    label: str | None = None
    least: float = 0.0
    most: float = 1.0
    order: Order = Order.RANDOM
    seed: int = 1

    @property
    def drawn(self) -> str:
        """How a row of it is come by: at random only where how sure it is plays no part."""
        banded = self.least > 0 or self.most < 1
        if self.order is Order.RANDOM and not banded:
            return Order.RANDOM.value
        return Order.LEAST_SURE.value if self.order is Order.LEAST_SURE else CHOSEN


def start_of(seed: int) -> str:
    """The hash at which a seed begins in rows that are sorted by hashes."""
    return blake2b(str(seed).encode(), digest_size=8).hexdigest()


CHOSEN = "chosen"
"""How a row is come by that somebody went to by himself."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits: where it is, what it was read as and how sure."""

    article: str
    subject: str
    label: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a kind and label have which verdict.

    A row with several verdicts counts once, as rejected before mended before accepted; `drawn` is
    "random" where the first of them came of a draw by lot.
    """

    kind: Reviewed
    label: str
    drawn: str
    accepted: int
    mended: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an actor of one article is, as it answers, and where the article names it.

    `read_name` is what it was called when it was read, `actor` its id then.
    """

    actor: str
    read_name: str
    identity: str
    name: str
    kind: str
    country: str | None
    affiliation: str | None
    sector: str | None
    role: str | None
    score: float | None
    reason: str | None
    alternatives: tuple[Alternative, ...]
    mentions: tuple[Span, ...]


SOURCES = {
    Reviewed.EVENT: ("events", "id", "type", "confidence"),
    Reviewed.ATTRIBUTION: ("attributions", "id", "kind", "confidence"),
    Reviewed.MOVE: ("moves", "id", "move", "confidence"),
    Reviewed.IDENTITY: ("resolutions", "actor", "kind", "score"),
}
"""The view that has the rows of a kind, and its columns for their id, label and confidence."""

MADE = """SELECT kind, article, subject, reading, label, identity, verdict, drawn, reason, author,
  judgement, number, strftime(made_at, '%Y-%m-%d %H:%M:%S') AS made_at, void FROM reviews"""
