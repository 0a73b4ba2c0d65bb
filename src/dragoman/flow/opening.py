"""A ledger as a user opens it: its tables, and the answers that need the fold."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from dragoman.codebook.catalogue import Catalogue, catalogue_with, own_catalogue
from dragoman.codebook.overlays import overlays_with
from dragoman.errors import UsageError
from dragoman.exports import PROFILES
from dragoman.flow.asking import main_pact
from dragoman.flow.dataset_files import Exported
from dragoman.flow.exporting import export_dataset
from dragoman.flow.judging import Judged, judge, undo
from dragoman.flow.merging import judge_pact
from dragoman.flow.occurrences import Occurrence, by_type, ranked
from dragoman.flow.reprints import Found, seek_reprints
from dragoman.flow.resolving import resolve
from dragoman.flow.reviewing import review, undo_review
from dragoman.flow.standing import (
    Account,
    PactSummary,
    account,
    pacts,
    standing,
    timeline,
)
from dragoman.flow.steps import Step
from dragoman.ledger import CHOSEN, Ledger, Review, Revision
from dragoman.ledger.happening import ToldEvent
from dragoman.ledger.index import KINDS, Index, Narrowed, Result
from dragoman.pacts import Folding
from dragoman.records import EventType


class OpenLedger(Ledger):
    """A ledger with the answers that other rooms have a hand in.

    Args:
        path: the ledger's file.
        catalogue: where the names of pacts are looked up, the package's own where there is none.
    """

    def __init__(self, path: str | os.PathLike[str], catalogue: Catalogue | None = None) -> None:
        super().__init__(path)
        self._catalogue = catalogue or own_catalogue()

    @property
    def catalogue(self) -> Catalogue:
        """Where the names of pacts are looked up."""
        return self._catalogue

    def standing(
        self, pact: str | None = None, on: str | None = None, known: str | None = None
    ) -> Folding:
        """Who stands where on a pact, or on all: see `dragoman.flow.standing.standing`."""
        return standing(self, pact, on, known, self._catalogue)

    def account(
        self, pact: str | None = None, on: str | None = None, known: str | None = None
    ) -> Account:
        """All that is told of a pact, or of all: see `dragoman.flow.standing.account`."""
        return account(self, pact, on, known, self._catalogue)

    def timeline(
        self, pact: str, known: str | None = None, on: str | None = None
    ) -> tuple[Step, ...]:
        """The steps on a pact: see `dragoman.flow.standing.timeline`."""
        return timeline(self, pact, known, on, self._catalogue)

    def main_pact(self, name: str) -> str | None:
        """The pact that a name means: see `dragoman.flow.asking.main_pact`."""
        return main_pact(self, name, self._catalogue)

    def pacts(self, on: str | None = None, known: str | None = None) -> tuple[PactSummary, ...]:
        """All pacts: see `dragoman.flow.standing.pacts`."""
        return pacts(self, on, known)

    def occurrences(
        self,
        types: Sequence[str] | None = None,
        since: str | None = None,
        until: str | None = None,
        known: str | None = None,
    ) -> tuple[Occurrence, ...]:
        """What happened, gathered over all pages: see `dragoman.flow.occurrences`.

        Args:
            types: PLOVER types, None for all.
            since: the first day (YYYY-MM-DD); events without a date are left out then.
            until: the last one.
            known: the day of the knowledge: pages published later are left out.
        """

        def told(kind: str) -> Iterator[ToldEvent]:
            return self.events_told([kind], since, until, known)

        wanted = [str(kind) for kind in EventType] if types is None else dict.fromkeys(types)
        return ranked(by_type(told, wanted, self.clusters()))

    def search(
        self, query: str, kind: str | None = None, by: Narrowed | None = None, rows: int = 50
    ) -> tuple[Result, ...]:
        """What matches some words, by kind, the best first; its index is brought forward first.

        Args:
            query: words; see `dragoman.ledger.index.queries`.
            kind: articles, claims, events, actors or pacts; None for all of them.
            by: what it is narrowed by.
            rows: how many of each kind are given at most.

        Raises:
            UsageError: there is no such kind.
        """
        if kind is not None and kind not in KINDS:
            raise UsageError(f"{kind!r} can't be searched for. There are: {', '.join(KINDS)}.")
        with closing(Index(self.path)) as index:
            index.refresh()
            with index.snapshot() as snapshot:
                kinds = KINDS if kind is None else (kind,)
                return tuple(snapshot.search(query, each, by or Narrowed(), rows) for each in kinds)

    def seek_reprints(self) -> Found:
        """Looks for reprints anew: see `dragoman.flow.reprints.seek_reprints`."""
        found = seek_reprints(self.path)
        self.reopen()
        return found

    def export(
        self,
        profile: str,
        out: str | os.PathLike[str],
        *,
        text: bool = True,
        authors: bool = False,
    ) -> dict[str, int]:
        """Writes all tables, or a dataset that a profile names.

        Args:
            profile: "csv", "parquet" or "jsonl" for all tables; else one of
                `dragoman.exports.PROFILES`.
            out: a folder for the tables, a file for a dataset; it must not be there yet.
            text: False leaves out the pages' words.
            authors: of tables: gives the names of commenters too; a dataset has none.

        Returns:
            How many rows each table has, or each of the dataset's files by its ending.

        Raises:
            UsageError: there is no such profile, or something stands in the way.
            LedgerError: it can't be written.
        """
        if profile in PROFILES:
            return self.export_dataset(profile, out, text=text).rows
        return super().export(profile, out, text=text, authors=authors)

    def export_dataset(
        self,
        profile: str,
        out: str | os.PathLike[str],
        *,
        text: bool = True,
        one_a_day: bool = False,
        across_pages: bool = False,
    ) -> Exported:
        """Writes a dataset: see `dragoman.flow.exporting.export_dataset`."""
        return export_dataset(
            self, profile, out, text=text, one_a_day=one_a_day, across_pages=across_pages
        )

    def judge(
        self,
        subject: str,
        *,
        identity: str | None = None,
        other_than: str | None = None,
        article: str | None = None,
        since: str | None = None,
        until: str | None = None,
        country: str | None = None,
        sector: str | None = None,
        reason: str,
        author: str | None = None,
    ) -> Judged:
        """Says who somebody is, is not, or acts for: see `dragoman.flow.judging.judge`.

        The ledger is written, and what is asked from then on has the judgement in it.
        """
        judged = judge(
            self.path,
            subject,
            identity=identity,
            other_than=other_than,
            article=article,
            since=since,
            until=until,
            country=country,
            sector=sector,
            reason=reason,
            author=author,
        )
        self.reopen()
        return judged

    def judge_pact(
        self,
        pact: str,
        same_as: str,
        *,
        article: str | None = None,
        reason: str,
        author: str | None = None,
    ) -> Judged:
        """Says that a pact is another one: see `dragoman.flow.merging.judge_pact`."""
        judged = judge_pact(
            self.path,
            pact,
            same_as,
            article=article,
            reason=reason,
            author=author,
            catalogue=self._catalogue,
        )
        self.reopen()
        return judged

    def undo_judgement(
        self, number: int, *, reason: str | None = None, author: str | None = None
    ) -> Judged:
        """Takes a judgement back: see `dragoman.flow.judging.undo`."""
        judged = undo(self.path, number, reason=reason, author=author)
        self.reopen()
        return judged

    def give_verdict(
        self,
        kind: str,
        article: str,
        subject: str,
        verdict: str,
        *,
        values: Mapping[str, object] | None = None,
        reason: str = "",
        author: str,
        drawn: str = CHOSEN,
    ) -> Review:
        """Accepts, mends or rejects a row: see `dragoman.flow.reviewing.review`."""
        given = review(
            self.path,
            kind,
            article,
            subject,
            verdict,
            values=values,
            reason=reason,
            author=author,
            drawn=drawn,
            catalogue=self._catalogue,
        )
        self.reopen()
        return given

    def undo_review(self, number: int, *, reason: str = "", author: str) -> Review:
        """Takes a verdict back: see `dragoman.flow.reviewing.undo_review`."""
        taken = undo_review(self.path, number, reason=reason, author=author)
        self.reopen()
        return taken

    def resolve(self) -> Revision:
        """Makes all resolutions anew: see `dragoman.flow.resolving.resolve`."""
        revision = resolve(self.path)
        self.reopen()
        return revision


def open_ledger(
    path: str | os.PathLike[str],
    pacts: str | os.PathLike[str] | None = None,
    vocabulary: Sequence[str | os.PathLike[str]] = (),
) -> OpenLedger:
    """Opens a ledger for reading; builds that go on meanwhile don't disturb it.

    Args:
        path: the ledger's file.
        pacts: a table of pacts that is laid over the catalogue, so that they can be asked for by
            its names.
        vocabulary: tables or folders of them, of which that of pacts is laid over it too.

    Raises:
        LedgerError: there is none, it is none, or it is damaged or newer than this version.
        UsageError: a table can't be read, or something is wrong with it.
    """
    return OpenLedger(path, overlays_with(vocabulary, catalogue_with(pacts)).catalogue)
