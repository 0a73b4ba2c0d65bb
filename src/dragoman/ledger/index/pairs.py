"""Who does what to whom in pairs, as `dragoman.ledger.dyads` counts it, answered by an index."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from dragoman.ledger.dyads import MAIN, CellCount, PairCount

PAIRS = """WITH main AS (
  SELECT s.other, p.id, sum(s.did + s.met) AS n FROM partners s JOIN parties p
  ON p.number = s.other WHERE s.actor = :actor GROUP BY s.other HAVING n > 0
  ORDER BY n DESC, p.id LIMIT :rows)
SELECT m.id, s.quad, s.did, s.met FROM main m JOIN partners s
ON s.actor = :actor AND s.other = m.other WHERE s.did + s.met > 0
ORDER BY m.n DESC, m.id, s.quad"""

PARTIES = "SELECT id FROM parties WHERE sided > 0 ORDER BY sided DESC, id LIMIT ?"

CELLS = """SELECT s.id, t.id, c.cooperation, c.conflict
FROM cells c JOIN parties s ON s.number = c.source JOIN parties t ON t.number = c.target
WHERE c.source IN (SELECT number FROM parties WHERE id IN (SELECT value FROM json_each(:ids)))
  AND c.target IN (SELECT number FROM parties WHERE id IN (SELECT value FROM json_each(:ids)))
  AND c.cooperation + c.conflict > 0 ORDER BY s.id, t.id"""


class Pairs:
    """Counts of pairs."""

    _connection: sqlite3.Connection

    def pair_counts(self, actor: str, rows: int = MAIN) -> tuple[PairCount, ...]:
        """An actor's partners by quad class, those with most events first."""
        wanted = {"actor": self._number(actor), "rows": rows}
        return tuple(PairCount(*row) for row in self._connection.execute(PAIRS, wanted))

    def main_parties(self, rows: int = MAIN) -> tuple[str, ...]:
        """The parties that stand in most events which have two sides."""
        return tuple(party for (party,) in self._rows(PARTIES, rows))

    def cell_counts(self, parties: Sequence[str]) -> tuple[CellCount, ...]:
        """What the given parties did to one another, a row for each pair that has any."""
        found = self._connection.execute(CELLS, {"ids": json.dumps(list(parties))})
        return tuple(CellCount(*row) for row in found)

    def _number(self, actor: str) -> int:
        """An actor's number; -1, which nobody has, for one who has no part in anything."""
        found = self._rows("SELECT number FROM parties WHERE id = ?", actor)
        return int(found[0][0]) if found else -1

    def _rows(self, query: str, *wanted: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - parameters
        told = tuple(_clean(value) if isinstance(value, str) else value for value in wanted)
        return self._connection.execute(query, told).fetchall()


def _clean(text: str) -> str:
    """A text that SQLite takes: half characters are replaced."""
    return text.encode("utf-8", "replace").decode()
