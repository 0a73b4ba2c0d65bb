"""The reading room's pages and their addresses, put together."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from dragoman.errors import LedgerError, UsageError
from dragoman.views.web.actor_pages import ActorPages
from dragoman.views.web.article_pages import ArticlePages
from dragoman.views.web.downloads import Downloads
from dragoman.views.web.files import FILES
from dragoman.views.web.guarding import Guard
from dragoman.views.web.openapi import describe
from dragoman.views.web.pact_pages import PactPages
from dragoman.views.web.permanent_pages import PermanentPages
from dragoman.views.web.rendering import Desk
from dragoman.views.web.review import ReviewRoom, posting
from dragoman.views.web.routes import JSON, Page, Refusal, json_of, routes_of, wants_json
from dragoman.views.web.search_pages import SearchPages
from dragoman.views.web.shelf import Shelf
from dragoman.views.web.sources import SourcePages


def pages_of(shelf: Shelf) -> tuple[Page, ...]:
    """All pages of the reading room."""
    pages = (
        *ArticlePages(shelf).pages(),
        *PactPages(shelf).pages(),
        *ActorPages(shelf).pages(),
        *SourcePages(shelf).pages(),
        *SearchPages(shelf).pages(),
        *PermanentPages(shelf).pages(),
    )

    def description(_request: Request) -> Response:
        """What you read: the API's description in OpenAPI."""
        return json_of(describe(whole, shelf.name))

    whole = (
        *pages,
        *(Page(path, answer, media=media) for path, answer, media in FILES),
        Page("/openapi.json", description, media=JSON),
    )
    return whole


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
    desk = Desk(shelf.name, lambda: shelf.behind, reviewing=review)
    door = posting() if review else None
    reviews = ReviewRoom(shelf, desk, door, reviewer)

    def refuse(request: Request, status: int, why: str) -> Response:
        if wants_json(request):
            return json_of(Refusal(status, why), status)
        return desk.refusal(status, why)

    async def http_error(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        why = error.detail if isinstance(error, HTTPException) else ""
        return refuse(request, status, "There is no such page." if why == "Not Found" else why)

    async def misuse(request: Request, error: Exception) -> Response:
        return refuse(request, 400, str(error))

    async def trouble(request: Request, error: Exception) -> Response:
        return refuse(request, 503, str(error))

    async def mistake(request: Request, _error: Exception) -> Response:
        return refuse(request, 500, "This page can’t be made: a mistake of the program’s.")

    application = Starlette(
        routes=[
            *routes_of(pages_of(shelf), desk),
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
