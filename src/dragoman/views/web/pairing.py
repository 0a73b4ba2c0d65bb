"""Pairs of actors as tables: one actor with its partners, and the main parties among themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.ledger import CellCount, PairCount

STEPS = 5
"""How strongly a cell can be shaded."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A partner with counts by quad class, done and met, each with its shade (0 to `STEPS`)."""

    id: str
    did: tuple[tuple[int, int], ...]
    met: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party did to another: two counts with their shades."""

    source: str
    target: str
    cooperation: tuple[int, int]
    conflict: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The parties in order, and a row of cells for each (null on the diagonal)."""

    parties: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]


def pairs_of(counts: Iterable[PairCount]) -> tuple[Pair, ...]:
    """An actor's partners in the order in which they come."""
    found: dict[str, dict[int, PairCount]] = {}
    for row in counts:
        found.setdefault(row.id, {})[row.quad] = row
    numbers = (n for own in found.values() for row in own.values() for n in (row.did, row.met))
    most = max(numbers, default=0)

    def side(own: Mapping[int, PairCount], name: str) -> tuple[tuple[int, int], ...]:
        told = (getattr(own[quad], name) if quad in own else 0 for quad in range(1, 5))
        return tuple((number, shade(number, most)) for number in told)

    return tuple(Pair(party, side(own, "did"), side(own, "met")) for party, own in found.items())


def matrix_of(parties: Sequence[str], counts: Iterable[CellCount]) -> Matrix:
    """The parties among themselves; who acts is in the rows."""
    found = {(cell.source, cell.target): cell for cell in counts}
    numbers = (n for cell in found.values() for n in (cell.cooperation, cell.conflict))
    most = max(numbers, default=0)

    def cell(source: str, target: str) -> Cell | None:
        if source == target:
            return None
        told = found.get((source, target), CellCount(source, target, 0, 0))
        both = [(n, shade(n, most)) for n in (told.cooperation, told.conflict)]
        return Cell(source, target, both[0], both[1])

    rows = tuple((one, tuple(cell(one, other) for other in parties)) for one in parties)
    return Matrix(tuple(parties), rows)


def shade(number: int, most: int) -> int:
    """How strongly a count is shaded, 0 for nothing."""
    return -(-STEPS * number // max(most, 1))
