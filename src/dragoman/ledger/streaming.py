"""What datasets are made from, one row at a time, and what counts sources: reprints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from secrets import token_hex
from typing import Any

import duckdb

from dragoman.ledger.files import guarded
from dragoman.ledger.happening import ToldEvent, events_told, set_aside
from dragoman.ledger.quotations import quotations
from dragoman.ledger.reprinting import (
    Reprint,
    ReprintRow,
    clusters_by_article,
    ever_sought,
    reprints_of,
)
from dragoman.ledger.schema import KEPT
from dragoman.ledger.staging import rows_of
from dragoman.ledger.tallying import tally
from dragoman.ledger.tellings import (
    PUBLICATIONS,
    party_of,
    publication_of,
    sayings,
    tellings,
)
from dragoman.records.tellings import Party, Publication, Quotation, Saying, Telling

PARTIES = """WITH sides AS (
  SELECT DISTINCT unnest(list_concat(source, target)) AS id FROM events WHERE modality = 'actual')
SELECT s.id, any_value(a.name ORDER BY a.article) AS name,
  any_value(a.kind ORDER BY a.article) AS kind, any_value(a.country ORDER BY a.article) AS country,
  any_value(a.affiliation ORDER BY a.article) AS affiliation,
  any_value(a.sector ORDER BY a.article) AS sector, any_value(a.role ORDER BY a.article) AS role,
  any_value(a.members ORDER BY a.article) AS members
FROM sides s LEFT JOIN actors a ON a.id = s.id GROUP BY s.id ORDER BY s.id"""

PAGES = f"""SELECT publication FROM ({PUBLICATIONS})
WHERE reading IN (SELECT reading FROM events WHERE modality = 'actual')
ORDER BY publication.article"""


class Streaming:
    """The streams of a ledger, and its reprints.

    Judgements, corrections and retractions are in all of them.

    Without text, words of pages and the names of others than states are left out.
    """

    _connection: duckdb.DuckDBPyConnection
    _memory: str

    @property
    def path(self) -> str:
        """Where the ledger lies."""
        raise NotImplementedError

    @property
    def identity(self) -> str:
        """The ledger's own id, which it keeps however it is called."""
        with guarded(self.path):
            query = f"SELECT value FROM {KEPT}.meta WHERE key = 'ledger'"
            found = self._connection.execute(query).fetchall()
        return str(found[0][0]) if found else ""

    def tellings(
        self,
        *,
        text: bool = True,
        stories: bool = False,
        occurrences: Iterable[tuple[str, str, str]] | None = None,
    ) -> Iterator[Telling]:
        """All events, those of one occurrence together: see `dragoman.ledger.tellings`.

        `occurrences` has article, event and occurrence where pages are to be gathered.
        """
        with guarded(self.path):
            if occurrences is None:
                yield from tellings(self._connection, text=text, stories=stories)
                return
            table = f"memory.gathered_{token_hex(8)}"
            set_aside(self._connection, table, occurrences)
            try:
                yield from tellings(self._connection, text=text, stories=stories, gathered=table)
            finally:
                self._connection.execute(f"DROP TABLE {table}")

    def sayings(self, *, text: bool = True) -> Iterator[Saying]:
        """All attributions that have a cue."""
        with guarded(self.path):
            yield from sayings(self._connection, text=text)

    def quotations(self, *, text: bool = True) -> Iterator[Quotation]:
        """All events, attributions and moves with the words that they rest on."""
        with guarded(self.path):
            yield from quotations(self._connection, text=text)

    def parties(self, *, text: bool = True) -> Iterator[Party]:
        """Everybody who takes part in an actual event, once each."""
        with guarded(self.path):
            for row in rows_of(self._connection, PARTIES):
                yield party_of(row, text=text)

    def publications(self, *, text: bool = True) -> Iterator[Publication]:
        """The pages that tell an actual event."""
        with guarded(self.path):
            for row in rows_of(self._connection, PAGES):
                yield publication_of(row["publication"], text=text)

    def events_told(
        self,
        types: Sequence[str] | None = None,
        since: str | None = None,
        until: str | None = None,
        known: str | None = None,
    ) -> Iterator[ToldEvent]:
        """All events with their parties and sentences.

        Args:
            types: PLOVER types, None for all.
            since: the first day (YYYY-MM-DD) of the events; those without a date are left out.
            until: the last one.
            known: the day of the knowledge, as of `articles_known`.
        """
        with guarded(self.path):
            asked = None if types is None else list(types)
            yield from events_told(self._connection, asked, since, until, known)

    def reprints(self) -> tuple[Reprint, ...]:
        """The articles that share most of their words with others, cluster by cluster.

        Clusters are those that the last build found, or `dragoman reprints --anew`.
        """
        with guarded(self.path):
            return reprints_of(self._connection)

    def clusters(self, articles: Iterable[str] | None = None) -> Mapping[str, ReprintRow]:
        """By article, the cluster of reprints that it is in; those in none are left out.

        Only of some articles where any are given; whoever answers faster with all may.
        """
        with guarded(self.path):
            return clusters_by_article(self._connection)

    @property
    def knows_reprints(self) -> bool:
        """Whether reprints were ever looked for in this ledger."""
        with guarded(self.path):
            return ever_sought(self._connection)

    def tally(self, rows: Iterable[Sequence[Any]], *, one_a_day: bool) -> Iterator[tuple[Any, ...]]:
        """Counts rows by month, source and target: see `dragoman.ledger.tallying.tally`."""
        with guarded(self.path):
            yield from tally(Path(self.path), self._memory, rows, one_a_day=one_a_day)
