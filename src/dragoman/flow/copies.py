"""Copies: pages that tell a move in the same words have it from one source."""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.ledger import Told

FEWEST = 8
"""Words that a sentence needs to be a copy: shorter ones come about twice by themselves."""


def with_one_root(told: Iterable[Told]) -> list[Told]:
    """The same moves, all verbatim tellings of one under the root of the one published first.

    Outlets print an agency's text without naming it. Where two pages tell the same move in the
    same sentence, they count as one source.
    """
    given = list(told)
    first: dict[tuple[object, ...], tuple[tuple[str, str], str]] = {}
    for each in given:
        key = _key(each)
        rank = (each.published or "9999", each.root)
        if key is not None and (key not in first or rank < first[key][0]):
            first[key] = (rank, each.root)
    found = []
    for each in given:
        key = _key(each)
        found.append(each if key is None else replace(each, root=first[key][1]))
    return found


def _key(told: Told) -> tuple[object, ...] | None:
    """What copies have in common; None for what is too short to be one."""
    words = "".join(c if c.isalnum() else " " for c in told.sentence.casefold()).split()
    move = told.move
    return (move.pact, move.actor, move.move, *words) if len(words) >= FEWEST else None
