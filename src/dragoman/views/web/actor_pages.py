"""The pages on actors, and on pairs of them."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.flow.indexed import IndexedLedger
from dragoman.ledger import FEW, Deed
from dragoman.views.web.answers import ActorAnswer, ActorList, DyadAnswer
from dragoman.views.web.asking import asked, name_in, number_in, one_of
from dragoman.views.web.pairing import matrix_of, pairs_of
from dragoman.views.web.registers import actor_of, actors_in, months_of, names_of
from dragoman.views.web.routes import Page, Parameter, Shown
from dragoman.views.web.shelf import Shelf
from dragoman.views.web.timelines import timeline_of

PARTNERS = 12
LISTS = ("did", "met", "said", "moves")
ACTOR = Parameter("actor", "An actor's id.")
PAGE = Parameter("page", "Which page of the list, from 1.", "number")
ONLY = Parameter("list", "Shows this list alone, which then has pages.", values=LISTS)

Rows = dict[str, tuple[Any, ...]]


class ActorPages:
    """Answers for actors.

    Args:
        shelf: the ledger.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def pages(self) -> tuple[Page, ...]:
        """The addresses."""
        name = Parameter("name", "Letters that the actor's name has.")
        other = Parameter("other", "Another actor's id.")
        one = Parameter("list", ONLY.meaning, values=LISTS[:2])
        return (
            Page("/actors", self.actors, (name, PAGE), ActorList),
            Page("/actors/{actor}", self.actor, (ACTOR, ONLY, PAGE), ActorAnswer),
            Page("/actors/{actor}/with/{other}", self.dyad, (ACTOR, other, one, PAGE), DyadAnswer),
        )

    def actors(self, request: Request) -> Shown:
        """Who is named, or those whose names have some letters."""
        name, number = asked(request, "name"), number_in(request, "page")
        many = 2 * FEW
        with self._shelf.opened() as ledger:
            rows = ledger.actor_rows(name, rows=many + 1, skip=(number - 1) * many)
            parties = ledger.main_parties() if name is None and number == 1 else ()
            cells = ledger.cell_counts(parties)
            names = names_of(ledger, parties)
        matrix = matrix_of(parties, cells) if cells else None
        found = ActorList(rows[:many], name, number, len(rows) > many)
        told = {"actors": found.actors, "name": name or "", "number": number, "more": found.more}
        return Shown(found, "actors.html", told | {"matrix": matrix, "names": names})

    def actor(self, request: Request) -> Shown:
        """What an actor did, what was done to it, with whom, and what it says."""
        actor, only = name_in(request, "actor"), one_of(request, "list", LISTS)
        number = number_in(request, "page")
        with self._shelf.opened() as ledger:
            name, row = _known(ledger, actor)
            lists, more = _listed(
                {
                    "did": lambda rows, skip: ledger.deeds(actor, done=True, rows=rows, skip=skip),
                    "met": lambda rows, skip: ledger.deeds(actor, done=False, rows=rows, skip=skip),
                    "said": lambda rows, skip: ledger.said_by(actor, rows, skip),
                    "moves": lambda rows, skip: ledger.move_rows(actor, rows, skip),
                },
                only,
                number,
            )
            partners = ledger.partners(actor, PARTNERS)
            pairs = pairs_of(ledger.pair_counts(actor))
            told = [
                *(pair.id for pair in pairs),
                *actors_in(*lists.values()),
                *(partner.id for partner in partners),
            ]
            given = ActorAnswer(
                id=actor,
                name=name,
                actor=row,
                partners=partners,
                months=ledger.months(actor),
                names=names_of(ledger, told),
                page=number,
                more=more,
                **lists,
            )
        shown = {
            "actor": actor,
            "name": name,
            "row": row,
            "pairs": pairs,
            "line": timeline_of(given.months),
            "months": months_of(given.months),
            "names": given.names,
        }
        return Shown(given, "actor.html", shown | _paged(only, number, more) | lists)

    def dyad(self, request: Request) -> Shown:
        """What two actors did to each other."""
        one, other = name_in(request, "actor"), name_in(request, "other")
        only, number = one_of(request, "list", LISTS[:2]), number_in(request, "page")
        with self._shelf.opened() as ledger:
            (name, _), (name_of_other, _) = _known(ledger, one), _known(ledger, other)
            lists, more = _listed(
                {
                    "did": partial(_between, ledger, one, other),
                    "met": partial(_between, ledger, other, one),
                },
                only,
                number,
            )
            names = names_of(ledger, [one, other, *actors_in(*lists.values())])
            months = ledger.months(one, other)
        shown = {
            "one": one,
            "other": other,
            "name": name,
            "name_of_other": name_of_other,
            "months": months_of(months),
            "line": timeline_of(months),
            "names": names,
        }
        given = DyadAnswer(one, other, months=months, names=names, page=number, more=more, **lists)
        return Shown(given, "dyad.html", shown | _paged(only, number, more) | lists)


def _known(ledger: IndexedLedger, actor: str) -> tuple[str, Any]:
    found = actor_of(ledger, actor)
    if found is None:
        raise HTTPException(404, "The ledger names nobody of this id.")
    return found


def _between(ledger: IndexedLedger, one: str, other: str, rows: int, skip: int) -> tuple[Deed, ...]:
    """What one did to the other."""
    return ledger.deeds(one, other, done=True, rows=rows, skip=skip)


def _listed(
    lists: Mapping[str, Callable[[int, int], tuple[Any, ...]]], only: str | None, number: int
) -> tuple[Rows, tuple[str, ...]]:
    """A page of each list, or of one alone; and the lists that go on."""
    at = (FEW + 1, (number - 1) * FEW if only else 0)
    found = {name: ask(*at) if only in (None, name) else () for name, ask in lists.items()}
    more = tuple(name for name, rows in found.items() if len(rows) > FEW)
    return {name: rows[:FEW] for name, rows in found.items()}, more


def _paged(only: str | None, number: int, more: tuple[str, ...]) -> dict[str, Any]:
    return {"only": only, "number": number if only else 1, "more": more}
