"""What a reader who looks around in a ledger gets."""

from dataclasses import replace

import pytest

from dragoman.ledger import Ledger, correct


@pytest.fixture
def ledger(small):
    with Ledger(small) as opened:
        yield opened


def test_a_record_comes_back_as_it_was_entered_but_for_the_commenters(ledger, record_of):
    entered = record_of("a.html", url="https://news.example/a")
    found = ledger.record(entered.article.id)
    [comment] = entered.article.comments
    assert found.article == replace(
        entered.article,
        text=entered.article.text.replace("Bob", "███"),
        comments=(replace(comment, author=None),),
    )
    assert found.attributions == entered.attributions
    assert found.events == entered.events
    assert found.moves == entered.moves
    assert {a.id: a for a in found.actors} == {a.id: a for a in entered.actors}


def test_a_correction_is_in_the_record(small, record_of):
    entered = record_of("a.html", url="https://news.example/a")
    [move] = entered.moves
    correct(small, "move", move.id, {"date": "2018-05-09"}, reason="misread", author="me")
    with Ledger(small) as opened:
        [found] = opened.record(entered.article.id).moves
    assert found == replace(move, date="2018-05-09")


def test_there_is_no_record_of_what_is_not_there(ledger):
    for name in ("", "nothing", "' OR true --", "\udc80"):
        assert ledger.record(name) is None
        assert ledger.article_of_event(name) is None
        assert ledger.deeds(name, done=True) == ()


def test_articles_are_listed_with_what_is_in_them_the_latest_first(ledger):
    first, second = ledger.article_rows()
    assert (first.published, second.published) == ("2018-05-19", None)
    assert (first.title, first.claims, first.events, first.moves) == ("Headline of a.html", 1, 1, 1)
    assert ledger.article_rows(rows=1, skip=1) == (second,)


def test_what_an_actor_did_has_its_sentence(ledger):
    [deed] = ledger.deeds("USA", done=True)
    assert (deed.type, deed.source, deed.date) == ("RETREAT", ("USA",), "2018-05")
    assert deed.sentence == "The ministry said that USA left the deal."
    assert ledger.deeds("USA", done=False) == ()
    assert ledger.deeds("USA", "IRN", done=True) == ()
    assert ledger.article_of_event(deed.id) == deed.article


def test_acts_are_counted_by_month(ledger):
    [row] = ledger.months("USA")
    assert (row.month, row.quad, row.did, row.met) == ("2018-05", 1, 1, 0)
    assert ledger.partners("USA") == ()


def test_a_state_says_what_its_ministry_says(ledger):
    said = ledger.said_by("IRN")
    assert len(said) == 2
    assert said == ledger.said_by("ministry")
    assert (said[0].speaker, said[0].stance, said[0].via) == ("The ministry", "asserts", None)
    assert said[0].content == "that … USA left the deal."


def test_moves_are_listed(ledger):
    assert len(ledger.move_rows()) == 2
    [move] = ledger.move_rows("USA")
    assert (move.pact, move.move, move.date) == ("jcpoa", "withdraw", "2018-05-08")
    assert move.words == "The ministry said that USA left the deal."
