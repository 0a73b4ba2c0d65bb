"""What an actor of one reading is resolved to, and judgements: plain values."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dragoman.records import Actor, ActorKind, Alternative, Grounds


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who an actor of one reading is, for whom it acts, and why.

    `identity` is the id under which all answers have it; `judgement` the number of the one that
    decided it. `grounds` and `score` are null for what an older Dragoman read, which kept none.
    """

    identity: str
    name: str
    kind: ActorKind
    country: str | None = None
    affiliation: str | None = None
    sector: str | None = None
    role: str | None = None
    members: tuple[str, ...] = ()
    grounds: Grounds | None = Grounds.NAME
    score: float | None = 1.0
    reason: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    judgement: int | None = None


Resolve = Callable[[Actor, str, str | None], Resolved]
"""Says who an actor is, given it as it was read, its article's id and that article's day."""


def as_read(actor: Actor, article: str, day: str | None) -> Resolved:
    """An actor as its reading gave it, whatever has been judged."""
    return Resolved(
        identity=actor.id,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        affiliation=actor.affiliation,
        sector=actor.sector,
        role=actor.role,
        members=actor.members,
        grounds=actor.grounds,
        score=actor.score,
        reason=actor.reason,
        alternatives=actor.alternatives,
    )


class Decision(StrEnum):
    """What a judgement says of its subject."""

    IS = "is"
    IS_NOT = "is-not"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on who somebody is, or for whom they act.

    `subject` is an actor's id or its name; `article` the one in which it holds, `since` and
    `until` the days of publication for which it holds, all null where it holds without bounds.
    `identity` is who the subject is or is not, with its `name` and `kind`; `country` the state
    or body for which the subject acts.
    """

    subject: str
    decision: Decision
    identity: str | None = None
    name: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    sector: str | None = None
    article: str | None = None
    since: str | None = None
    until: str | None = None
    number: int = 0
    reason: str | None = None
    author: str | None = None

    def holds(self, article: str, day: str | None) -> bool:
        """Whether it holds for what an article of a day says."""
        if self.article is not None and self.article != article:
            return False
        if self.since is None and self.until is None:
            return True
        return day is not None and (self.since or day) <= day <= (self.until or day)
