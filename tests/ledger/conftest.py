"""Records made by hand, and ledgers filled with them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from dragoman.ledger import Entry, Run, Taken, Writer, coder_row
from dragoman.records import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    AttributionKind,
    Coder,
    Comment,
    DateBasis,
    Event,
    EventType,
    Fault,
    Modality,
    Move,
    MoveKind,
    Naming,
    PactKind,
    PageFault,
    PublishedBasis,
    Record,
    Source,
    Span,
    Stage,
    Stance,
    Zone,
    ZoneKind,
    content_id,
)

CODER = Coder("1.0", "a model 1", "00ff", {})
READ_AT = datetime(2026, 1, 2, 3, 4, 5)


def _record(
    name: str,
    text: str = "",
    *,
    url: str | None = None,
    outlet: str | None = "The Example Post",
    published: str | None = "2018-05-19",
    move: MoveKind = MoveKind.WITHDRAW,
    actor: str = "USA",
) -> Record:
    """A page that tells one event and one move, both on the word of a ministry."""
    text = text or f"Headline of {name}\nThe ministry said that {actor} left the deal.\nBob: No!"
    article_id = content_id("article", url, text)
    body = text.index("\n") + 1
    end = text.rindex("\n")
    claim = Attribution(
        id=content_id(article_id, "attribution"),
        source=Source(body, body + 12, "ministry"),
        cue=Span(body + 13, body + 17),
        content=(Span(body + 18, body + 22), Span(body + 23, end)),
        kind=AttributionKind.INDIRECT,
        stance=Stance.ASSERTS,
        via=None,
        confidence=0.7,
    )
    event = Event(
        id=content_id(article_id, "event"),
        occurrence=content_id(article_id, "occurrence"),
        type=EventType.RETREAT,
        mode=None,
        contexts=("diplomatic", "legal"),
        cameo="010",
        quad=1,
        source=(actor,),
        target=(),
        trigger=Span(body + 5, body + 9),
        sentence=Span(body, end),
        date="2018-05",
        date_basis=DateBasis.WORDS,
        place=None,
        modality=Modality.ACTUAL,
        attribution=claim.id,
        confidence=0.6,
        intensity=6.5,
    )
    told = Move(
        id=content_id(article_id, "move"),
        pact="jcpoa",
        name="Joint Comprehensive Plan of Action",
        kind=PactKind.ACCORD,
        parent=None,
        actor=actor,
        move=move,
        count=None,
        members=None,
        date="2018-05-08",
        date_basis=DateBasis.WORDS,
        modality=Modality.ACTUAL,
        evidence=Span(body, end),
        attribution=claim.id,
        confidence=0.8,
    )
    article = Article(
        id=article_id,
        title=f"Headline of {name}",
        standfirst=None,
        byline=None,
        outlet=outlet,
        url=url,
        published=published,
        published_basis=PublishedBasis.METADATA if published else None,
        language="en",
        text=text,
        zones=(
            Zone(ZoneKind.TITLE, 0, body - 1),
            Zone(ZoneKind.BODY, body, end),
            Zone(ZoneKind.COMMENT, end + 1, len(text)),
        ),
        comments=(Comment(content_id(article_id, "c"), "Bob", None, 3, end + 1, len(text)),),
    )
    actors = (
        Actor("ministry", "foreign ministry", ActorKind.ORGANISATION, "IRN", "GOV"),
        Actor(
            actor, actor, ActorKind.COUNTRY, actor, "GOV", mentions=(Naming(body + 23, body + 26),)
        ),
    )
    return Record(name, CODER, article, actors, (claim,), (event,), (told,))


def _entry(result: Record | PageFault, coder: Coder = CODER, content: str = "") -> Entry:
    """A page as a build enters it."""
    raw = content or (result.article.text if isinstance(result, Record) else result.page)
    taken = Taken(content_id(raw), content_id("digest", raw), len(raw), result.page, None)
    if isinstance(result, Record):
        result = replace(result, coder=coder)
    return Entry(taken, result, str(coder_row(coder, "book")["coder"]), READ_AT)


def _end(writer: Writer, given: int = 0) -> None:
    """Ends a build that took no time."""
    writer.receipt(Run("2026-01-02T03:04:05", "", (), given, 0, 0, 0, 0.0))


def _put(path: Path, *results: Record | PageFault, coder: Coder = CODER) -> None:
    """Enters pages in a build of their own."""
    with Writer(path) as writer:
        writer.write([_entry(r, coder) for r in results], [coder_row(coder, "book")])
        _end(writer, len(results))


def _fault(name: str) -> PageFault:
    """A page that gave no record."""
    return PageFault(name, Fault(Stage.PAGES, "The page is empty. Check that it was saved whole."))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test's ledger lies."""
    return tmp_path / "test.duckdb"


@pytest.fixture
def record_of() -> Callable[..., Record]:
    """Makes a record of a page that tells one event and one move."""
    return _record


@pytest.fixture
def fault_of() -> Callable[[str], PageFault]:
    """Makes the result of a page that gave no record."""
    return _fault


@pytest.fixture
def entry_of() -> Callable[..., Entry]:
    """Makes a result into what a build enters."""
    return _entry


@pytest.fixture
def put() -> Callable[..., None]:
    """Enters results in a build of their own."""
    return _put


@pytest.fixture
def small(path: Path) -> Path:
    """A ledger of three pages, one of which gave no record."""
    _put(
        path,
        _record("a.html", url="https://news.example/a"),
        _record("b.html", actor="IRN", published=None, outlet=None),
        _fault("c.html"),
    )
    return path
