"""Contradictions: tellings that can't all be true. Each is kept and shown, none is resolved.

1. *dates*: what happens once in a membership (joining, leaving, a founding, an end) is told with
   days that don't fit together. A month fits each of its days. A day that only the page's date
   gives is no such telling, and acts with a day of their own (a signature, a ratification) are
   not one another's.
2. *statuses*: on one day one page has an actor in and another has it out; or for and against.
3. *denied*: a page denies a move at a time when another's telling of it stands.
4. *attest*: a page attests members or a count that the fold contradicts.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.pacts.attesting import attested
from dragoman.pacts.reports import LAST, Telling
from dragoman.pacts.statuses import MEMBERSHIP, ROLE, WORDS
from dragoman.records import DateBasis, MoveKind

ONCE = frozenset({*MEMBERSHIP, MoveKind.FOUND, MoveKind.EXPIRE}) - {
    MoveKind.INVITE,
    MoveKind.DECLINE,
}
"""Moves that can't happen twice without another in between: each has one day."""

OPPOSED = (
    ({"member"}, {"declined", "withdrawn", "expelled"}),
    ({"supporter", "proposer"}, {"opponent", "blocking"}),
    ({"imposing"}, {"lifted"}),
)
"""Words that nobody can have on the same day."""


class Clash(StrEnum):
    """What a contradiction is about."""

    DATES = "dates"
    STATUSES = "statuses"
    DENIED = "denied"
    ATTEST = "attest"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what it says, the moves that say so, pages and sources."""

    says: str
    moves: tuple[str, ...]
    reports: int
    roots: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Tellings that can't all be true.

    `actor` is null for what concerns the pact itself; `sides` are two or more, in the order of
    their dates or words; an attest stands alone against the fold, which `says` puts into words.
    """

    pact: str
    actor: str | None
    about: Clash
    sides: tuple[Side, ...]

    @property
    def moves(self) -> frozenset[str]:
        """The ids of all moves on any side."""
        return frozenset(move for side in self.sides for move in side.moves)


def contradictions(
    told: Sequence[Telling], denied: Iterable[Telling], attests: Iterable[tuple[Telling, str]]
) -> list[Contradiction]:
    """The contradictions on one pact.

    Args:
        told: its moves that count, in the fold's order.
        denied: its moves that pages deny.
        attests: its attests that the fold contradicts (`dragoman.pacts.attesting`).
    """
    found = [*_dates(told), *_statuses(told), *_denials(told, denied)]
    found += [_attest(telling, why) for telling, why in attests]
    return sorted(set(found), key=lambda c: (c.pact, c.actor or "", c.about, repr(c.sides)))


def _dates(told: Sequence[Telling]) -> Iterable[Contradiction]:
    """Two days for what happens once."""
    for group in _happenings(told):
        days = {t.date for t in group if t.date}
        exact = sorted(d for d in days if not any(o != d and o.startswith(d) for o in days))
        if len(exact) > 1:
            sides = (_side(day, [t for t in group if t.date == day]) for day in exact)
            yield _contradiction(group[0], Clash.DATES, sides)


def _happenings(told: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings of one happening with a day of their own, for what happens once."""
    found: list[list[Telling]] = []
    latest: dict[str | None, MoveKind] = {}
    groups: dict[tuple[str | None, MoveKind, str | None], list[Telling]] = {}
    for telling in told:
        actor, kind = telling.move.actor, telling.move.move
        if kind not in MEMBERSHIP and kind not in ONCE:
            continue
        actor = actor if kind in MEMBERSHIP else None
        if latest.get(actor, kind) is not kind:
            for key in [key for key in groups if key[0] == actor]:
                found.append(groups.pop(key))
        latest[actor] = kind
        if kind in ONCE and telling.date and telling.move.date_basis is not DateBasis.PUBLISHED:
            groups.setdefault((actor, kind, telling.report.act), []).append(telling)
    return [*found, *groups.values()]


def _statuses(told: Sequence[Telling]) -> Iterable[Contradiction]:
    """Opposite words for one actor on one day, from different pages."""
    same: dict[tuple[str, str], list[Telling]] = {}
    for telling in told:
        exact = telling.day != LAST and (telling.date is None or len(telling.date) == 10)
        if telling.move.actor is not None and telling.move.move in WORDS and exact:
            same.setdefault((telling.move.actor, telling.day), []).append(telling)
    for (_, day), group in same.items():
        if len(group) == 1:
            continue
        for one, other in OPPOSED:
            sides = [[t for t in group if WORDS[t.move.move] in words] for words in (one, other)]
            if all(sides) and len({t.report.article for side in sides for t in side}) > 1:
                said = (f"{_words(side)} on {day}" for side in sides)
                told_sides = [_side(says, side) for says, side in zip(said, sides, strict=True)]
                yield _contradiction(group[0], Clash.STATUSES, told_sides)


def _denials(told: Sequence[Telling], denied: Iterable[Telling]) -> Iterable[Contradiction]:
    """Denials of a move that stands, by another telling, at the time of the denial."""
    refused: dict[tuple[str, MoveKind], list[Telling]] = {}
    for denial in denied:
        if denial.move.actor is not None and denial.move.move in WORDS and denial.day != LAST:
            refused.setdefault((denial.move.actor, denial.move.move), []).append(denial)
    for (actor, kind), denials in sorted(refused.items(), key=lambda item: item[0]):
        words = MEMBERSHIP if kind in MEMBERSHIP else ROLE
        own = [t for t in told if t.move.actor == actor and t.move.move in words]
        days = [t.day for t in own]
        standing: dict[str, Telling] = {}
        clashing = []
        for denial in denials:
            until = bisect_right(days, denial.day)
            if until and WORDS[own[until - 1].move.move] == WORDS[kind]:
                clashing.append(denial)
                for telling in _run(own, until):
                    standing.setdefault(telling.move.id, telling)
        if clashing:
            sides = (
                _side(f"{kind} told as done", list(standing.values())),
                _side(f"{kind} denied", clashing),
            )
            yield _contradiction(clashing[0], Clash.DENIED, sides)


def _run(told: Sequence[Telling], end: int) -> list[Telling]:
    """The latest of the tellings before an end that all give the same word."""
    word = WORDS[told[end - 1].move.move]
    first = end
    while first and WORDS[told[first - 1].move.move] == word:
        first -= 1
    return list(told[first:end])


def _attest(telling: Telling, why: str) -> Contradiction:
    side = _side(f"{attested(telling)}, but {why}", [telling])
    return Contradiction(telling.move.pact, None, Clash.ATTEST, (side,))


def _contradiction(telling: Telling, about: Clash, sides: Iterable[Side]) -> Contradiction:
    actor = telling.move.actor if telling.move.move in WORDS else None
    return Contradiction(telling.move.pact, actor, about, tuple(sides))


def _side(says: str, told: Sequence[Telling]) -> Side:
    return Side(
        says,
        tuple(dict.fromkeys(t.move.id for t in told)),
        len({t.report.article for t in told}),
        len({t.report.root for t in told}),
    )


def _words(told: Sequence[Telling]) -> str:
    return " and ".join(sorted({WORDS[t.move.move] for t in told}))
