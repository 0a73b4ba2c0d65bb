"""What the whole flow costs, heads included: pages into a ledger, in one process and in two.

    python benchmarks/scale.py [--pages N] [--processes N] [--folder FOLDER] [--ray]

Makes an archive of N pages (`benchmarks/archive.py`), then in this order, one after the other:
builds a ledger of it in one process, builds another in several, and runs the bare language model
(`nlp.pipe`, one thread) over a part of the same words. Prints words a second, CPU seconds a page,
the ratio to the bare model, several processes over one, bytes a page, and the resident memory of
all processes together after a fifth of the pages and at the end. With --ray it also reads the pages
on a Ray of this machine's own into a folder of Parquet files, and prints what that took.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import resources
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import psutil  # noqa: E402 - after the number of threads is set
import spacy  # noqa: E402
from archive import make_archive, stories  # noqa: E402

from dragoman.flow.building import build  # noqa: E402
from dragoman.flow.progress import Progress  # noqa: E402
from dragoman.flow.ray import build_on_ray  # noqa: E402

BARE = 1_000
"""Stories that the bare model reads at most."""


def build_once(ledger: str, folder: str, processes: int) -> None:
    """Builds a ledger in this process, and prints what it took as JSON."""
    own = psutil.Process()
    sizes: dict[int, float] = {}

    def watch(progress: Progress) -> None:
        if progress.counted or not progress.total:
            return
        part = 100 * progress.done // progress.total
        for mark in (20, 100):
            if part >= mark and mark not in sizes:
                tree = [own, *own.children(recursive=True)]
                sizes[mark] = sum(process.memory_info().rss for process in tree) / 2**20

    begun = time.monotonic()
    receipt = build(ledger, [folder], None, watch, processes=processes)
    whole = time.monotonic() - begun
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told = {
        "seconds": whole,
        "reading": receipt.seconds,
        "cpu": sum(each.ru_utime + each.ru_stime for each in used),
        "own": used[0].ru_utime + used[0].ru_stime,
        "words": receipt.words,
        "pages": receipt.read,
        "sizes": sizes,
        "bytes": Path(ledger).stat().st_size,
    }
    print(json.dumps(told))


def bare(pages: int) -> float:
    """Words a second of the bare model on the stories' words."""
    path = resources.files("dragoman.language").joinpath("model.json")
    nlp = spacy.load(json.loads(path.read_text("utf-8"))["module"])
    texts = [
        text for story in stories(min(pages, BARE)) for text in (story.title, *story.paragraphs)
    ]
    words = sum(len(text.split()) for text in texts)
    for _ in nlp.pipe(texts[:200], batch_size=64):  # once before the clock runs
        pass
    begun = time.process_time()
    for _ in nlp.pipe(texts, batch_size=64):
        pass
    return words / (time.process_time() - begun)


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
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where to work, and to leave what was made")
    parser.add_argument("--ray", action="store_true", help="read them on Ray too")
    parser.add_argument("--once", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        build_once(given.once[0], given.once[1], int(given.once[2]))
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = given.folder or Path(temporary)
        pages = work / "pages"
        if not pages.exists():
            make_archive(pages, given.pages)
        results = {}
        for processes in (1, given.processes):
            ledger = work / f"{processes}.duckdb"
            ledger.unlink(missing_ok=True)
            once = [str(ledger), str(pages), str(processes)]
            ran = subprocess.run(
                [sys.executable, __file__, "--once", *once], check=True, capture_output=True
            )
            results[processes] = json.loads(ran.stdout)
        speed = bare(given.pages)
        parquet = on_ray(work / "parquet", pages, given.processes) if given.ray else ""
    print(f"{given.pages:,} pages\n")
    print(f"{'processes':12} {'wall s':>9} {'words/s':>8} {'CPU s':>8} {'CPU s/page':>11} ", end="")
    print(f"{'MiB 20%':>8} {'MiB 100%':>9} {'bytes/page':>11}")
    for processes, r in results.items():
        print(
            f"{processes:<12} {r['seconds']:9.1f} {r['words'] / r['seconds']:8,.0f} {r['cpu']:8.1f}"
            f" {r['cpu'] / r['pages']:11.4f} {r['sizes']['20']:8.0f} {r['sizes']['100']:9.0f}"
            f" {r['bytes'] / r['pages']:11,.0f}"
        )
    one, many = results[1], results[given.processes]
    print(
        f"\nbare model: {speed:,.0f} words a CPU second; the whole flow with heads takes ", end=""
    )
    print(f"{one['cpu'] / one['words'] * speed:.2f} times its CPU")
    print(f"{given.processes} processes over 1: {one['seconds'] / many['seconds']:.2f}", end="")
    print(f" (reading and writing alone {one['reading'] / many['reading']:.2f})")
    print(f"the process that writes used {many['own']:.1f} of {many['cpu']:.1f} CPU seconds")
    if parquet:
        print(parquet)


if __name__ == "__main__":
    main()
