"""Reviewing in the room: what a form does, and which forms are refused."""

import re
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Writer
from dragoman.views.web.application import make_application
from dragoman.views.web.posting import LARGEST
from dragoman.views.web.shelf import Shelf

FORM = {"content-type": "application/x-www-form-urlencoded"}


class Visitor:
    """A browser without JavaScript that reviews."""

    def __init__(self, shelf, **options):
        room = make_application(shelf, review=True, **options)
        self.client = TestClient(room, base_url="http://localhost:8000", follow_redirects=False)

    def page(self, query=""):
        answer = self.client.get(f"/review{query}")
        assert answer.status_code == 200
        return answer.text

    def form(self, action="/review/verdict", query=""):
        """The hidden fields of the first form for an address."""
        page = self.page(query)
        form = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.DOTALL)[0]
        return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form))

    def send(self, action, fields, **headers):
        return self.client.post(
            action,
            content=urlencode(fields, doseq=True),
            headers=FORM | {"origin": "http://localhost:8000"} | headers,
        )

    def judge(self, verdict, query="", **more):
        return self.send("/review/verdict", self.form(query=query) | {"verdict": verdict} | more)


@pytest.fixture
def copy(ledger, tmp_path):
    path = tmp_path / "l.duckdb"
    path.write_bytes(ledger.read_bytes())
    return path


@pytest.fixture
def own_shelf(copy):
    # Of its own, and with patience: on a busy machine an index may take longer than a page waits.
    shelf = Shelf(copy, indexes=copy.parent / "indexes", patience=120)
    yield shelf
    shelf.close()


@pytest.fixture
def visitor(own_shelf):
    return Visitor(own_shelf, reviewer="Jane Example")


def asked(shelf, query):
    with shelf.lent() as ledger:
        return ledger.sql(query).rows


def waiting(page):
    return int(re.search(r'<h1>Review <span class="faint">(\d+) row', page)[1])


def test_a_room_for_reading_says_how_to_open_one_for_review(browse):
    answer = browse().get("/review")
    assert answer.status_code == 200
    assert "serve l.duckdb --review" in answer.text
    assert 'method="post"' not in answer.text
    for place in ("/review/verdict", "/review/undo", "/review/name"):
        assert browse().post(place, content="", headers=FORM).status_code == 405


def test_looking_writes_nothing(visitor, own_shelf):
    for place in ("/review", "/review/verdict", "/review/undo", "/review/figures", "/review.js"):
        assert visitor.client.get(place).status_code in (200, 405)
    assert asked(own_shelf, "SELECT count(*) FROM history.reviews") == ((0,),)


def test_a_row_is_rejected_everywhere_at_once_and_comes_back(visitor, own_shelf):
    fields = visitor.form()
    before = visitor.client.get(f"/articles/{fields['article']}").text
    count = waiting(visitor.page())
    answer = visitor.judge("reject", reason="no such thing")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?kind=event")
    after = visitor.client.get(f"/articles/{fields['article']}").text
    assert f'id="e-{fields["subject"]}"' in before
    assert f'id="e-{fields["subject"]}"' not in after
    page = visitor.page()
    assert waiting(page) == count - 1
    assert "Rejected:" in page
    [(kind, subject, verdict, author, reason, drawn)] = asked(
        own_shelf, "SELECT kind, subject, verdict, author, reason, drawn FROM reviews"
    )
    told = ("event", fields["subject"], "reject", "Jane Example", "no such thing", "random")
    assert (kind, subject, verdict, author, reason, drawn) == told
    undone = visitor.send("/review/undo", visitor.form("/review/undo"))
    assert undone.status_code == 303
    assert waiting(visitor.page()) == count
    assert (
        f'id="e-{fields["subject"]}"' in visitor.client.get(f"/articles/{fields['article']}").text
    )
    assert asked(own_shelf, "SELECT void FROM reviews") == ((True,),)
    assert asked(own_shelf, "SELECT count(*) FROM history.reviews") == ((2,),)
    # Rejected once more, it is gone once more.
    assert visitor.judge("reject").status_code == 303
    assert (
        f'id="e-{fields["subject"]}"'
        not in visitor.client.get(f"/articles/{fields['article']}").text
    )


def test_a_mended_event_has_what_follows_from_its_type(visitor, own_shelf):
    fields = visitor.form(query="?label=ACCUSE")
    answer = visitor.judge(
        "mend", "?label=ACCUSE", type="THREATEN", source="RUS", target=["USA", ""]
    )
    assert answer.status_code == 303
    [row] = asked(
        own_shelf,
        "SELECT type, mode, quad, cameo, source, target, corrected FROM events "
        f"WHERE id = '{fields['subject']}'",
    )
    assert row == ("THREATEN", None, 3, "13", ["RUS"], ["USA"], True)
    assert "Mended: accuse" in visitor.page()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"type": "APPLAUD"}, "no type"),
        ({"source": "<b>nobody</b>"}, "no actor of the article"),
        ({"date": "yesterday"}, "dates are like"),
        ({"modality": "certain"}, "can&#39;t be"),
        ({}, "accept the row instead"),
    ],
)
def test_a_mend_that_makes_no_sense_is_told_and_kept(visitor, own_shelf, fields, words):
    answer = visitor.judge("mend", **fields)
    assert answer.status_code == 400
    assert words in answer.text
    assert "<b>nobody" not in answer.text
    assert asked(own_shelf, "SELECT count(*) FROM history.reviews") == ((0,),)
    if "date" in fields:
        assert 'value="yesterday"' in answer.text


