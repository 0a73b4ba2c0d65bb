"""Which pacts of a ledger a name means, as a user asks for them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from dragoman.codebook.catalogue import Catalogue, own_catalogue
from dragoman.errors import UsageError
from dragoman.ledger import Marks, PactRow, ReprintRow, Told


class TellsMoves(Protocol):
    """What answers for pacts: a ledger, or its index."""

    def pact_rows(self) -> tuple[PactRow, ...]:
        """The pacts that are told of."""

    def merged_pacts(self) -> dict[str, str]:
        """The pacts that were judged to be another."""

    def moves_told(
        self, pacts: Sequence[str] | None = None, known: str | None = None, *, grounds: bool = False
    ) -> list[Told]:
        """Moves with what the fold needs."""

    def marks(self, told: Told) -> Marks:
        """What the fold asks of a move's sentence."""

    def clusters(self, articles: Iterable[str] | None = None) -> Mapping[str, ReprintRow]:
        """The clusters of reprints that articles are in."""


NAMED = 12
"""How many pacts a message lists."""


def pacts_asked_for(ledger: TellsMoves, name: str, catalogue: Catalogue | None = None) -> list[str]:
    """The ids of a ledger's pacts that a name means: see `find_pacts`.

    Raises:
        UsageError: nothing is called so, or several things might be meant.
    """
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


def main_pact(ledger: TellsMoves, name: str, catalogue: Catalogue | None = None) -> str | None:
    """Of the pacts that a name means the one to which the others belong.

    None where the ledger tells of none of them.

    Raises:
        UsageError: nothing is called so, or several things might be meant.
    """
    rows = ledger.pact_rows()
    found = find_pacts(rows, name, catalogue, ledger.merged_pacts())
    here = [row for row in rows if row.id in found]
    tops = [row for row in here if row.parent not in {other.id for other in here}] or here
    return max(tops, key=lambda row: row.moves).id if tops else None


def _listed(rows: Iterable[PactRow], ids: set[str] | None) -> str:
    named = [f"{row.name[:80]!r}" for row in rows if ids is None or row.id in ids]
    if not named:
        return "The ledger tells of none."
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return f"The ledger tells of: {', '.join(named[:NAMED])}{more}."
