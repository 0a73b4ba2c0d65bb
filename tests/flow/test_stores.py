"""Builds of pages in a store that speaks S3."""

import pytest

from dragoman.errors import LedgerError
from dragoman.flow.building import build
from dragoman.flow.opening import open_ledger
from dragoman.flow.partitions import units_of
from dragoman.flow.verifying import verify
from flow.paper_reader import PaperReader


@pytest.fixture(scope="module")
def pages(store):
    system = pytest.importorskip("s3fs").S3FileSystem()
    system.mkdir("pages")
    for n in range(40):
        system.pipe_file(f"pages/iran/{n:02}.txt", f"USA withdraw pact{n}".encode())
    return "s3://pages/iran"


def test_a_build_reads_pages_from_a_store_and_goes_on_where_it_stopped(pages, tmp_path):
    ledger = tmp_path / "l.duckdb"

    def stop(progress):
        if progress.read:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(ledger, [pages], progress=stop, reader=PaperReader())
    reader = PaperReader()
    receipt = build(ledger, [pages], reader=reader)
    assert (receipt.given, receipt.faulty) == (40, 0)
    assert reader.read_pages == [f"{pages}/{n:02}.txt" for n in range(32, 40)]
    with open_ledger(ledger) as opened:
        locations = opened.sql("SELECT DISTINCT location FROM history.names", rows=100)
    assert {row["location"] for row in locations} == {f"{pages}/{n:02}.txt" for n in range(40)}


def test_what_came_from_a_store_is_told_where_it_should_be_verified(pages, tmp_path):
    build(tmp_path / "l.duckdb", [f"{pages}/01.txt"], reader=PaperReader())
    with open_ledger(tmp_path / "l.duckdb") as opened:
        [difference] = verify(opened, make_reader=lambda _options: PaperReader())
    assert difference.note == "The page came from a store and isn't fetched again."


def test_each_object_can_be_read_on_a_machine_of_its_own(pages):
    assert [unit.paths for unit in units_of([pages])] == [
        (f"{pages}/{n:02}.txt",) for n in range(40)
    ]


def test_a_store_that_cannot_be_reached_ends_the_build(tmp_path, monkeypatch):
    s3fs = pytest.importorskip("s3fs")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(LedgerError, match="can't be reached"):
        build(tmp_path / "l.duckdb", ["s3://pages/iran"], reader=PaperReader())
    s3fs.S3FileSystem.clear_instance_cache()
