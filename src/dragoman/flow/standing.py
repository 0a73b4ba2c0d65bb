"""Standing, timeline and pacts over a whole ledger: its moves handed to the fold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.catalogue import Catalogue
from dragoman.flow.asking import TellsMoves, pacts_asked_for
from dragoman.flow.copies import with_one_root
from dragoman.flow.steps import Step, Steps, evidence_of, heads
from dragoman.ledger import PactRow, Told
from dragoman.pacts import Contradiction, Folding, Life, Report, Spell, fold
from dragoman.pacts.folding import check_days, fold_tellings
from dragoman.pacts.histories import histories_of
from dragoman.pacts.reports import LAST, Telling, readings
from dragoman.records import Modality, Standing


@dataclass(frozen=True, slots=True)
class PactSummary:
    """A pact, its dates, how many actors have which status on it, and which."""

    row: PactRow
    life: Life | None
    statuses: tuple[tuple[str, int], ...]
    parties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    contradictions: int = 0


@dataclass(frozen=True, slots=True)
class Stand:
    """An actor's standing with what it rests on.

    `evidence` holds the tellings of its moves in the fold's order; `contradictions` those on
    the actor and those on the pact as a whole.
    """

    standing: Standing
    evidence: tuple[Told, ...]
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The moves on a pact, as known on one day or today: what an account on any day is made of.

    Attributes:
        told: the moves by article and id.
        tellings: the same as the fold takes them, in its order.
    """

    told: Mapping[tuple[str, str], Told]
    tellings: tuple[Telling, ...]

    @property
    def days(self) -> tuple[str, ...]:
        """The days (YYYY-MM-DD) on which a step was taken that has a day, in order."""
        actual = (t for t in self.tellings if t.move.modality is Modality.ACTUAL)
        return tuple(sorted({t.day for t in actual if t.day != LAST}))


@dataclass(frozen=True, slots=True)
class Account:
    """All that a ledger tells of a pact and of those that belong to it.

    Attributes:
        folding: who stands where.
        stands: the same rows with their evidence.
        steps: the moves of all modalities in the fold's order.
        spells: each actor's statuses one after another.
    """

    folding: Folding
    stands: tuple[Stand, ...]
    steps: Sequence[Step]
    spells: tuple[Spell, ...]

    @property
    def pages(self) -> int:
        """How many pages tell any of it."""
        return len({told.page for told in evidence_of(self.steps)})

    @property
    def actors(self) -> list[str]:
        """All actors that are told of, by id."""
        return sorted({head.actor for head in heads(self.steps) if head.actor is not None})


def report_of(ledger: TellsMoves, told: Told) -> Report:
    """A move of the ledger's as the fold takes it."""
    act = ledger.marks(told).act
    return Report(told.move, told.article, told.published, told.read, told.root, act)


def account(
    ledger: TellsMoves,
    pact: str | None = None,
    on: str | None = None,
    known: str | None = None,
    catalogue: Catalogue | None = None,
) -> Account:
    """What all pages that answer tell of a pact: standing, steps and histories.

    Args:
        ledger: an open ledger.
        pact: a pact's id, name or alias, with all pacts that belong to it; None for all pacts.
        on: the day of the standing (YYYY-MM-DD), after which no step is given either; None for
            the standing after all moves.
        known: the day of the knowledge: pages published later are left out, and of a page that
            was revised the version of that day counts.
        catalogue: where a pact's name is looked up, the package's own where there is none.

    Raises:
        UsageError: there is no such pact, or a day is none.
    """
    check_days(on, known)
    found = account_on(register(ledger, pact, known, catalogue), on)
    return replace(found, steps=tuple(found.steps))


def register(
    ledger: TellsMoves,
    pact: str | None = None,
    known: str | None = None,
    catalogue: Catalogue | None = None,
) -> Register:
    """The moves on a pact, from which its account on any day can be made; as `account` takes it.

    Raises:
        UsageError: there is no such pact, or the day is none.
    """
    check_days(known)
    told, reports = _told(ledger, pact, known, catalogue)
    tellings = sorted(readings(reports, known), key=lambda t: t.order)
    return Register(told, tuple(tellings))


