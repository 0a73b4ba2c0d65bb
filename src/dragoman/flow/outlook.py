"""Outlook: who may come into a pact that is still open, by what pages tell and no reckoning.

An actor stands in every group that any telling puts it into, with the number of independent
sources; there are no probabilities, and a group says nothing about the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.flow.standing import Account
from dragoman.flow.steps import Step
from dragoman.ledger import Told
from dragoman.records import Modality, MoveKind


class Leaning(StrEnum):
    """What pages tell of an actor that may come in."""

    IN = "in"
    INVITED = "invited"
    EXPECTED = "expected"
    BACKING = "backing"
    HEDGED = "hedged"
    DECLINED = "declined"
    AGAINST = "against"
    LEAVING = "leaving"


MEANING: Mapping[Leaning, str] = {
    Leaning.IN: "joined",
    Leaning.INVITED: "invited",
    Leaning.EXPECTED: "expected to join",
    Leaning.BACKING: "backed it",
    Leaning.HEDGED: "hedged: urged, supposed or planned, and no more",
    Leaning.DECLINED: "declined, or told not to have joined",
    Leaning.AGAINST: "against it",
    Leaning.LEAVING: "left, or about to leave",
}
"""The groups in plain words, in the order in which they are shown."""

JOINING = (MoveKind.JOIN, MoveKind.REJOIN)
FAVOURING = (MoveKind.BACK, MoveKind.PROPOSE, MoveKind.BROKER)
REFUSING = (MoveKind.OPPOSE, MoveKind.BLOCK)
LEAVING = (MoveKind.WITHDRAW, MoveKind.EXPEL, MoveKind.SUSPEND)
UNDECIDED = (*FAVOURING, MoveKind.INVITE, MoveKind.DECLINE)

DONE: Mapping[MoveKind, Leaning] = {
    **dict.fromkeys(JOINING, Leaning.IN),
    **dict.fromkeys(FAVOURING, Leaning.BACKING),
    **dict.fromkeys(REFUSING, Leaning.AGAINST),
    **dict.fromkeys(LEAVING, Leaning.LEAVING),
    MoveKind.INVITE: Leaning.INVITED,
    MoveKind.DECLINE: Leaning.DECLINED,
}
AHEAD: Mapping[MoveKind, Leaning] = {
    **dict.fromkeys(JOINING, Leaning.EXPECTED),
    **dict.fromkeys(UNDECIDED, Leaning.HEDGED),
    **dict.fromkeys(REFUSING, Leaning.AGAINST),
    **dict.fromkeys(LEAVING, Leaning.LEAVING),
}
UNSURE: Mapping[MoveKind, Leaning] = dict.fromkeys((*JOINING, *UNDECIDED), Leaning.HEDGED)

LEANINGS: Mapping[Modality, Mapping[MoveKind, Leaning]] = {
    Modality.ACTUAL: DONE,
    Modality.PLANNED: AHEAD,
    Modality.THREATENED: AHEAD,
    Modality.CALLED_FOR: UNSURE,
    Modality.HYPOTHETICAL: UNSURE,
    Modality.ALLEGED: UNSURE,
    Modality.DENIED: dict.fromkeys(JOINING, Leaning.DECLINED),
}
"""The group that a telling puts its actor into; what is left out says nothing on coming in."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What pages tell of one actor in one group.

    `told` has "MOVE MODALITY" of each kind of telling; `first` and `last` are the days between
    which they are told; `reports` counts pages, `roots` independent sources; `itself` is true
    where the actor's own word is among them. `evidence` holds the tellings, the latest first.
    """

    pact: str
    name: str
    actor: str
    leaning: Leaning
    told: tuple[str, ...]
    first: str | None
    last: str | None
    reports: int
    roots: int
    itself: bool
    status: str | None
    evidence: tuple[Told, ...]


def outlook(account: Account) -> tuple[Prospect, ...]:
    """The prospects on the pacts of an account, by pact and group, most sources first."""
    groups: dict[tuple[str, Leaning, str], list[Step]] = {}
    for step in account.steps:
        leaning = LEANINGS[step.modality].get(step.move)
        if leaning is not None and step.actor is not None:
            groups.setdefault((step.pact, leaning, step.actor), []).append(step)
    statuses = {(s.standing.pact, s.standing.actor): s.standing.status for s in account.stands}
    order = list(Leaning)
    found = [
        _prospect(leaning, steps, statuses.get((pact, actor)))
        for (pact, leaning, actor), steps in groups.items()
    ]
    return tuple(sorted(found, key=lambda p: (p.pact, order.index(p.leaning), -p.roots, p.actor)))


def _prospect(leaning: Leaning, steps: Sequence[Step], status: str | None) -> Prospect:
    evidence = sorted(
        (told for step in steps for told in step.evidence),
        key=lambda told: (told.published or "", told.article, told.move.id),
        reverse=True,
    )
    days = sorted(day for step in steps if (day := step.date or step.day))
    first = steps[0]
    actor = first.actor or ""
    return Prospect(
        pact=first.pact,
        name=first.name,
        actor=actor,
        leaning=leaning,
        told=tuple(_once(f"{step.move} {step.modality}" for step in steps)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        reports=len({told.article for told in evidence}),
        roots=len({told.root for told in evidence}),
        itself=any(told.speaker == actor for told in evidence),
        status=status,
        evidence=tuple(evidence),
    )


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
