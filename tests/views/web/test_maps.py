"""The map: its outlines, and a pact on it."""

import re
import xml.etree.ElementTree as ET

import pytest

from dragoman.codebook.states import states
from dragoman.views.web.maps import HEIGHT, WIDTH, all_outlines, map_of, outlines, world
from dragoman.views.web.statuses import KEYS, group_key


def test_every_living_state_has_a_place():
    shapes = outlines()
    living = {state.code for state in states() if state.until is None and state.cow is not None}
    assert living - shapes.keys() <= {"TUV"}
    assert all(0 <= s.x <= WIDTH and 0 <= s.y <= HEIGHT for s in shapes.values())


def test_shapes_lie_where_their_states_do():
    shapes = outlines()
    assert shapes["USA"].x < shapes["FRA"].x < shapes["IRN"].x < shapes["CHN"].x
    assert shapes["NOR"].y < shapes["ITA"].y < shapes["ZAF"].y
    assert shapes["SGP"].small
    assert shapes["BHR"].small
    assert not shapes["RUS"].small


def test_no_line_crosses_the_sheet():
    """A shape that is cut at the date line has no step from one edge to the other."""
    for outline in all_outlines():
        steps = re.findall(r"[l ](-?\d+),(-?\d+)", outline.path)
        assert all(abs(int(x)) < WIDTH / 3 for x, _ in steps), outline.code


def test_the_world_is_one_picture_of_well_formed_shapes():
    tree = ET.fromstring(world())
    paths = [element for element in tree.iter() if element.tag.endswith("path")]
    assert len(paths) == len(all_outlines()) > 200
    assert len(world()) < 150_000
    assert "style" not in world()


@pytest.mark.parametrize(
    ("status", "key"),
    [("member", "in"), ("supporter", "for"), ("opponent", "against"), ("withdrawn", "out"),
     ("nothing known", "ended")],
)  # fmt: skip
def test_statuses_share_the_colours_of_the_picture(status, key):
    assert group_key(status) == key
    assert len(set(KEYS.values())) == len(KEYS)


def test_a_pact_on_the_map(shelf):
    with shelf.lent() as ledger:
        account = ledger.account("jcpoa")
        told = map_of(account, "jcpoa", {"USA": "United States"})
        nothing = map_of(ledger.account("jcpoa", "2001-01-01"), "jcpoa", {})
    marks = {mark.outline.code: mark for mark in told.marks}
    assert marks["USA"].words == "United States: withdrawn"
    assert marks["USA"].key == "out"
    assert marks["IRN"].status is None
    assert marks["IRN"].pending
    assert "withdrawn: United States" in told.words
    assert nothing is None


def test_the_map_stands_on_the_page(browse):
    client = browse()
    text = client.get("/pacts/jcpoa").text
    assert re.search(
        r'<title>United States: withdrawn</title>\s*<path d="M[^"]+" fill="url\(#h-out\)"', text
    )
    assert "take no side" in text
    sheet = client.get("/world.svg")
    assert sheet.headers["content-type"] == "image/svg+xml"
    again = client.get("/world.svg", headers={"if-none-match": sheet.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
