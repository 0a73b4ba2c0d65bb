"""A build that tells on its way what it takes; `benchmarks/scale.py` starts it.

    python benchmarks/watched_build.py LEDGER PAGES PROCESSES [--halfway]

Prints a `Mark` as a line of JSON after each hundredth of the pages and at the end. With --halfway
it waits in the middle until a line comes, so that something else can be measured meanwhile.
SIGTERM and Ctrl-C end it as they end a build: what was written stays.
"""

import argparse
import json
import os
import signal
import statistics
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Event, Thread

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import psutil  # noqa: E402 - after the number of threads is set

from dragoman.flow.building import build  # noqa: E402
from dragoman.flow.progress import Progress  # noqa: E402
from dragoman.ledger.files import files_of  # noqa: E402

INTERVAL = 0.5
"""Seconds between two looks at the resident size."""

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Mark:
    """What a build took so far; sizes in MiB are of all its processes together.

    `median` and `highest` are those of the resident size since the mark before this one that told a
    tenth; `tenth` is 0 where this mark tells none, and 11 at the very end. `own` is the CPU of
    the process that writes.
    """

    pages: int
    words: int
    seconds: float
    cpu: float
    own: float
    tenth: int
    now: float
    median: float
    highest: float
    bytes: int
    halfway: bool = False


@dataclass(slots=True)
class Sizes:
    """Looks at the resident size again and again, in a thread of its own."""

    seen: list[float] = field(default_factory=list)
    end: Event = field(default_factory=Event)

    def look(self) -> None:
        """Looks until the end is set."""
        while not self.end.wait(INTERVAL):
            self.seen.append(resident())

    def take(self) -> tuple[float, float]:
        """The median and the highest since this was asked last."""
        seen, self.seen = [*self.seen, resident()], []
        return statistics.median(seen), max(seen)


def tree() -> list[psutil.Process]:
    """This process and all that it began."""
    own = psutil.Process()
    return [own, *own.children(recursive=True)]


def resident() -> float:
    """The resident size of all processes, in MiB; one that ended meanwhile has none."""
    total = 0.0
    for process in tree():
        try:
            total += process.memory_info().rss / MIB
        except psutil.NoSuchProcess:
            continue
    return total


def used() -> tuple[float, float]:
    """CPU seconds of all processes, and of this one alone."""
    total = 0.0
    for process in tree():
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    own = psutil.Process().cpu_times()
    return total, own.user + own.system


@dataclass(slots=True)
class Teller:
    """Tells marks as a build goes on."""

    ledger: Path
    halfway: bool
    sizes: Sizes
    begun: float = field(default_factory=time.monotonic)
    part: int = 0
    waited: float = 0.0

    def watch(self, progress: Progress) -> None:
        """Tells a mark where another hundredth of the pages was read."""
        if progress.counted or not progress.total:
            return
        part = 100 * progress.done // progress.total
        if part <= self.part:
            return
        tenth = part // 10 if part // 10 > self.part // 10 else 0
        self.part = part
        self.tell(progress.done, progress.words, tenth)

    def tell(self, pages: int, words: int, tenth: int) -> None:
        """Tells one, and waits for a line where it is the one in the middle."""
        median, highest = self.sizes.take() if tenth else (0.0, 0.0)
        wait = self.halfway and self.part >= 50
        files = files_of(self.ledger)
        size = max(f.stat().st_size if f.exists() else 0 for f in (files.ledger, files.draft))
        seconds = time.monotonic() - self.begun - self.waited
        numbers = (seconds, *used(), tenth, resident(), median, highest, size)
        print(json.dumps(asdict(Mark(pages, words, *numbers, halfway=wait))), flush=True)
        if wait:
            self.halfway = False
            began = time.monotonic()
            sys.stdin.readline()
            self.waited += time.monotonic() - began


def main() -> None:
    """Builds and tells."""
    parser = argparse.ArgumentParser(description="A build that tells what it takes.")
    parser.add_argument("ledger", type=Path)
    parser.add_argument("pages")
    parser.add_argument("processes", type=int)
    parser.add_argument("--halfway", action="store_true", help="wait for a line in the middle")
    given = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    sizes = Sizes()
    teller = Teller(given.ledger, given.halfway, sizes)
    looking = Thread(target=sizes.look, daemon=True)
    looking.start()
    try:
        receipt = build(given.ledger, [given.pages], None, teller.watch, processes=given.processes)
    except KeyboardInterrupt:
        sys.exit(130)
    teller.tell(receipt.given, receipt.words, 11)
    sizes.end.set()
    looking.join()


if __name__ == "__main__":
    main()
