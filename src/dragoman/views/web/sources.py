"""The pages on where things come from: all outlets, and one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.ledger import DepthRow, OutletRow
from dragoman.ledger.sourcing import DEEPEST
from dragoman.views.web.registers import names_of
from dragoman.views.web.rendering import Desk
from dragoman.views.web.shelf import Shelf

LONGEST = 200
"""Characters of an outlet's name in an address."""
FEW = 15
"""Rows of each list."""
DEPTHS = {
    1: "told by the outlet itself",
    2: "by way of one other source",
    3: "by way of two",
    DEEPEST: "by way of three or more",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its share, where it begins, and which of the bar's colours it has."""

    name: str
    number: int
    share: float
    start: float
    place: int


class Sources:
    """Answers what a ledger's record rests on.

    Args:
        shelf: the ledger.
        desk: what writes the pages.
    """

    def __init__(self, shelf: Shelf, desk: Desk) -> None:
        self._shelf = shelf
        self._desk = desk

    def all(self, _request: Request) -> Response:
        """Outlets and speakers, who republishes whom, hearsay, and sources without a name."""
        with self._shelf.lent() as ledger:
            outlets = self._shelf.kept("outlets", ledger.outlet_rows)
            speakers = self._shelf.kept("speakers", lambda: ledger.speaker_rows(rows=FEW))
            hands = self._shelf.kept("hands", ledger.hand_rows)
            depths = self._shelf.kept("depths", ledger.depth_rows)
            names = names_of(ledger, [row.id for row in speakers])
        return self._desk.page(
            "sources.html",
            outlets=outlets,
            speakers=speakers,
            hands=hands,
            depths=depth_parts(depths),
            naming=naming_parts(outlets),
            names=names,
        )

    def one(self, request: Request) -> Response:
        """One outlet: whom it lets speak, whom it hands on, and how much it leaves unnamed."""
        name = str(request.path_params["outlet"])[:LONGEST]
        with self._shelf.lent() as ledger:
            found = ledger.outlet_rows(name)
            gives, given = ledger.hand_rows(name), ledger.hand_rows(whom=name)
            if not (found or gives or given):
                raise HTTPException(404, "The ledger has no page of an outlet of this name.")
            speakers = ledger.speaker_rows(name, FEW)
            depths, unnamed = ledger.depth_rows(name), ledger.unnamed_rows(name, FEW)
            articles = ledger.articles_by(name)
            names = names_of(ledger, [row.id for row in speakers])
        return self._desk.page(
            "source.html",
            name=found[0].outlet if found else given[0].whom if given else name,
            row=found[0] if found else None,
            gives=gives,
            given=given,
            speakers=speakers,
            depths=depth_parts(depths),
            naming=naming_parts(found),
            unnamed=unnamed,
            articles=articles,
            names=names,
        )

    @property
    def pages(self) -> tuple[tuple[str, Callable[[Request], Response]], ...]:
        """The addresses, and what answers there."""
        return (("/sources", self.all), ("/sources/{outlet}", self.one))


def depth_parts(rows: Sequence[DepthRow]) -> tuple[Part, ...]:
    """Claims by depth of hearsay as parts of a bar."""
    return parts_of([(DEPTHS[row.depth], row.claims, row.depth) for row in rows])


def naming_parts(rows: Sequence[OutletRow]) -> tuple[Part, ...]:
    """Claims by whether their sources are named, as parts of a bar."""
    claims, named = sum(r.claims for r in rows), sum(r.named for r in rows)
    unnamed = sum(row.unnamed for row in rows)
    told = [("named", named, 1), ("not named", unnamed, 2)]
    return parts_of([*told, ("can’t be told", claims - named - unnamed, 3)])


def parts_of(counts: Sequence[tuple[str, int, int]]) -> tuple[Part, ...]:
    """Counts as parts of one bar; what is nothing is left out."""
    whole = sum(number for _, number, _ in counts)
    parts, start = [], 0.0
    for name, number, place in counts:
        if number:
            parts.append(Part(name, number, number / whole, start, place))
            start += number / whole
    return tuple(parts)
