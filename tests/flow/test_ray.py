"""Builds on Ray: the same rows with the same ids as one process gives, whatever dies."""

import contextlib
import os
import sys
import threading
import time
from pathlib import Path

import duckdb
import polars
import psutil
import pytest
from click.testing import CliRunner

from dragoman.errors import LedgerError, UsageError
from dragoman.flow.building import build
from dragoman.flow.opening import open_ledger
from dragoman.flow.processes import Processes
from dragoman.flow.ray import build_on_ray
from dragoman.flow.reading import Reader
from dragoman.views.cli import main
from flow.paper_reader import PaperReader
from flow.test_building import TABLES, TIMES, write_pages

ray = pytest.importorskip("ray", reason="Ray is not installed")
pytestmark = pytest.mark.slow

SAMPLES = str(Path(__file__).resolve().parents[2] / "samples")
OTHER = {*TIMES, "last_read", "build", "since", "number"}


class SlowReader(PaperReader):
    def __init__(self):
        super().__init__(pause=0.03)


class StrictReader(PaperReader):
    def read(self, pages):
        raise UsageError("no such option")


@pytest.fixture(scope="module")
def cluster(store):
    """Two workers on this machine, which know where the store is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_worker_niceness", "0")
        patch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
        ray.init(
            num_cpus=2,
            include_dashboard=False,
            object_store_memory=100 * 2**20,
            log_to_driver=False,
            logging_level="ERROR",
        )
        yield
        ray.shutdown()


@pytest.fixture
def book(monkeypatch):
    monkeypatch.setattr("dragoman.flow.building.codebook_digest", lambda *_: "book")
    monkeypatch.setattr("dragoman.flow.ray.codebook_digest", lambda *_: "book")


@pytest.fixture
def pages(tmp_path):
    return write_pages(tmp_path / "pages", 60)


def told(rows):
    return sorted(repr({c: v for c, v in row.items() if c not in OTHER}) for row in rows)


def kept(path, names=(*TABLES, "reprints", "sketches")):
    """All rows that a ledger keeps, without times and builds; sketches of what answers alone."""
    with open_ledger(path) as ledger:
        tables = {name: f"FROM history.{name}" for name in names}
        if "sketches" in tables:
            tables["sketches"] += " SEMI JOIN articles USING (reading)"
        return {name: told(ledger.sql(query, rows=10**6)) for name, query in tables.items()}


def answers(path):
    with open_ledger(path) as ledger:
        tables = ("articles", "events", "moves", "actors", "faults", "pages", "reprints")
        found = {name: told(ledger.table(name, "plain")) for name in tables}
        return found | {"standing": ledger.standing(), "pacts": ledger.pacts()}


def test_rows_are_those_of_one_process(cluster, book, tmp_path, pages):
    paths = [str(pages), str(pages / "0001.txt"), "missing.txt"]
    one = build(tmp_path / "one.duckdb", paths, reader=PaperReader())
    two = build_on_ray(tmp_path / "out", paths, make=PaperReader)
    assert kept(tmp_path / "out") == kept(tmp_path / "one.duckdb")
    assert answers(tmp_path / "out") == answers(tmp_path / "one.duckdb")
    for name in ("given", "read", "known", "revised", "faulty", "faults", "words", "coder"):
        assert getattr(two, name) == getattr(one, name), name
    before = kept(tmp_path / "out")
    again = build_on_ray(tmp_path / "out", paths, make=PaperReader)
    assert (again.build, again.read, again.faulty) == (2, 0, one.faulty)
    assert kept(tmp_path / "out") == before


def test_others_read_the_parts_as_one(cluster, book, tmp_path, pages):
    build_on_ray(tmp_path / "out", [str(pages)], make=PaperReader, pages_a_part=40)
    with open_ledger(tmp_path / "out") as ledger:
        events = ledger.events("plain")
        wanted = sorted(event["id"] for event in events)
        history = ledger.sql("SELECT count(*) FROM history.events").rows[0][0]
    parts = str(tmp_path / "out" / "events" / "*.parquet")
    assert len(list((tmp_path / "out" / "events").iterdir())) > 1
    frame = polars.scan_parquet(parts)
    articles = polars.scan_parquet(str(tmp_path / "out" / "readings" / "*.parquet"))
    assert frame.select(polars.len()).collect().item() == history
    assert frame.join(articles, on="reading").collect().height == history
    assert set(wanted) <= set(frame.collect()["id"])
    [[number]] = duckdb.sql(f"SELECT count(*) FROM read_parquet('{parts}')").fetchall()
    assert number == history


def workers():
    found = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "ray::" in str(process.cmdline()) and "_Worker" in str(process.cmdline()):
                found.append(process)
    return found


def test_a_worker_killed_in_mid_run_changes_no_row(cluster, book, tmp_path, pages):
    build(tmp_path / "one.duckdb", [str(pages)], reader=PaperReader())
    killed = []

    def kill():
        started = time.monotonic()
        while not killed and time.monotonic() < started + 90:
            if list((tmp_path / "out" / "readings").glob("*.parquet")):
                for process in workers()[:1]:
                    process.kill()
                    killed.append(process.pid)
            time.sleep(0.02)

    killer = threading.Thread(target=kill)
    killer.start()
    receipt = build_on_ray(tmp_path / "out", [str(pages)], make=SlowReader, pages_a_part=8)
    killer.join()
    assert killed
    assert kept(tmp_path / "out") == kept(tmp_path / "one.duckdb")
    assert receipt.build == 1


def test_a_run_that_died_goes_on_where_it_stopped(cluster, book, tmp_path, pages):
    build(tmp_path / "one.duckdb", [str(pages)], reader=PaperReader())

    def die(progress):
        if progress.read:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_on_ray(tmp_path / "out", [str(pages)], None, die, make=PaperReader, pages_a_part=8)
    stand = len(list((tmp_path / "out" / "readings").iterdir()))
    [first, *_] = (tmp_path / "out" / "readings").iterdir()
    first.unlink()  # as if it had died before the last file of a part was written
    receipt = build_on_ray(tmp_path / "out", [str(pages)], make=PaperReader, pages_a_part=50)
    assert stand
    assert kept(tmp_path / "out") == kept(tmp_path / "one.duckdb")
    assert (receipt.build, receipt.read > 0) == (1, True)


def test_what_makes_no_sense_is_said_in_one_sentence(cluster, book, tmp_path, pages):
    with pytest.raises(UsageError, match="no such option"):
        build_on_ray(tmp_path / "out", [str(pages)], make=StrictReader)
    with pytest.raises(UsageError, match="Standard input"):
        build_on_ray(tmp_path / "out", ["-"], make=PaperReader)
    with pytest.raises(LedgerError, match="asked and not changed"):
        build(tmp_path / "out", [str(pages)], reader=PaperReader())


def test_a_store_like_s3_holds_a_ledger(cluster, book, store, tmp_path, pages):
    build(tmp_path / "one.duckdb", [str(pages)], reader=PaperReader())
    out = f"{store}/news"
    build_on_ray(out, [str(pages)], make=PaperReader)
    some = ("names", "readings", "texts", "events", "resolutions")
    assert kept(out, some) == kept(tmp_path / "one.duckdb", some)
    shown = CliRunner().invoke(main, ["sql", out, "SELECT count(*) AS n FROM events", "--csv"])
    assert shown.exit_code == 0, shown.output
    with open_ledger(tmp_path / "one.duckdb") as ledger:
        assert shown.stdout.split() == ["n", str(len(ledger.events("plain")))]
    assert build_on_ray(out, [str(pages)], make=PaperReader).read == 0
    build(tmp_path / "two.duckdb", [out], reader=PaperReader())
    assert kept(tmp_path / "two.duckdb", some) == kept(tmp_path / "one.duckdb", some)


def test_pages_in_a_store_are_read_where_workers_are(cluster, store, tmp_path):
    system = pytest.importorskip("s3fs").S3FileSystem()
    bucket = store.removeprefix("s3://")
    for n in range(5):
        system.pipe_file(f"{bucket}/pages/{n}.txt", f"USA withdraw pact{n}".encode())
    receipt = build_on_ray(tmp_path / "out", [f"{store}/pages"], make=PaperReader)
    assert (receipt.given, receipt.read, receipt.faulty) == (5, 5, 0)
    with open_ledger(tmp_path / "out") as ledger:
        names = ledger.sql("SELECT DISTINCT name, location FROM history.names", rows=100)
    urls = {f"{store}/pages/{n}.txt" for n in range(5)}
    assert {row["name"] for row in names} == {row["location"] for row in names} == urls


def test_samples_give_the_same_in_one_process_in_two_and_on_ray(cluster, tmp_path):
    build(tmp_path / "one.duckdb", [SAMPLES])
    with Processes(Reader, 2) as two:
        build(tmp_path / "two.duckdb", [SAMPLES], reader=two)
    ran = CliRunner().invoke(main, ["build", str(tmp_path / "out"), SAMPLES, "--on", "ray"])
    assert ran.exit_code == 0, ran.output
    one = kept(tmp_path / "one.duckdb")
    assert len(one["events"]) > 50
    assert kept(tmp_path / "two.duckdb") == one
    assert kept(tmp_path / "out") == one
    assert answers(tmp_path / "out") == answers(tmp_path / "one.duckdb")
    for command in (["pacts"], ["standing", "--pact", "Iran nuclear deal"]):
        shown = [
            CliRunner().invoke(main, [command[0], str(tmp_path / name), *command[1:]])
            for name in ("one.duckdb", "out")
        ]
        assert shown[0].exit_code == 0
        assert shown[0].output == shown[1].output
    assert "events" in CliRunner().invoke(main, ["show", str(tmp_path / "out")]).output
