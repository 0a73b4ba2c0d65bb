"""Builds: nothing read twice, nothing lost, whatever happens on the way."""

import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dragoman.errors import LedgerError, UsageError
from dragoman.flow.building import build, codebook_digest
from dragoman.flow.opening import open_ledger
from dragoman.flow.options import Options
from dragoman.flow.progress import Progress
from dragoman.flow.verifying import verify
from dragoman.ledger import Ledger, Writer
from dragoman.pages import Given

SCRIPT = Path(__file__).with_name("paper_reader.py")
_spec = importlib.util.spec_from_file_location("paper_reader", SCRIPT)
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
PaperReader = _module.PaperReader

STATES = ("USA", "IRN", "FRA", "DEU", "GBR", "CHN", "RUS")
TABLES = [
    "coders",
    "sources",
    "names",
    "readings",
    "articles",
    "texts",
    "zones",
    "comments",
    "actors",
    "mentions",
    "resolutions",
    "attributions",
    "events",
    "moves",
    "faults",
]
TIMES = {"read_at", "first_read", "started", "finished", "seconds", "words", "words_a_second"}


def rows_of(path):
    """All rows that a ledger keeps, without times, in an order of their own."""
    with Ledger(path) as ledger:
        kept = {
            name: sorted(
                repr({c: v for c, v in row.items() if c not in TIMES})
                for row in ledger.sql(f"FROM history.{name}", rows=10**6)
            )
            for name in TABLES
        }
        kept["receipts"] = [
            {c: v for c, v in row.items() if c not in TIMES and c != "paths"}
            for row in ledger.receipts("plain")
        ]
    return kept


def answers_of(ledger, table):
    """The rows of a table that answer, without times, in an order of their own."""
    rows = ledger.table(table, "plain")
    return sorted(repr({c: v for c, v in row.items() if c not in TIMES}) for row in rows)


def write_pages(folder, number=150, seed=0):
    """A folder of pages and rows; some empty, some twice, some revised."""
    chance = random.Random(seed)
    folder.mkdir()
    lines = []
    for at in range(number):
        text = f"{chance.choice(STATES)} {chance.choice(['join', 'withdraw', 'back'])} pact{at % 7} 2018-05-{at % 28 + 1:02}"
        if at % 3:
            (folder / f"{at:04}.txt").write_text("" if at % 31 == 1 else f"{text} {at}")
        else:
            row = {"text": text, "published": f"2019-01-{at % 28 + 1:02}"}
            lines.append(row | ({"url": f"https://news.example/{at % 12}"} if at % 2 else {}))
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nno json\n")
    return folder


@pytest.fixture(autouse=True)
def book(monkeypatch):
    """One codebook for all builds of a test, whatever its files are."""
    monkeypatch.setattr("dragoman.flow.building.codebook_digest", lambda *_: "book")


@pytest.fixture
def pages(tmp_path):
    return write_pages(tmp_path / "pages")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "test.duckdb"


def test_a_build_gives_a_receipt(path, pages):
    receipt = build(path, [str(pages)], reader=PaperReader())
    given = len(list(pages.glob("*.txt"))) + len((pages / "rows.jsonl").read_text().splitlines())
    assert receipt.given == given
    assert receipt.read + receipt.known + 1 == given  # one row is no JSON and couldn't be opened
    assert receipt.faulty == 1 + sum(not p.read_text() for p in pages.glob("*.txt"))
    assert receipt.faults == {"pages": 2}  # all empty files are one content
    assert receipt.words > 0
    assert receipt.revised > 0
    with open_ledger(path) as ledger:
        [kept] = ledger.receipts("plain")
    assert kept["read"] == receipt.read
    assert kept["paths"] == [str(pages)]


def test_building_again_changes_nothing(path, pages):
    build(path, [str(pages)], reader=PaperReader())
    before = rows_of(path)
    reader = PaperReader()
    receipt = build(path, [str(pages)], reader=reader)
    assert reader.read_pages == []
    assert (receipt.read, receipt.known, receipt.revised) == (0, receipt.given - 1, 0)
    after = rows_of(path)
    assert len(after.pop("receipts")) == 2
    before.pop("receipts")
    assert after == before


