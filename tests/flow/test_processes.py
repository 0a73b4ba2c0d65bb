"""Reading in many processes: the same ledger, whatever becomes of the processes."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from dragoman.errors import BrokenEnvironmentError, UsageError
from dragoman.flow.building import build
from dragoman.flow.processes import Processes
from dragoman.pages import Page
from dragoman.records import PageFault, Record
from flow.paper_reader import PaperReader
from flow.test_building import rows_of, write_pages

ROOT = Path(__file__).resolve().parents[2]


class DyingReader(PaperReader):
    """Ends its process on a page that says so."""

    def _one(self, page):
        if page.content.startswith(b"die"):
            os._exit(9)
        return super()._one(page)


class StrictReader(PaperReader):
    def read(self, pages):
        raise UsageError("no such option")


class ChattyReader(PaperReader):
    def _one(self, page):
        print("a library prints")  # noqa: T201
        os.write(1, b"and so does another\n")
        return super()._one(page)


class SlowReader(PaperReader):
    def __init__(self):
        super().__init__(pause=0.01)


def broken():
    os._exit(7)


@pytest.fixture(autouse=True)
def book(monkeypatch):
    monkeypatch.setattr("dragoman.flow.building.codebook_digest", lambda *_: "book")


@pytest.fixture
def pages(tmp_path):
    return write_pages(tmp_path / "pages")


def page(text, name="a"):
    return Page(name, text.encode())


def children():
    return [p for p in psutil.Process().children(recursive=True) if "serve()" in str(p.cmdline())]


def test_the_ledger_is_the_one_that_a_single_process_makes(tmp_path, pages):
    paths = [str(pages), str(pages / "0001.txt"), str(pages)]
    one = build(tmp_path / "one.duckdb", paths, reader=PaperReader())
    with Processes(PaperReader, 2) as two:
        both = build(tmp_path / "two.duckdb", paths, reader=two)
    assert rows_of(tmp_path / "one.duckdb") == rows_of(tmp_path / "two.duckdb")
    assert (both.given, both.read, both.known, both.faulty, both.words) == (
        one.given,
        one.read,
        one.known,
        one.faulty,
        one.words,
    )
    with Processes(PaperReader, 2) as two:
        assert build(tmp_path / "two.duckdb", paths, reader=two).read == 0
    assert children() == []


def test_results_come_in_the_order_of_the_batches():
    batches = [[page(f"USA join pact{n} {m}") for m in range(9)] for n in range(12)]
    with Processes(PaperReader, 3) as readers:
        asked = [readers.begin(batch) for batch in batches]
        told = [[result.article.text for result in results()] for results in asked]
    assert told == [[p.content.decode() for p in batch] for batch in batches]


@pytest.mark.slow
def test_processes_killed_all_the_time_lose_nothing(tmp_path, pages):
    build(tmp_path / "one.duckdb", [str(pages)], reader=PaperReader())
    chance, done, killed = random.Random(7), threading.Event(), []

    def kill():
        while not done.wait(chance.uniform(0.5, 1.5)) and len(killed) < 4:
            for process in children()[:1]:
                with contextlib.suppress(psutil.Error):
                    process.kill()
                    killed.append(process.pid)

    killer = threading.Thread(target=kill)
    with Processes(SlowReader, 2) as two:
        two.begin([page("USA join nato")])()
        killer.start()
        try:
            build(tmp_path / "two.duckdb", [str(pages)], reader=two)
        finally:
            done.set()
            killer.join()
    assert killed
    assert rows_of(tmp_path / "one.duckdb") == rows_of(tmp_path / "two.duckdb")


@pytest.mark.slow
def test_a_page_on_which_processes_die_is_a_fault_and_the_others_are_read():
    with Processes(DyingReader, 2) as readers:
        batch = [page("USA join nato"), page("die", "deadly"), page("FRA join nato")]
        first, second = readers.begin(batch), readers.begin(batch[:1])
        one, fault, three = first()
        assert [type(one), type(three), *map(type, second())] == [Record] * 3
    assert isinstance(fault, PageFault)
    assert fault.page == "deadly"
    assert "ended the process that read it" in fault.fault.message


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (StrictReader, UsageError, "no such option"),
        (broken, BrokenEnvironmentError, "code 7"),
    ],
)
def test_what_is_no_fault_of_pages_ends_the_build(make, error, words):
    with Processes(make, 2) as readers, pytest.raises(error, match=words):
        readers.begin([page("USA join nato")])()
    assert children() == []


def test_what_a_library_prints_is_not_taken_for_an_answer(capfd):
    with Processes(ChattyReader, 1) as readers:
        [record] = readers.begin([page("USA join nato")])()
    assert record.moves[0].actor == "USA"
    assert capfd.readouterr().err.count("prints") == 1


def test_there_is_one_process_at_least():
    with pytest.raises(UsageError, match="not 0"):
        Processes(PaperReader, 0)


BUILD = """
import sys
from dragoman.flow import building
from dragoman.flow.processes import Processes
from flow.test_processes import SlowReader
building.codebook_digest = lambda *_: "book"
with Processes(SlowReader, 2) as readers:
    building.build(sys.argv[1], sys.argv[2:], reader=readers)
"""
"""Has no guard against being imported again, and needs none."""


def begin_build(ledger, pages):
    path = os.pathsep.join([str(ROOT / "tests"), str(ROOT / "src")])
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(ledger), str(pages)],
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,
        stderr=subprocess.PIPE,
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX's")
@pytest.mark.parametrize("whole", [True, False])
def test_killed_at_any_instant_a_build_ends_as_if_undisturbed(tmp_path, pages, whole):
    """Kills all processes, or the one that writes alone: the others then end by themselves."""
    build(tmp_path / "one.duckdb", [str(pages)], reader=PaperReader())
    path, chance = tmp_path / "two.duckdb", random.Random(3)
    for _ in range(3 if whole else 1):
        process = begin_build(path, pages)
        readers = reading(process)
        time.sleep(chance.uniform(0.0, 0.4))
        if whole:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        wait_for_the_end_of(readers)
    with Processes(PaperReader, 2) as two:
        build(path, [str(pages)], reader=two)
    one, two = rows_of(tmp_path / "one.duckdb"), rows_of(path)
    one["receipts"], two["receipts"] = one["receipts"][:1], two["receipts"][:1]
    assert one == two


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX's")
def test_interrupted_by_the_keyboard_it_ends_all_processes_without_a_word(tmp_path, pages):
    process = begin_build(tmp_path / "two.duckdb", pages)
    readers = reading(process)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert "in serve" not in told.decode()
    assert told.decode().rstrip().endswith("KeyboardInterrupt")  # of the one that was interrupted
    wait_for_the_end_of(readers)


def reading(process):
    """The processes that read for a build, as soon as there are two."""
    started = time.monotonic()
    while time.monotonic() < started + 60:
        with contextlib.suppress(psutil.Error):
            found = [
                p for p in psutil.Process(process.pid).children() if "serve" in str(p.cmdline())
            ]
            if len(found) == 2:
                return found
        time.sleep(0.05)
    raise AssertionError(f"no processes read: {process.poll()}")


def wait_for_the_end_of(readers):
    """Returns once none runs; what nobody waits for may stay behind as a zombie."""
    started = time.monotonic()
    while any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in readers):
        assert time.monotonic() < started + 30
        time.sleep(0.05)
