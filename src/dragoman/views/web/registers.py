"""What the pages on pacts and actors show, gathered from an open ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from dragoman.codebook.pacts import party_names
from dragoman.errors import BrokenEnvironmentError
from dragoman.flow.indexed import IndexedLedger
from dragoman.flow.opening import OpenLedger
from dragoman.flow.standing import Account, PactSummary, Register, Stand, account_on
from dragoman.flow.steps import Step
from dragoman.ledger import ActorRow, MonthRow, PactRow
from dragoman.pacts import Contradiction, Life
from dragoman.records import Modality
from dragoman.views.charts import Drawing
from dragoman.views.figures import figure_of
from dragoman.views.web.shelf import Shelf

MONTHS = 36
"""How many months a table shows."""
AT_ONCE = 8
"""How many pacts are folded at once ahead of time."""
PICTURED = 400
"""Steps of a picture: of more of them it is a summary."""
STEPS = 5
"""How strongly a cell of it can be shaded."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One pact of an account: who stands where by status, and what contradicts itself."""

    life: Life
    statuses: tuple[tuple[str, tuple[Stand, ...]], ...]
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month's events by quad class, done and met; `shade` is from 0 to `STEPS`."""

    name: str
    did: tuple[tuple[int, int], ...]
    met: tuple[tuple[int, int], ...]


def names_of(ledger: IndexedLedger | OpenLedger, actors: Iterable[str | None]) -> dict[str, str]:
    """The names of actors: the codebook's, else what most pages call them, else their ids."""
    wanted = sorted({actor for actor in actors if actor})
    found = ledger.actor_names(wanted)
    known = party_names()
    return {actor: known.get(actor) or found.get(actor) or actor for actor in wanted}


def standing_of(
    shelf: Shelf,
    ledger: IndexedLedger,
    rows: Sequence[PactRow],
    on: str | None = None,
    known: str | None = None,
) -> tuple[PactSummary, ...]:
    """Who stands where on some pacts; what nothing new is told of is not folded again."""
    signs = ledger.pact_signs()
    names = {row.id: ("summary", row, signs.get(row.id), on, known) for row in rows}
    found = {row.id: shelf.found(names[row.id]) for row in rows}
    missing = [row for row in rows if found[row.id] is None]
    for made in ledger.pacts(on, known, missing):
        found[made.row.id] = made
        shelf.keep(names[made.row.id], made)
    return tuple(found[row.id] for row in rows)


def warm(shelf: Shelf) -> None:
    """Folds all pacts once, so that nobody waits for the first list of them."""
    with shelf.opened() as ledger:
        rows = ledger.pact_rows()
        for first in range(0, len(rows), AT_ONCE):
            standing_of(shelf, ledger, rows[first : first + AT_ONCE])


def account_of(
    shelf: Shelf, ledger: IndexedLedger, pact: str, on: str | None, known: str | None
) -> Account:
    """All that is told of a pact, made once as long as nothing new is told of it."""
    name = ("account", ledger.signs_of(pact), pact, on, known)
    account: Account | None = shelf.found(name)
    if account is None:
        account = account_on(register_of(shelf, ledger, pact, known), on)
        shelf.keep(name, account, len(account.steps) + len(account.stands) + 1)
    return account


def register_of(shelf: Shelf, ledger: IndexedLedger, pact: str, known: str | None) -> Register:
    """The moves on a pact, of which its account on any day is made."""
    name = ("register", ledger.signs_of(pact), pact, known)
    register: Register | None = shelf.found(name)
    if register is None:
        register = ledger.register(pact, known)
        shelf.keep(name, register, len(register.tellings) + 1)
    return register


def chapters_of(account: Account, names: Mapping[str, str]) -> tuple[Chapter, ...]:
    """An account by pact; the actors of one status in the order of their names."""

    def order(stand: Stand) -> tuple[str, str]:
        return stand.standing.status, names.get(stand.standing.actor, stand.standing.actor)

    chapters = []
    for life in account.folding.lives:
        stands = sorted((s for s in account.stands if s.standing.pact == life.pact), key=order)
        groups = groupby(stands, key=lambda stand: stand.standing.status)
        clashes = (c for c in account.folding.contradictions if c.pact == life.pact)
        chapters.append(
            Chapter(life, tuple((status, tuple(own)) for status, own in groups), tuple(clashes))
        )
    return tuple(chapters)


def steps_of(account: Account) -> tuple[list[Step], list[Step]]:
    """The steps that were taken, and apart from them those planned, denied or called for."""
    taken = [step for step in account.steps if step.modality is Modality.ACTUAL]
    return taken, [step for step in account.steps if step.modality is not Modality.ACTUAL]


def pictures_possible() -> bool:
    """Whether the packages for pictures are there."""
    return all(find_spec(name) is not None for name in ("altair", "vl_convert"))


def picture_of(
    shelf: Shelf,
    ledger: IndexedLedger,
    pact: str,
    on: str | None,
    known: str | None,
    *,
    dark: bool = False,
) -> str | None:
    """The picture of a pact as SVG; None where the packages for pictures aren't there.

    It is drawn once as long as nothing new is told of the pact and all are called as they were:
    drawing one of a large pact takes more than a second.
    """
    account = account_of(shelf, ledger, pact, on, known)
    standing = (stand.standing.actor for stand in account.stands)
    names = names_of(ledger, [*account.actors, *standing])
    told = ledger.signs_of(pact), tuple(sorted(names.items()))
    name = ("picture", told, pact, on, known, dark)
    made: str | None = shelf.found(name)
    if made is None:
        try:
            figure = figure_of(
                replace(account, steps=tuple(account.steps)),
                {**names, **party_names()},
                on,
                known,
                PICTURED,
            )
            made = Drawing(figure, dark=dark).svg()
        except BrokenEnvironmentError:
            return None
        shelf.keep(name, made, len(made) // 1000)
    return made


def months_of(rows: Iterable[MonthRow]) -> tuple[Month, ...]:
    """Events by month, the latest `MONTHS` of them, the latest first."""
    told: dict[str, dict[int, tuple[int, int]]] = {}
    for row in rows:
        told.setdefault(row.month or "no date", {})[row.quad] = (row.did, row.met)
    shown = sorted((month for month in told if month[0].isdigit()), reverse=True)[:MONTHS]
    shown += [month for month in told if not month[0].isdigit()]
    most = max((n for month in shown for pair in told[month].values() for n in pair), default=1)

    def cells(month: str, side: int) -> tuple[tuple[int, int], ...]:
        counts = [told[month].get(quad, (0, 0))[side] for quad in range(1, 5)]
        return tuple((n, -(-STEPS * n // max(most, 1))) for n in counts)

    return tuple(Month(month, cells(month, 0), cells(month, 1)) for month in shown)


def actor_of(ledger: IndexedLedger, actor: str) -> tuple[str, ActorRow | None] | None:
    """An actor's name and what the ledger knows of it; None where nobody has the id."""
    row = ledger.actor_row(actor)
    name = party_names().get(actor) or (row.name if row else None)
    return None if name is None else (name, row)


def living(pacts: Iterable[PactSummary]) -> list[PactSummary]:
    """The pacts that have not come to an end."""
    return [pact for pact in pacts if pact.life is None or not pact.life.expired]


def actors_in(*rows: Iterable[Any]) -> set[str]:
    """All actors that rows name on either side."""
    found: set[str] = set()
    for row in (row for group in rows for row in group):
        for field in ("source", "target", "members"):
            found |= set(getattr(row, field, None) or ())
        found |= {getattr(row, "actor", None) or ""} - {""}
    return found
