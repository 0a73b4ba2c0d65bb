"""Attested members and counts, checked against the fold.

News tells of few accessions, so the fold knows some members of a pact and seldom all. An attest
contradicts it only where both can't be true: more members are known than were counted, a known
member is missing from the full list, a listed one is known to have left, or the pact has ended.
The fold may contradict it on the day before and agree at the end of the attested day, or of the
month or year where that is all that is said: then there is no contradiction.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.pacts.reports import LAST, Telling
from dragoman.pacts.statuses import MEMBERSHIP
from dragoman.records import Fault, Move, MoveKind, Stage

OUT = frozenset({"declined", "withdrawn", "expelled"})
"""Memberships that nobody on a list of members can have. A suspended member may be listed."""


@dataclass(frozen=True, slots=True)
class State:
    """Who stands how at one point of a pact's life."""

    memberships: dict[str, str]
    ended: bool

    @property
    def members(self) -> set[str]:
        """The actors that are members."""
        return {actor for actor, word in self.memberships.items() if word == "member"}


def contradicted(told: Sequence[Telling]) -> list[tuple[Telling, str]]:
    """The attests that the fold contradicts, each with what can't be true together with it.

    Args:
        told: a pact's moves that count, in the fold's order.
    """
    attests = [t for t in told if t.move.move is MoveKind.ATTEST]
    if not attests:
        return []
    days = [t.day for t in told]
    points = {t: (bisect_left(days, t.day), bisect_right(days, _last_day(t))) for t in attests}
    states = _states(told, {at for pair in points.values() for at in pair})
    found = []
    for telling in attests:
        before, after = (_contradiction(telling.move, states[at]) for at in points[telling])
        if before and after:
            found.append((telling, after))
    return found


def _last_day(telling: Telling) -> str:
    """The end of the attested day, month or year, as a day that sorts after all inside it."""
    if telling.date is None:
        return telling.day
    return telling.date + LAST[len(telling.date) :]


def _states(told: Sequence[Telling], wanted: set[int]) -> dict[int, State]:
    """The state after each wanted number of moves."""
    states: dict[int, State] = {}
    words: dict[str, tuple[str, str]] = {}
    ended: str | None = None
    for at in range(len(told) + 1):
        if at in wanted:
            states[at] = State({actor: word for actor, (word, _) in words.items()}, bool(ended))
        if at == len(told):
            break
        telling, move = told[at], told[at].move
        if move.move is MoveKind.EXPIRE:
            ended = telling.day
        elif move.move is MoveKind.FOUND and ended and telling.date and telling.day > ended:
            words = {a: (word, day) for a, (word, day) in words.items() if day >= telling.day}
            ended = None
        elif move.actor is not None and move.move in MEMBERSHIP:
            words[move.actor] = (MEMBERSHIP[move.move], telling.day)
    return states


def _contradiction(move: Move, state: State) -> str | None:
    """What can't be true together with the state, in words, or None."""
    stated = set(move.members or ())
    if state.ended and (stated or move.count):
        return "the pact has ended"
    if move.count is not None and len(stated) > move.count:
        return f"the list itself has {len(stated)}"
    if move.count is not None and len(state.members) > move.count:
        return f"the register knows {len(state.members)}: {', '.join(sorted(state.members))}"
    gone = sorted(a for a in stated if state.memberships.get(a) in OUT)
    if gone:
        return "; ".join(f"{actor} stands as {state.memberships[actor]}" for actor in gone)
    whole = move.members is not None and (move.count is None or move.count == len(stated))
    missing = sorted(state.members - stated) if whole else []
    return f"{', '.join(missing)} stands as member but is not listed" if missing else None


def attested(telling: Telling) -> str:
    """What an attest says, in words."""
    move = telling.move
    if move.members is not None:
        said = f"the members {', '.join(sorted(move.members)) or 'none'}"
        said += f" ({move.count} in all)" if move.count is not None else ""
    else:
        said = f"{move.count} members"
    return said + (f" for {telling.date}" if telling.date else "")


def attest_fault(telling: Telling, contradiction: str) -> Fault:
    """An attest that the fold contradicts, as a fault."""
    move, said = telling.move, attested(telling)
    return Fault(
        Stage.PACTS,
        f"{move.name}: article {telling.report.article} attests {said}, but {contradiction}. "
        f"Read the moves on {move.name} up to then: one of them or the attest is wrong.",
        move.evidence.start,
        move.evidence.end,
    )
