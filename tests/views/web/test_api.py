"""The JSON under the same addresses, and its description."""

import json
import re

import jsonschema
import pytest
from starlette.testclient import TestClient

from dragoman.views.web.application import make_application, pages_of

PLACES = {
    "/": "/",
    "/articles": "/articles?page=1",
    "/articles/{article}": "/articles/ARTICLE",
    "/pacts": "/pacts?on=2018-12-31",
    "/pacts/{pact}": "/pacts/jcpoa?known=2018-12-31",
    "/actors": "/actors?name=iran",
    "/actors/{actor}": "/actors/IRN",
    "/actors/{actor}/with/{other}": "/actors/IRN/with/USA?list=did",
    "/sources": "/sources",
    "/sources/{outlet}": "/sources/post%20script%20alert%201%20script",
    "/search": "/search?q=iran",
    "/events/{event}": "/events/EVENT",
    "/moves/{move}": "/moves/MOVE",
    "/attributions/{attribution}": "/attributions/CLAIM",
    "/occurrences/{occurrence}": "/occurrences/OCCURRENCE",
}
"""An address for each page that has a JSON form."""


@pytest.fixture(scope="module")
def described(shelf):
    answer = TestClient(make_application(shelf), base_url="http://localhost").get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def test_every_page_is_described(shelf, described):
    pages = pages_of(shelf)
    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {page.path for page in pages}
    for page in pages:
        for method in page.methods:
            told = described["paths"][page.path][method.lower()]
            assert told["summary"], page.path
            named = {each["name"] for each in told["parameters"] if each["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", page.path)), page.path


def test_each_page_with_a_json_form_is_tried(shelf):
    assert set(PLACES) == {page.path for page in pages_of(shelf) if page.gives is not None}


@pytest.mark.parametrize("path", PLACES)
def test_the_answers_are_as_described(browse, shelf, article, described, path):
    with shelf.opened() as opened:
        record = opened.record(article)
    place = (
        PLACES[path]
        .replace("ARTICLE", article)
        .replace("EVENT", record.events[0].id)
        .replace("MOVE", record.moves[0].id)
        .replace("CLAIM", record.attributions[0].id)
        .replace("OCCURRENCE", record.events[0].occurrence)
    )
    answer = browse().get(place, headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    whole = schema["schema"] | {"components": described["components"]}
    jsonschema.Draft202012Validator(whole).validate(answer.json())


def test_json_is_asked_for_by_query_or_header(browse):
    client = browse()
    html = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    kinds = [
        ("/pacts", {}, "text/html"),
        ("/pacts", {"accept": html}, "text/html"),
        ("/pacts", {"accept": "application/json"}, "application/json"),
        ("/pacts", {"accept": "application/json, text/html;q=0.5"}, "application/json"),
        ("/pacts?format=json", {"accept": html}, "application/json"),
        ("/pacts?format=html", {"accept": "application/json"}, "text/html"),
    ]
    for place, headers, kind in kinds:
        answer = client.get(place, headers=headers)
        assert answer.headers["content-type"].startswith(kind), (place, headers)
        assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("place", "status"),
    [("/articles/none", 404), ("/pacts?on=x", 400), ("/nothing", 404), ("/actors/ZZZ", 404)],
)
def test_refusals_are_json_too(browse, described, place, status):
    answer = browse().get(place, headers={"accept": "application/json"})
    assert answer.status_code == status
    told = answer.json()
    assert told["status"] == status
    assert told["why"]
    schema = {"$ref": "#/components/schemas/Refusal", "components": described["components"]}
    jsonschema.Draft202012Validator(schema).validate(told)


def test_the_record_of_an_article_is_whole(browse, article):
    told = browse().get(f"/articles/{article}?format=json").json()
    assert told["article"]["id"] == article
    assert "<script>alert(1)</script>" in told["article"]["title"]
    assert all(comment["author"] is None for comment in told["article"]["comments"])
    assert told["events"]
    assert json.dumps(told).count("withdraw")
