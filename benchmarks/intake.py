"""Whether opening archives needs the same memory however large they are, and how fast it is.

    python benchmarks/intake.py [--pages N]

Writes an archive of each kind, opens it without reading its pages, and prints pages and megabytes
a second of the CPU, and the resident size after a fifth and at the end. Exit code 1: that grew by
more than 5%.
"""

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from dragoman.pages import Page, open_pages

ALLOWED = 0.05
WORDS = [
    "envoys",
    "minister",
    "accord",
    "said",
    "talks",
    "Vienna",
    "state",
    "paper",
    "border",
    "gas",
    "treaty",
    "Tuesday",
]


def texts(number: int) -> Iterator[str]:
    """Texts of about four kilobytes, all different."""
    chance = random.Random(1)
    for at in range(number):
        yield f"Page {at}. " + " ".join(chance.choices(WORDS, k=650))


def warc(number: int) -> Iterator[bytes]:
    """A WARC, each record packed by itself."""
    for at, text in enumerate(texts(number)):
        body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{text}</p>".encode()
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{at}>\r\n"
            f"WARC-Target-URI: https://news.example/{at}\r\nWARC-Date: 2018-05-08T12:00:00Z\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        yield gzip.compress(head.encode() + body + b"\r\n\r\n", 1)


def rows(number: int) -> Iterator[bytes]:
    """JSON Lines."""
    for text in texts(number):
        yield json.dumps({"text": text}).encode() + b"\n"


def table(number: int) -> Iterator[bytes]:
    """CSV."""
    yield b"text,date\n"
    for text in texts(number):
        yield f'"{text}",2018-05-08\n'.encode()


def factiva(number: int) -> Iterator[bytes]:
    """A download with indexing codes."""
    for at, text in enumerate(texts(number)):
        head = f"HD  Headline {at}\nWC  650 words\nPD  8 May 2018\nSN  Lantern Press\nLA  English\n"
        yield f"{head}\nLP\n{text}\n\nAN  Document LANTPR00201805{at:012}\n\n".encode()


KINDS: dict[str, Callable[[int], Iterator[bytes]]] = {
    "pages.warc.gz": warc,
    "pages.jsonl": rows,
    "pages.csv": table,
    "factiva.txt": factiva,
}


def measure(path: Path, number: int) -> float:
    """Opens an archive, prints what that took, and gives by which part memory grew."""
    process, early = psutil.Process(), 0
    began, done = time.process_time(), 0
    for page in open_pages([str(path)]):
        assert isinstance(page, Page), page
        done += 1
        if done == number // 5:
            early = process.memory_info().rss
    seconds, late = time.process_time() - began, process.memory_info().rss
    assert done == number, (done, number)
    print(
        f"{path.name:15} {done / seconds:9,.0f} pages/s {path.stat().st_size / seconds / 1e6:7.1f} "
        f"MB/s  {early / 2**20:6.1f} MiB, then {late / 2**20:6.1f} MiB",
        flush=True,
    )
    return late / early - 1


def main() -> int:
    """Measures and prints; the exit code."""
    parser = argparse.ArgumentParser(description="What opening archives costs.")
    parser.add_argument("--pages", type=int, default=20_000, help="how many pages an archive has")
    number = parser.parse_args().pages
    growth = []
    with tempfile.TemporaryDirectory() as folder:
        for name, make in KINDS.items():
            path = Path(folder, name)
            with path.open("wb") as file:
                file.writelines(make(number))
            growth.append(measure(path, number))
            path.unlink()
    print(f"Growth {max(growth):+.1%} (at most {ALLOWED:.0%}).")
    return 0 if max(growth) <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
