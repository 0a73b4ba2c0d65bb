"""The days on which something moves on a pact, for going from one to the next."""

from dataclasses import dataclass

from dragoman.flow.standing import Account
from dragoman.records import Modality


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a pact's moves, and those beside the one that is shown (null: the last)."""

    all: tuple[str, ...]
    earlier: str | None
    later: str | None


def moving_days(account: Account) -> tuple[str, ...]:
    """The days (YYYY-MM-DD) on which a step was taken that has a day, in order.

    Args:
        account: what a ledger tells of the pact, at no day.
    """
    taken = (step for step in account.steps if step.modality is Modality.ACTUAL)
    return tuple(sorted({step.day for step in taken if step.day}))


def days_around(days: tuple[str, ...], on: str | None) -> Days:
    """The days with those before and after one; None is a day after the last."""
    earlier = [day for day in days if on is not None and day < on]
    later = [day for day in days if on is not None and day > on]
    if on is None:
        earlier = list(days[:-1])
    return Days(days, earlier[-1] if earlier else None, later[0] if later else None)
