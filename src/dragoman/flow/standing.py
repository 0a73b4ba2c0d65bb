"""Standing, timeline and pacts over a whole ledger: its moves handed to the fold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.codebook.catalogue import Catalogue, own_catalogue
from dragoman.errors import UsageError
from dragoman.ledger import Ledger, PactRow, Told
from dragoman.pacts import Folding, Life, Report, fold
from dragoman.pacts.reports import Telling, readings
from dragoman.records import Modality, MoveKind

NAMED = 12
"""How many pacts a message lists."""


@dataclass(frozen=True, slots=True)
class Step:
    """What pages tell of one move: the same actor, move, modality and day.

    `day` is the one on which the fold lets it take effect, null where no page gives any;
    `date` the date as told. `evidence` holds the tellings in the fold's order.
    """

    pact: str
    name: str
    day: str | None
    date: str | None
    actor: str | None
    move: MoveKind
    modality: Modality
    count: int | None
    members: tuple[str, ...] | None
    reports: int
    roots: int
    evidence: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class PactSummary:
    """A pact, its dates, and how many actors have which status on it."""

    row: PactRow
    life: Life | None
    statuses: tuple[tuple[str, int], ...]


def report_of(told: Told) -> Report:
    """A move of the ledger's as the fold takes it."""
    return Report(told.move, told.article, told.published, told.read, told.root)


def standing(
    ledger: Ledger,
    pact: str | None = None,
    on: str | None = None,
    known: str | None = None,
    catalogue: Catalogue | None = None,
) -> Folding:
    """Who stands where, folded from all pages that answer.

    Args:
        ledger: an open ledger.
        pact: a pact's id, name or alias, with all pacts that belong to it; None for all pacts.
        on: the day of the standing (YYYY-MM-DD), or None for the standing after all moves.
        known: the day of the knowledge: pages published later are left out, and of a page that
            was revised the version of that day counts.
        catalogue: where a pact's name is looked up, the package's own where there is none.

    Raises:
        UsageError: there is no such pact, or a day is none.
    """
    wanted = None if pact is None else _wanted(ledger, pact, catalogue)
    fold((), on, known)  # Says what is wrong with the days before anything is read.
    return fold(map(report_of, ledger.moves_told(wanted, known)), on, known)


def timeline(
    ledger: Ledger, pact: str, known: str | None = None, catalogue: Catalogue | None = None
) -> tuple[Step, ...]:
    """The steps on a pact and on those that belong to it, in the fold's order.

    All modalities are given, since what was planned or denied is part of the story.

    Raises:
        UsageError: there is no such pact, or `known` is no day.
    """
    wanted = _wanted(ledger, pact, catalogue)
    fold((), known=known)
    told = {}
    for each in ledger.moves_told(wanted, known):
        told[(each.article, each.move.id)] = each
    steps: dict[tuple[object, ...], list[Telling]] = {}
    for telling in sorted(readings(map(report_of, told.values())), key=lambda t: t.order):
        if known is None or telling.known <= known:
            move = telling.move
            same = (move.pact, telling.day, move.actor, move.move, move.modality)
            steps.setdefault((*same, move.count, move.members), []).append(telling)
    return tuple(_step(group, told) for group in steps.values())


def pacts(
    ledger: Ledger, on: str | None = None, known: str | None = None
) -> tuple[PactSummary, ...]:
    """All pacts that the ledger tells of, with how many actors stand where.

    Raises:
        UsageError: a day is none.
    """
    folding = standing(ledger, None, on, known)
    lives = {life.pact: life for life in folding.lives}
    statuses: dict[str, dict[str, int]] = {}
    for pact, rows in groupby(folding.standings, key=lambda s: s.pact):
        counts = statuses.setdefault(pact, {})
        for row in rows:
            counts[row.status] = counts.get(row.status, 0) + 1
    return tuple(
        PactSummary(row, lives.get(row.id), tuple(sorted(statuses.get(row.id, {}).items())))
        for row in ledger.pact_rows()
    )


def _wanted(ledger: Ledger, name: str, catalogue: Catalogue | None) -> list[str]:
    return find_pacts(ledger.pact_rows(), name, catalogue, ledger.merged_pacts())


def find_pacts(
    rows: Sequence[PactRow],
    name: str,
    catalogue: Catalogue | None = None,
    merged: Mapping[str, str] | None = None,
) -> list[str]:
    """The ids of the pacts that a name means: the one called so, and all that belong to it.

    A name that nothing is called by is looked for inside names, and may then mean one pact only.
    `merged` has the pacts that were judged to be another, which answers for them.

    Raises:
        UsageError: nothing is called so, or several things might be meant.
    """
    asked = " ".join(name.split()).casefold()
    known = (catalogue or own_catalogue()).called(name)
    found = known | {row.id for row in rows if asked in (row.id.casefold(), row.name.casefold())}
    others = merged or {}
    found = {others.get(id_, id_) for id_ in found} | {others[n] for n in (asked,) if n in others}
    if not found and asked:
        found = {row.id for row in rows if asked in row.name.casefold()}
        if len(found) > 1:
            raise UsageError(f"{name[:200]!r} may mean several pacts. {_listed(rows, found)}")
    if not found:
        raise UsageError(f"No pact is called {name[:200]!r}. {_listed(rows, None)}")
    while inside := {row.id for row in rows if row.parent in found} - found:
        found |= inside
    return sorted(found)


def _listed(rows: Iterable[PactRow], ids: set[str] | None) -> str:
    named = [f"{row.name[:80]!r}" for row in rows if ids is None or row.id in ids]
    if not named:
        return "The ledger tells of none."
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return f"The ledger tells of: {', '.join(named[:NAMED])}{more}."


def _step(tellings: Sequence[Telling], told: dict[tuple[str, str], Told]) -> Step:
    first = tellings[0]
    dates = [t.date for t in tellings if t.date]
    return Step(
        pact=first.move.pact,
        name=first.move.name,
        day=first.day if first.date or first.published else None,
        date=max(dates, key=len) if dates else None,
        actor=first.move.actor,
        move=first.move.move,
        modality=first.move.modality,
        count=first.move.count,
        members=first.move.members,
        reports=len({t.report.article for t in tellings}),
        roots=len({t.report.root for t in tellings}),
        evidence=tuple(told[(t.report.article, t.move.id)] for t in tellings),
    )
