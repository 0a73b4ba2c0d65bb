"""The search page, lists that go on, and addresses that last."""

import re

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from dragoman.ledger.index import searching
from dragoman.views.cli import main
from dragoman.views.web.application import make_application
from dragoman.views.web.shelf import Shelf

HTML = {"accept": "text/html"}
JSON = {"accept": "application/json"}


def found(browse, query):
    results = browse().get("/search", params=query, headers=JSON).json()["results"]
    return {each["kind"]: each["matches"] for each in results if each["matches"]}


def test_words_are_found_in_every_kind(browse):
    assert set(found(browse, {"q": "iran"})) >= {"articles", "actors", "pacts", "events"}
    assert found(browse, {"q": "accused breaking"})["events"] == 1
    assert found(browse, {"q": "comply"})["claims"] == 1
    assert set(found(browse, {"q": "jcpoa"})) == {"pacts"}
    assert found(browse, {"q": '"stay in the accord"', "kind": "articles"}) == {"articles": 1}


def test_a_search_is_narrowed_by_its_fields(browse):
    assert found(browse, {"q": "accord", "type": "ACCUSE"}) == {"events": 1}
    assert "articles" in found(browse, {"q": "accord", "from": "2018-05-19"})
    assert found(browse, {"q": "accord", "from": "2018-05-20", "kind": "articles"}) == {}
    assert found(browse, {"q": "accord", "outlet": "nobody"}) == {}
    assert found(browse, {"q": "comply", "depth": "1"})["claims"] == 1
    assert found(browse, {"q": "comply", "depth": "5"}) == {}


def test_a_page_says_where_more_match_than_are_ranked(browse, monkeypatch):
    query = {"q": "iran", "kind": "events"}
    every = found(browse, query)["events"]
    assert every > 1
    whole = browse().get("/search", params=query, headers=JSON).json()["results"][0]
    assert (whole["matches"], whole["cut"]) == (every, False)
    monkeypatch.setattr(searching, "RANKED", every - 1)
    cut = browse().get("/search", params=query, headers=JSON).json()["results"][0]
    assert (cut["matches"], cut["cut"], len(cut["hits"])) == (every - 1, True, every - 1)
    latest = sorted((hit["day"] for hit in whole["hits"]), reverse=True)[: every - 1]
    assert sorted((hit["day"] for hit in cut["hits"]), reverse=True) == latest
    page = browse().get("/search", params=query, headers=HTML).text
    assert f"more than {every - 1}" in page
    assert "no others are here" in page
    monkeypatch.setattr(searching, "RANKED", every)
    exact = browse().get("/search", params=query, headers=HTML).text
    assert "more than" not in exact


@pytest.mark.parametrize(
    "query", ['"', "*", "-", "( OR", "a AND", "NEAR(", "'; DROP TABLE kept; --", "x:y", "^", "\\"]
)
def test_no_query_is_an_error(browse, query):
    for kind in ("", "articles", "events"):
        answer = browse().get("/search", params={"q": query, "kind": kind}, headers=HTML)
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "query", ["kind=x", "from=yesterday", "type=AIDS", "depth=-1", "page=0&kind=events", "q=%00"]
)
def test_a_field_that_makes_no_sense_is_refused(browse, query):
    assert browse().get(f"/search?q=iran&{query}", headers=HTML).status_code == 400


def test_what_is_found_stays_text(browse):
    for query in ("script", "alert", '"><script>alert(1)</script>', "script alert"):
        text = browse().get("/search", params={"q": query}, headers=HTML).text
        assert text.count("<script") == text.count('<script src="/room.js" defer></script>') == 1
        assert "javascript:" not in re.sub(r">[^<]*<", "><", text)
    text = browse().get("/search?q=script", headers=HTML).text
    assert "&lt;<mark>script</mark>&gt;<mark>alert</mark>" in text or "<mark>script</mark>" in text


def test_commenters_and_their_words_are_not_found(browse):
    assert found(browse, {"q": "onerror"}) == {}


