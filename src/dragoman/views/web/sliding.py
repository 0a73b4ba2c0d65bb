"""The days on which something moves on a pact, for going from one to the next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a pact's moves, and those beside the one that is shown (null: the last)."""

    all: tuple[str, ...]
    earlier: str | None
    later: str | None


def days_around(days: tuple[str, ...], on: str | None) -> Days:
    """The days with those before and after one; None is a day after the last."""
    earlier = [day for day in days if on is not None and day < on]
    later = [day for day in days if on is not None and day > on]
    if on is None:
        earlier = list(days[:-1])
    return Days(days, earlier[-1] if earlier else None, later[0] if later else None)
