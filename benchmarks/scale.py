"""What the whole flow costs, heads included: pages into a ledger, in one process and in several.

    python benchmarks/scale.py [--pages N] [--processes N] [--folder FOLDER] [--ray]

Makes an archive of N pages (`benchmarks/archive.py`), builds a ledger of it in one process, and
then another in several; `--processes 1` leaves the second out. The bare language model (`nlp.pipe`,
one thread, all its components) goes over the paragraphs that are parsed of some of the same pages:
before the first build, in its middle, while that waits, and after it. The median counts.

After each tenth of the pages it prints CPU seconds a page, those as a multiple of the bare model's
over the same pages, bytes a page, and the resident size of all processes together: at that
instant, the median over the tenth, and its highest, looked at twice a second. `end` is what comes
after the last page, reprints among it. Ctrl-C or SIGTERM ends it with the figures that stand; the
ledger stays in FOLDER where one was given. With --ray it also reads the pages on a Ray of this
machine's own into a folder of Parquet files, and prints what that took.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from importlib import resources
from itertools import islice
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import spacy  # noqa: E402 - after the number of threads is set
from archive import make_archive  # noqa: E402
from cost import paragraphs  # noqa: E402
from watched_build import Mark  # noqa: E402

from dragoman.flow.ray import build_on_ray  # noqa: E402
from dragoman.pages import Page, open_pages, read_page  # noqa: E402

BARE = 500
"""Pages that the bare model goes over, at most."""

HEADING = (
    f"{'':>5} {'pages':>7} {'wall s':>8} {'words/s':>8} {'CPU s/page':>10} {'of bare':>8} "
    f"{'MiB':>6} {'median':>7} {'highest':>8} {'bytes/page':>11}"
)


class Bare:
    """The bare language model over some pages of an archive, as often as it is asked."""

    def __init__(self, folder: Path, pages: int) -> None:
        path = resources.files("dragoman.language").joinpath("model.json")
        self._nlp = spacy.load(json.loads(path.read_text("utf-8"))["module"])
        self._texts: list[str] = []
        self._words = 0
        for page in islice(open_pages([str(folder)]), 0, None, max(1, pages // BARE)):
            article = read_page(page).article if isinstance(page, Page) else None
            if article is not None:
                self._texts += paragraphs(article)
                self._words += len(article.text.split())
        self.rates: list[float] = []
        """CPU seconds for each of the pages' words, those of comments and menus counted too."""
        self._run(self._texts[:200])  # once before the clock runs

    def measure(self) -> None:
        """Goes over them once more."""
        begun = time.process_time()
        self._run(self._texts)
        self.rates.append((time.process_time() - begun) / self._words)

    @property
    def rate(self) -> float:
        """The median of what was measured."""
        return statistics.median(self.rates)

    def _run(self, texts: list[str]) -> None:
        for _ in self._nlp.pipe(texts, batch_size=64):
            pass


@dataclass(slots=True)
class Measured:
    """One build: what it told."""

    processes: int
    last: Mark | None = None
    tenths: dict[int, Mark] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        """Whether it came to its end."""
        return 11 in self.tenths


