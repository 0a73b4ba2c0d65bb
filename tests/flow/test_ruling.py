"""Actors and judgements, without a ledger -> what the judgements make of who is meant."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.flow.resolving import Resolver
from dragoman.ledger import Decision, Judgement
from dragoman.records import Actor, ActorKind, Alternative, Grounds, Stated, content_id

MERKEL, KIRILL = content_id("person", "Angela Merkel"), content_id("person", "Kirill")
ACTORS = (
    Actor("GEO", "Georgia", ActorKind.COUNTRY, "GEO", "GOV"),
    Actor("DPR", "Donetsk People's Republic", ActorKind.GROUP, None, "REB"),
    Actor(MERKEL, "Angela Merkel", ActorKind.PERSON, stated=Stated("Angela Merkel")),
    Actor(KIRILL, "Kirill", ActorKind.PERSON, stated=Stated("Kirill", "bishop")),
)
MEANT = ("RUS", "RUS-MIL", "NATO", "USA", "DEU", "elsewhere")


@st.composite
def judgements(draw):
    """Judgements of which no two touch each other: each on an actor or a day of its own."""
    made = []
    for actor in ACTORS:
        for year in ("2017", "2018"):
            if draw(st.booleans()):
                continue
            decision = draw(st.sampled_from(Decision))
            subject = draw(st.sampled_from((actor.id, actor.name, actor.name.upper())))
            meant = draw(st.sampled_from(MEANT))
            named = decision is not Decision.CAPACITY
            made.append(
                Judgement(
                    subject=subject,
                    decision=decision,
                    identity=meant if named else None,
                    name=meant,
                    kind=ActorKind.GROUP,
                    country=None
                    if decision is Decision.IS_NOT
                    else draw(st.sampled_from(("FRA", "EU"))),
                    since=f"{year}-01-01",
                    until=f"{year}-12-31",
                    reason="r",
                )
            )
    return made


@settings(max_examples=80, deadline=None)
@given(judgements(), st.randoms(use_true_random=False))
def test_the_order_of_judgements_that_do_not_touch_each_other_plays_no_part(made, chance):
    def all_of(ordered):
        resolver = Resolver([replace(j, number=n) for n, j in enumerate(ordered, 1)])
        found = [
            resolver.resolve(actor, "a", day)
            for actor in ACTORS
            for day in ("2017-05-19", "2018-05-19", "2019-05-19", None)
        ]
        return [replace(f, judgement=None, reason=None) for f in found]

    shuffled = list(made)
    chance.shuffle(shuffled)
    assert all_of(made) == all_of(shuffled)


def test_what_judgements_leave_alone_is_as_it_was_read():
    other = Judgement("NATO", Decision.IS, "EU", "European Union", ActorKind.ORGANISATION, number=1)
    for actor in ACTORS:
        for day in ("2018-05-19", None):
            assert Resolver([other]).resolve(actor, "a", day) == Resolver().resolve(actor, "a", day)


def test_an_alternative_that_is_refused_is_left_out():
    doubts = (Alternative("USA", "United States", "USA", 0.4, "r"),)
    actor = replace(ACTORS[0], alternatives=doubts)
    refusal = Judgement("GEO", Decision.IS_NOT, "USA", number=4)
    found = Resolver([refusal]).resolve(actor, "a", None)
    assert (found.identity, found.alternatives, found.judgement) == ("GEO", (), 4)


def test_each_judgement_is_told_once():
    said = {"reason": "r", "kind": ActorKind.GROUP}
    made = [
        Judgement("Georgia", Decision.IS, "US-GA", country="USA", number=1, **said),
        Judgement("georgia", Decision.CAPACITY, sector="LEG", number=2, **said),
        Judgement("USA", Decision.IS, "CAN", number=3, **said),
    ]
    found = Resolver(made).resolve(ACTORS[0], "a", None)
    assert (found.identity, found.name, found.country, found.sector) == (
        *("US-GA", "Georgia"),
        *("CAN", "LEG"),
    )
    assert found.reason == "judgement 1: r; judgement 2: r; judgement 3: r"


def test_the_articles_own_words_stay():
    told = Actor("IRN", "the kingdom", ActorKind.GROUP, grounds=Grounds.WORDS, reason="it says so")
    found = Resolver().resolve(told, "a", None)
    assert (found.name, found.kind, found.reason) == ("the kingdom", ActorKind.GROUP, "it says so")
