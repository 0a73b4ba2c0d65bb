"""What is on the screen, to take along: tables as CSV and Parquet, pictures, citations.

A table has the rows of the list on the page, and those that the page leaves out, up to `MOST`. In
CSV a text that a spreadsheet would take for a formula gets an apostrophe before it; Parquet has it
as it is.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.errors import BrokenEnvironmentError, UsageError
from dragoman.ledger.handing import parquet_of
from dragoman.views.charts import draw
from dragoman.views.web.citing import Citation, citation_of
from dragoman.views.web.registers import PICTURED
from dragoman.views.web.rendering import Desk
from dragoman.views.web.shelf import Shelf
from dragoman.views.web.tables import take
from dragoman.views.web.taking import MOST, Asked, Taken

FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet may take for a formula or a command."""
UNSAFE = re.compile(r"[^a-z0-9]+")
NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,200}")
KINDS = ("event", "move", "attribution")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
}


class Downloads:
    """Answers what is taken along.

    Args:
        shelf: the ledger.
        desk: what writes the pages.
    """

    def __init__(self, shelf: Shelf, desk: Desk) -> None:
        self._shelf = shelf
        self._desk = desk

    def routes(self) -> list[Route]:
        """The addresses of what is taken along."""
        pages: tuple[tuple[str, Callable[[Request], Response]], ...] = (
            ("/download/{what}.csv", self.csv),
            ("/download/{what}.parquet", self.parquet),
            ("/download/picture.svg", self.svg),
            ("/download/picture.png", self.png),
            ("/cite/{kind}/{article}/{row}", self.cite),
        )
        return [Route(path, page, methods=["GET"]) for path, page in pages]

    def csv(self, request: Request) -> Response:
        """A table as CSV."""
        taken, name = self._taken(request)
        return attached(csv_of(taken), name, "csv")

    def parquet(self, request: Request) -> Response:
        """A table as Parquet."""
        taken, name = self._taken(request)
        return attached(parquet_of(taken.columns, taken.rows), name, "parquet")

    def svg(self, request: Request) -> Response:
        """The picture of a pact as SVG."""
        return self._picture(request, "svg")

    def png(self, request: Request) -> Response:
        """The picture of a pact as PNG."""
        return self._picture(request, "png")

    def cite(self, request: Request) -> Response:
        """How an event, a move or an attribution is cited: a page, or one of its forms."""
        kind, article, row = (str(request.path_params[part]) for part in ("kind", "article", "row"))
        form = request.query_params.get("as", "")
        if kind not in KINDS or form not in ("", "txt", "bib", "json"):
            raise HTTPException(404, "There is no such page.")
        with self._shelf.lent() as ledger:
            record = ledger.record(article)
            room = str(request.base_url).rstrip("/")
            found = record and citation_of(
                record, kind, row, room=room, ledger=ledger.identity, seen=date.today()
            )
        if not found:
            raise HTTPException(404, "No such row answers.")
        if form:
            return attached(_form(found, form).encode("utf-8", "replace"), found.key, form)
        return self._desk.page("cite.html", citation=found, kind=kind, row=row)

    def _taken(self, request: Request) -> tuple[Taken, str]:
        what, asked = str(request.path_params["what"]), asked_of(request)
        with self._shelf.lent() as ledger:
            taken = take(ledger, what, asked)
        side = asked.side if what == "events" else None
        parts = [what, asked.pact, asked.actor, asked.other, side, asked.name, asked.on]
        cut = None if taken.complete else f"first {MOST}"
        return taken, " ".join(part for part in (*parts, cut) if part)

    def _picture(self, request: Request, form: str) -> Response:
        asked = asked_of(request)
        if asked.pact is None:
            raise UsageError("Say which pact: pact=ID.")
        with self._shelf.lent() as ledger:
            try:
                drawing = draw(ledger, asked.pact, asked.on, asked.known, PICTURED)
                made = drawing.svg().encode() if form == "svg" else drawing.png()
            except BrokenEnvironmentError as error:
                raise HTTPException(404, str(error)) from error
        return attached(made, " ".join(filter(None, (asked.pact, asked.on))), form)


def attached(content: bytes, name: str, form: str) -> Response:
    """A file to be kept, under a name of letters, digits and hyphens alone."""
    plain = UNSAFE.sub("-", name.lower()).strip("-")[:80] or "rows"
    disposition = f'attachment; filename="dragoman-{plain}.{form}"'
    return Response(content, headers={"Content-Disposition": disposition}, media_type=TYPES[form])


def csv_of(taken: Taken) -> bytes:
    """A table as CSV in UTF-8; the parts of a list stand between `|`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(taken.columns)
    writer.writerows(_cells(row.values()) for row in taken.rows)
    return out.getvalue().encode("utf-8", "replace")


def guarded_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def _cells(values: Iterable[Any]) -> Sequence[Any]:
    cells: list[Any] = []
    for value in values:
        if isinstance(value, list):
            cells.append(guarded_cell("|".join(str(part).replace("|", "/") for part in value)))
        else:
            cells.append(guarded_cell(value) if isinstance(value, str) else value)
    return cells


def asked_of(request: Request) -> Asked:
    """What a query asks of a table.

    Raises:
        UsageError: a value is too long, no text, or no day.
    """
    found: dict[str, str] = {}
    for name in ("name", "actor", "other", "side", "pact", "on", "known"):
        value = request.query_params.get(name, "").strip()
        if value and not NAME.fullmatch(value):
            raise UsageError(f"The value of {name} is too long, or no text.")
        if value and name in ("on", "known"):
            _check_day(value)
        if value:
            found[name] = value
    return Asked(**found, room=str(request.base_url).rstrip("/"))


def _check_day(value: str) -> None:
    try:
        right = date.fromisoformat(value).isoformat() == value
    except ValueError:
        right = False
    if not right:
        raise UsageError(f"{value!r} is no day. Give it as YYYY-MM-DD, for instance 2018-05-19.")


def _form(citation: Citation, form: str) -> str:
    return {"txt": citation.text + "\n", "bib": citation.bibtex, "json": citation.csl}[form]
