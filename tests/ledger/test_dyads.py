"""Who does what to whom, in pairs."""

from dataclasses import replace

import pytest

from dragoman.ledger import Ledger
from dragoman.records import Actor, ActorKind, Modality


@pytest.fixture
def ledger(path, put, record_of):
    """USA does something to IRN three times, of which one did not happen, and RUS to USA once."""

    def page(name, source, target, quad, modality=Modality.ACTUAL):
        record = record_of(name, url=f"https://news.example/{name}", actor=source)
        [event] = record.events
        told = replace(event, target=(target,), quad=quad, modality=modality)
        whom = Actor(target, target, ActorKind.COUNTRY, target, "GOV")
        return replace(record, events=(told,), actors=(*record.actors, whom))

    put(
        path,
        page("a", "USA", "IRN", 4),
        page("b", "USA", "IRN", 1),
        page("c", "USA", "IRN", 4, Modality.PLANNED),
        page("d", "RUS", "USA", 3),
    )
    with Ledger(path) as opened:
        yield opened


def test_an_actors_partners_by_kind(ledger):
    found = {(row.id, row.quad): (row.did, row.met) for row in ledger.pair_counts("USA")}
    assert found == {("IRN", 1): (1, 0), ("IRN", 4): (1, 0), ("RUS", 3): (0, 1)}
    assert {row.id for row in ledger.pair_counts("USA", 1)} == {"IRN"}
    assert ledger.pair_counts("' OR true --") == ()


def test_the_main_parties_among_themselves(ledger):
    parties = ledger.main_parties()
    assert parties == ("USA", "IRN", "RUS")
    cells = {(c.source, c.target): (c.cooperation, c.conflict) for c in ledger.cell_counts(parties)}
    assert cells == {("USA", "IRN"): (1, 1), ("RUS", "USA"): (0, 1)}
    assert ledger.cell_counts(("USA",)) == ()
    assert ledger.cell_counts(()) == ()
