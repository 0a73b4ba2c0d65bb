"""Builds a ledger from archives until it is done or killed, and says each step.

python archive_builder.py LEDGER PAGE...

The heads are off, so that a page takes milliseconds.
"""

import sys

from dragoman.flow.building import build
from dragoman.flow.options import Options


def say(seen):
    """Says on standard output that a step was done."""
    sys.stdout.write(f"{seen.counted} {seen.done}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    build(
        sys.argv[1],
        sys.argv[2:],
        Options(heads=False),
        progress=say,
    )
