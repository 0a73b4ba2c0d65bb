"""The pages on pacts."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.flow.opening import OpenLedger
from dragoman.views.web.answers import PactAnswer, PactList
from dragoman.views.web.asking import day_in, name_in, pact_found
from dragoman.views.web.registers import actors_in, chapters_of, names_of, picture_of, steps_of
from dragoman.views.web.routes import Page, Parameter, Shown
from dragoman.views.web.shelf import Shelf

PACT = Parameter("pact", "A pact's id, or a name of it.")
DAYS = (
    Parameter("on", "The day of the standing.", "day"),
    Parameter("known", "The day of the knowledge: what was published later is left out.", "day"),
)


class PactPages:
    """Answers for pacts.

    Args:
        shelf: the ledger.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def pages(self) -> tuple[Page, ...]:
        """The addresses."""
        return (
            Page("/pacts", self.pacts, DAYS, PactList),
            Page("/pacts/{pact}", self.pact, (PACT, *DAYS), PactAnswer),
            Page("/pacts/{pact}/picture.svg", self.picture, (PACT, *DAYS), media="image/svg+xml"),
        )

    def pacts(self, request: Request) -> Shown:
        """All pacts, and who stands where on them."""
        on, known = day_in(request, "on"), day_in(request, "known")
        with self._shelf.lent() as ledger:
            pacts = self._shelf.kept(("pacts", on, known), lambda: ledger.pacts(on, known))
            told = {actor for pact in pacts for _, actors in pact.parties for actor in actors}
            names = names_of(ledger, told)
        found = PactList(tuple(pacts), on, known, names)
        given = {"pacts": pacts, "names": names, "on": on, "known": known}
        return Shown(found, "pacts.html", given)

    def pact(self, request: Request) -> Shown:
        """One pact at a date: who stands where, and what that rests on."""
        pact, on, known = name_in(request, "pact"), day_in(request, "on"), day_in(request, "known")
        with self._shelf.lent() as ledger:
            main = pact_found(lambda: ledger.main_pact(pact))
            account = ledger.account(main, on, known)
            row = next(row for row in ledger.pact_rows() if row.id == main)
            names = names_of(ledger, [*account.actors, *actors_in(account.steps)])
            made = self._drawn(ledger, main, on, known) if account.steps else None
        taken, pending = steps_of(account)
        told = {
            "pact": row,
            "account": account,
            "chapters": chapters_of(account, names),
            "taken": taken,
            "pending": pending,
            "names": names,
            "on": on,
            "known": known,
            "picture": made is not None,
        }
        return Shown(PactAnswer(row, on, known, account, names), "pact.html", told)

    def picture(self, request: Request) -> Response:
        """The picture of a pact as SVG."""
        pact, on, known = name_in(request, "pact"), day_in(request, "on"), day_in(request, "known")
        with self._shelf.lent() as ledger:
            main = pact_found(lambda: ledger.main_pact(pact))
            made = self._drawn(ledger, main, on, known)
        if made is None:
            raise HTTPException(404, "Pictures need the extra `charts`.")
        return Response(made, media_type="image/svg+xml")

    def _drawn(
        self, ledger: OpenLedger, pact: str, on: str | None, known: str | None
    ) -> str | None:
        made: str | None = self._shelf.kept(
            ("picture", pact, on, known), lambda: picture_of(ledger, pact, on, known)
        )
        return made