@pytest.mark.parametrize("kind", ["attribution", "move", "identity"])
def test_other_kinds_are_accepted_and_rejected(visitor, own_shelf, kind):
    query = f"?kind={kind}"
    count = waiting(visitor.page(query))
    assert visitor.judge("accept", query).status_code == 303
    assert visitor.judge("reject", query).status_code == 303
    assert waiting(visitor.page(query)) <= count - 2
    assert asked(own_shelf, "SELECT kind, verdict FROM reviews ORDER BY number") == (
        (kind, "accept"),
        (kind, "reject"),
    )
    figures = visitor.client.get("/review/figures").text
    assert "Drawn by lot" in figures
    assert "50%" in figures


def test_an_identity_is_mended_by_a_judgement_in_its_article(visitor, own_shelf):
    query = "?kind=identity&label=country"
    fields = visitor.form(query=query)
    assert visitor.judge("mend", query, identity="FRA").status_code == 303
    rows = f"SELECT identity FROM resolutions WHERE actor = '{fields['subject']}'"
    assert asked(own_shelf, rows) == (("FRA",),)
    assert asked(own_shelf, "SELECT decision, article FROM judgements") == (
        ("is", fields["article"]),
    )
    visitor.send("/review/undo", visitor.form("/review/undo"))
    assert asked(own_shelf, rows) == ((fields["subject"],),)


def test_a_mended_source_is_the_speaker_on_every_page(visitor, own_shelf):
    query = "?kind=attribution"
    fields = visitor.form(query=query)
    article, subject = fields["article"], fields["subject"]
    source = f"SELECT source_actor FROM attributions WHERE id = '{subject}'"
    before = asked(own_shelf, source)
    assert visitor.judge("mend", query, source_actor="NOR").status_code == 303
    assert asked(own_shelf, source) == (("NOR",),)
    assert "Mended" in visitor.page(query)
    page = visitor.client.get(f"/articles/{article}")
    assert "Norway" in page.text
    told = visitor.client.get("/actors/NOR?format=json").json()
    assert [said["id"] for said in told["said"]] == [subject]
    assert "Norway" in visitor.client.get("/sources").text
    own = visitor.page(f"{query}&article={article}&subject={subject}")
    assert 'value="NOR"' in own
    assert "Jane Example mended it" in own
    assert visitor.send("/review/undo", visitor.form("/review/undo")).status_code == 303
    assert asked(own_shelf, source) == before
    assert "Norway" not in visitor.client.get(f"/articles/{article}").text
    assert visitor.client.get("/actors/NOR?format=json").json()["said"] == []


def test_a_source_is_named_anew_with_for_whom_he_acts(visitor, own_shelf):
    query = "?kind=attribution"
    refused = visitor.judge("mend", query, source_actor="Jan <b>Example")
    assert refused.status_code == 400
    assert "needs a country" in refused.text
    assert 'value="Jan &lt;b&gt;Example"' in refused.text
    told = {"source_actor": "Jan <b>Example", "source_country": "NOR", "source_named": "true"}
    subject = visitor.form(query=query)["subject"]
    assert visitor.judge("mend", query, **told).status_code == 303
    [(name, kind, country, named)] = asked(
        own_shelf,
        "SELECT s.name, s.kind, s.country, a.source_named FROM attributions a JOIN actors s "
        f"ON s.reading = a.reading AND s.id = a.source_actor WHERE a.id = '{subject}'",
    )
    assert (name, kind, country, named) == ("Jan <b>Example", "person", "NOR", True)
    said = visitor.client.get("/actors/NOR").text
    assert "Jan &lt;b&gt;Example" in said
    assert "<b>Example" not in said


def test_a_form_needs_the_token_of_its_own_visitor(visitor, own_shelf):
    fields = visitor.form() | {"verdict": "reject"}
    other = Visitor(own_shelf, reviewer="Jane Example").form()["token"]
    for token in ("", "0" * 64, other, "é"):
        answer = visitor.send("/review/verdict", fields | {"token": token})
        assert answer.status_code == 403
        assert "nothing was changed" in answer.text
    del fields["token"]
    assert visitor.send("/review/verdict", fields).status_code == 403
    fields = visitor.form() | {"verdict": "reject"}
    visitor.client.cookies.clear()
    assert visitor.send("/review/verdict", fields).status_code == 403
    assert asked(own_shelf, "SELECT count(*) FROM history.reviews") == ((0,),)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:8001"},
        {"origin": "null"},
        {"origin": "file://localhost:8000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_form_from_elsewhere_is_refused(visitor, own_shelf, headers):
    fields = visitor.form() | {"verdict": "reject"}
    assert visitor.send("/review/verdict", fields, **headers).status_code == 403
    assert asked(own_shelf, "SELECT count(*) FROM history.reviews") == ((0,),)


def test_a_form_from_here_is_taken_though_the_browser_hides_where(visitor):
    fields = visitor.form() | {"verdict": "accept"}
    headers = {"origin": "null", "sec-fetch-site": "same-origin"}
    assert visitor.send("/review/verdict", fields, **headers).status_code == 303


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"x" * (LARGEST + 1), {}, 413),
        (b"{}", {"content-type": "application/json"}, 415),
        (b"x", {"content-type": "multipart/form-data; boundary=x"}, 415),
        (b"&".join(b"a=1" for _ in range(500)), {}, 400),
        ("é=1".encode(), {}, 400),
        (b"", {}, 403),
    ],
)
def test_what_is_no_small_form_is_refused(visitor, content, headers, status):
    answer = visitor.client.post("/review/verdict", content=content, headers=FORM | headers)
    assert answer.status_code == status


