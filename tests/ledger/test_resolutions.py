"""Actors are kept as they were read, and answer as they are resolved."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger import Ledger, Resolved, Writer, as_read, coder_row
from dragoman.ledger.naming import actor_of, actor_row, resolved_of, resolved_row
from dragoman.records import (
    Actor,
    ActorKind,
    Alternative,
    Basis,
    Coder,
    Grounds,
    Naming,
    Stated,
)

CODER = Coder("1.0", "a model 1", "00ff", {})
ENVOY = Actor(
    id="envoy",
    name="Jane Example",
    kind=ActorKind.PERSON,
    country="FRA",
    sector="GOV",
    role="envoy",
    mentions=(Naming(0, 4, Basis.SURNAME, 0.9),),
    grounds=Grounds.TERM,
    score=0.475,
    reason="Jane Example, envoy of France: in office on that day",
    alternatives=(Alternative("EU", "European Union", None, 0.475, "Jane Example, envoy too"),),
    stated=Stated("Jane Example", "envoy"),
)
PAIR = Actor(
    "pair",
    "both countries",
    ActorKind.GROUP,
    members=("USA", "envoy"),
    grounds=Grounds.WORDS,
    reason="those whom the article names together",
)


def rows(path, query):
    with Ledger(path) as ledger:
        return list(ledger.sql(query))


@pytest.fixture
def record(record_of):
    told = record_of("a.html", url="https://news.example/a")
    event = replace(told.events[0], source=("USA", "envoy"), target=("pair", "ministry"))
    return replace(told, actors=(*told.actors, ENVOY, PAIR), events=(event,))


def put_with(path, entry_of, record, resolve=as_read, codebook=None):
    with Writer(path) as writer:
        coders = [coder_row(CODER, "book")]
        writer.write([entry_of(record)], coders, resolve=resolve, codebook=codebook)


def test_an_actor_is_kept_with_all_that_it_rests_on(path, put, record):
    put(path, record)
    [envoy] = rows(path, "FROM history.actors WHERE id = 'envoy'")
    assert replace(actor_of(envoy), mentions=ENVOY.mentions) == ENVOY
    [mention] = rows(path, "FROM mentions WHERE actor = 'envoy'")
    assert (mention["basis"], mention["score"]) == ("surname", 0.9)
    [told] = rows(path, "FROM resolutions WHERE actor = 'envoy'")
    assert (told["identity"], told["party"], told["codebook"]) == ("envoy", "FRA", None)
    assert [a["id"] for a in told["alternatives"]] == ["EU"]
    [pair] = rows(path, "FROM actors WHERE id = 'pair'")
    assert (pair["members"], pair["grounds"]) == (["USA", "envoy"], "words")


def test_all_answers_have_the_identity(path, entry_of, record):
    def resolve(actor, article, day):
        found = as_read(actor, article, day)
        assert (article, day) == (record.article.id, "2018-05-19")
        if actor.id == "USA":
            return replace(found, identity="CAN", name="Canada", country="CAN", judgement=1)
        return replace(found, identity="somebody") if actor.id == "envoy" else found

    put_with(path, entry_of, record, resolve, "book")
    [event] = rows(path, "FROM events")
    assert (event["source"], event["target"]) == (["CAN", "somebody"], ["pair", "ministry"])
    assert event["source_parties"] == ["CAN", "FRA"]
    assert event["target_parties"] == ["pair", "IRN"]
    [move] = rows(path, "FROM moves")
    assert move["actor"] == "CAN"
    [pair] = rows(path, "SELECT members FROM actors WHERE id = 'pair'")
    assert pair["members"] == ["CAN", "somebody"]
    assert rows(path, "SELECT actor FROM mentions ORDER BY span_start") == [
        {"actor": "somebody"},
        {"actor": "CAN"},
    ]
    [move] = rows(path, "FROM history.moves")
    assert move["actor"] == "USA"
    with Ledger(path) as ledger:
        assert [told.move.actor for told in ledger.moves_told()] == ["CAN"]
        assert ledger.actor_names(["CAN"]) == {"CAN": "Canada"}
        assert dict(ledger.overview().parties)["CAN"] == 1
        assert ledger.relation("resolutions").filter("codebook <> 'book'").fetchall() == []


def test_actors_that_turn_out_to_be_one_are_one(path, entry_of, record):
    def resolve(actor, article, day):
        found = as_read(actor, article, day)
        return replace(found, identity="USA") if actor.id in ("envoy", "ministry") else found

    put_with(path, entry_of, record, resolve)
    assert sorted(row["id"] for row in rows(path, "FROM actors")) == ["USA", "pair"]
    [usa] = rows(path, "FROM actors WHERE id = 'USA'")
    assert (usa["name"], usa["kind"]) == ("USA", "country")
    [event] = rows(path, "FROM events")
    assert (event["source"], event["target"]) == (["USA"], ["pair", "USA"])
    assert event["root"] == "USA"
    [claim] = rows(path, "FROM attributions")
    assert (claim["source_actor"], claim["root"]) == ("USA", "USA")


def test_two_strangers_that_are_one_somebody_are_one_row(path, entry_of, record):
    def resolve(actor, article, day):
        return replace(as_read(actor, article, day), identity="x")

    put_with(path, entry_of, record, resolve)
    assert [row["id"] for row in rows(path, "FROM actors")] == ["x"]
    with Ledger(path) as ledger:
        found = ledger.actor_rows("x")
    assert {row.read_as for row in found} == {("USA",), ("envoy",), ("ministry",), ("pair",)}
    assert sum(row.mentions for row in found) == 2


def test_actors_are_found_by_id_and_by_part_of_a_name(path, put, record):
    put(path, record)
    with Ledger(path) as ledger:
        assert [row.id for row in ledger.actor_rows("jane EX")] == ["envoy"]
        assert [row.id for row in ledger.actor_rows("pair")] == ["pair"]
        assert [row.id for row in ledger.actor_rows("%")] == []
        assert [row.id for row in ledger.actor_rows("\udcff")] == []
        [envoy] = ledger.actor_rows(doubtful=True)
        assert (envoy.id, envoy.score, envoy.alternatives) == ("envoy", 0.475, ENVOY.alternatives)
        assert len(ledger.actor_rows(rows=2)) == 2


texts = st.text(max_size=5).filter(lambda text: "\0" not in text)
alternatives = st.builds(Alternative, texts, texts, st.none() | texts, st.floats(0, 1), texts)


@given(
    st.builds(
        Actor,
        id=texts,
        name=texts,
        kind=st.sampled_from(ActorKind),
        country=st.none() | texts,
        members=st.lists(texts, max_size=2).map(tuple),
        grounds=st.sampled_from(Grounds),
        score=st.floats(0, 1),
        alternatives=st.lists(alternatives, max_size=2).map(tuple),
        stated=st.none() | st.builds(Stated, texts.filter(bool), st.none() | texts),
    )
)
def test_actors_and_resolutions_come_back_from_their_rows(actor):
    assert actor_of(actor_row(actor)) == actor
    resolved = as_read(actor, "a", None)
    assert resolved_of(resolved_row(resolved)) == resolved
    assert (
        resolved_of(resolved_row(Resolved("", "", ActorKind.GROUP, grounds=None))).grounds is None
    )
