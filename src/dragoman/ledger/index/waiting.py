"""Which rows wait for a review, by lot, answered by an index: without looking at all of them.

The ids of events, claims and moves are hashes, so that the index by which they are found has them
shuffled already. Rows that were reviewed since are passed over.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from dragoman.ledger.answers import Told
from dragoman.ledger.reviews import Draw, Order, Place, Reviewed, start_of

WALKED = 20_000
"""Rows that are looked at for the next one; a label that is rarer is left to the ledger."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where rows of a kind are: their table, and what gives their article and label."""

    table: str
    article: str
    label: str
    join: str = ""
    only: str = "true"


JOIN = "JOIN articles a ON a.number = t.article"
ROWS = {
    Reviewed.EVENT: _Rows("events", "a.article", "t.type", JOIN),
    Reviewed.ATTRIBUTION: _Rows("claims", "a.article", "t.kind", JOIN),
    Reviewed.MOVE: _Rows("moves", "t.article", "t.told", only="t.today"),
}


class Waits:
    """What waits, as an index has it."""

    _connection: sqlite3.Connection

    def labels(self, kind: Reviewed) -> tuple[tuple[str, int], ...]:
        """What rows of a kind are read as, and how many are."""
        query = "SELECT value FROM kept WHERE name = 'labels'"
        [(value,)] = self._connection.execute(query).fetchall()
        told = msgspec.json.decode(value, type=dict[str, list[tuple[str, int]]])
        return tuple((label, number) for label, number in told[kind])

    def next_place(
        self, draw: Draw, reviewed: Iterable[Place], skip: int = 0
    ) -> tuple[Place | None, int] | None:
        """The article and id of the row that comes after `skip` others, and how many wait.

        None for a draw that the index can't answer: one by certainty, of who somebody is, or of
        what is rare.

        Args:
            draw: what is asked for.
            reviewed: the rows of that kind that have a verdict.
            skip: how many rows are passed over.
        """
        if (
            draw.order is not Order.RANDOM
            or draw.kind not in ROWS
            or draw.least > 0
            or draw.most < 1
        ):
            return None
        rows, out = ROWS[draw.kind], set(reviewed)
        number = sum(n for label, n in self.labels(draw.kind) if draw.label in (None, label))
        number -= sum(draw.label in (None, label) for label in self._labels_of(rows, out))
        found = 0
        for walked, (place, label) in enumerate(self._shuffled(rows, start_of(draw.seed))):
            if place not in out and (draw.label is None or draw.label == _label(label)):
                if found == skip:
                    return place, number
                found += 1
            elif walked - found > WALKED:
                return None
        return None, number

    def _shuffled(self, rows: _Rows, start: str) -> Iterator[tuple[Place, str | bytes]]:
        """All rows from a hash on, then those before it, with what has their labels."""
        for where in (">=", "<"):
            query = f"""SELECT {rows.article}, t.id, {rows.label} FROM {rows.table} t {rows.join}
              WHERE t.id {where} ? AND {rows.only} ORDER BY t.id, {rows.article}"""
            for article, subject, label in self._connection.execute(query, (start,)):
                yield (article, subject), label

    def _labels_of(self, rows: _Rows, places: set[Place]) -> Iterator[str]:
        """What those of the given rows are read as that the index has."""
        query = f"""SELECT {rows.article}, t.id, {rows.label} FROM {rows.table} t {rows.join}
          WHERE t.id IN (SELECT value FROM json_each(?)) AND {rows.only}"""
        wanted = json.dumps(sorted({subject for _, subject in places}))
        for article, subject, label in self._connection.execute(query, (wanted,)):
            if (article, subject) in places:
                yield _label(label)


def _label(told: str | bytes) -> str:
    """A label, or that of a packed move."""
    if isinstance(told, bytes):
        return msgspec.msgpack.decode(told, type=Told).move.move.value
    return told
