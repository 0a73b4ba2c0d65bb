"""Reviewing in the reading room: one row at a time, by buttons or with the keyboard alone.

It is open where the room was opened for it (`dragoman serve --review`), as it writes to the ledger.
Who reviews says so once, and is known by a cookie from then on, unless the room was opened in
somebody's name. Shares of what was reviewed can be seen in any room.
"""

from collections.abc import Callable
from threading import Lock
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dragoman.codebook.catalogue import Catalogue
from dragoman.errors import LedgerError, UsageError
from dragoman.evaluation.reviewed import shares_of
from dragoman.flow.indexed import IndexedLedger
from dragoman.flow.opening import OpenLedger
from dragoman.flow.reviewing import WITHOUT_REASON, checked_author, review, undo_review
from dragoman.ledger import CHOSEN, Draw, Order, Reviewed
from dragoman.ledger.reviews import Place
from dragoman.views.web.posting import Fields, Posting
from dragoman.views.web.rendering import HERE, Desk
from dragoman.views.web.review_items import Item, item_of, values_of
from dragoman.views.web.review_queue import Queue, one_of, queue_of
from dragoman.views.web.shelf import Shelf

JUDGE, UNDO, NAME = "/review/verdict", "/review/undo", "/review/name"
REVIEWER = "dragoman-reviewer"
"""The cookie that has a reviewer's name."""
A_YEAR = 365 * 24 * 3600
KINDS = {
    Reviewed.EVENT: "events",
    Reviewed.ATTRIBUTION: "attributions",
    Reviewed.MOVE: "moves",
    Reviewed.IDENTITY: "identities",
}
ORDERS = {
    Order.RANDOM: "by lot",
    Order.LEAST_SURE: "the least sure first",
    Order.LATEST: "the latest first",
}


def posting() -> Posting:
    """The door for the forms of a room where one may review."""
    return Posting(frozenset((JUDGE, UNDO, NAME)))


