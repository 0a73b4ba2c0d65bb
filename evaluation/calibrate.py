"""Fits how sure an event is on the project's own annotated pages, and writes the codebook's tables.

    python evaluation/calibrate.py [--write]

The pages are those of `evaluation/pages` and `tests/golden` that have annotated events; the gold
pages among the shared data are never used. Without --write the tables are only printed.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from dragoman.codebook.confidence import Threshold
from dragoman.evaluation.calibrating import annotated, compared, fitted, recalibrated, thresholds_of
from dragoman.flow import Options, Reader

ROOT = Path(__file__).resolve().parent.parent
OWN, SAMPLES = ROOT / "evaluation" / "pages", ROOT / "samples"
GOLDEN = ROOT / "tests" / "golden"
DATA = ROOT / "src" / "dragoman" / "codebook" / "data"
SOURCE = "evaluation/calibrate.py"
WEIGHTS_HEAD = """\
# How sure a coded event is: weights of a logistic curve that was fitted on annotated pages.
# Features: events/confidence.py. `unasked` stands for readings without the relation head.
feature	weight	source
"""
THRESHOLDS_HEAD = """\
# Events at least so sure: how many of them, for 100 sentences, annotators had not coded, and
# the share of the right ones that is kept. Measured on the pages that the weights were fitted on.
confidence	false	kept	source
"""


def main() -> None:
    """Reads the pages with the head and without, fits, and prints or writes the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    samples = [(path, GOLDEN / f"{path.stem}.json") for path in sorted(SAMPLES.iterdir())]
    pages = annotated(OWN) + [(page, gold) for page, gold in samples if gold.is_file()]
    asked = compared(pages, Reader())
    bare = compared(pages, Reader(Options(heads=False)))
    weights = fitted((*asked.events, *bare.events))
    thresholds = tuple(thresholds_of(recalibrated(asked, weights)))
    tables = {
        "event_confidence.tsv": WEIGHTS_HEAD + _weights(weights),
        "event_thresholds.tsv": THRESHOLDS_HEAD + _thresholds(thresholds),
    }
    right = sum(each.right for each in asked.events)
    print(f"{len(asked.events)} events, {right} right, {asked.sentences} sentences")
    for name, text in tables.items():
        print(f"\n{name}\n{text}")
        if given.write:
            (DATA / name).write_text(text, "utf-8")


def _weights(weights: dict[str, float]) -> str:
    return "".join(f"{name}\t{weight}\t{SOURCE}\n" for name, weight in weights.items())


def _thresholds(thresholds: Sequence[Threshold]) -> str:
    return "".join(f"{t.confidence}\t{t.false}\t{t.kept}\t{SOURCE}\n" for t in thresholds)


if __name__ == "__main__":
    main()
