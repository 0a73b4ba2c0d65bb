"""How a reading room follows a ledger that changes under it."""

import threading

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from dragoman.codebook.overlays import overlays_with
from dragoman.errors import LedgerError
from dragoman.views.cli import main
from dragoman.views.web import registers
from dragoman.views.web.application import make_application
from dragoman.views.web.registers import standing_of, warm
from dragoman.views.web.shelf import Shelf

CHANGED = "The ledger has changed."


def build(folder, name, text):
    (folder / name).write_text(text)
    words = ["build", str(folder / "l.duckdb"), str(folder / name), "--quiet"]
    assert CliRunner().invoke(main, words).exit_code == 0


@pytest.fixture
def folder(tmp_path):
    build(tmp_path, "a.txt", "Germany withdrew from the Paris Agreement on 8 May 2018.")
    return tmp_path


def test_what_takes_long_is_answered_from_the_state_before_and_says_so(folder, monkeypatch):
    shelf = Shelf(folder / "l.duckdb", indexes=folder / "indexes", patience=0)
    shelf.prepare()
    client = TestClient(make_application(shelf), base_url="http://localhost")
    assert CHANGED not in client.get("/").text
    go, refresh = threading.Event(), shelf._index.refresh
    monkeypatch.setattr(shelf._index, "refresh", lambda: go.wait(60) and refresh())
    build(folder, "b.txt", "France withdrew from the Paris Agreement on 9 May 2018.")
    for place in ("/", "/articles", "/search?q=agreement"):
        text = client.get(place).text
        assert CHANGED in text
        assert "France" not in text
    go.set()
    shelf._renewal.thread.join()
    assert CHANGED not in client.get("/").text
    assert "2 articles" in client.get("/").text
    shelf.close()


def test_a_pact_is_folded_and_drawn_anew_only_where_something_new_is_told_of_it(
    folder, monkeypatch
):
    drawn = []
    figure = registers.figure_of
    monkeypatch.setattr(registers, "figure_of", lambda *a: drawn.append(a) or figure(*a))
    shelf = Shelf(folder / "l.duckdb", indexes=folder / "indexes", patience=120)
    client = TestClient(make_application(shelf), base_url="http://localhost")
    place = "/pacts/paris-agreement/picture.svg"
    before = client.get(place).text
    assert client.get(place).text == before
    build(folder, "b.txt", "Iran withdrew from the Iran nuclear deal on 9 May 2018.")
    assert client.get(place).text == before
    assert len(drawn) == 1
    assert client.get(f"{place}?dark=1").text != before
    build(folder, "c.txt", "France withdrew from the Paris Agreement on 9 May 2018.")
    assert "France" not in before
    assert "France" in client.get(place).text
    assert "France" in client.get("/pacts/paris-agreement").text
    assert len(drawn) == 3
    shelf.close()


def test_pacts_are_asked_for_by_the_names_of_the_catalogue_given(folder, tmp_path):
    table = tmp_path / "pacts.tsv"
    table.write_text("id\taliases\nparis-agreement\tthe Bourget text\n")
    catalogue = overlays_with([table]).catalogue
    shelf = Shelf(folder / "l.duckdb", catalogue, indexes=folder / "indexes", patience=60)
    shelf.prepare()
    with shelf.opened() as ledger:
        assert ledger.main_pact("the Bourget text") == "paris-agreement"
    shelf.close()


def test_many_are_answered_at_once(folder):
    shelf = Shelf(folder / "l.duckdb", indexes=folder / "indexes", patience=60)
    client = TestClient(make_application(shelf), base_url="http://localhost")
    answers = []
    barrier = threading.Barrier(6)

    def visit():
        with shelf.opened():  # Each holds the ledger while all others ask.
            barrier.wait(60)
            answers.append(client.get("/pacts").status_code)
            barrier.wait(60)

    threads = [threading.Thread(target=visit) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 6
    shelf.close()


def test_what_is_wrong_is_told_and_tried_again(folder, monkeypatch):
    shelf = Shelf(folder / "l.duckdb", indexes=folder / "indexes", patience=60)
    client = TestClient(make_application(shelf), base_url="http://localhost")

    def broken():
        raise LedgerError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(shelf._index, "refresh", broken)
        answer = client.get("/")
        assert answer.status_code == 503
        assert "The disk is full." in answer.text
    assert client.get("/").status_code == 200
    moved = folder / "l.duckdb"
    moved.rename(folder / "away.duckdb")
    answer = client.get("/articles")
    assert answer.status_code == 503
    assert "not there any more" in answer.text
    shelf.close()


def test_pacts_of_which_nothing_new_is_told_are_not_folded_again(folder, monkeypatch):
    shelf = Shelf(folder / "l.duckdb", indexes=folder / "indexes", patience=60)
    warm(shelf)
    build(folder, "b.txt", "France joined the Kyoto Protocol on 9 May 2005.")
    with shelf.opened() as ledger:
        asked = []
        fold = ledger.pacts
        monkeypatch.setattr(
            ledger, "pacts", lambda on, known, only: asked.extend(only) or fold(on, known, only)
        )
        found = standing_of(shelf, ledger, ledger.pact_rows())
        assert [row.row.id for row in found] == [row.id for row in ledger.pact_rows()]
        assert found == fold()
    assert len(found) > len(asked)
    shelf.close()
