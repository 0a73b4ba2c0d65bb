"""The fold: from moves to standing, at a date and as known at a date.

Standing is a pure function of the reports that were read. Their order plays no part, and a
report left out is as if it had never been read. The rules, one by one:

1. *Only what happened counts.* Moves that are planned, denied, alleged, hypothetical, called for
   or threatened change nothing.
2. *Order.* A move takes effect on its date, a month or a year on its first day. A move without a
   date takes effect on the day that its page was published, and after all others if the page has
   no date either. Among moves of one day the page published earlier comes first, then the
   smaller id.
3. *Membership and role.* join, rejoin, invite, decline, suspend, withdraw and expel set an
   actor's membership; propose, back, oppose, block, broker, target, impose, reimpose, ease and
   lift set its role. The latest of each stands. The status in one word is the membership, or the
   role where there is no membership or only an invitation.
4. *Beginning and end.* found begins a pact and expire ends it: from then on every status is
   `expired`. A founding dated after the end begins the pact anew with nobody in it. (One without
   a date of its own tells of the old beginning, so it revives nothing.)
5. *breach and comply* are kept as flags, on which no status depends.
6. *attest* changes nothing either: it is checked against the rest (`dragoman.pacts.attesting`).
7. *On a day* leaves out what takes effect later. What stands last for want of any day stays in.
8. *As known on a day* leaves out pages published later, and pages without a date read later.

A status rests on its run: the latest moves that all give the same word. It dates from the run's
first move, refined where another move of the run says the same day more exactly. A page that
tells a run twice counts as one report, and pages that go back to one source as one root. What
contradicts it is kept beside it (`dragoman.pacts.contradicting`) and changes no status.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.errors import UsageError
from dragoman.pacts.attesting import attest_fault, contradicted
from dragoman.pacts.contradicting import Contradiction, contradictions
from dragoman.pacts.reports import Report, Telling, first_day, readings
from dragoman.pacts.statuses import EXPIRED, MEMBERSHIP, ROLE, WORDS, runs, since
from dragoman.records import Fault, Modality, MoveKind, PactKind, Standing


@dataclass(frozen=True, slots=True)
class Life:
    """A pact's own dates: when it was founded and when it ended, null where no move says so."""

    pact: str
    name: str
    kind: PactKind
    parent: str | None
    founded: str | None
    expired: str | None


@dataclass(frozen=True, slots=True)
class Flag:
    """A breach or compliance told of an actor, which leaves its status as it is.

    `since` and `until` are the dates of the first and the latest such move, null where unknown.
    """

    pact: str
    actor: str
    move: MoveKind
    since: str | None
    until: str | None
    moves: tuple[str, ...]
    reports: int
    roots: int


@dataclass(frozen=True, slots=True)
class Folding:
    """What the fold gives, each part in a fixed order.

    Attributes:
        standings: a row for each actor with a membership or role, by pact and actor.
        lives: the beginning and end of each pact that any counted move names.
        flags: breaches and compliances, by pact, actor and move.
        faults: attests that contradict the fold, and dates that are none.
        contradictions: tellings that can't all be true, by pact and actor
            (`dragoman.pacts.contradicting`).
    """

    standings: tuple[Standing, ...]
    lives: tuple[Life, ...]
    flags: tuple[Flag, ...]
    faults: tuple[Fault, ...]
    contradictions: tuple[Contradiction, ...] = ()


def fold(reports: Iterable[Report], on: str | None = None, known: str | None = None) -> Folding:
    """Folds reports of moves into each actor's standing.

    Args:
        reports: what pages told, in any order. Several readings of a page's move count once:
            the latest of those that were known.
        on: the day of the standing (YYYY-MM-DD), or None for the standing after all moves.
        known: the day of the knowledge (YYYY-MM-DD), or None for all that was ever read.

    Raises:
        UsageError: `on` or `known` is not a day of the calendar.
    """
    check_days(on, known)
    return fold_tellings(readings(reports, known), on)


def check_days(*days: str | None) -> None:
    """Sees that days are such (YYYY-MM-DD), or None.

    Raises:
        UsageError: one is no day of the calendar.
    """
    for day in days:
        if day is not None and (len(day) != 10 or first_day(day) is None):
            raise UsageError(f"{day!r} is no day. Give it as YYYY-MM-DD, for instance 2018-05-08.")


