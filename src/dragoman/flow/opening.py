"""A ledger as a user opens it: its tables, and the answers that need the fold."""

import os

from dragoman.flow.standing import PactSummary, Step, pacts, standing, timeline
from dragoman.ledger import Ledger
from dragoman.pacts import Folding


class OpenLedger(Ledger):
    """A ledger with the answers that other rooms have a hand in."""

    def standing(
        self, pact: str | None = None, on: str | None = None, known: str | None = None
    ) -> Folding:
        """Who stands where on a pact, or on all: see `dragoman.flow.standing.standing`."""
        return standing(self, pact, on, known)

    def timeline(self, pact: str, known: str | None = None) -> tuple[Step, ...]:
        """The steps on a pact: see `dragoman.flow.standing.timeline`."""
        return timeline(self, pact, known)

    def pacts(self, on: str | None = None, known: str | None = None) -> tuple[PactSummary, ...]:
        """All pacts: see `dragoman.flow.standing.pacts`."""
        return pacts(self, on, known)


def open_ledger(path: str | os.PathLike[str]) -> OpenLedger:
    """Opens a ledger for reading; builds that go on meanwhile don't disturb it.

    Args:
        path: the ledger's file.

    Raises:
        LedgerError: there is none, it is none, or it is damaged or newer than this version.
    """
    return OpenLedger(path)
