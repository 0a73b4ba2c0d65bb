"""The reading room's pages and their addresses."""

import re
from collections.abc import Callable
from datetime import date

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from dragoman.errors import LedgerError, UsageError
from dragoman.flow.opening import OpenLedger
from dragoman.ledger import FEW
from dragoman.views.web.downloads import Downloads
from dragoman.views.web.guarding import Guard
from dragoman.views.web.registers import (
    actor_of,
    actors_in,
    chapters_of,
    living,
    months_of,
    names_of,
    picture_of,
    steps_of,
)
from dragoman.views.web.rendering import HERE, Desk
from dragoman.views.web.review import ReviewRoom, posting
from dragoman.views.web.setting import OWN, Setting
from dragoman.views.web.shelf import Shelf

LATEST = 8
"""Rows of each list on the first page."""
MOST_PAGES = 100_000
NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,200}")


class Room:
    """Answers requests from one ledger.

    Args:
        shelf: the ledger.
        desk: what writes the pages.
    """

    def __init__(self, shelf: Shelf, desk: Desk) -> None:
        self._shelf = shelf
        self._desk = desk

    def overview(self, _request: Request) -> Response:
        """What is in the ledger, and where to begin."""
        with self._shelf.lent() as ledger:
            seen = self._shelf.kept("overview", ledger.overview)
            pacts = self._shelf.kept("pacts", ledger.pacts)
            moves = ledger.move_rows(rows=LATEST)
            articles = ledger.article_rows(LATEST)
            first = [party for party, _ in seen.parties]
            names = names_of(ledger, [*first, *actors_in(moves)])
        return self._desk.page(
            "overview.html",
            seen=seen,
            rows=dict(seen.rows),
            pacts=living(pacts)[:LATEST],
            moves=moves,
            articles=articles,
            names=names,
        )

    def articles(self, request: Request) -> Response:
        """All articles, the latest first."""
        number = _number(request, "page")
        with self._shelf.lent() as ledger:
            rows = ledger.article_rows(FEW + 1, (number - 1) * FEW)
        return self._desk.page(
            "articles.html", articles=rows[:FEW], number=number, more=len(rows) > FEW
        )

    def article(self, request: Request) -> Response:
        """One article, set for reading."""
        only = OWN if request.query_params.get("own") == "1" else _asked(request, "voice")
        with self._shelf.lent() as ledger:
            record = ledger.record(_name(request, "article"))
        if record is None:
            raise HTTPException(404, "The ledger has no article of this id.")
        setting = Setting(record, only)
        if only is not None and only not in {part.key for part in setting.parts}:
            raise HTTPException(404, "Nobody speaks on this page under that name.")
        return self._desk.page("article.html", page=setting, article=record.article, only=only)

    def event(self, request: Request) -> Response:
        """Where an event stands in its article."""
        event = _name(request, "event")
        with self._shelf.lent() as ledger:
            article = ledger.article_of_event(event)
        if article is None:
            raise HTTPException(404, "The ledger has no event of this id.")
        return RedirectResponse(f"/articles/{article}#e-{event}", 303)

    def pacts(self, request: Request) -> Response:
        """All pacts, and who stands where on them."""
        on, known = _day(request, "on"), _day(request, "known")
        with self._shelf.lent() as ledger:
            pacts = self._shelf.kept(("pacts", on, known), lambda: ledger.pacts(on, known))
            told = {actor for pact in pacts for _, actors in pact.parties for actor in actors}
            names = names_of(ledger, told)
        return self._desk.page("pacts.html", pacts=pacts, names=names, on=on, known=known)

    def pact(self, request: Request) -> Response:
        """One pact at a date: who stands where, and what that rests on."""
        pact, on, known = _name(request, "pact"), _day(request, "on"), _day(request, "known")
        with self._shelf.lent() as ledger:
            main = _pact(lambda: ledger.main_pact(pact))
            account = ledger.account(main, on, known)
            row = next(row for row in ledger.pact_rows() if row.id == main)
            names = names_of(ledger, [*account.actors, *actors_in(account.steps)])
            made = self._drawn(ledger, main, on, known) if account.steps else None
        taken, pending = steps_of(account)
        return self._desk.page(
            "pact.html",
            pact=row,
            account=account,
            chapters=chapters_of(account, names),
            taken=taken,
            pending=pending,
            names=names,
            on=on,
            known=known,
            picture=made is not None,
        )

    def picture(self, request: Request) -> Response:
        """The picture of a pact as SVG."""
        pact, on, known = _name(request, "pact"), _day(request, "on"), _day(request, "known")
        with self._shelf.lent() as ledger:
            main = _pact(lambda: ledger.main_pact(pact))
            made = self._drawn(ledger, main, on, known)
        if made is None:
            raise HTTPException(404, "Pictures need the extra `charts`.")
        return Response(made, media_type="image/svg+xml")

    def actors(self, request: Request) -> Response:
        """Who is named, or those whose names have some letters."""
        name = _asked(request, "name")
        with self._shelf.lent() as ledger:
            rows = ledger.actor_rows(name, rows=2 * FEW)
        return self._desk.page("actors.html", actors=rows, name=name or "")

    def actor(self, request: Request) -> Response:
        """What an actor did, what was done to it, with whom, and what it says."""
        actor = _name(request, "actor")
        with self._shelf.lent() as ledger:
            found = actor_of(ledger, actor)
            if found is None:
                raise HTTPException(404, "The ledger names nobody of this id.")
            did, met = ledger.deeds(actor, done=True), ledger.deeds(actor, done=False)
            partners, moves = ledger.partners(actor, 12), ledger.move_rows(actor)
            told = [*actors_in(did, met, moves), *(partner.id for partner in partners)]
            return self._desk.page(
                "actor.html",
                actor=actor,
                name=found[0],
                row=found[1],
                did=did,
                met=met,
                partners=partners,
                moves=moves,
                said=ledger.said_by(actor),
                months=months_of(ledger.months(actor)),
                names=names_of(ledger, told),
            )

    def dyad(self, request: Request) -> Response:
        """What two actors did to each other."""
        one, other = _name(request, "actor"), _name(request, "other")
        with self._shelf.lent() as ledger:
            found = actor_of(ledger, one), actor_of(ledger, other)
            if found[0] is None or found[1] is None:
                raise HTTPException(404, "The ledger names nobody of one of these ids.")
            did, met = ledger.deeds(one, other, done=True), ledger.deeds(one, other, done=False)
            return self._desk.page(
                "dyad.html",
                one=one,
                other=other,
                name=found[0][0],
                name_of_other=found[1][0],
                did=did,
                met=met,
                months=months_of(ledger.months(one, other)),
                names=names_of(ledger, actors_in(did, met)),
            )

    def style(self, _request: Request) -> Response:
        """The one style sheet."""
        return Response((HERE / "style.css").read_bytes(), media_type="text/css")

    def _drawn(
        self, ledger: OpenLedger, pact: str, on: str | None, known: str | None
    ) -> str | None:
        made: str | None = self._shelf.kept(
            ("picture", pact, on, known), lambda: picture_of(ledger, pact, on, known)
        )
        return made


