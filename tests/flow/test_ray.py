"""Builds on Ray: the same rows with the same ids as one process gives, whatever dies."""

import os
import sys

import pytest

from dragoman.errors import UsageError
from dragoman.flow.building import build
from dragoman.flow.opening import open_ledger
from dragoman.flow.ray import build_on_ray
from flow.paper_reader import PaperReader
from flow.test_building import TABLES, TIMES, write_pages

ray = pytest.importorskip("ray", reason="Ray is not installed")

OTHER = {*TIMES, "build", "since", "number"}


class SlowReader(PaperReader):
    def __init__(self):
        super().__init__(pause=0.05)


class StrictReader(PaperReader):
    def read(self, pages):
        raise UsageError("no such option")


@pytest.fixture(scope="module")
def cluster():
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        object_store_memory=100 * 2**20,
        log_to_driver=False,
        logging_level="ERROR",
    )
    yield
    ray.shutdown()


@pytest.fixture(autouse=True)
def book(monkeypatch):
    monkeypatch.setattr("dragoman.flow.building.codebook_digest", lambda: "book")
    monkeypatch.setattr("dragoman.flow.ray.codebook_digest", lambda: "book")


@pytest.fixture
def pages(tmp_path):
    return write_pages(tmp_path / "pages")


def kept(path):
    """All rows that a ledger keeps, without times and builds; sketches of what answers alone."""
    with open_ledger(path) as ledger:
        tables = {name: f"FROM history.{name}" for name in (*TABLES, "reprints")}
        tables["sketches"] = "FROM history.sketches SEMI JOIN articles USING (reading)"
        return {
            name: sorted(
                repr({c: v for c, v in row.items() if c not in OTHER})
                for row in ledger.sql(query, rows=10**6)
            )
            for name, query in tables.items()
        }


def answers(path):
    with open_ledger(path) as ledger:
        return {
            name: sorted(
                repr({c: v for c, v in row.items() if c not in OTHER})
                for row in ledger.table(name, "plain")
            )
            for name in ("articles", "events", "moves", "actors", "faults", "pages")
        }


pytestmark = pytest.mark.slow


def test_rows_are_those_of_one_process(cluster, tmp_path, pages):
    paths = [str(pages), str(pages / "0001.txt"), "missing.txt"]
    one = build(tmp_path / "one.duckdb", paths, reader=PaperReader())
    two = build_on_ray(tmp_path / "out", paths, make=PaperReader, processes=2, pages_a_part=16)
    assert kept(tmp_path / "out") == kept(tmp_path / "one.duckdb")
    assert answers(tmp_path / "out") == answers(tmp_path / "one.duckdb")
    for name in ("given", "read", "known", "revised", "faulty", "faults", "words", "coder"):
        assert getattr(two, name) == getattr(one, name), name
    before = kept(tmp_path / "out")
    again = build_on_ray(tmp_path / "out", paths, make=PaperReader, processes=2)
    assert (again.build, again.read, again.faulty) == (2, 0, one.faulty)
    assert kept(tmp_path / "out") == before
