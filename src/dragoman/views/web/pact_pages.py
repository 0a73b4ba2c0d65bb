"""The pages on pacts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.ledger import FEW, PactRow
from dragoman.views.web.answers import PactAnswer, PactList
from dragoman.views.web.asking import day_in, name_in, number_in, one_of, pact_found
from dragoman.views.web.maps import map_of
from dragoman.views.web.registers import (
    PICTURED,
    account_of,
    actors_in,
    chapters_of,
    names_of,
    picture_of,
    pictures_possible,
    register_of,
    standing_of,
    steps_of,
)
from dragoman.views.web.routes import Page, Parameter, Shown
from dragoman.views.web.shelf import Shelf
from dragoman.views.web.sliding import days_around

PACTS = 25
"""Pacts on one page of the list."""
FOLDED = 3000
"""Moves that are folded for such a page where a day is asked for; fewer pacts are on it then."""
PACT = Parameter("pact", "A pact's id, or a name of it.")
PAGE = Parameter("page", "Which page of the list, from 1.", "number")
DAYS = (
    Parameter("on", "The day of the standing.", "day"),
    Parameter("known", "The day of the knowledge: what was published later is left out.", "day"),
)
PART = Parameter("part", "In HTML: who stands where, and the map, alone.", values=("standing",))
DARK = Parameter("dark", "Drawn for dark paper (1).", "flag")


class PactPages:
    """Answers for pacts.

    Args:
        shelf: the ledger.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def pages(self) -> tuple[Page, ...]:
        """The addresses."""
        steps = Parameter("page", "Which page of the steps, from 1.", "number")
        return (
            Page("/pacts", self.pacts, (*DAYS, PAGE), PactList),
            Page("/pacts/{pact}", self.pact, (PACT, *DAYS, steps, PART), PactAnswer),
            Page(
                "/pacts/{pact}/picture.svg",
                self.picture,
                (PACT, *DAYS, DARK),
                media="image/svg+xml",
            ),
        )

    def pacts(self, request: Request) -> Shown:
        """All pacts, and who stands where on them."""
        on, known, number = day_in(request, "on"), day_in(request, "known"), _page(request)
        with self._shelf.opened() as ledger:
            pages = list(_pages(ledger.pact_rows(), on is not None or known is not None))
            rows = pages[number - 1] if number <= len(pages) else []
            pacts = standing_of(self._shelf, ledger, rows, on, known)
            told = {actor for pact in pacts for _, actors in pact.parties for actor in actors}
            names = names_of(ledger, told)
        found = PactList(pacts, on, known, names, number, number < len(pages))
        given = {"pacts": pacts, "names": names, "on": on, "known": known}
        return Shown(found, "pacts.html", given | {"number": number, "more": found.more})

    def pact(self, request: Request) -> Shown:
        """One pact at a date: who stands where, and what that rests on."""
        pact, on, known = name_in(request, "pact"), day_in(request, "on"), day_in(request, "known")
        number = _page(request)
        with self._shelf.opened() as ledger:
            main = pact_found(lambda: ledger.main_pact(pact))
            whole = account_of(self._shelf, ledger, main, on, known)
            row = next(row for row in ledger.pact_rows() if row.id == main)
            account = replace(whole, steps=whole.steps[(number - 1) * FEW : number * FEW])
            standing = (stand.standing.actor for stand in account.stands)
            clashing = (clash.actor for clash in account.folding.contradictions[:FEW])
            told = [*account.actors, *actors_in(account.steps), *standing, *clashing]
            names = names_of(ledger, told)
            days = register_of(self._shelf, ledger, main, known).days
        taken, pending = steps_of(account)
        shown = {
            "map": map_of(whole, main, names),
            "days": days_around(days, on),
            "pact": row,
            "account": whole,
            "chapters": chapters_of(account, names),
            "clashes": account.folding.contradictions[:FEW],
            "taken": taken,
            "pending": pending,
            "names": names,
            "on": on,
            "known": known,
            "picture": pictures_possible(),
            "many_steps": len(whole.steps) > PICTURED,
            "number": number,
            "more": len(whole.steps) > number * FEW,
        }
        found = PactAnswer(row, on, known, account, names, len(whole.steps), number)
        part = one_of(request, "part", ("standing",))
        return Shown(found, "standing.html" if part else "pact.html", shown)

    def picture(self, request: Request) -> Response:
        """The picture of a pact as SVG."""
        pact, on, known = name_in(request, "pact"), day_in(request, "on"), day_in(request, "known")
        with self._shelf.opened() as ledger:
            main = pact_found(lambda: ledger.main_pact(pact))
            dark = request.query_params.get("dark") == "1"
            made = picture_of(self._shelf, ledger, main, on, known, dark=dark)
            if made is None:
                raise HTTPException(404, "Pictures need the extra `charts`.")
        return Response(made, media_type="image/svg+xml")


def _page(request: Request) -> int:
    return number_in(request, "page")


def _pages(rows: Sequence[PactRow], folding: bool) -> Iterator[list[PactRow]]:
    """The pages of the list: a day's standing is folded for each anew, so that those are short."""
    page: list[PactRow] = []
    moves = 0
    for row in rows:
        moves += row.moves
        if page and (len(page) == PACTS or (folding and moves > FOLDED)):
            yield page
            page, moves = [], row.moves
        page.append(row)
    if page:
        yield page
