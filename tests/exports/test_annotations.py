"""Web annotations hold what the W3C's model asks for, whatever stands on a page."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from dragoman.exports.addresses import web_address
from dragoman.exports.annotations import annotation, page_head
from dragoman.records.spans import Span
from dragoman.records.tellings import Piece, Quotation
from exports.conftest import PAGE

SCHEMA = Draft202012Validator(
    json.loads(Path(__file__).with_name("web_annotation.schema.json").read_text("utf-8"))
)


def quotation(url="https://news.example/a", words=("accused", "Germany ", " Iran"), kind="event"):
    pieces = (Piece("trigger", Span(8, 15), *words),)
    return Quotation(kind, "e1", "ACCUSE", "ACCUSE: DEU > IRN", pieces, replace(PAGE, url=url))


def document(*quotations):
    page = page_head("1234") | {"items": [annotation(each) for each in quotations]}
    return json.loads(json.dumps(page))


@given(
    st.none() | st.text(max_size=30) | st.text(max_size=30).map("https://news.example/{}".format),
    st.tuples(st.text(min_size=1), st.text(), st.text()) | st.just((None, None, None)),
    st.sampled_from(["event", "move", "attribution"]),
)
def test_every_annotation_is_of_the_model(url, words, kind):
    SCHEMA.validate(document(quotation(url, words, kind)))


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://news.example/a?b=c#d", "https://news.example/a?b=c#d"),
        ("https://news.example/Ö/a b", "https://news.example/Ö/a%20b"),
        ("/a/b.html", "urn:x-dragoman:article:a1"),
        ("javascript:alert(1)", "urn:x-dragoman:article:a1"),
        ("http://[half", "urn:x-dragoman:article:a1"),
        (None, "urn:x-dragoman:article:a1"),
    ],
)
def test_a_target_is_the_page_s_address_or_the_article_s_name(url, source):
    [item] = document(quotation(url))["items"]
    assert [target["source"] for target in item["target"]] == [source]
    assert (web_address(url) is None) == source.startswith("urn")


@pytest.mark.parametrize(
    "broken",
    [
        {"target": []},
        {"motivation": "guessing"},
        {"id": "no address"},
        {"created": "2026-01-02T03:04:05"},
        {"body": [{"type": "TextualBody"}]},
    ],
)
def test_the_schema_refuses_what_the_model_does(broken):
    page = document(quotation())
    page["items"][0] |= broken
    with pytest.raises(ValidationError):
        SCHEMA.validate(page)
