"""Scores events in gold records of short texts and holds the figures against their floors.

    python evaluation/events.py [--raise] [FILE ...]

The project's own records (evaluation/events) are always scored, and each FILE beside them, by
default the gold standard records among the shared data. A FILE that isn't there is left out, with
a word. Exit code 1: a figure fell below its floor.
"""

import argparse
import sys
from pathlib import Path

from dragoman.evaluation.event_figures import EventFigures, score_texts
from dragoman.evaluation.event_records import GoldRecord, read_records, texts_of
from dragoman.evaluation.floors import Corpus, broken, digest, load, raised, save
from dragoman.flow import Reader

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "evaluation" / "floors.json"
OWN = ROOT / "evaluation" / "events" / "records.jsonl"
GSR = ROOT.parent / "shared" / "data" / "gsr" / "gsr_sample.json"


def score(path: Path, reader: Reader) -> EventFigures:
    """The counts over all records of a file that can be used."""
    records = [record for record in read_records(path) if isinstance(record, GoldRecord)]
    figures = EventFigures()
    for text in score_texts(texts_of(records), reader):
        figures.add(text)
    return figures


def report(name: str, figures: EventFigures, corpus: Corpus | None, now: str) -> bool:
    """Prints a file's figures; whether all its floors hold."""
    same = corpus is not None and corpus.digest == now
    measures = figures.measures()
    below = broken(corpus, measures) if corpus is not None and same else []
    print(f"\n{name}: {figures.records} records")
    for measure, figure in measures.items():
        print(f"  {measure:28} {figure:7.3f}{'   BROKEN' if measure in below else ''}")
    for kind, rate in sorted(figures.by_type.items()):
        counts = f"{rate.right:3} right of {rate.expected:3}, {rate.found:3} found"
        print(f"  F1 {kind:25} {rate.f1:7.3f}   {counts}")
    if not same:
        print("  No floors are kept for this file as it is: nothing was compared.")
    return not below


def main() -> int:
    """Scores, prints, compares; the exit code."""
    parser = argparse.ArgumentParser(description="Scores events in gold records.")
    parser.add_argument("files", nargs="*", type=Path, default=[GSR], metavar="FILE")
    parser.add_argument("--raise", dest="lift", action="store_true", help="keep better figures")
    arguments = parser.parse_args()
    corpora, reader, holds = load(FLOORS), Reader(), True
    for path in (OWN, *arguments.files):
        if not path.is_file():
            print(f"{path.name}: left out, the file isn't there.")
            continue
        name, now = f"events: {path.stem}", digest([(path.name, path)])
        figures = score(path, reader)
        holds &= report(name, figures, corpora.get(name), now)
        if arguments.lift:
            corpora[name] = raised(corpora.get(name), now, figures.measures())
    if arguments.lift:
        save(FLOORS, corpora)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
