"""Builds from archives: killed at any instant and run again, nothing is lost or doubled."""

import gzip
import json
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.flow.building import build
from dragoman.flow.opening import open_ledger
from dragoman.flow.options import Options
from dragoman.flow.reading import Reader
from dragoman.flow.verifying import verify
from dragoman.pages import Columns
from flow.test_building import rows_of

SCRIPT = Path(__file__).with_name("archive_builder.py")
STATES = ("Iran", "France", "Germany", "Russia", "China", "Japan")
DEEDS = ("accused", "condemned", "praised", "threatened")


def news(at):
    one, other = STATES[at % 6], STATES[(at + 1 + at // 6 % 5) % 6]
    return (
        f"{one} {DEEDS[at % 4]} {other} on Tuesday over paper number {at}, the foreign ministry "
        f"said. The two states had signed an agreement in Vienna a year before."
    )


def response(at, html):
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html.encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{at}>\r\n"
        f"WARC-Target-URI: https://news.example/{at % 50}\r\nWARC-Date: 2018-05-08T12:00:00Z\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n")


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """A WARC with a broken record, rows packed and cut short, and a table; some pages twice."""
    folder = tmp_path_factory.mktemp("archives")
    records = [
        response(at, f"<html><body><h1>Paper {at}</h1><p>{news(at)}</p></body></html>")
        for at in range(60)
    ]
    records[20] = records[20][:-25]
    (folder / "crawl.warc.gz").write_bytes(b"".join(records))
    rows = [
        {"text": news(at % 45), "published": "2018-05-08", "url": f"https://p.example/{at % 40}"}
        for at in range(60)
    ]
    packed = gzip.compress("".join(f"{json.dumps(row)}\n" for row in rows).encode())
    (folder / "rows.jsonl.gz").write_bytes(packed[:-10])
    table = "".join(f'"{news(at)}",2018-05-{at % 28 + 1:02}\n' for at in range(30))
    (folder / "table.csv").write_text(f"body,date\n{table}short\n")
    return folder


def run(ledger, archives, events, seconds, sign):
    """Runs a build in a process of its own and stops it; whether it had ended before."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(ledger), str(archives)], stdout=subprocess.PIPE
    )
    for _ in range(events):
        if not process.stdout.readline():
            break
    time.sleep(seconds)
    process.send_signal(sign)
    process.stdout.close()
    return process.wait() == 0


@pytest.mark.slow
def test_a_build_from_archives_that_is_stopped_anywhere_ends_as_if_undisturbed(tmp_path, archives):
    chance = random.Random(7)
    ended = [
        run(tmp_path / "killed.duckdb", archives, events, chance.uniform(0, 0.4), sign)
        for events, sign in (
            (2, signal.SIGKILL),
            (6, signal.SIGKILL),
            (7, signal.SIGINT),
            (chance.randint(5, 9), signal.SIGKILL),
        )
    ]
    assert not all(ended)
    last = build(tmp_path / "killed.duckdb", [str(archives)], Options(heads=False))
    whole = build(tmp_path / "whole.duckdb", [str(archives)], Options(heads=False))
    assert (last.given, last.faulty, last.faults) == (whole.given, whole.faulty, whole.faults)
    stopped, undisturbed = rows_of(tmp_path / "killed.duckdb"), rows_of(tmp_path / "whole.duckdb")
    stopped["receipts"], undisturbed["receipts"] = (
        stopped["receipts"][-1:],
        undisturbed["receipts"][-1:],
    )
    if last.build == 1:
        assert stopped == undisturbed
    for table in undisturbed.keys() - {"receipts", "names", "readings", "sources"}:
        assert stopped[table] == undisturbed[table]
    assert whole.given == 60 + 60 + 31
    assert sorted(p.name for p in tmp_path.iterdir()) == ["killed.duckdb", "whole.duckdb"]


def test_what_lies_in_archives_is_found_again(tmp_path, archives):
    options = Options(heads=False, columns=Columns.parse("text=body,published=date"))
    paths = [str(archives / name) for name in ("table.csv", "crawl.warc.gz")]
    build(tmp_path / "l.duckdb", paths, options)
    with open_ledger(tmp_path / "l.duckdb") as ledger:
        found = verify(ledger, make_reader=lambda told: Reader(replace(told, heads=False)))
        assert list(found) == []
        names = {row["name"] for row in ledger.sql("SELECT name FROM history.names")}
    assert names >= {f"{archives}/table.csv:2", f"{archives}/crawl.warc.gz#urn:uuid:0"}
