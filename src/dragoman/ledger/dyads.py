"""Who does what to whom, counted in pairs: an actor's partners, and the parties among themselves.

A party answers for those who act for it. Only what happened is counted, each telling once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.ledger.browsing import Browsing
from dragoman.ledger.rows import clean

QUADS = 4
MAIN = 12
"""Parties of the matrix."""


@dataclass(frozen=True, slots=True)
class PairCount:
    """Events of one quad class between an actor and a partner: done by it, and done to it."""

    id: str
    quad: int
    did: int
    met: int


@dataclass(frozen=True, slots=True)
class CellCount:
    """What one party did to another: acts and words of cooperation, and of conflict."""

    source: str
    target: str
    cooperation: int
    conflict: int


PAIRS = """WITH sides AS (
  SELECT quad, source_parties, target_parties,
    (list_contains(source, $one) OR list_contains(source_parties, $one)) AS did,
    (list_contains(target, $one) OR list_contains(target_parties, $one)) AS met
  FROM events WHERE modality = 'actual'),
others AS (
  SELECT unnest(target_parties) AS party, quad, 1 AS did, 0 AS met FROM sides WHERE did
  UNION ALL SELECT unnest(source_parties), quad, 0, 1 FROM sides WHERE met),
counted AS (
  SELECT party, quad, sum(did)::BIGINT AS did, sum(met)::BIGINT AS met FROM others
  WHERE party <> $one GROUP BY party, quad),
main AS (
  SELECT party, sum(did + met) AS n FROM counted GROUP BY party ORDER BY n DESC, party LIMIT $rows)
SELECT c.party AS id, c.quad, c.did, c.met FROM counted c JOIN main m USING (party)
ORDER BY m.n DESC, c.party, c.quad"""

PARTIES = """WITH sides AS (
  SELECT list_distinct(source_parties || target_parties) AS parties FROM events
  WHERE modality = 'actual' AND len(source_parties) > 0 AND len(target_parties) > 0)
SELECT party FROM (SELECT unnest(parties) AS party FROM sides)
GROUP BY party ORDER BY count(*) DESC, party LIMIT $rows"""

CELLS = """WITH told AS (
  SELECT unnest(source_parties) AS source, target_parties, quad FROM events
  WHERE modality = 'actual' AND list_has_any(source_parties, $ids)
    AND list_has_any(target_parties, $ids)),
pairs AS (SELECT source, unnest(target_parties) AS target, quad FROM told)
SELECT source, target, count(*) FILTER (quad <= 2) AS cooperation,
  count(*) FILTER (quad > 2) AS conflict
FROM pairs WHERE list_contains($ids, source) AND list_contains($ids, target) AND source <> target
GROUP BY source, target ORDER BY source, target"""


@dataclass(frozen=True, slots=True)
class _Party:
    party: str


class Dyads(Browsing):
    """Counts of pairs."""

    def pair_counts(self, actor: str, rows: int = MAIN) -> tuple[PairCount, ...]:
        """An actor's partners by quad class, those with most events first.

        Args:
            actor: an actor's id.
            rows: how many partners are given at most.
        """
        return self._asked(PAIRS, PairCount, one=clean(actor), rows=rows)

    def main_parties(self, rows: int = MAIN) -> tuple[str, ...]:
        """The parties that stand in most events which have two sides."""
        return tuple(row.party for row in self._asked(PARTIES, _Party, rows=rows))

    def cell_counts(self, parties: Sequence[str]) -> tuple[CellCount, ...]:
        """What the given parties did to one another, a row for each pair that has any."""
        return self._asked(CELLS, CellCount, ids=[clean(party) for party in parties])
