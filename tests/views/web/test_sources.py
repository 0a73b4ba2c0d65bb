"""The pages on where things come from."""

import re

import pytest

from dragoman.ledger import DepthRow, OutletRow
from dragoman.views.web.rendering import outlet_segment
from dragoman.views.web.sources import depth_parts, naming_parts

from .test_pages import harmless


def test_sources_tell_outlets_speakers_and_who_is_not_named(browse):
    text = browse().get("/sources").text
    harmless(text)
    assert "Depth of hearsay" in text
    assert "told by the outlet itself" in text
    assert "Post &lt;script&gt;" in text
    assert 'href="/actors/' in text


def test_an_outlet_has_a_page_of_its_own(browse):
    client = browse()
    [place, *_] = re.findall(r'href="(/sources/[^"]+)"', client.get("/sources").text)
    answer = client.get(place)
    assert answer.status_code == 200
    harmless(answer.text)
    assert "Its latest articles" in answer.text
    assert "Iran deal" in answer.text


@pytest.mark.parametrize(
    "place", ["/sources/nobody", "/sources/%27%20OR%201=1", "/sources/%F0%9F%92%A9"]
)
def test_an_outlet_that_is_not_there(browse, place):
    answer = browse().get(place)
    assert answer.status_code == 404
    assert "Not found" in answer.text


def test_names_with_slashes_can_be_asked_for():
    assert outlet_segment("AFP/Reuters") == "AFP%20Reuters"
    assert outlet_segment("a\\b\nc") == "a%20b%20c"


def test_parts_of_a_bar_fill_it():
    parts = depth_parts([DepthRow(1, 6), DepthRow(2, 3), DepthRow(4, 1)])
    assert [(part.share, part.start) for part in parts] == [
        (0.6, 0.0),
        (0.3, 0.6),
        (0.1, pytest.approx(0.9)),
    ]
    assert parts[2].name == "by way of three or more"
    assert naming_parts([OutletRow("Post", 1, 10, None, None, 4, 1, 3, 0)])[1].number == 3
    assert naming_parts([]) == ()
