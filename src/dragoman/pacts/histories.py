"""Histories: each actor's statuses on a pact one after another, as the fold gives them day by day.

For every day D since a pact's first move, the spell that covers D has the status that
`fold(reports, on=D)` gives. Moves without any day stand outside: no spell rests on them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.pacts.reports import LAST, Report, Telling, readings
from dragoman.pacts.statuses import EXPIRED, MEMBERSHIP, ROLE
from dragoman.records import Modality, MoveKind


@dataclass(frozen=True, slots=True)
class Spell:
    """An actor's status from one day (YYYY-MM-DD) until another, on which it has the next.

    `until` is null where it lasts.
    """

    pact: str
    actor: str
    status: str
    since: str
    until: str | None


def histories(reports: Iterable[Report], known: str | None = None) -> tuple[Spell, ...]:
    """The spells of all actors, by pact, actor and day.

    Args:
        reports: what pages told, in any order.
        known: leaves out what was published later than this day, or None.
    """
    return histories_of(readings(reports, known))


def histories_of(tellings: Iterable[Telling]) -> tuple[Spell, ...]:
    """The same of tellings, one for each move of each page (`reports.readings`)."""
    counted = sorted(
        (t for t in tellings if t.move.modality is Modality.ACTUAL and t.day != LAST),
        key=lambda t: (t.move.pact, t.order),
    )
    spells: list[Spell] = []
    for pact, group in groupby(counted, key=lambda t: t.move.pact):
        spells += _spells(pact, list(group))
    return tuple(sorted(spells, key=lambda s: (s.pact, s.actor, s.since)))


def _spells(pact: str, told: Sequence[Telling]) -> list[Spell]:
    """The spells on one pact, given its moves in the fold's order."""
    closed: list[Spell] = []
    open_: dict[str, tuple[str, str]] = {}
    walk = _Walk()
    for day, group in groupby(told, key=lambda t: t.day):
        for actor in walk.take(day, list(group)):
            status, was = walk.status(actor), open_.get(actor)
            if was is not None and was[0] == status:
                continue
            if was is not None:
                closed.append(Spell(pact, actor, *was, day))
                del open_[actor]
            if status is not None:
                open_[actor] = status, day
    return closed + [Spell(pact, a, status, since, None) for a, (status, since) in open_.items()]


class _Walk:
    """Memberships and roles, while the days of a pact go by."""

    def __init__(self) -> None:
        self._membership: dict[str, str] = {}
        self._role: dict[str, str] = {}
        self._end: str | None = None

    def take(self, day: str, told: Sequence[Telling]) -> set[str]:
        """Takes in all moves of one day, and gives those whose status that may change."""
        moved: set[str] = set()
        for telling in told:
            kind = telling.move.move
            if kind is MoveKind.EXPIRE:
                self._end = day
                moved |= self._membership.keys() | self._role.keys()
            elif kind is MoveKind.FOUND and telling.date and self._end and day > self._end:
                moved |= self._membership.keys() | self._role.keys()
                self._membership, self._role, self._end = {}, {}, None
        for telling in told:
            actor, kind = telling.move.actor, telling.move.move
            if actor is not None and kind in MEMBERSHIP:
                self._membership[actor] = MEMBERSHIP[kind]
                moved.add(actor)
            elif actor is not None and kind in ROLE:
                self._role[actor] = ROLE[kind]
                moved.add(actor)
        return moved

    def status(self, actor: str) -> str | None:
        """The status of an actor in one word; None where it has none."""
        membership, role = self._membership.get(actor), self._role.get(actor)
        if self._end is not None and (membership or role):
            return EXPIRED
        return role if role and membership in (None, "invited") else membership
