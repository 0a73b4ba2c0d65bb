import pytest

from dragoman.records import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    AttributionKind,
    Coder,
    Record,
    Source,
    Span,
    Stance,
)
from dragoman.views.chains import Speakers

TEXT = "Lantern Press writes that the ministry said that an aide denied it."


def said(name: str, words: str, via: str | None, actor: str | None = None) -> Attribution:
    at = TEXT.index(words)
    source = Source(at, at + len(words), actor)
    content = (Span(at + len(words), len(TEXT)),)
    kind = AttributionKind.INDIRECT
    return Attribution(name, source, None, content, kind, Stance.ASSERTS, via, 1.0)


@pytest.fixture
def record() -> Record:
    article = Article(
        "id", None, None, None, "Danube Courier", None, None, None, "en", TEXT, (), ()
    )
    return Record(
        page="page.txt",
        coder=Coder("0", "none", None, {}),
        article=article,
        actors=(
            Actor("p1", "Lantern Press", ActorKind.OUTLET),
            Actor("p2", "Abbas Araghchi", ActorKind.PERSON, "IRN", role="deputy minister"),
            Actor("IRN", "Iran", ActorKind.COUNTRY, "IRN"),
        ),
        attributions=(
            said("a", "Lantern Press", None, "p1"),
            said("b", "the ministry", "a", "p2"),
            said("c", "an aide", "b"),
            said("loop", "an aide", "loop"),
        ),
    )


def test_chain_runs_from_the_outlet_to_the_speaker(record: Record) -> None:
    speakers = Speakers(record)
    assert speakers.chain("c") == (
        "Danube Courier",
        "Lantern Press",
        "Abbas Araghchi, deputy minister",
        "an aide",
    )
    assert speakers.chain(None) == ("Danube Courier",)


def test_chain_that_runs_in_a_circle_ends(record: Record) -> None:
    assert Speakers(record).chain("loop") == ("Danube Courier", "an aide")


def test_actor_names(record: Record) -> None:
    speakers = Speakers(record)
    assert speakers.actors(("p2", "IRN")) == "Abbas Araghchi (IRN), Iran"
    assert speakers.actor("FRA") == "France"
    assert speakers.actors(()) == "–"