def fold_tellings(tellings: Iterable[Telling], on: str | None = None) -> Folding:
    """Folds tellings, one for each move of each page (`reports.readings`), as `fold` does."""
    ordered = sorted(tellings, key=lambda t: t.order)
    faults = [fault for t in ordered if (fault := t.fault()) is not None]
    denied: dict[str, list[Telling]] = {}
    counted: list[Telling] = []
    for telling in ordered:
        if telling.by(on):
            if telling.move.modality is Modality.ACTUAL:
                counted.append(telling)
            elif telling.move.modality is Modality.DENIED:
                denied.setdefault(telling.move.pact, []).append(telling)
    counted.sort(key=lambda t: t.move.pact)  # Of one pact they stay in order.
    standings: list[Standing] = []
    lives: list[Life] = []
    flags: list[Flag] = []
    clashes: list[Contradiction] = []
    for pact, group in groupby(counted, key=lambda t: t.move.pact):
        told = list(group)
        life, current, end = _life(told)
        lives.append(life)
        standings.extend(_standings(life, current, end))
        flags.extend(_flags(current))
        wrong = contradicted(told)
        faults.extend(attest_fault(telling, why) for telling, why in wrong)
        clashes.extend(contradictions(told, denied.get(pact, ()), wrong))
    faults.sort(key=lambda f: (f.message, f.start or 0, f.end or 0))
    once = tuple(dict.fromkeys(faults))
    return Folding(tuple(standings), tuple(lives), tuple(flags), once, tuple(clashes))


def _life(told: Sequence[Telling]) -> tuple[Life, list[Telling], list[Telling]]:
    """A pact's dates, the moves of its present life, and the moves that ended it, if any."""
    founded: list[Telling] = []
    end: list[Telling] = []
    begins = ""
    for telling in told:
        if telling.move.move is MoveKind.EXPIRE:
            end.append(telling)
        elif telling.move.move is MoveKind.FOUND and not end:
            founded.append(telling)
        elif telling.move.move is MoveKind.FOUND and telling.date and telling.day > end[-1].day:
            begins, founded, end = telling.day, [telling], []
    name, kind, parent = _called(told)
    life = Life(told[0].move.pact, name, kind, parent, since(founded), since(end))
    return life, [t for t in told if t.day >= begins], end


def _called(told: Sequence[Telling]) -> tuple[str, PactKind, str | None]:
    """What most moves call a pact; where two names are level, the first by alphabet."""
    names = Counter((t.move.name, t.move.kind, t.move.parent or "") for t in told)
    name, kind, parent = min(names, key=lambda called: (-names[called], called))
    return name, kind, parent or None


def _standings(
    life: Life, current: Sequence[Telling], end: Sequence[Telling]
) -> Iterable[Standing]:
    """A row for each actor that has a membership or a role."""
    memberships, roles = runs(current, MEMBERSHIP), runs(current, ROLE)
    for actor in sorted({*memberships, *roles}):
        membership, role = memberships.get(actor, []), roles.get(actor, [])
        only_invited = bool(membership) and _word(membership) == "invited"
        run = role if role and (not membership or only_invited) else membership
        rests_on = end or run
        yield Standing(
            pact=life.pact,
            name=life.name,
            kind=life.kind,
            parent=life.parent,
            actor=actor,
            status=EXPIRED if end else _word(run),
            membership=_word(membership) if membership else None,
            role=_word(role) if role else None,
            since=since(rests_on),
            moves=_ids(rests_on),
            reports=_reports(rests_on),
            roots=_roots(rests_on),
        )


def _flags(current: Sequence[Telling]) -> Iterable[Flag]:
    """A flag for each actor that was told to breach or to comply."""
    found: dict[tuple[str, MoveKind], list[Telling]] = {}
    for telling in current:
        actor, kind = telling.move.actor, telling.move.move
        if actor is not None and kind in (MoveKind.BREACH, MoveKind.COMPLY):
            found.setdefault((actor, kind), []).append(telling)
    for (actor, kind), told in sorted(found.items(), key=lambda item: item[0]):
        yield Flag(
            pact=told[0].move.pact,
            actor=actor,
            move=kind,
            since=since(told),
            until=told[-1].date or told[-1].published,
            moves=_ids(told),
            reports=_reports(told),
            roots=_roots(told),
        )


def _word(run: Sequence[Telling]) -> str:
    return WORDS[run[-1].move.move]


def _ids(told: Sequence[Telling]) -> tuple[str, ...]:
    """The ids of moves in the fold's order, once each."""
    return tuple(dict.fromkeys(t.move.id for t in told))


def _reports(told: Sequence[Telling]) -> int:
    return len({t.report.article for t in told})


def _roots(told: Sequence[Telling]) -> int:
    return len({t.report.root for t in told})
