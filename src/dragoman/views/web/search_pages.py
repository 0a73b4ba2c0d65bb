"""The page that searches."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from dragoman.ledger import FEW
from dragoman.ledger.index import KINDS, Narrowed, Result
from dragoman.records import EventType, Modality
from dragoman.views.web.asking import asked, day_in, number_in, one_of
from dragoman.views.web.routes import Page, Parameter, Shown
from dragoman.views.web.shelf import Shelf

FIRST = 5
"""Hits of each kind where no kind is asked for."""
TYPES = tuple(kind.value for kind in EventType)
MODALITIES = tuple(modality.value for modality in Modality)
DEPTHS = tuple(map(str, range(7)))
PARAMETERS = (
    Parameter("q", 'Words; `"a phrase"`, `-without`, `begin*`.'),
    Parameter("kind", "What is searched for; all kinds where none is given.", values=KINDS),
    Parameter("from", "The first day.", "day"),
    Parameter("until", "The last day.", "day"),
    Parameter("outlet", "The outlet, as the ledger names it."),
    Parameter("type", "Of events: their PLOVER type.", values=TYPES),
    Parameter("modality", "Of events: whether they happened.", values=MODALITIES),
    Parameter("depth", "Of events and claims: their hearsay depth.", values=DEPTHS),
    Parameter("page", "Which page of the hits of a kind, from 1.", "number"),
)


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found: by kind, the best first; `by` is what it was narrowed by."""

    query: str
    by: Narrowed
    kind: str | None
    page: int
    results: tuple[Result, ...]
    more: bool


class SearchPages:
    """Answers searches.

    Args:
        shelf: the ledger.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def pages(self) -> tuple[Page, ...]:
        """The address."""
        return (Page("/search", self.search, PARAMETERS, SearchAnswer),)

    def search(self, request: Request) -> Shown:
        """What matches some words: articles, claims, events, actors and pacts, ranked."""
        query, kind = asked(request, "q") or "", one_of(request, "kind", KINDS)
        number = number_in(request, "page") if kind else 1
        depth = one_of(request, "depth", DEPTHS)
        by = Narrowed(
            since=day_in(request, "from"),
            until=day_in(request, "until"),
            outlet=asked(request, "outlet"),
            type=one_of(request, "type", TYPES),
            modality=one_of(request, "modality", MODALITIES),
            depth=None if depth is None else int(depth),
        )
        rows, skip = (FEW, (number - 1) * FEW) if kind else (FIRST, 0)
        with self._shelf.opened() as ledger:
            kinds = (kind,) if kind else KINDS
            results = tuple(ledger.search(query, each, by, rows, skip) for each in kinds)
            outlets = [name for name, _ in ledger.overview().outlets]
        last = results[0].matches if kind else 0
        found = SearchAnswer(query, by, kind, number, results, number * FEW < last)
        shown = {
            "query": query,
            "by": by,
            "kind": kind or "",
            "results": results,
            "number": number,
            "more": found.more,
            "asked": bool(query) and any(character.isalnum() for character in query),
            "before": _before(request, kind),
            "outlets": outlets,
            "kinds": KINDS,
            "types": TYPES,
            "modalities": MODALITIES,
            "depths": DEPTHS,
        }
        return Shown(found, "search.html", shown)


def _before(request: Request, kind: str | None) -> str:
    """The address of the same search, to which a page or a kind is added."""
    left_out = {"page", "format"} | (set() if kind else {"kind"})
    kept = [(k, v) for k, v in request.query_params.multi_items() if v and k not in left_out]
    return f"/search?{urlencode(kept, errors='replace')}&"
