"""What a picture shows of a pact that is told of too often: the main actors, and their main steps.

1. Of the actors those with a status now come first, and among them those with most steps.
2. Of an actor's steps those are shown that most pages tell, and of those told as often the ones
   whose status lasted longest.
3. Statuses are shown whole, so that a bar may begin where no step is marked.

How much is left out stands in the picture.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dragoman.flow.standing import Account
from dragoman.flow.steps import Step
from dragoman.pacts import Spell
from dragoman.records import Modality
from dragoman.views.wording import count

ROWS, MARKS = 16, 12
"""Rows of such a picture, and the steps of each."""

Key = tuple[str, str | None]
"""A row: a pact, and an actor on it, or none for the pact itself."""
Lasted = Mapping[tuple[str, str | None, str | None], int]
"""How many days a status lasted, by pact, actor and the day on which it began."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown of an account, and in words what is not."""

    account: Account
    left_out: str | None = None


def choose(account: Account, most: int | None) -> Choice:
    """The part of an account that is shown: all of it, where it has no more steps than `most`.

    Args:
        account: what a ledger tells of a pact.
        most: of how many steps all are shown; None for any number.
    """
    if most is None or len(account.steps) <= most:
        return Choice(account)
    by_row: dict[Key, list[Step]] = {}
    for step in account.steps:
        by_row.setdefault((step.pact, step.actor), []).append(step)
    rows = _main_rows(account, by_row)
    lasted: Lasted = {(s.pact, s.actor, s.since): _days(s) for s in account.spells}
    kept = {id(step) for row in rows for step in _main_steps(by_row[row], lasted)}
    shown = replace(
        account,
        steps=tuple(step for steps in by_row.values() for step in steps if id(step) in kept),
        spells=tuple(spell for spell in account.spells if (spell.pact, spell.actor) in rows),
        stands=tuple(s for s in account.stands if (s.standing.pact, s.standing.actor) in rows),
    )
    return Choice(shown, _left_out(account, rows, len(kept)))


def _main_rows(account: Account, by_row: dict[Key, list[Step]]) -> set[Key]:
    """The rows that are shown: the pact itself counts as one with a status."""
    standing = {(s.standing.pact, s.standing.actor) for s in account.stands}

    def rank(row: Key) -> tuple[bool, int, str, str]:
        pact, actor = row
        lasting = actor is None or row in standing
        return (not lasting, -len(by_row[row]), pact, actor or "")

    return set(sorted(by_row, key=rank)[:ROWS])


def _main_steps(steps: Iterable[Step], lasted: Lasted) -> list[Step]:
    """The main ones of one row's steps, which come in the fold's order."""

    def rank(step: Step) -> tuple[int, int]:
        actual = step.modality is Modality.ACTUAL
        days = lasted.get((step.pact, step.actor, step.day), 0) if actual else 0
        return -step.reports, -days

    return sorted(steps, key=rank)[:MARKS]


def _days(spell: Spell) -> int:
    """How many days a status lasted; one that lasts is the longest."""
    if spell.until is None:
        return date.max.toordinal()
    return date.fromisoformat(spell.until).toordinal() - date.fromisoformat(spell.since).toordinal()


def _left_out(account: Account, rows: set[Key], steps: int) -> str:
    actors = {actor for _, actor in rows if actor is not None}
    of_actors, of_steps = len(account.actors), len(account.steps)
    return (
        f"A summary. Shown are {len(actors)} of {count(of_actors, 'actor')}, those with a status "
        f"now and most steps, and {steps:,} of {count(of_steps, 'step')}, of each actor those that "
        f"most pages tell and whose status lasted; bars are whole."
    )
