"""Whether memory stays flat: reads many different pages and prints the resident size on the way.

    python benchmarks/memory.py [--pages N]

Exit code 1: the resident size at the end is more than 5% above that after a fifth of the pages.
"""

import argparse
import os
import sys

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import psutil  # noqa: E402 - after the number of threads is set

from dragoman.flow import Reader  # noqa: E402
from pages import varied_pages  # noqa: E402

ALLOWED = 0.05


def main() -> int:
    """Measures and prints; the exit code."""
    parser = argparse.ArgumentParser(description="Whether memory stays flat.")
    parser.add_argument("--pages", type=int, default=5000, help="how many pages are read")
    number = parser.parse_args().pages
    process = psutil.Process()
    sizes = {}
    marks = {max(1, number * part // 10): part * 10 for part in range(1, 11)}
    for done, _ in enumerate(Reader().read(varied_pages(number)), 1):
        if done in marks:
            sizes[marks[done]] = process.memory_info().rss / 2**20
            print(f"{marks[done]:4}%  {done:6,} pages  {sizes[marks[done]]:8.1f} MiB", flush=True)
    growth = sizes[100] / sizes[20] - 1
    verdict = "flat" if growth <= ALLOWED else "NOT flat"
    print(f"From 20% to 100%: {growth:+.1%}, {verdict} (at most {ALLOWED:.0%}).")
    return 0 if growth <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
