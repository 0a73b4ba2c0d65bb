"""The reading room's pages, as a browser gets them."""

import re

import pytest

from dragoman.views.web import pact_pages, registers
from dragoman.views.web.rendering import web_address

PLACES = (
    "/",
    "/articles",
    "/pacts",
    "/pacts/jcpoa",
    "/pacts/jcpoa?on=2018-12-31&known=2018-12-31",
    "/actors",
    "/actors?name=iran",
    "/actors/IRN",
    "/actors/USA",
    "/actors/IRN/with/USA",
)


def test_the_first_page_says_what_is_there(browse):
    text = browse().get("/").text
    assert "1 article" in text
    assert "Joint Comprehensive Plan of Action" in text
    assert 'href="/actors/IRN/with/USA"' in text or 'href="/actors/USA/with/IRN"' in text


def test_an_article_is_set_by_voice_with_its_acts_beside_it(browse, article):
    text = browse().get(f"/articles/{article}").text
    assert "Whose voice" in text
    assert re.search(
        r'<a class="voice v1" id="t-(\w+)" href="#a-\1" data-claim="\1" title="Post [^"]*› ', text
    )
    assert re.search(r'<li id="m-\w+" class="move">', text)
    assert re.search(r'<li id="e-\w+" class="q[1-4]">', text)
    assert "withdraw" in text
    assert "not the article’s words" in text


def test_only_what_the_outlet_says_itself(browse, article):
    whole = browse().get(f"/articles/{article}").text
    own = browse().get(f"/articles/{article}?own=1").text
    words = "it would stay in the accord"
    assert words in whole
    assert words not in own
    assert "[…]" in own


def test_one_voice_is_asked_for_by_query(browse, article):
    client = browse()
    [voice] = re.findall(r'href="(/articles/\w+\?voice=[^"]*)"[^>]*><svg[^>]*><rect[^>]*/></svg> '
                         r"Germany<", client.get(f"/articles/{article}").text)  # fmt: skip
    told = client.get(voice)
    assert told.status_code == 200
    assert "One voice is shown" in told.text
    assert client.get(f"/articles/{article}?voice=nobody").status_code == 404


def test_a_move_links_to_its_place_in_the_article(browse):
    client = browse()
    text = client.get("/pacts/jcpoa").text
    assert "withdrawn" in text
    [place, *_] = re.findall(r'href="(/articles/\w+#m-\w+)"', text)
    page, anchor = place.split("#")
    assert f'id="{anchor}"' in client.get(page).text


def test_a_pact_stands_at_a_day(browse):
    client = browse()
    assert "withdrawn" in client.get("/pacts/jcpoa?on=2018-12-31").text
    assert "No page tells of a step on it by then" in client.get("/pacts/jcpoa?on=2016-12-31").text


def test_a_pact_has_its_picture(browse):
    client = browse()
    assert '<img src="/pacts/jcpoa/picture.svg"' in client.get("/pacts/jcpoa").text
    picture = client.get("/pacts/jcpoa/picture.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.text.startswith("<svg")
    assert "<script" not in picture.text


def test_a_pact_of_many_steps_has_a_picture_of_the_main_ones(browse, monkeypatch):
    monkeypatch.setattr(pact_pages, "PICTURED", 1)
    monkeypatch.setattr(registers, "PICTURED", 1)
    client = browse()
    assert "too many for one picture" in client.get("/pacts/jcpoa?on=2018-12-29").text
    picture = client.get("/pacts/jcpoa/picture.svg?on=2018-12-29").text
    assert "A summary. Shown are " in picture


def test_without_the_packages_for_pictures_a_word_stands_for_it(browse, shelf, monkeypatch):
    monkeypatch.setattr(pact_pages, "picture_of", lambda *_, **__: None)
    monkeypatch.setattr(pact_pages, "pictures_possible", lambda: False)
    client = browse()
    place = "/pacts/jcpoa?on=2018-12-30"
    assert "needs the extra" in client.get(place).text
    assert client.get(place.replace("?", "/picture.svg?")).status_code == 404


def test_commenters_are_not_named(browse, shelf, article):
    with shelf.opened() as opened:
        assert all(comment.author is None for comment in opened.record(article).article.comments)


def test_an_event_has_an_address(browse, article):
    client = browse()
    [event, *_] = re.findall(r'id="e-(\w+)"', client.get(f"/articles/{article}").text)
    answer = client.get(f"/events/{event}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/articles/{article}#e-{event}"


def test_actors_and_pairs_of_them(browse):
    client = browse()
    iran = client.get("/actors/IRN").text
    assert "What it did" in iran
    assert "accuse" in iran
    pair = client.get("/actors/IRN/with/USA").text
    assert "Iran accused the United States of breaking the accord." in pair


@pytest.mark.parametrize("place", PLACES)
def test_nothing_from_a_page_becomes_markup(browse, place):
    answer = browse().get(place)
    assert answer.status_code == 200
    harmless(answer.text)


def test_an_article_stays_inert(browse, article):
    for query in ("", "?own=1"):
        text = browse().get(f"/articles/{article}{query}").text
        harmless(text)
        assert "&lt;script&gt;alert(1)" in text
        assert "&lt;img src=x onerror" in text


def harmless(text):
    text = text.replace('<script src="/room.js" defer></script>', "", 1)
    assert "<script" not in text.lower()
    assert "<img src=x" not in text
    assert not re.search(r'(href|src)="\s*(javascript|data:text)', text, re.IGNORECASE)
    assert not re.search(r'<[^>"]*\son\w+=', text)
    assert " style=" not in text
    assert "\u202e" not in text
    links = re.findall(r'(?:href|src|action)="([^"]*)"', text)
    assert all(
        link.startswith(("/", "#", "data:,")) and not link.startswith("//") for link in links
    )


@pytest.mark.parametrize(
    "place",
    [
        "/nothing",
        "/articles/0123456789abcdef",
        "/articles/%F0%9F%92%A9",
        "/events/no",
        "/pacts/no-such-pact",
        "/actors/ZZZ",
        "/actors/IRN/with/ZZZ",
        "/articles/' OR 1=1 --",
    ],
)
def test_what_is_not_there_is_said_in_words(browse, place):
    answer = browse().get(place)
    assert answer.status_code == 404
    assert "Not found" in answer.text
    assert "Back to what is in the ledger" in answer.text


@pytest.mark.parametrize(
    "place",
    ["/pacts/jcpoa?on=yesterday", "/pacts?known=2018-13-01", "/articles?page=-1",
     "/articles?page=1e9", "/actors?name=" + "a" * 300],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_refused_in_words(browse, place):
    answer = browse().get(place)
    assert answer.status_code == 400
    assert "That can’t be answered" in answer.text


def test_a_mark_in_a_query_stays_text(browse):
    text = browse().get('/actors?name="><script>alert(1)</script>').text
    harmless(text)
    assert "&#34;&gt;&lt;script&gt;" in text


@pytest.mark.parametrize(
    ("given", "linked"),
    [
        ("https://news.example/a?b=c", "https://news.example/a?b=c"),
        ("HTTP://news.example/", "http://news.example/"),
        ("javascript:alert(1)", None),
        (" javascript://news.example/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("//news.example/", None),
        ("http://[", None),
        ("https:///nowhere", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_linked(given, linked):
    assert web_address(given) == linked
