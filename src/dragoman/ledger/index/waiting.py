"""Which rows wait for a review, answered by an index: without looking at all of them.

The ids of events, claims and moves are hashes, so that the index by which they are found has them
shuffled already; identities are numbered by lot. Rows that were reviewed since are passed over.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from dragoman.ledger.answers import Told
from dragoman.ledger.index.numbers import placed
from dragoman.ledger.reviews import Draw, Order, Place, Reviewed, start_of

WALKED = 20_000
"""Rows that are looked at for the next one; a label that is rarer is left to the ledger."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where rows of a kind are: their table, and what gives their article, label and lot.

    `on` says which article is theirs, `only` which of them wait.
    """

    table: str
    label: str
    on: str = "a.number = t.article"
    article: str = "a.article"
    lot: str = "t.id"
    only: str = "true"

    @property
    def source(self) -> str:
        """The table with the articles, where it doesn't have their ids itself."""
        join = f"JOIN articles a ON {self.on}" if self.article.startswith("a.") else ""
        return f"{self.table} t {join}"

    @property
    def columns(self) -> str:
        """What is asked of a row."""
        return f"{self.article}, t.id, {self.label}, t.sure"


ROWS = {
    Reviewed.EVENT: _Rows("events", "t.type"),
    Reviewed.ATTRIBUTION: _Rows("claims", "t.kind"),
    Reviewed.MOVE: _Rows(
        "moves", "t.told", on="t.article = a.article", article="t.article", only="t.today"
    ),
    Reviewed.IDENTITY: _Rows("identities", "t.kind", lot="t.number"),
}
Told4 = tuple[str, str, str | bytes, float]
"""A row's article, its id, what has its label, and how sure it is."""


class Waits:
    """What waits, as an index has it. The orders are those of `dragoman.ledger.reviewing`."""

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

        None for a draw that the index can't answer: one of a label and a band of certainty both,
        of which the rows would have to be counted, and one of what is rare.

        Args:
            draw: what is asked for.
            reviewed: the rows of that kind that have a verdict.
            skip: how many rows are passed over.
        """
        if draw.label is not None and _banded(draw):
            return None
        rows, out = ROWS[draw.kind], set(reviewed)
        number = self._many(draw, rows)
        number -= sum(_wanted(draw, told) for told in self._places(rows, out))
        found = 0
        for walked, told in enumerate(self._ordered(draw, rows)):
            place = told[:2]
            if place not in out and _wanted(draw, told):
                if found == skip:
                    return place, number
                found += 1
            elif walked - found > WALKED:
                return None
        return None, number

    def _many(self, draw: Draw, rows: _Rows) -> int:
        """How many rows there are of a draw, reviewed or not."""
        if not _banded(draw):
            return sum(n for label, n in self.labels(draw.kind) if draw.label in (None, label))
        query = f"SELECT count(*) FROM {rows.table} t WHERE t.sure BETWEEN ? AND ? AND {rows.only}"
        [(number,)] = self._connection.execute(query, (draw.least, draw.most)).fetchall()
        return int(number)

    def _ordered(self, draw: Draw, rows: _Rows) -> Iterator[Told4]:
        """The rows in the order of a draw, and others between them that are not wanted."""
        ask = self._connection.execute
        if draw.order is Order.LATEST:
            yield from ask(f"""SELECT a.article, t.id, {rows.label}, t.sure
              FROM articles a CROSS JOIN {rows.table} t ON {rows.on}
              WHERE {rows.only} ORDER BY a.number DESC, t.id""")
        elif draw.order is Order.LEAST_SURE:
            band = "t.sure BETWEEN ? AND ?" if _banded(draw) else "true"
            yield from ask(
                f"""SELECT {rows.columns} FROM {rows.source} WHERE {band} AND {rows.only}
                ORDER BY t.sure, {rows.lot}, {rows.article}""",
                (draw.least, draw.most) if _banded(draw) else (),
            )
        else:
            start = start_of(draw.seed)
            for where in (">=", "<"):
                yield from ask(
                    f"""SELECT {rows.columns} FROM {rows.source}
                    WHERE {rows.lot} {where} ? AND {rows.only}
                    ORDER BY {rows.lot}, {rows.article}""",
                    (start if rows.lot == "t.id" else placed(start),),
                )

    def _places(self, rows: _Rows, places: set[Place]) -> Iterator[Told4]:
        """Those of the given rows that the index has."""
        wanted = json.dumps(sorted({article for article, _ in places}))
        query = f"""SELECT {rows.columns} FROM json_each(?) j CROSS JOIN articles a
          ON a.article = j.value CROSS JOIN {rows.table} t ON {rows.on} WHERE {rows.only}"""
        for told in self._connection.execute(query, (wanted,)):
            if told[:2] in places:
                yield told


def _banded(draw: Draw) -> bool:
    """Whether how sure rows are plays a part; those of which nothing is told are in no band."""
    return draw.least > 0 or draw.most < 1


def _wanted(draw: Draw, told: Told4) -> bool:
    """Whether a row is of the label and band that are asked for."""
    _, _, label, sure = told
    if _banded(draw) and not draw.least <= sure <= draw.most:
        return False
    return draw.label is None or draw.label == _label(label)


def _label(told: str | bytes) -> str:
    """A label, or that of a packed move."""
    if isinstance(told, bytes):
        return msgspec.msgpack.decode(told, type=Told).move.move.value
    return told