def test_the_order_of_pages_plays_no_part(tmp_path, pages):
    paths = [str(p) for p in sorted(pages.iterdir())]
    build(tmp_path / "1.duckdb", paths, reader=PaperReader())
    random.Random(1).shuffle(paths)
    build(tmp_path / "2.duckdb", [*paths, *paths], reader=PaperReader())
    one, two = rows_of(tmp_path / "1.duckdb"), rows_of(tmp_path / "2.duckdb")
    one.pop("receipts"), two.pop("receipts")
    assert one == two
    with open_ledger(tmp_path / "1.duckdb") as a, open_ledger(tmp_path / "2.duckdb") as b:
        assert a.standing() == b.standing()
        for table in ("events", "moves", "articles", "faults"):
            assert answers_of(a, table) == answers_of(b, table)


def run_and_kill(path, pages, seconds):
    """Runs a build in a process of its own and kills it; whether it had ended before."""
    process = subprocess.Popen([sys.executable, str(SCRIPT), str(path), "0.004", str(pages)])
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()
        return False


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_instant_a_build_ends_as_if_undisturbed(tmp_path, seed):
    pages = write_pages(tmp_path / "pages", 240, seed)
    build(tmp_path / "whole.duckdb", [str(pages)], reader=PaperReader())
    chance, kills = random.Random(seed), 0
    while kills < 5 and not run_and_kill(
        tmp_path / "killed.duckdb", pages, chance.uniform(0.3, 1.1)
    ):
        kills += 1
    receipt = build(tmp_path / "killed.duckdb", [str(pages)], reader=PaperReader())
    killed, whole = rows_of(tmp_path / "killed.duckdb"), rows_of(tmp_path / "whole.duckdb")
    killed["receipts"], whole["receipts"] = killed["receipts"][:1], whole["receipts"][:1]
    assert killed == whole
    assert kills
    assert receipt.given
    assert sorted(p.name for p in tmp_path.iterdir()) == ["killed.duckdb", "pages", "whole.duckdb"]


def test_readers_are_never_disturbed_by_a_build(path, pages):
    build(path, [str(pages / "rows.jsonl")], reader=PaperReader())
    process = subprocess.Popen([sys.executable, str(SCRIPT), str(path), "0.01", str(pages)])
    seen = []
    with open_ledger(path) as early:
        before = len(early.events("plain"))
        while process.poll() is None:
            with open_ledger(path) as ledger:
                seen.append(len(ledger.events("plain")))
            assert len(early.events("plain")) == before
            time.sleep(0.05)
    assert process.returncode == 0
    assert len(seen) > 3
    assert set(seen) <= {before, len(rows_of(path)["events"]), seen[-1]}


def test_a_second_build_is_told_who_writes(path, pages):
    held = threading.Event()
    release = threading.Event()

    def watch(_progress):
        held.set()
        release.wait(10)

    thread = threading.Thread(
        target=build, args=(path, [str(pages)], None, watch), kwargs={"reader": PaperReader()}
    )
    thread.start()
    try:
        assert held.wait(10)
        with pytest.raises(LedgerError, match=f"written by process {os.getpid()}"):
            build(path, [str(pages)], reader=PaperReader())
    finally:
        release.set()
        thread.join()
    assert len(rows_of(path)["receipts"]) == 1


def test_progress_tells_rate_and_time_left(path, pages):
    seen = []
    build(path, [str(pages)], progress=seen.append, reader=PaperReader(pause=0.001))
    counting = [p for p in seen if p.counted]
    assert seen[: len(counting)] == counting
    assert [p.counted for p in counting] == [32, 64, 96, 128, seen[-1].total]
    assert counting[-1].left is None
    seen = seen[len(counting) :]
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert seen[-1].done == seen[-1].total
    assert (seen[-1].ahead, seen[-1].left) == (0, 0.0)
    assert seen[0].left > 0
    assert seen[0].rate > 0
    assert Progress(1, None, None, 1, 0, 0, 5, 1.0).left is None


def test_a_page_that_breaks_the_reader_is_a_fault_and_the_others_are_read(path, tmp_path):
    for name, text in (("a", "USA join nato 2018"), ("b", "crash"), ("c", "FRA join nato 2019")):
        (tmp_path / f"{name}.txt").write_text(text)
    receipt = build(path, [str(tmp_path / f"{n}.txt") for n in "abc"], reader=PaperReader())
    assert (receipt.read, receipt.faulty, receipt.faults) == (3, 1, {"ledger": 1})
    with open_ledger(path) as ledger:
        [fault] = ledger.faults("plain")
        assert "ZeroDivisionError" in fault["message"]
        assert len(ledger.moves("plain")) == 2
    assert build(path, [str(tmp_path / "b.txt")], reader=PaperReader()).faulty == 1


