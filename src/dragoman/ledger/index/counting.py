"""What an index counts of events: by month, by partner, by pair of parties.

Counts grow and shrink with the articles that are entered and taken out; a row whose counts are
nothing is as if it were not there.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

COOPERATION = 2
"""The last quad class of cooperation; those after it are conflict."""

Numbers = Sequence[int]
"""Actors by number."""


class Counts:
    """Counts events of one ledger, and writes them to its index.

    Args:
        connection: the index, open for writing.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._months: Counter[tuple[int, str, int, bool]] = Counter()
        self._partners: Counter[tuple[int, int, int, bool]] = Counter()
        self._cells: Counter[tuple[int, int, bool]] = Counter()
        self._sided: Counter[int] = Counter()

    def event(
        self,
        when: tuple[str, int],
        does: tuple[Numbers, Numbers],
        bears: tuple[Numbers, Numbers],
        sign: int,
    ) -> None:
        """Counts an event that happened, or with -1 takes it out.

        Args:
            when: its month, empty for none, and its quad class.
            does: those who do it, with the parties for whom they act; and these alone.
            bears: those to whom it is done, likewise.
            sign: 1 or -1.
        """
        month, quad = when
        for (actors, _), done, (_, others) in ((does, True, bears), (bears, False, does)):
            for actor in actors:
                self._months[actor, month, quad, done] += sign
                for other in others:
                    if other != actor:
                        self._partners[actor, other, quad, done] += sign
        for one, other in product(does[1], bears[1]):
            if one != other:
                self._cells[one, other, quad <= COOPERATION] += sign
        if does[1] and bears[1]:
            self._sided.update(dict.fromkeys({*does[1], *bears[1]}, sign))

    def write(self) -> None:
        """Writes what was counted, and begins anew."""
        self._grow("months", ("actor", "month", "quad", "did", "met"), _split(self._months))
        self._grow("partners", ("actor", "other", "quad", "did", "met"), _split(self._partners))
        columns = ("source", "target", "cooperation", "conflict")
        self._grow("cells", columns, _split(self._cells))
        self._connection.executemany(
            "UPDATE parties SET sided = sided + ? WHERE number = ?",
            ((n, party) for party, n in self._sided.items()),
        )
        for counted in (self._months, self._partners, self._cells, self._sided):
            counted.clear()

    def _grow(self, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
        """Adds to the two counts that stand last in a table."""
        marks = ", ".join("?" * len(columns))
        more = ", ".join(f"{name} = {name} + excluded.{name}" for name in columns[-2:])
        query = f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT DO UPDATE SET {more}"
        self._connection.executemany(query, rows)


def _split(counts: Mapping[Any, int]) -> Iterable[tuple[Any, ...]]:
    """Counts with the last part of their keys as the column in which they stand."""
    for (*key, first), n in counts.items():
        yield (*key, n if first else 0, 0 if first else n)
