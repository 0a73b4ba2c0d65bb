"""Moves: one actor's step on a pact; and standing, what folding them gives."""

from dataclasses import dataclass
from enum import StrEnum

from dragoman.records.events import DateBasis, Modality
from dragoman.records.spans import Span


class PactKind(StrEnum):
    """A standing arrangement among states is one of these."""

    ACCORD = "accord"
    COALITION = "coalition"
    SANCTIONS = "sanctions"


class MoveKind(StrEnum):
    """What an actor can do on a pact, or what can happen to one."""

    FOUND = "found"
    PROPOSE = "propose"
    INVITE = "invite"
    JOIN = "join"
    BACK = "back"
    DECLINE = "decline"
    OPPOSE = "oppose"
    BLOCK = "block"
    SUSPEND = "suspend"
    WITHDRAW = "withdraw"
    EXPEL = "expel"
    REJOIN = "rejoin"
    BROKER = "broker"
    TARGET = "target"
    IMPOSE = "impose"
    EASE = "ease"
    LIFT = "lift"
    REIMPOSE = "reimpose"
    BREACH = "breach"
    COMPLY = "comply"
    ATTEST = "attest"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class Move:
    """One actor's step on a pact, with the words that it rests on.

    `pact` is the pact's id and `name` its full name; `parent` the id of the larger pact that a
    contested accession or a memorandum belongs to. `count` and `members` belong to attest.
    """

    id: str
    pact: str
    name: str
    kind: PactKind
    parent: str | None
    actor: str | None
    move: MoveKind
    count: int | None
    members: tuple[str, ...] | None
    date: str | None
    date_basis: DateBasis | None
    modality: Modality
    evidence: Span
    attribution: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Standing:
    """One actor's status on a pact at a date, as known at a date.

    `status` is the membership, or the role where there is none or the actor was only invited.
    `moves` are the ids that it rests on; `reports` counts the pages that tell them, `roots`
    the independent sources among those.
    """

    pact: str
    name: str
    kind: PactKind
    parent: str | None
    actor: str
    status: str
    membership: str | None
    role: str | None
    since: str | None
    moves: tuple[str, ...]
    reports: int
    roots: int
