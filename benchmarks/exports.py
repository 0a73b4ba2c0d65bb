"""Datasets of a big ledger: what memory and time each profile takes, and whether it grows.

    python benchmarks/exports.py [FOLDER] [--pages 10000 50000] [--profiles NAME...] [--keep]

Makes ledgers of twenty events a page as `ledger_million.py` does (no language model runs) and
writes each profile of them, in a process of its own, so that the memory printed is its own. The
digest tells whether two versions of Dragoman write the same bytes. Exit code 1: a profile takes
over half more memory than DuckDB may hold, or of the biggest ledger a quarter more than of the
smallest.
"""

import argparse
import hashlib
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ledger_million import EVENTS, make

from dragoman.exports import PROFILES
from dragoman.flow.opening import open_ledger

LIMIT = 768
"""Megabytes: what DuckDB may hold (512) and half as much for the rest."""

GROWTH = 1.25


def write(ledger: Path, profile: str, out: Path) -> dict[str, object]:
    """Writes one dataset, and says what that took and what came out."""
    began = time.monotonic()
    with open_ledger(ledger) as opened:
        exported = opened.export_dataset(profile, out)
    used = resource.getrusage(resource.RUSAGE_SELF)
    digest, size = hashlib.sha256(), 0
    for file in sorted(out.parent.glob(f"{out.name}*")):
        with file.open("rb") as opened_file:
            while piece := opened_file.read(1 << 20):
                digest.update(piece)
                size += len(piece)
    return {
        "seconds": time.monotonic() - began,
        "cpu": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
        "rows": exported.rows[""],
        "size": size / 1e6,
        "digest": digest.hexdigest()[:16],
    }


def measured(folder: Path, pages: int, profile: str) -> float:
    """Has a profile written in a process of its own, prints what that took; the megabytes."""
    command = [sys.executable, __file__, str(folder), "--pages", str(pages)]
    command += ["--profiles", profile, "--write"]
    told = subprocess.run(command, check=False, capture_output=True, text=True)
    for left in (folder / f"{pages}.out").glob("*"):
        left.unlink()
    if told.returncode:
        print(f"{profile:<16} failed: {told.stderr.strip().splitlines()[-1]}", flush=True)
        return float("inf")
    cost = json.loads(told.stdout)
    print(
        f"{profile:<16} {cost['cpu']:>7.1f} s of CPU {cost['megabytes']:>6.0f} MB  "
        f"{cost['rows']:>9,} rows {cost['size']:>7,.0f} MB  {cost['digest']}",
        flush=True,
    )
    return float(cost["megabytes"])


def main() -> int:
    """Makes the ledgers and writes their datasets; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, nargs="+", default=[10_000, 50_000])
    parser.add_argument("--profiles", nargs="+", default=list(PROFILES))
    parser.add_argument("--keep", action="store_true", help="leave the ledgers where they are")
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="exports-"))
    if given.write:
        pages, profile = given.pages[0], given.profiles[0]
        out = folder / f"{pages}.out" / profile
        print(json.dumps(write(folder / f"{pages}.duckdb", profile, out)))
        return 0
    sizes: dict[str, list[float]] = {profile: [] for profile in given.profiles}
    for pages in given.pages:
        ledger = folder / f"{pages}.duckdb"
        (folder / f"{pages}.out").mkdir(parents=True, exist_ok=True)
        if not ledger.exists():
            make(ledger, pages)
        print(f"{pages * EVENTS:,} events", flush=True)
        for profile in given.profiles:
            sizes[profile].append(measured(folder, pages, profile))
    if not given.keep:
        shutil.rmtree(folder)
    big = [name for name, found in sizes.items() if max(found) > LIMIT]
    growing = [name for name, found in sizes.items() if found[-1] > GROWTH * found[0]]
    print(f"More than {LIMIT} MB: {', '.join(big) or 'none'}.")
    print(f"Growing with the ledger: {', '.join(growing) or 'none'}.")
    return 1 if big or growing else 0


if __name__ == "__main__":
    sys.exit(main())
