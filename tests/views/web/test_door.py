"""Who may come into the reading room, and what a browser may do there."""

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from dragoman.errors import UsageError
from dragoman.views.cli import main
from dragoman.views.web.application import make_application
from dragoman.views.web.serving import chosen_token, on_loopback
from dragoman.views.web.shelf import Shelf

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TOKEN = "a-token-of-some-length"


@pytest.mark.parametrize("place", ["/", "/nothing", "/style.css", "/pacts?on=x", "/a//b"])
def test_every_answer_has_the_policy(browse, place):
    headers = browse().get(place).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000"])
def test_loopback_answers_for_itself(browse, host):
    assert browse().get("/articles", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "localhost:x"]
)
def test_loopback_answers_for_no_other_host(browse, host):
    answer = browse().get("/articles", headers={"host": host})
    assert answer.status_code == 400
    assert "host" in answer.text


def test_two_hosts_are_refused(browse):
    headers = [("host", "localhost"), ("host", "evil.example")]
    assert browse().get("/articles", headers=headers).status_code == 400


def test_forwarding_headers_change_nothing(browse):
    headers = {"x-forwarded-host": "evil.example", "x-http-method-override": "POST"}
    answer = browse().get("/", headers=headers)
    assert answer.status_code == 200
    assert "evil.example" not in answer.text


@pytest.mark.parametrize(
    "place",
    ["//evil.example/", "/a//b", "/articles/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
     "/articles/a%00b", "/a%5cb", "/articles/a%0d%0aSet-Cookie:x"],
)  # fmt: skip
def test_paths_with_tricks_are_refused(browse, place):
    assert browse().get("http://localhost" + place).status_code == 400


def test_an_address_without_end_is_refused(browse):
    assert browse().get("/articles/" + "a" * 3000).status_code == 414


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_the_room_is_for_reading(browse, method):
    assert browse().request(method, "/").status_code == 405


def test_a_body_is_refused(browse):
    assert browse().request("GET", "/", content=b"x").status_code == 400


def test_a_token_is_asked_for_and_then_kept(browse):
    client = browse("http://reader.example", loopback=False, token=TOKEN)
    for place in ("/", "/style.css", "/?token=", "/?token=wrong", f"/?token={TOKEN}&token=x"):
        assert client.get(place).status_code == 401
    came = client.get(f"/pacts?on=2018-05-19&token={TOKEN}")
    assert came.status_code == 303
    assert came.headers["location"] == "/pacts?on=2018-05-19"
    kept = came.headers["set-cookie"]
    assert "HttpOnly" in kept
    assert "SameSite=strict" in kept
    assert client.get("/pacts?on=2018-05-19").status_code == 200
    client.cookies.set("dragoman-token", "wrong")
    other = browse("http://reader.example", loopback=False, token=TOKEN)
    assert other.get("/", headers={"cookie": "dragoman-token=wrong"}).status_code == 401
    assert other.get("/", headers={"cookie": b"dragoman-token=\xe9"}).status_code == 401


def test_where_others_can_reach_it_a_token_is_made():
    assert chosen_token("127.0.0.1", None) is None
    assert chosen_token("::1", None) is None
    assert len(chosen_token("0.0.0.0", None)) >= 32
    assert chosen_token("0.0.0.0", None) != chosen_token("0.0.0.0", None)
    assert chosen_token("127.0.0.1", TOKEN) == TOKEN
    assert not on_loopback("::")
    assert not on_loopback("reader.example")
    for bad in ("short", "a token with blanks in it", "x" * 15, "é" * 20):
        with pytest.raises(UsageError, match="letters, digits"):
            chosen_token("0.0.0.0", bad)


def test_a_new_state_of_the_ledger_is_seen(tmp_path):
    def build(name, text):
        (tmp_path / name).write_text(text)
        words = ["build", str(tmp_path / "l.duckdb"), str(tmp_path / name), "--quiet"]
        assert CliRunner().invoke(main, words).exit_code == 0

    build("a.txt", "Iran accused the United States of breaking the accord.")
    shelf = Shelf(tmp_path / "l.duckdb", indexes=tmp_path / "indexes", patience=60)
    client = TestClient(make_application(shelf), base_url="http://localhost")
    assert "1 article" in client.get("/").text
    build("b.txt", "Germany and France signed an accord with Iran on trade.")
    assert "2 articles" in client.get("/").text
    shelf.close()
