"""Scores occurrences across pages and holds the figures against their floors.

    python evaluation/occurrences.py [--raise] [--show] [FILE]

Builds a ledger of the reports in a temporary folder. With --show, the pairs that were missed and
those that are false are printed. Exit code 1: a figure fell below its floor.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from dragoman.evaluation.floors import broken, digest, load, raised, save
from dragoman.evaluation.happenings import (
    AsRead,
    Reported,
    as_read,
    gathered_as_annotated,
    happening_figures,
    pairs_of,
    read_reports,
)
from dragoman.flow.building import build
from dragoman.flow.opening import open_ledger

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "evaluation" / "floors.json"
FILE = ROOT / "evaluation" / "occurrences" / "reports.jsonl"
NAME = "occurrences"


def read(reports: list[Reported]) -> AsRead:
    """Reads the reports into a ledger of their own."""
    with tempfile.TemporaryDirectory(prefix="occurrences-") as folder:
        pages, path = Path(folder) / "reports.jsonl", Path(folder) / "ledger.duckdb"
        pages.write_text("".join(json.dumps(report.page) + "\n" for report in reports), "utf-8")
        build(path, [str(pages)])
        with open_ledger(path) as ledger:
            return as_read(ledger, reports)


def show(reports: list[Reported], found: AsRead) -> None:
    """Prints what was missed and what is false, as annotated and as read."""
    right = pairs_of(reports)
    for name, pairs in (("annotated", gathered_as_annotated(reports)), ("read", found.pairs)):
        for kind, some in (("missed", right - pairs), ("false", pairs - right)):
            for one, other in sorted(some):
                print(f"  as {name}, {kind}: {one} and {other}")
    for report in reports:
        if not found.told[report.id]:
            print(f"  no event read: {report.id}: {report.text[:100]}")


def main() -> int:
    """Reads, prints, compares; the exit code."""
    parser = argparse.ArgumentParser(description="Scores occurrences across pages.")
    parser.add_argument("file", nargs="?", type=Path, default=FILE, metavar="FILE")
    parser.add_argument("--raise", dest="lift", action="store_true", help="keep better figures")
    parser.add_argument("--show", action="store_true", help="print the pairs that went wrong")
    given = parser.parse_args()
    reports = read_reports(given.file)
    found = read(reports)
    figures, now = happening_figures(reports, found), digest([(given.file.name, given.file)])
    corpora = load(FLOORS)
    corpus = corpora.get(NAME)
    same = corpus is not None and corpus.digest == now
    below = broken(corpus, figures) if corpus is not None and same else []
    happenings = len({report.happening for report in reports})
    print(f"{NAME}: {len(reports)} reports of {happenings} happenings")
    for measure, figure in figures.items():
        print(f"  {measure:32} {figure:7.3f}{'   BROKEN' if measure in below else ''}")
    if not same:
        print("  No floors are kept for this corpus: nothing was compared.")
    if given.show:
        show(reports, found)
    if given.lift:
        corpora[NAME] = raised(corpus, now, figures)
        save(FLOORS, corpora)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
