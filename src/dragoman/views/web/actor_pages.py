"""The pages on actors, and on pairs of them."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.ledger import FEW
from dragoman.views.web.answers import ActorAnswer, ActorList, DyadAnswer
from dragoman.views.web.asking import asked, name_in
from dragoman.views.web.registers import actor_of, actors_in, months_of, names_of
from dragoman.views.web.routes import Page, Parameter, Shown
from dragoman.views.web.shelf import Shelf

ACTOR = Parameter("actor", "An actor's id.")
PARTNERS = 12


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
        return (
            Page("/actors", self.actors, (name,), ActorList),
            Page("/actors/{actor}", self.actor, (ACTOR,), ActorAnswer),
            Page("/actors/{actor}/with/{other}", self.dyad, (ACTOR, other), DyadAnswer),
        )

    def actors(self, request: Request) -> Shown:
        """Who is named, or those whose names have some letters."""
        name = asked(request, "name")
        with self._shelf.lent() as ledger:
            rows = ledger.actor_rows(name, rows=2 * FEW)
        return Shown(ActorList(rows, name), "actors.html", {"actors": rows, "name": name or ""})

    def actor(self, request: Request) -> Shown:
        """What an actor did, what was done to it, with whom, and what it says."""
        actor = name_in(request, "actor")
        with self._shelf.lent() as ledger:
            found = actor_of(ledger, actor)
            if found is None:
                raise HTTPException(404, "The ledger names nobody of this id.")
            did, met = ledger.deeds(actor, done=True), ledger.deeds(actor, done=False)
            partners, moves = ledger.partners(actor, PARTNERS), ledger.move_rows(actor)
            told = [*actors_in(did, met, moves), *(partner.id for partner in partners)]
            given = ActorAnswer(
                id=actor,
                name=found[0],
                actor=found[1],
                did=did,
                met=met,
                partners=partners,
                months=ledger.months(actor),
                said=ledger.said_by(actor),
                moves=moves,
                names=names_of(ledger, told),
            )
        shown = {
            "actor": actor,
            "name": given.name,
            "row": given.actor,
            "did": did,
            "met": met,
            "partners": partners,
            "moves": moves,
            "said": given.said,
            "months": months_of(given.months),
            "names": given.names,
        }
        return Shown(given, "actor.html", shown)

    def dyad(self, request: Request) -> Shown:
        """What two actors did to each other."""
        one, other = name_in(request, "actor"), name_in(request, "other")
        with self._shelf.lent() as ledger:
            found = actor_of(ledger, one), actor_of(ledger, other)
            if found[0] is None or found[1] is None:
                raise HTTPException(404, "The ledger names nobody of one of these ids.")
            did, met = ledger.deeds(one, other, done=True), ledger.deeds(one, other, done=False)
            names = names_of(ledger, [one, other, *actors_in(did, met)])
            months = ledger.months(one, other)
        shown = {
            "one": one,
            "other": other,
            "name": found[0][0],
            "name_of_other": found[1][0],
            "did": did,
            "met": met,
            "months": months_of(months),
            "names": names,
        }
        return Shown(DyadAnswer(one, other, did, met, months, names), "dyad.html", shown)
