"""Scores the heads on labelled lines and holds the figures against their floors.

    python evaluation/heads.py [--raise] [FILE ...]

A FILE has labelled lines as `dragoman evaluate attributions` takes them. One that isn't there is
left out, with a word: the data are not the project's to give. Exit code 1: a figure fell below
its floor (evaluation/floors.json). Other processors round otherwise, and a label may turn out
otherwise with it: the floors kept are 0.003 below the figures reached.
"""

import argparse
import sys
from pathlib import Path

from dragoman.evaluation.floors import broken, digest, load, raised, save
from dragoman.evaluation.labelled_spans import SpanFigures
from dragoman.evaluation.tagged_lines import BadLine, read_rows, tag_rows
from dragoman.language.heads import shipped
from dragoman.language.tagging import Tagger

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "evaluation" / "floors.json"
KINDS = ("source", "cue", "content")


def score(path: Path, tagger: Tagger) -> dict[str, float]:
    """F1 of each kind and measure, with and without context."""
    found: dict[str, float] = {}
    for alone, name in ((False, ""), (True, ", alone")):
        figures = SpanFigures()
        for item in tag_rows(read_rows(path, tagger.labels), tagger, alone=alone):
            if not isinstance(item, BadLine) and item.row.gold is not None:
                figures.add(item.row.tokens, item.row.gold, item.predicted)
        for kind in KINDS:
            found[f"{kind} exact{name}"] = figures.rate("exact", kind).f1
            if not alone:
                found[f"{kind} overlap"] = figures.rate("overlap", kind).f1
    return found


def main() -> int:
    """Scores, prints, compares; the exit code."""
    parser = argparse.ArgumentParser(description="Scores labelled lines against their floors.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="keep better figures as new floors"
    )
    arguments = parser.parse_args()
    corpora = load(FLOORS)
    tagger = Tagger.load(shipped("attributions"))
    holds = True
    for path in arguments.files:
        if not path.is_file():
            print(f"{path.name}: left out, the file isn't there.")
            continue
        figures, own = score(path, tagger), digest([(path.name, path)])
        corpus = corpora.get(path.stem)
        same = corpus is not None and corpus.digest == own
        below = broken(corpus, figures) if corpus is not None and same else []
        print(f"\n{path.stem}")
        for name, figure in figures.items():
            floor = (
                f"   floor {corpus.floors[name]:.3f}" if corpus and name in corpus.floors else ""
            )
            print(f"  {name:32} {figure:7.3f}{floor}{'   BROKEN' if name in below else ''}")
        if not same:
            print("  No floors are kept for this file as it is: nothing was compared.")
        holds = holds and not below
        if arguments.lift:
            corpora[path.stem] = raised(corpus, own, figures)
    if arguments.lift:
        save(FLOORS, corpora)
    print("\nAll floors hold." if holds else "\nSome figures fell below their floors.")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