def make_application(
    shelf: Shelf,
    *,
    loopback: bool = True,
    token: str | None = None,
    review: bool = False,
    reviewer: str | None = None,
) -> ASGIApp:
    """The reading room of a ledger, as a server runs it.

    Args:
        shelf: the ledger.
        loopback: whether only this machine can reach it; then other Host headers are refused.
        token: what a visitor must bring; None for nothing.
        review: whether visitors may review, which writes to the ledger.
        reviewer: in whose name they do; None where everybody says his own.
    """
    desk = Desk(shelf.name, reviewing=review)
    room = Room(shelf, desk)
    door = posting() if review else None
    reviews = ReviewRoom(shelf, desk, door, reviewer)
    pages: tuple[tuple[str, Callable[[Request], Response]], ...] = (
        ("/", room.overview),
        ("/articles", room.articles),
        ("/articles/{article}", room.article),
        ("/events/{event}", room.event),
        ("/pacts", room.pacts),
        ("/pacts/{pact}", room.pact),
        ("/pacts/{pact}/picture.svg", room.picture),
        ("/actors", room.actors),
        ("/actors/{actor}", room.actor),
        ("/actors/{actor}/with/{other}", room.dyad),
        ("/style.css", room.style),
    )

    async def http_error(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        why = error.detail if isinstance(error, HTTPException) else ""
        return desk.refusal(status, "There is no such page." if why == "Not Found" else why)

    async def misuse(_request: Request, error: Exception) -> Response:
        return desk.refusal(400, str(error))

    async def trouble(_request: Request, error: Exception) -> Response:
        return desk.refusal(503, str(error))

    async def mistake(_request: Request, _error: Exception) -> Response:
        return desk.refusal(500, "This page can’t be made: a mistake of the program’s.")

    application = Starlette(
        routes=[
            *(Route(path, page, methods=["GET"]) for path, page in pages),
            *reviews.routes(),
            *Downloads(shelf, desk).routes(),
        ],
        exception_handlers={
            HTTPException: http_error,
            UsageError: misuse,
            LedgerError: trouble,
            Exception: mistake,
        },
    )
    application.router.redirect_slashes = False
    return Guard(application, desk.refusal, loopback, token, door)


def _name(request: Request, part: str) -> str:
    """An id in the path, or a page that says that there is none such."""
    name = str(request.path_params[part])
    if not NAME.fullmatch(name):
        raise HTTPException(404, "There is no such page.")
    return name


def _asked(request: Request, name: str) -> str | None:
    """A value of the query; None where it is empty."""
    value = request.query_params.get(name, "").strip()
    if value and not NAME.fullmatch(value):
        raise UsageError(f"The value of {name} is too long, or no text.")
    return value or None


def _day(request: Request, name: str) -> str | None:
    """A day of the query."""
    value = _asked(request, name)
    try:
        day = None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        day = None
    if day != value:
        raise UsageError(f"{value!r} is no day. Give it as YYYY-MM-DD, for instance 2018-05-19.")
    return day


def _number(request: Request, name: str) -> int:
    """A number of the query, from 1."""
    value = _asked(request, name) or "1"
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(value[:9]) <= MOST_PAGES:
        raise UsageError(f"{value!r} is no number of a page.")
    return int(value)


def _pact(find: Callable[[], str | None]) -> str:
    """The pact that an id means; what the ledger doesn't tell of is not found."""
    try:
        found = find()
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    if found is None:
        raise HTTPException(404, "No page in the ledger tells of this pact.")
    return found
