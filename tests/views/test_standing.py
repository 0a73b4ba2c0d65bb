import pytest
from rich.console import Console

from dragoman.codebook.catalogue import own_catalogue
from dragoman.errors import UsageError
from dragoman.records import (
    Article,
    Coder,
    Modality,
    Move,
    MoveKind,
    PactKind,
    Record,
    Span,
    content_id,
)
from dragoman.views.standing import Register


def page(
    text: str,
    move: MoveKind,
    date: str | None,
    published: str,
    *,
    outlet: str = "The Example Post",
    pact: tuple[str, str, str | None] = ("jcpoa", "Joint Comprehensive Plan of Action", None),
    actor: str = "USA",
) -> Record:
    """A page of one sentence that tells one move."""
    article = Article(
        content_id(text, published, outlet),
        None, None, None, outlet, None, published, None, "en", text, (), (),
    )  # fmt: skip
    told = Move(
        id=content_id(article.id, move),
        pact=pact[0],
        name=pact[1],
        kind=PactKind.ACCORD,
        parent=pact[2],
        actor=actor,
        move=move,
        count=None,
        members=None,
        date=date,
        date_basis=None,
        modality=Modality.ACTUAL,
        evidence=Span(0, len(text)),
        attribution=None,
        confidence=1.0,
    )
    return Record(f"{published}.html", Coder("0", "none", None, {}), article, moves=(told,))


@pytest.fixture
def register() -> Register:
    register = Register(own_catalogue())
    register.add(page("The US quit.", MoveKind.WITHDRAW, None, "2019-07-01", outlet="Late Post"))
    register.add(page("It left on 8 May.", MoveKind.WITHDRAW, "2018-05-08", "2018-05-09"))
    register.add(page("It is back.", MoveKind.REJOIN, "2021-01-20", "2021-01-21"))
    return register


def show(register: Register, name: str, on: str | None = None, known: str | None = None) -> str:
    console = Console(width=100, markup=False, highlight=False)
    with console.capture() as captured:
        for part in register.show(name, on, known):
            console.print(part)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def test_standing_at_a_day(register: Register) -> None:
    assert (
        show(register, "JCPOA", on="2020-01-01")
        == """Joint Comprehensive Plan of Action  accord, on 2020-01-01
  United States          withdrawn   since 2018-05-08   2 pages, 2 sources
    “It left on 8 May.”
    2018-05-09.html, on the word of The Example Post"""
    )


def test_standing_after_everything(register: Register) -> None:
    assert "member      since 2021-01-20" in show(register, "iran deal")


def test_as_known_at_a_day(register: Register) -> None:
    shown = show(register, "jcpoa", known="2018-12-31")
    assert "as known on 2018-12-31" in shown
    assert "1 page, 1 source" in shown


@pytest.mark.parametrize("name", ["jcpoa", " Joint Comprehensive plan of action", "JCPOA"])
def test_names(register: Register, name: str) -> None:
    assert "United States" in show(register, name)


def test_pacts_within_are_shown_with_it(register: Register) -> None:
    inner = ("protocol", "Additional memorandum", "jcpoa")
    register.add(page("Iran signed.", MoveKind.JOIN, "2019-01-01", "2019-01-01", pact=inner))
    assert "Additional memorandum" in show(register, "jcpoa")
    assert "Joint Comprehensive" not in show(register, "additional MEMORANDUM")


def test_breach_is_a_flag(register: Register) -> None:
    register.add(page("Iran broke it.", MoveKind.BREACH, "2019-07-08", "2019-07-09", actor="IRN"))
    assert "Iran                   breach told, 2019-07-08   1 page" in show(register, "jcpoa")


def test_unknown_name(register: Register) -> None:
    with pytest.raises(UsageError, match="These were seen: 'Joint Comprehensive Plan of Action'"):
        show(register, "Treaty of Nowhere")


def test_known_name_that_no_page_tells_of(register: Register) -> None:
    assert "No page that was read tells" in show(register, "NATO", on="2018-01-01")