def measure(measured: Measured, work: Path, bare: Bare) -> None:
    """Builds a ledger in processes of its own, and notes and prints what they tell."""
    ledger = work / f"{measured.processes}.duckdb"
    for left in work.glob(f"{ledger.name}*"):
        left.unlink()
    halfway = ["--halfway"] if measured.processes == 1 else []
    script = Path(__file__).with_name("watched_build.py")
    command = [sys.executable, str(script), str(ledger), str(work / "pages")]
    print(f"\nprocesses that read: {measured.processes}\n{HEADING}", flush=True)
    with subprocess.Popen(
        [*command, str(measured.processes), *halfway],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as build:
        assert build.stdin and build.stdout
        try:
            for line in build.stdout:
                mark = Mark(**json.loads(line))
                measured.last = mark
                if mark.tenth:
                    measured.tenths[mark.tenth] = mark
                    print(row(mark, bare), flush=True)
                if mark.halfway:
                    bare.measure()
                    build.stdin.write("\n")
                    build.stdin.flush()
        except BaseException:
            build.send_signal(signal.SIGTERM)
            raise
    if build.returncode:
        raise SystemExit(f"The build ended with code {build.returncode}.")


def row(mark: Mark, bare: Bare) -> str:
    """What a mark tells, as a line of the table."""
    name = {0: "now", 11: "end"}.get(mark.tenth, f"{10 * mark.tenth}%")
    return (
        f"{name:>5} {mark.pages:7,} {mark.seconds:8.1f} {mark.words / mark.seconds:8,.0f} "
        f"{mark.cpu / mark.pages:10.4f} {mark.cpu / mark.words / bare.rate:8.2f} {mark.now:6.0f} "
        f"{mark.median:7.0f} {mark.highest:8.0f} {mark.bytes / mark.pages:11,.0f}"
    )


def summary(builds: list[Measured], bare: Bare) -> None:
    """Prints what the builds come to, as far as they came."""
    one = builds[0]
    if one.last is None:
        print("Nothing was measured.")
        return
    if not one.ended:
        print(f"stopped after {one.last.pages:,} pages:\n{row(one.last, bare)}")
    rates = ", ".join(f"{1 / rate:,.0f}" for rate in bare.rates)
    print(f"\nbare model, words a CPU second each time: {rates}")
    ratio = one.last.cpu / one.last.words / bare.rate
    print(f"the whole flow with heads takes {ratio:.2f} times the bare model's CPU")
    last = max((tenth for tenth in one.tenths if tenth <= 10), default=0)
    if last > 2 and 2 in one.tenths:
        now, before = one.tenths[last], one.tenths[2]
        print(f"resident size from 20% to {10 * last}%: {now.now / before.now - 1:+.1%}", end="")
        print(f"; median over the tenth {now.median / before.median - 1:+.1%}", end="")
        print(f", highest {now.highest / before.highest - 1:+.1%}")
    for many in builds[1:]:
        if one.ended and many.ended and many.last:
            print(f"{many.processes} processes over 1: {one.last.seconds / many.last.seconds:.2f}")
            print(f"the process that writes used {many.last.own:.1f} of {many.last.cpu:.1f} CPU s")


def on_ray(out: Path, pages: Path, processes: int) -> str:
    """Reads the pages on Ray, and tells what that took."""
    shutil.rmtree(out, ignore_errors=True)
    begun = time.monotonic()
    receipt = build_on_ray(out, [str(pages)], processes=processes)
    whole = time.monotonic() - begun
    files = list(out.rglob("*.parquet"))
    size = sum(file.stat().st_size for file in files)
    return (
        f"on Ray, {processes} processes: {whole:.1f} s, Ray's own start included; "
        f"{size / receipt.read:,.0f} bytes a page in {len(files):,} Parquet files"
    )


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description="What the whole flow costs.")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=2, help="1: one process alone")
    parser.add_argument("--folder", type=Path, help="where to work, and to leave what was made")
    parser.add_argument("--ray", action="store_true", help="read them on Ray too")
    given = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as temporary:
        work = given.folder or Path(temporary)
        pages = work / "pages"
        if not pages.exists():
            make_archive(pages, given.pages)
        bare = Bare(pages, given.pages)
        bare.measure()
        builds = [Measured(number) for number in sorted({1, given.processes})]
        try:
            for build in builds:
                measure(build, work, bare)
                if build.processes == 1:
                    bare.measure()
        except KeyboardInterrupt:
            print("\nStopped.", flush=True)
            summary(builds, bare)
            sys.exit(130)
        summary(builds, bare)
        if given.ray:
            print(on_ray(work / "parquet", pages, given.processes))


if __name__ == "__main__":
    main()