def test_rereading_appends_what_a_newer_coder_reads(path, pages):
    first = build(path, [str(pages)], reader=PaperReader())
    assert build(path, [str(pages)], reader=PaperReader("2.0")).read == 0
    second = build(path, [str(pages)], reader=PaperReader("2.0"), reread=True)
    assert second.read == second.reread == first.read
    assert second.revised == 0
    third = PaperReader("2.0")
    assert build(path, [str(pages)], reader=third, reread=True).read == 0
    assert third.read_pages == []
    with open_ledger(path) as ledger:
        assert set(ledger.events("plain").column("coder")) == {"2.0"}
        kept = ledger.sql("SELECT count(*) FROM history.events").rows[0][0]
        assert (
            kept
            == 2
            * ledger.sql(
                "SELECT count(*) FROM history.events JOIN history.readings USING (reading) WHERE build = 1"
            ).rows[0][0]
        )


def test_another_codebook_makes_another_coder(path, pages, monkeypatch):
    first = build(path, [str(pages)], reader=PaperReader())
    monkeypatch.setattr("dragoman.flow.building.codebook_digest", lambda *_: "mended book")
    assert build(path, [str(pages)], reader=PaperReader(), reread=True).reread == first.read


def test_the_codebooks_digest_is_the_same_each_time():
    assert codebook_digest() == codebook_digest()
    assert len(codebook_digest()) == 16


def test_what_is_said_of_a_page_makes_it_read_again(path, tmp_path):
    (tmp_path / "a.txt").write_text("USA join nato 2018")
    paths = [str(tmp_path / "a.txt")]
    build(path, paths, reader=PaperReader())
    said = Options(given=Given(published="2018-05-19"))
    assert build(path, paths, said, reader=PaperReader()).read == 1
    with open_ledger(path) as ledger:
        assert len(ledger.pages("plain")) == 1
        assert len(ledger.moves("plain")) == 1


def test_an_interrupted_build_shows_what_it_has(path, pages):
    def watch(progress):
        if not progress.counted:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(path, [str(pages)], progress=watch, reader=PaperReader())
    with open_ledger(path) as ledger:
        assert len(ledger.events("plain")) > 0
        assert len(ledger.receipts("plain")) == 0
    build(path, [str(pages)], reader=PaperReader())
    assert len(rows_of(path)["receipts"]) == 1


def test_misuse_leaves_no_ledger_behind(path, pages):
    class Strict(PaperReader):
        def read(self, pages):
            raise UsageError("no such option")

    with pytest.raises(UsageError):
        build(path, [str(pages / "0001.txt")], reader=Strict())
    assert [p.name for p in path.parent.iterdir()] == ["pages"]


def test_verify_shows_each_row_that_differs(path, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.txt").write_text(f"USA join pact-{name} 2018-05-08")
    (folder / "rows.jsonl").write_text('{"text": "FRA join nato 1949", "id": "x/../1"}\n')
    build(path, [str(folder)], reader=PaperReader())

    def found():
        with open_ledger(path) as ledger:
            return list(verify(ledger, make_reader=lambda options: PaperReader()))

    assert found() == []
    (folder / "a.txt").write_text("USA withdraw pact-a 2018-05-08")
    (folder / "b.txt").unlink()
    with Writer(path) as writer:
        writer.count("SELECT 1")
        writer._run("UPDATE history.moves SET actor = 'IRN' WHERE pact = 'pact-c'")
        writer._run(
            "DELETE FROM history.events WHERE reading IN (SELECT reading FROM history.moves WHERE pact = 'pact-d')"
        )
    differences = found()
    notes = {Path(d.page).name: d.note for d in differences if d.note}
    assert notes == {
        "a.txt": "The source has changed since it was read.",
        "b.txt": "There is no such file. Check the path.",
    }
    rows = [(Path(d.page).name, d.table, d.fields) for d in differences if not d.note]
    assert rows.count(("c.txt", "moves", ("actor",))) == 1
    assert rows.count(("d.txt", "events", ())) == 5
    assert len(rows) == 6
