"""A page that was written keeps nothing of what it showed."""

import gc
import weakref

import pytest

from dragoman.views.web import rendering


class Witness:
    """Stands among what a page shows."""


@pytest.fixture
def witnesses(monkeypatch):
    """Puts a witness among what every page is told, and keeps references that don't hold it."""
    seen = []
    page = rendering.Desk.page

    def watched(desk, template, status=200, **told):
        witness = Witness()
        seen.append((template, weakref.ref(witness)))
        return page(desk, template, status, witness=witness, **told)

    monkeypatch.setattr(rendering.Desk, "page", watched)
    gc.collect()
    gc.disable()
    yield seen
    gc.enable()


def test_no_circle_keeps_what_a_page_showed(browse, article, witnesses):
    room = browse()
    paths = ["/", "/articles", f"/articles/{article}", "/pacts", "/pacts/jcpoa", "/actors"]
    paths += ["/actors/USA", "/actors/IRN/with/USA", "/sources", "/search?q=Iran", "/nowhere"]
    answers = {path: room.get(path).status_code for path in paths}
    assert answers == dict.fromkeys(paths, 200) | {"/nowhere": 404}
    assert {template for template, _ in witnesses} >= {"pact.html", "article.html", "search.html"}
    assert [template for template, witness in witnesses if witness() is not None] == []
