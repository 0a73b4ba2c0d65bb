"""The pages on what is in the ledger, and on its articles."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.ledger import FEW
from dragoman.records import Record
from dragoman.views.web.answers import ArticleList, FirstPage
from dragoman.views.web.asking import asked, name_in, number_in
from dragoman.views.web.registers import actors_in, living, names_of
from dragoman.views.web.routes import Page, Parameter, Shown
from dragoman.views.web.setting import OWN, Setting
from dragoman.views.web.shelf import Shelf

LATEST = 8
"""Rows of each list on the first page."""
ARTICLE = Parameter("article", "An article's id.")
PAGE = Parameter("page", "Which page of the list, from 1.", "number")


class ArticlePages:
    """Answers for articles.

    Args:
        shelf: the ledger.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def pages(self) -> tuple[Page, ...]:
        """The addresses."""
        return (
            Page("/", self.overview, gives=FirstPage),
            Page("/articles", self.articles, (PAGE,), ArticleList),
            Page(
                "/articles/{article}",
                self.article,
                (
                    ARTICLE,
                    Parameter("voice", "Of the page: shows one voice, by its key."),
                    Parameter("own", "Of the page: shows what the outlet says itself.", "flag"),
                ),
                Record,
            ),
            Page("/events/{event}", self.event, (Parameter("event", "An event's id."),)),
        )

    def overview(self, _request: Request) -> Shown:
        """What is in the ledger, and where to begin."""
        with self._shelf.lent() as ledger:
            seen = self._shelf.kept("overview", ledger.overview)
            pacts = living(self._shelf.kept("pacts", ledger.pacts))[:LATEST]
            moves = ledger.move_rows(rows=LATEST)
            articles = ledger.article_rows(LATEST)
            first = [party for party, _ in seen.parties]
            names = names_of(ledger, [*first, *actors_in(moves)])
        told = {"pacts": pacts, "moves": moves, "articles": articles, "names": names}
        return Shown(
            FirstPage(seen, tuple(pacts), articles, moves, names),
            "overview.html",
            told | {"seen": seen, "rows": dict(seen.rows)},
        )

    def articles(self, request: Request) -> Shown:
        """All articles, the latest first."""
        number = number_in(request, "page")
        with self._shelf.lent() as ledger:
            rows = ledger.article_rows(FEW + 1, (number - 1) * FEW)
        found = ArticleList(rows[:FEW], number, len(rows) > FEW)
        told = {"articles": found.articles, "number": number, "more": found.more}
        return Shown(found, "articles.html", told)

    def article(self, request: Request) -> Shown:
        """One article: as a page set for reading, as JSON its whole record."""
        only = OWN if request.query_params.get("own") == "1" else asked(request, "voice")
        with self._shelf.lent() as ledger:
            record = ledger.record(name_in(request, "article"))
        if record is None:
            raise HTTPException(404, "The ledger has no article of this id.")
        setting = Setting(record, only)
        if only is not None and only not in {part.key for part in setting.parts}:
            raise HTTPException(404, "Nobody speaks on this page under that name.")
        told = {"page": setting, "article": record.article, "only": only}
        return Shown(record, "article.html", told)

    def event(self, request: Request) -> Response:
        """Leads to the place of an event in its article."""
        event = name_in(request, "event")
        with self._shelf.lent() as ledger:
            article = ledger.article_of_event(event)
        if article is None:
            raise HTTPException(404, "The ledger has no event of this id.")
        return RedirectResponse(f"/articles/{article}#e-{event}", 303)