class ReviewRoom:
    """Answers what has to do with reviews.

    Args:
        shelf: the ledger.
        desk: what writes the pages.
        posting: the door for forms; None where one may not review.
        reviewer: in whose name the room was opened; None where everybody says his own.
    """

    def __init__(
        self, shelf: Shelf, desk: Desk, posting: Posting | None = None, reviewer: str | None = None
    ) -> None:
        self._shelf = shelf
        self._desk = desk
        self._posting = posting
        self._reviewer = reviewer
        self._writing = Lock()

    def routes(self) -> list[Route]:
        """The addresses of this room."""
        gets: list[tuple[str, Callable[[Request], Response]]] = [
            ("/review", self.review),
            ("/review/figures", self.figures),
            ("/review.js", self.script),
        ]
        found = [Route(path, page, methods=["GET"]) for path, page in gets]
        if self._posting is not None:
            found += [
                Route(JUDGE, self.judge, methods=["POST"]),
                Route(UNDO, self.undo, methods=["POST"]),
                Route(NAME, self.name, methods=["POST"]),
            ]
        return found

    def review(self, request: Request) -> Response:
        """The row that is to be reviewed, or the shares of what was where one may not."""
        if self._posting is None:
            return self.figures(request)
        asked = {name: request.query_params.getlist(name) for name in request.query_params}
        return self._page(request, queue_of(asked), naming=bool(asked.get("who")))

    def figures(self, _request: Request) -> Response:
        """How much of what was reviewed is right, by kind and label."""
        with self._shelf.lent() as ledger:
            tallies = self._shelf.kept("tallies", ledger.tallied)
        return self._desk.page(
            "review_figures.html",
            whole=shares_of(tallies),
            by_lot=shares_of(tallies, by_lot=True),
            kinds=KINDS,
            open=self._posting is not None,
        )

    def script(self, _request: Request) -> Response:
        """What makes keys of the buttons."""
        return Response((HERE / "review.js").read_bytes(), media_type="text/javascript")

    async def name(self, request: Request) -> Response:
        """Keeps a reviewer's name."""
        given = await self._door.fields(request)
        queue = queue_of(_back(given))
        try:
            name = checked_author(one_of(given, "name"))
        except UsageError as error:
            return await run_in_threadpool(self._page, request, queue, str(error), 400, naming=True)
        answer = RedirectResponse(f"/review?{queue.query}", 303)
        answer.set_cookie(
            REVIEWER, quote(name, safe=""), A_YEAR, httponly=True, samesite="strict", path="/"
        )
        return answer

    async def judge(self, request: Request) -> Response:
        """Keeps a verdict, and shows the next row."""
        given = await self._door.fields(request)
        return await run_in_threadpool(self._judged, request, given)

    async def undo(self, request: Request) -> Response:
        """Takes a verdict back."""
        given = await self._door.fields(request)
        return await run_in_threadpool(self._undone, request, given)

    def _judged(self, request: Request, given: Fields) -> Response:
        queue, verdict = queue_of(_back(given)), one_of(given, "verdict")
        article, subject = one_of(given, "article"), one_of(given, "subject")
        chosen = one_of(given, "chosen") == "1"
        here = Queue(queue.draw, queue.skip, (article, subject), chosen)
        author = self._author(request)
        if author is None:
            return self._page(request, here, "Say who you are first.", 400, naming=True)
        item = self._item(here.draw.kind, article, subject)
        if item is None:
            why = "This row does not answer any more: somebody rejected it, or it was read anew."
            return self._page(request, queue, f"{why} Nothing was changed.", 409)
        values = values_of(item, given) if verdict == "mend" else {}
        try:
            if verdict == "mend" and not values:
                raise UsageError("Nothing is otherwise than it stands: accept the row instead.")
            path, catalogue = self._where()
            with self._writing:
                review(
                    path,
                    here.draw.kind,
                    article,
                    subject,
                    verdict,
                    values=values,
                    reason=one_of(given, "reason"),
                    author=author,
                    drawn=CHOSEN if chosen else here.draw.drawn,
                    catalogue=catalogue,
                )
        except UsageError as error:
            return self._page(request, here, str(error), 400, filled=given)
        except LedgerError as error:
            return self._page(request, here, _waits(error), 503, filled=given)
        return RedirectResponse(f"/review?{queue.query}", 303)

    def _undone(self, request: Request, given: Fields) -> Response:
        queue, author, number = (
            queue_of(_back(given)),
            self._author(request),
            one_of(given, "number"),
        )
        if author is None:
            return self._page(request, queue, "Say who you are first.", 400, naming=True)
        try:
            if not number.isascii() or not number.isdecimal():
                raise UsageError("Say which review is taken back, by its number.")
            path, _ = self._where()
            with self._writing:
                undo_review(path, int(number[:9]), author=author)
        except UsageError as error:
            return self._page(request, queue, str(error), 409)
        except LedgerError as error:
            return self._page(request, queue, _waits(error), 503)
        return RedirectResponse(f"/review?{queue.query}", 303)

    def _page(
        self,
        request: Request,
        queue: Queue,
        problem: str = "",
        status: int = 200,
        *,
        naming: bool = False,
        filled: Fields | None = None,
    ) -> Response:
        door, author = self._door, self._author(request)
        kind = queue.draw.kind
        with self._shelf.at_hand() as known, self._shelf.lent() as ledger:
            labels = known.labels(kind)
            place, count = next_in(ledger, known, queue.draw, queue.skip)
            if place is None and count:
                queue = Queue(queue.draw, count - 1, queue.at, queue.chosen)
                place, count = next_in(ledger, known, queue.draw, queue.skip)
            last = ledger.last_review(author) if author else None
            place = queue.at or place
            item = item_of(ledger, known, kind, *place) if place else None
            if place and item is None and not queue.at:  # It was retracted, or read anew.
                told, count = ledger.waiting(queue.draw, queue.skip)
                place = (told.article, told.subject) if told else None
                item = item_of(ledger, known, kind, *place) if place else None
            earlier = ledger.reviews_of(kind, *place) if place else ()
        if queue.at and item is None:
            raise HTTPException(404, "No such row answers.")
        visit = door.visit(request)
        answer = self._desk.page(
            "review.html",
            status,
            item=item,
            queue=queue,
            draw=queue.draw,
            labels=labels,
            kinds=KINDS,
            orders=ORDERS,
            count=count,
            earlier=[review for review in earlier if not review.void],
            last=last,
            author=author,
            fixed=self._reviewer is not None,
            naming=naming or author is None,
            problem=problem,
            retry=status == 503,
            filled=filled or {},
            token=door.token(visit),
            without_reason=WITHOUT_REASON,
        )
        door.keep(answer, visit)
        if status == 503:
            answer.headers["Retry-After"] = "10"
        return answer

    def _item(self, kind: Reviewed, article: str, subject: str) -> Item | None:
        with self._shelf.at_hand() as known, self._shelf.lent() as ledger:
            return item_of(ledger, known, kind, article, subject)

    def _where(self) -> tuple[str, Catalogue]:
        """What a writer needs to know, so that readers need not wait for him."""
        with self._shelf.lent() as ledger:
            return ledger.path, ledger.catalogue

    def _author(self, request: Request) -> str | None:
        try:
            return checked_author(self._reviewer or unquote(request.cookies.get(REVIEWER, "")))
        except UsageError:
            return None

    @property
    def _door(self) -> Posting:
        if self._posting is None:
            raise HTTPException(405, "This room was not opened for reviewing.")
        return self._posting


def next_in(
    ledger: OpenLedger, known: IndexedLedger, draw: Draw, skip: int
) -> tuple[Place | None, int]:
    """The row that comes after `skip` others, and how many wait.

    The index is asked where it can tell, though verdicts were given since it was made: of those
    the ledger knows. After anything else it is asked no more before it was brought forward.
    """
    seen = known.overview()
    if ledger.has_only_new_verdicts(seen.builds, dict(seen.kept)["reviews"]):
        found = known.next_place(draw, ledger.places_reviewed(draw.kind), skip)
        if found is not None:
            return found
    waiting, count = ledger.waiting(draw, skip)
    return ((waiting.article, waiting.subject) if waiting else None), count


def _back(given: Fields) -> Fields:
    """The queue's own fields among those of a form."""
    names = ("kind", "label", "least", "most", "order", "seed", "skip")
    return {name: given[f"q-{name}"] for name in names if f"q-{name}" in given}


def _waits(error: LedgerError) -> str:
    return f"Nothing was changed, and what you entered stands below. {error} Then try again."
