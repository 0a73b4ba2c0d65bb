import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from dragoman.records import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    AttributionKind,
    Coder,
    Comment,
    DateBasis,
    Evaluation,
    Event,
    EventType,
    Fault,
    Modality,
    Move,
    MoveKind,
    PactKind,
    PublishedBasis,
    Record,
    Source,
    Span,
    Stage,
    Stance,
    Tone,
    Zone,
    ZoneKind,
)
from dragoman.views.summary import Summary, strip
from dragoman.views.terminal import NARROWEST, PIPED_WIDTH, WIDEST, open_terminal

TEXT = "Envoys\n\nThe United States left the accord on 8 May.\n\nNadia: never"
SENTENCE = Span(8, 51)
COMMENT = Span(53, 65)


@pytest.fixture
def record() -> Record:
    article = Article(
        id="id",
        title="Envoys",
        standfirst=None,
        byline=None,
        outlet="The Example Post",
        url=None,
        published="2018-05-19",
        published_basis=PublishedBasis.TEXT,
        language="en",
        text=TEXT,
        zones=(
            Zone(ZoneKind.TITLE, 0, 6),
            Zone(ZoneKind.BODY, SENTENCE.start, SENTENCE.end),
            Zone(ZoneKind.COMMENT, COMMENT.start, COMMENT.end),
        ),
        comments=(Comment("c", "Nadia", None, None, COMMENT.start, COMMENT.end),),
    )
    event = Event(
        id="e",
        occurrence="o",
        type=EventType.SANCTION,
        mode="withdraw",
        contexts=(),
        cameo="161",
        quad=4,
        source=("USA",),
        target=(),
        trigger=Span(26, 30),
        sentence=SENTENCE,
        date="2018-05-08",
        date_basis=DateBasis.WORDS,
        place=None,
        modality=Modality.ACTUAL,
        attribution=None,
        confidence=0.6,
    )
    move = Move(
        id="m",
        pact="jcpoa",
        name="Joint Comprehensive Plan of Action",
        kind=PactKind.ACCORD,
        parent=None,
        actor="USA",
        move=MoveKind.WITHDRAW,
        count=None,
        members=None,
        date="2018-05-08",
        date_basis=DateBasis.WORDS,
        modality=Modality.ACTUAL,
        evidence=SENTENCE,
        attribution=None,
        confidence=0.8,
    )
    return Record(
        page="pages/envoys.html",
        coder=Coder("0", "none", None, {}),
        article=article,
        actors=(Actor("USA", "United States", ActorKind.COUNTRY, "USA"),),
        events=(event,),
        moves=(move,),
        faults=(Fault(Stage.PAGES, "The page declares utf-8 but is not."),),
    )


def shown(record: Record, width: int = 80) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, markup=False, highlight=False).print(Summary(record))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def test_whole_page(record: Record) -> None:
    assert (
        shown(record)
        == """Envoys
The Example Post · 2018-05-19 (from its text)
pages/envoys.html
title 10%, body 70%, comment 20% (1 comment)

What happened (1)
  2018-05-08 SANCTION withdraw  United States  actual
    The United States left the accord on 8 May.

Moves on pacts (1)
  Joint Comprehensive Plan of Action  accord
    2018-05-08 United States withdraw  actual
      The United States left the accord on 8 May.

Faults (1)
  pages: The page declares utf-8 but is not.
"""
    )


def test_moves_that_rest_on_the_same_words_share_them(record: Record) -> None:
    [move] = record.moves
    second = replace(move, id="n", actor="IRN", move=MoveKind.TARGET)
    out = shown(replace(record, moves=(move, second), events=()))
    assert out.count("The United States left the accord on 8 May.") == 1
    assert "Iran target" in out


@pytest.mark.parametrize("width", [40, 60, 120])
def test_no_line_is_wider_than_asked(record: Record, width: int) -> None:
    assert max(map(len, shown(record, width).splitlines())) <= width


def test_page_that_tells_nothing_says_so(record: Record) -> None:
    out = shown(replace(record, events=(), moves=(), faults=()))
    assert "No claim, event or move was found" in out


def claim(name: str, start: int, end: int, source: tuple[int, int], named: bool) -> Attribution:
    return Attribution(
        id=name,
        source=Source(*source, None, named),
        cue=None,
        content=(Span(start, end),),
        kind=AttributionKind.INDIRECT,
        stance=Stance.ASSERTS,
        via=None,
        confidence=0.5,
    )


def test_whose_voice_has_how_much(record: Record) -> None:
    said = (claim("1", 26, 50, (8, 25), True), claim("2", 18, 24, (8, 11), False))
    judged = tuple(Evaluation(str(n), 8, 11, "reckless", Tone.BLAME) for n in range(2))
    out = shown(replace(record, attributions=said, evaluations=judged))
    assert (
        """
Whose voice (2)
  The Example Post 31% its own, The United States 54%, The 14%
  1 of 2 claims by sources that are not named
  Its own evaluative words: reckless (2)
"""
        in out
    )


def test_a_page_that_speaks_for_itself_alone_says_no_more_of_voices(record: Record) -> None:
    assert "Whose voice" not in shown(record)


def test_markup_in_a_title_is_shown_as_it_is(record: Record) -> None:
    article = replace(record.article, title="[bold]Envoys[/bold] [/]")
    assert shown(replace(record, article=article)).startswith("[bold]Envoys[/bold] [/]\n")


def test_strip_maps_the_page_from_top_to_bottom(record: Record) -> None:
    cells = strip(record.article, 30, colours=False).plain
    assert re.fullmatch("t{2,3}b{20,22}c{6,7}", cells)
    assert len(cells) == 30
    assert set(strip(record.article, 30, colours=True).plain) == {"█"}


def test_piped_terminal_has_a_fixed_width() -> None:
    terminal = open_terminal(io.StringIO())
    assert terminal.width == PIPED_WIDTH
    assert NARROWEST <= PIPED_WIDTH <= WIDEST
