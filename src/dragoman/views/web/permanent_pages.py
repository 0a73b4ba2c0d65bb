"""Addresses that last: of an event, a move or an attribution, wherever it stands by now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.flow.indexed import IndexedLedger
from dragoman.ledger import FEW, ArticleRow, Deed, Former
from dragoman.records import Attribution, Event, Move, Record
from dragoman.views.web.asking import name_in, number_in
from dragoman.views.web.registers import actors_in, names_of
from dragoman.views.web.routes import Page, Parameter, Shown, wants_json
from dragoman.views.web.shelf import Shelf

ANCHORS = {"event": "e", "move": "m", "attribution": "a"}


@dataclass(frozen=True, slots=True)
class Permanent:
    """What an address that lasts means.

    One of `event`, `move` and `attribution` is given with its `article` and its place on that
    one's page, or `former` where it answers no more.
    """

    kind: str
    id: str
    place: str | None = None
    article: ArticleRow | None = None
    event: Event | None = None
    move: Move | None = None
    attribution: Attribution | None = None
    former: Former | None = None


@dataclass(frozen=True, slots=True)
class OccurrenceAnswer:
    """The events by which one article tells of one happening."""

    id: str
    events: tuple[Deed, ...]
    names: dict[str, str]
    page: int
    more: bool


class PermanentPages:
    """Answers for addresses that last.

    Args:
        shelf: the ledger.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def pages(self) -> tuple[Page, ...]:
        """The addresses."""
        event, move = Parameter("event", "An event's id."), Parameter("move", "A move's id.")
        claim = Parameter("attribution", "An attribution's id.")
        occurrence = Parameter("occurrence", "An occurrence's id, as events have it.")
        page = Parameter("page", "Which page of the list, from 1.", "number")
        return (
            Page("/events/{event}", self.event, (event,), Permanent),
            Page("/moves/{move}", self.move, (move,), Permanent),
            Page("/attributions/{attribution}", self.attribution, (claim,), Permanent),
            Page(
                "/occurrences/{occurrence}", self.occurrence, (occurrence, page), OccurrenceAnswer
            ),
        )

    def event(self, request: Request) -> Shown | Response:
        """Leads to an event's place in its article."""
        return self._place(request, "event")

    def move(self, request: Request) -> Shown | Response:
        """Leads to a move's place in its article."""
        return self._place(request, "move")

    def attribution(self, request: Request) -> Shown | Response:
        """Leads to a claim's place in its article."""
        return self._place(request, "attribution")

    def occurrence(self, request: Request) -> Shown:
        """The events that tell of one happening."""
        name, number = name_in(request, "occurrence"), number_in(request, "page")
        with self._shelf.opened() as ledger:
            found = ledger.occurrence(name, FEW + 1, (number - 1) * FEW)
            names = names_of(ledger, actors_in(found))
        if not found:
            raise HTTPException(404, "The ledger has no occurrence of this id.")
        given = OccurrenceAnswer(name, found[:FEW], names, number, len(found) > FEW)
        told = {"deeds": given.events, "names": names, "occurrence": name}
        return Shown(given, "occurrence.html", told | {"number": number, "more": given.more})

    def _place(self, request: Request, kind: str) -> Shown | Response:
        name = name_in(request, kind)
        with self._shelf.opened() as ledger:
            article = ledger.place_of(kind, name)
            if article is not None:
                place = f"/articles/{article}#{ANCHORS[kind]}-{name}"
                if not wants_json(request):
                    return RedirectResponse(place, 303, headers={"Vary": "Accept"})
                record = ledger.record(article)
                noun = None if record is None else _told(record, kind, name)
                found = Permanent(
                    kind,
                    name,
                    place,
                    ledger.article_row(article),
                    event=noun if isinstance(noun, Event) else None,
                    move=noun if isinstance(noun, Move) else None,
                    attribution=noun if isinstance(noun, Attribution) else None,
                )
                return Shown(found, "former.html")
        return former_page(self._shelf, kind, name)


def former_page(shelf: Shelf, kind: str, name: str) -> Shown:
    """The page on what an id meant that answers no more.

    Raises:
        HTTPException: nothing ever had the id.
    """
    with shelf.lent() as whole:
        found = whole.former(kind, name)
    if found is None:
        raise HTTPException(404, f"The ledger has no {kind} of this id.")
    if found.article is not None and kind != "article":
        with shelf.opened() as ledger:
            found = replace(found, now=_now(ledger, found))
    return Shown(Permanent(kind, name, former=found), "former.html", {"former": found})


def _now(ledger: IndexedLedger, found: Former) -> str | None:
    """Where the same words tell the same now."""
    record = ledger.record(found.article or "")
    for noun, words, told in _nouns(record, found.kind) if record else ():
        if words == found.words and told == found.told:
            return f"/articles/{found.article}#{ANCHORS[found.kind]}-{noun.id}"
    return None


def _nouns(record: Record, kind: str) -> Iterator[tuple[Event | Move | Attribution, str, str]]:
    """A record's events, moves or attributions, their words, and what they are read as."""
    words = record.article.words
    if kind == "event":
        yield from ((e, words(e.sentence), e.type.value) for e in record.events)
    elif kind == "move":
        yield from ((m, words(m.evidence), m.move.value) for m in record.moves)
    else:
        for claim in record.attributions:
            yield claim, " … ".join(map(words, claim.content)), claim.stance.value


def _told(record: Record, kind: str, name: str) -> Event | Move | Attribution | None:
    return next((noun for noun, _, _ in _nouns(record, kind) if noun.id == name), None)
