"""A ledger's index as pages ask it: its lists and searches, and the answers that need the fold."""

from collections.abc import Sequence

from dragoman.codebook.catalogue import Catalogue
from dragoman.flow.asking import main_pact, pacts_asked_for
from dragoman.flow.standing import Account, PactSummary, Register, account, pacts, register
from dragoman.ledger import PactRow
from dragoman.ledger.index import Snapshot


class IndexedLedger(Snapshot):
    """A snapshot of an index, with the answers that other rooms have a hand in.

    Args:
        snapshot: what it is asked of; it lives as long as that does.
        catalogue: where the names of pacts are looked up.
    """

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue) -> None:
        super().__init__(snapshot.connection)
        self._catalogue = catalogue

    def account(
        self, pact: str | None = None, on: str | None = None, known: str | None = None
    ) -> Account:
        """All that is told of a pact: see `dragoman.flow.standing.account`."""
        return account(self, pact, on, known, self._catalogue)

    def register(self, pact: str, known: str | None = None) -> Register:
        """The moves on a pact, to be folded: see `dragoman.flow.standing.register`."""
        return register(self, pact, known, self._catalogue)

    def signs_of(self, pact: str) -> tuple[tuple[str, str | None], ...]:
        """What all that is told of a pact, and of those that belong to it, is known by.

        While it is the same, so is every account of the pact, whatever else the ledger holds.
        """
        signs = self.pact_signs()
        family = pacts_asked_for(self, pact, self._catalogue)
        return tuple((each, signs.get(each)) for each in family)

    def main_pact(self, name: str) -> str | None:
        """The pact that a name means: see `dragoman.flow.asking.main_pact`."""
        return main_pact(self, name, self._catalogue)

    def pacts(
        self,
        on: str | None = None,
        known: str | None = None,
        only: Sequence[PactRow] | None = None,
    ) -> tuple[PactSummary, ...]:
        """Pacts with who stands where: see `dragoman.flow.standing.pacts`."""
        return pacts(self, on, known, only)