def test_a_form_that_says_not_how_long_it_is_is_refused(visitor):
    def pieces():
        yield b"a=1"

    answer = visitor.client.post("/review/verdict", content=pieces(), headers=FORM)
    assert answer.status_code == 411


def test_while_somebody_else_writes_nothing_is_lost(visitor, copy, own_shelf):
    fields = visitor.form() | {"verdict": "mend", "type": "THREATEN", "reason": "in so many words"}
    with Writer(copy):
        answer = visitor.send("/review/verdict", fields)
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "being written by" in answer.text
    assert "Try again: mend" in answer.text
    assert 'value="in so many words"' in answer.text
    assert '<option value="THREATEN" selected>' in answer.text
    assert asked(own_shelf, "SELECT count(*) FROM history.reviews") == ((0,),)


def test_a_row_that_is_gone_is_told(visitor):
    fields = visitor.form() | {"verdict": "accept"}
    assert visitor.judge("reject").status_code == 303
    answer = visitor.send("/review/verdict", fields)
    assert answer.status_code == 409
    assert "does not answer any more" in answer.text
    gone = fields | {"article": "../../etc", "subject": "<script>"}
    assert visitor.send("/review/verdict", gone).status_code == 409
    assert visitor.client.get("/review?article=a&subject=b").status_code == 404
    stale = visitor.form("/review/undo")
    assert visitor.send("/review/undo", stale).status_code == 303
    assert visitor.send("/review/undo", stale).status_code == 409


def test_who_reviews_says_so_once(own_shelf):
    visitor = Visitor(own_shelf)
    page = visitor.page()
    assert "Who are you?" in page
    assert 'action="/review/verdict"' not in page
    fields = visitor.form("/review/name")
    assert visitor.send("/review/name", fields | {"name": " \x00 "}).status_code == 400
    assert visitor.send("/review/name", fields | {"name": "x" * 101}).status_code == 400
    named = visitor.send("/review/name", fields | {"name": "Zoë <i>Müller</i>"})
    assert named.status_code == 303
    assert "SameSite=strict" in named.headers["set-cookie"]
    assert "You review as Zoë &lt;i&gt;Müller&lt;/i&gt;" in visitor.page()
    assert visitor.judge("accept").status_code == 303
    assert asked(own_shelf, "SELECT author FROM reviews") == (("Zoë <i>Müller</i>",),)


def test_how_a_row_was_come_by_is_kept(visitor, own_shelf):
    visitor.judge("accept", "?kind=identity&order=least-sure")
    visitor.judge("accept", "?kind=identity&least=0.01")
    fields = visitor.form(query="?kind=identity")
    own = f"?kind=identity&article={fields['article']}&subject={fields['subject']}"
    visitor.judge("accept", own)
    drawn = asked(own_shelf, "SELECT drawn FROM reviews ORDER BY number")
    assert drawn == (("least-sure",), ("chosen",), ("chosen",))


@pytest.mark.parametrize(
    "query",
    ["?kind=page", "?order=mine", "?least=2", "?least=nan", "?least=0.9&most=0.1", "?seed=-1",
     "?skip=x", "?skip=1e3"],
)  # fmt: skip
def test_a_query_that_makes_no_sense_is_refused_in_words(visitor, query):
    answer = visitor.client.get(f"/review{query}")
    assert answer.status_code == 400
    assert "makes no sense" in answer.text


def test_words_of_pages_stay_words(visitor):
    for kind in ("event", "attribution", "move", "identity"):
        text = visitor.page(f"?kind={kind}&label=<script>")
        scripts = re.findall(r"<script[^>]*>", text)
        assert '<script src="/review.js" defer>' in scripts
        assert all(re.fullmatch(r'<script src="/\w+\.js" defer>', script) for script in scripts)
        assert not re.search(r'<[^>"]*\son\w+=', text)
        assert " style=" not in text


def test_a_token_at_the_door_goes_before_a_form(own_shelf):
    room = make_application(own_shelf, token="a-token-of-some-length", review=True)
    client = TestClient(room, base_url="http://localhost", follow_redirects=False)
    assert client.post("/review/verdict", content="a=1", headers=FORM).status_code == 401
