"""The pages on where things come from: all outlets, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.ledger import ArticleRow, DepthRow, HandRow, OutletRow, SpeakerRow, UnnamedRow
from dragoman.ledger.sourcing import DEEPEST
from dragoman.views.web.registers import names_of
from dragoman.views.web.routes import Page, Parameter, Shown
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


@dataclass(frozen=True, slots=True)
class SourcesAnswer:
    """Where a ledger's claims come from."""

    outlets: tuple[OutletRow, ...]
    speakers: tuple[SpeakerRow, ...]
    hands: tuple[HandRow, ...]
    depths: tuple[DepthRow, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class OutletAnswer:
    """One outlet: `hands_on` whom, who `handed_on` it, and how it calls those whom it doesn't name.

    `outlet` is null for one that is known by what others hand on alone.
    """

    name: str
    outlet: OutletRow | None
    hands_on: tuple[HandRow, ...]
    handed_on: tuple[HandRow, ...]
    speakers: tuple[SpeakerRow, ...]
    depths: tuple[DepthRow, ...]
    unnamed: tuple[UnnamedRow, ...]
    articles: tuple[ArticleRow, ...]
    names: dict[str, str]


class SourcePages:
    """Answers what a ledger's record rests on.

    Args:
        shelf: the ledger.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def pages(self) -> tuple[Page, ...]:
        """The addresses."""
        outlet = Parameter("outlet", "An outlet's name, however it is written.")
        return (
            Page("/sources", self.all, (), SourcesAnswer),
            Page("/sources/{outlet}", self.one, (outlet,), OutletAnswer),
        )

    def all(self, _request: Request) -> Shown:
        """Outlets and speakers, who republishes whom, hearsay, and sources without a name."""
        with self._shelf.opened() as ledger:
            outlets, speakers = ledger.outlet_rows(), ledger.speaker_rows(rows=FEW)
            hands, depths = ledger.hand_rows(), ledger.depth_rows()
            names = names_of(ledger, [row.id for row in speakers])
        data = SourcesAnswer(outlets, speakers, hands, depths, names)
        told = {"depths": depth_parts(depths), "naming": naming_parts(outlets)}
        lists = {"outlets": outlets, "speakers": speakers, "hands": hands, "names": names}
        return Shown(data, "sources.html", told | lists)

    def one(self, request: Request) -> Shown:
        """One outlet: whom it lets speak, whom it hands on, and how much it leaves unnamed."""
        name = str(request.path_params["outlet"])[:LONGEST]
        with self._shelf.opened() as ledger:
            found = ledger.outlet_rows(name)
            gives, given = ledger.hand_rows(name), ledger.hand_rows(whom=name)
            if not (found or gives or given):
                raise HTTPException(404, "The ledger has no page of an outlet of this name.")
            speakers = ledger.speaker_rows(name, FEW)
            depths, unnamed = ledger.depth_rows(name), ledger.unnamed_rows(name, FEW)
            articles = ledger.articles_by(name)
            names = names_of(ledger, [row.id for row in speakers])
        row = found[0] if found else None
        called = row.outlet if row else given[0].whom if given else name
        data = OutletAnswer(
            called, row, gives, given, speakers, depths, unnamed, articles, names
        )  # fmt: skip
        told = {
            "name": called,
            "row": row,
            "gives": gives,
            "given": given,
            "speakers": speakers,
            "depths": depth_parts(depths),
            "naming": naming_parts(found),
            "unnamed": unnamed,
            "articles": articles,
            "names": names,
        }
        return Shown(data, "source.html", told)


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
