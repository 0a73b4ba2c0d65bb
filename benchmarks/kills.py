"""Whether a build that is killed again and again ends as if nothing had happened.

    python benchmarks/kills.py [--pages N] [--kills N] [--processes N]

Builds a ledger of made-up pages undisturbed, then another one whose build, run as a user runs it,
is killed with all its processes (SIGKILL) at random instants and begun again, the last time to its
end. Compares all rows that the two keep, but for times, builds' numbers and receipts. Exit code 1:
they differ.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from archive import make_archive

from dragoman.ledger import Ledger

TABLES = (
    *("coders", "sources", "names", "readings", "articles", "texts", "zones", "comments"),
    *("actors", "mentions", "resolutions", "attributions", "events", "moves", "faults"),
    *("sketches", "reprints"),
)
OTHER = frozenset({"read_at", "build"})


def rows_of(path: Path) -> dict[str, list[str]]:
    """All rows that a ledger keeps, in an order of their own."""
    with Ledger(path) as ledger:
        return {
            name: sorted(
                repr({column: value for column, value in row.items() if column not in OTHER})
                for row in ledger.sql(f"FROM history.{name}", rows=10**7)
            )
            for name in TABLES
        }


def begin(ledger: Path, pages: Path, processes: int) -> "subprocess.Popen[bytes]":
    """A build in a process group of its own."""
    command = ["build", str(ledger), str(pages), "--processes", str(processes), "--quiet"]
    return subprocess.Popen(
        [sys.executable, "-m", "dragoman", *command],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def timed(ledger: Path, pages: Path, processes: int) -> float:
    """Seconds that an undisturbed build takes."""
    begun = time.monotonic()
    begin(ledger, pages, processes).wait()
    return time.monotonic() - begun


def killed(ledger: Path, pages: Path, processes: int, seconds: float) -> bool:
    """Whether a build had to be killed after so many seconds."""
    process = begin(ledger, pages, processes)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Kills, compares and prints; the exit code."""
    parser = argparse.ArgumentParser(description="Builds that are killed.")
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        pages, whole, other = (Path(folder, name) for name in ("pages", "whole", "other"))
        make_archive(pages, given.pages)
        span = timed(whole, pages, given.processes)
        start = timed(whole, pages, given.processes)  # all pages are known
        print(f"undisturbed {span:.1f} s, of which {start:.1f} s are no reading", flush=True)
        most = start + 1.5 * (span - start) / given.kills
        kills = 0
        while kills < given.kills:
            # Some instants are before the first row, some between rows; what is written adds up.
            seconds = chance.uniform(0.4 * start, most)
            if killed(other, pages, given.processes, seconds):
                kills += 1
            else:
                other.unlink()  # it came to its end: begun anew
        begin(other, pages, given.processes).wait()
        one, two = rows_of(whole), rows_of(other)
    differing = [name for name in TABLES if one[name] != two[name]]
    number = sum(map(len, one.values()))
    print(f"{kills} kills; {number:,} rows in {len(TABLES)} tables: ", end="")
    print("the same" if not differing else f"NOT the same: {', '.join(differing)}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