def test_every_page_has_a_box_for_searching(browse, article):
    for place in ("/", "/pacts/jcpoa", f"/articles/{article}", "/nothing"):
        assert '<form class="find" method="get" action="/search"' in browse().get(place).text


def test_hits_lead_to_their_places(browse):
    client = browse()
    text = client.get("/search?q=accord", headers=HTML).text
    links = set(re.findall(r'href="(/(?:articles|events|attributions|actors|pacts)/[^"]+)"', text))
    assert {link.split("/")[1] for link in links} >= {"articles", "events", "attributions"}
    for link in links:
        answer = client.get(link, headers=HTML)
        assert answer.status_code in (200, 303), link
        if answer.status_code == 303:
            page, anchor = answer.headers["location"].split("#")
            assert f'id="{anchor}"' in client.get(page).text


def test_a_list_is_shown_alone_and_in_pages(browse):
    client = browse()
    alone = client.get("/actors/IRN?list=did", headers=HTML).text
    assert "What it did" in alone
    assert "What was done to it" not in alone
    assert client.get("/actors/IRN?list=did&page=9", headers=HTML).status_code == 200
    assert client.get("/actors/IRN?list=none", headers=HTML).status_code == 400
    assert client.get("/pacts?page=99", headers=HTML).status_code == 200


def test_an_id_of_a_former_reading_says_where_it_stands_now(tmp_path):
    def run(*words):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == 0, result.output

    def build(text):
        (tmp_path / "page.txt").write_text(text)
        run("build", tmp_path / "l.duckdb", tmp_path / "page.txt", "--quiet", "--url",
            "https://news.example/a")  # fmt: skip

    shelf = None
    build("Iran accused the United States of breaking the accord.")
    shelf = Shelf(tmp_path / "l.duckdb", indexes=tmp_path / "indexes", patience=60)
    client = TestClient(
        make_application(shelf), base_url="http://localhost", follow_redirects=False
    )
    [old] = client.get("/articles?format=json").json()["articles"]
    [event, *_] = client.get(f"/articles/{old['article']}?format=json").json()["events"]
    assert client.get(f"/events/{event['id']}", headers=HTML).status_code == 303
    build("Iran accused the United States of breaking the accord. Germany stays in it.")
    [new] = client.get("/articles?format=json").json()["articles"]
    assert new["article"] != old["article"]

    told = client.get(f"/events/{event['id']}", headers=HTML)
    assert told.status_code == 200
    assert "the page has another version now" in told.text
    assert "Iran accused the United States of breaking the accord." in told.text
    assert f'href="/articles/{new["article"]}#e-' in told.text
    former = client.get(f"/events/{event['id']}", headers=JSON).json()["former"]
    assert former["article"] == new["article"]

    told = client.get(f"/articles/{old['article']}", headers=HTML)
    assert f'href="/articles/{new["article"]}"' in told.text
    answer = client.get(f"/articles/{old['article']}", headers=JSON)
    assert answer.headers["location"].startswith(f"/articles/{new['article']}")

    run("retract", tmp_path / "l.duckdb", "article", new["article"], "--reason", "r", "--by", "me")
    told = client.get(f"/articles/{new['article']}", headers=HTML)
    assert "it was retracted" in told.text
    answer = client.get(f"/articles/{new['article']}", headers=JSON)
    assert answer.headers["location"].startswith(f"/articles/{old['article']}")
    shelf.close()


def test_a_search_from_the_terminal(ledger, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    shown = CliRunner().invoke(
        main, ["search", str(ledger), "accused -germany", "--kind", "events"]
    )
    assert shown.exit_code == 0, shown.output
    assert "events: 1" in shown.output
    assert "Iran accused the United States of breaking the accord." in shown.output
    assert "\u202e" not in CliRunner().invoke(main, ["search", str(ledger), "again"]).output
    told = CliRunner().invoke(main, ["search", str(ledger), "iran", "--json"]).output
    assert told.count('"kind":"') >= 5
    assert CliRunner().invoke(main, ["search", str(ledger), "xyzzy"]).exit_code == 1
    assert CliRunner().invoke(main, ["search", str(tmp_path / "none"), "x"]).exit_code == 3
