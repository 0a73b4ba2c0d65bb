"""The pages on what is in the ledger, and on its articles."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.ledger import FEW
from dragoman.records import Record
from dragoman.views.web.answers import ArticleList, FirstPage
from dragoman.views.web.asking import asked, name_in, number_in
from dragoman.views.web.permanent_pages import former_page
from dragoman.views.web.registers import actors_in, living, names_of, standing_of
from dragoman.views.web.routes import Page, Parameter, Shown, wants_json
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
        )

    def overview(self, _request: Request) -> Shown:
        """What is in the ledger, and where to begin."""
        with self._shelf.opened() as ledger:
            seen = ledger.overview()
            rows = ledger.pact_rows()[: 2 * LATEST]
            pacts = living(standing_of(self._shelf, ledger, rows))[:LATEST]
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
        with self._shelf.opened() as ledger:
            rows = ledger.article_rows(FEW + 1, (number - 1) * FEW)
        found = ArticleList(rows[:FEW], number, len(rows) > FEW)
        told = {"articles": found.articles, "number": number, "more": found.more}
        return Shown(found, "articles.html", told)

    def article(self, request: Request) -> Shown | Response:
        """One article: as a page set for reading, as JSON its whole record."""
        only = OWN if request.query_params.get("own") == "1" else asked(request, "voice")
        name = name_in(request, "article")
        with self._shelf.opened() as ledger:
            record = ledger.record(name)
        if record is None:
            return self._former(request, name)
        setting = Setting(record, only)
        if only is not None and only not in {part.key for part in setting.parts}:
            raise HTTPException(404, "Nobody speaks on this page under that name.")
        told = {"page": setting, "article": record.article, "only": only}
        return Shown(record, "article.html", told)

    def _former(self, request: Request, name: str) -> Shown | Response:
        """What to answer for an article that answers no more: as JSON that which does."""
        shown = former_page(self._shelf, "article", name)
        if not wants_json(request):
            return shown
        now = shown.data.former.article
        if now is None:
            raise HTTPException(404, "This article answers no more: it was retracted.")
        return RedirectResponse(f"/articles/{now}?format=json", 303)