def account_on(register: Register, on: str | None = None) -> Account:
    """What a register gives on a day (YYYY-MM-DD), or after all moves: see `account`.

    Its steps are put together when they are asked for (`dragoman.flow.steps`).

    Raises:
        UsageError: the day is none.
    """
    check_days(on)
    told, folding = register.told, fold_tellings(register.tellings, on)
    shown = [t for t in register.tellings if t.by(on)]
    resting = {move for row in folding.standings for move in row.moves}
    by_move: dict[str, list[Told]] = {}
    for telling in shown:
        if telling.move.id in resting:
            each = told[telling.report.article, telling.move.id]
            by_move.setdefault(each.move.id, []).append(each)
    on_pact: dict[str, list[Contradiction]] = {}
    on_move: dict[str, list[Contradiction]] = {}
    for found in folding.contradictions:
        on_pact.setdefault(found.pact, []).append(found)
        for move_id in found.moves:
            on_move.setdefault(move_id, []).append(found)
    return Account(
        folding,
        tuple(_stand(row, by_move, on_pact.get(row.pact, ())) for row in folding.standings),
        Steps(told, shown, on_move),
        histories_of(shown),
    )


def _told(
    ledger: TellsMoves, pact: str | None, known: str | None, catalogue: Catalogue | None
) -> tuple[dict[tuple[str, str], Told], list[Report]]:
    """The moves on a pact by article and id, and the same as the fold takes them."""
    wanted = None if pact is None else pacts_asked_for(ledger, pact, catalogue)
    told = {(each.article, each.move.id): each for each in _sourced(ledger, wanted, known)}
    return told, [report_of(ledger, each) for each in told.values()]


def _sourced(ledger: TellsMoves, pacts: Sequence[str] | None, known: str | None) -> list[Told]:
    """The moves on some pacts, or all, copies under one root."""
    moves = ledger.moves_told(pacts, known, grounds=True)
    clusters = ledger.clusters({each.article for each in moves})
    return with_one_root(moves, clusters, ledger.marks)


def standing(
    ledger: TellsMoves,
    pact: str | None = None,
    on: str | None = None,
    known: str | None = None,
    catalogue: Catalogue | None = None,
) -> Folding:
    """Who stands where, folded from all pages that answer: the `folding` of `account`.

    Raises:
        UsageError: there is no such pact, or a day is none.
    """
    check_days(on, known)
    _, reports = _told(ledger, pact, known, catalogue)
    return fold(reports, on, known)


def timeline(
    ledger: TellsMoves,
    pact: str,
    known: str | None = None,
    on: str | None = None,
    catalogue: Catalogue | None = None,
) -> tuple[Step, ...]:
    """The steps on a pact and on those that belong to it, in the fold's order.

    All modalities are given, since what was planned or denied is part of the story.

    Raises:
        UsageError: there is no such pact, or a day is none.
    """
    return tuple(account(ledger, pact, on, known, catalogue).steps)


def pacts(
    ledger: TellsMoves,
    on: str | None = None,
    known: str | None = None,
    only: Sequence[PactRow] | None = None,
) -> tuple[PactSummary, ...]:
    """All pacts that the ledger tells of, or some of them, with how many actors stand where.

    Raises:
        UsageError: a day is none.
    """
    rows = ledger.pact_rows() if only is None else only
    check_days(on, known)
    wanted = None if only is None else [row.id for row in only]
    folding = fold((report_of(ledger, each) for each in _sourced(ledger, wanted, known)), on, known)
    lives = {life.pact: life for life in folding.lives}
    statuses: dict[str, dict[str, list[str]]] = {}
    for row in folding.standings:
        statuses.setdefault(row.pact, {}).setdefault(row.status, []).append(row.actor)
    clashes = Counter(found.pact for found in folding.contradictions)
    summaries = []
    for pact in rows:
        parties = sorted(statuses.get(pact.id, {}).items())
        summaries.append(
            PactSummary(
                pact,
                lives.get(pact.id),
                tuple((status, len(actors)) for status, actors in parties),
                tuple((status, tuple(actors)) for status, actors in parties),
                clashes[pact.id],
            )
        )
    return tuple(summaries)


def _stand(
    row: Standing, told: Mapping[str, Sequence[Told]], found: Sequence[Contradiction]
) -> Stand:
    here = (c for c in found if c.actor in (row.actor, None))
    evidence = (each for move in row.moves for each in told.get(move, ()))
    return Stand(row, tuple(evidence), tuple(here))
