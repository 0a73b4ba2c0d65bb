"""Scores moves over short texts and holds the figures against their floors.

    python evaluation/moves.py [--raise] [--show] [FILE ...]

Both halves of the corpus are scored, each against its own floors. With --show, what was missed and
what is false in `dev` is printed, never in `held`: that half is there to say how far what was
mended on the other one reaches. Exit code 1: a figure fell below its floor.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.evaluation.floors import Corpus, broken, digest, load, raised, save
from dragoman.evaluation.moves import (
    HALVES,
    GoldTelling,
    Matched,
    match,
    move_figures,
    read_moves,
)
from dragoman.flow import Reader
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat
from dragoman.records import Record

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "evaluation" / "floors.json"
FOLDER = ROOT / "evaluation" / "moves"


def read(texts: Sequence[GoldTelling]) -> list[Matched]:
    """Each text that gave a record, beside what was read from it."""
    gold = {text.id: text for text in texts}
    pages = (
        Page(text.id, text.text, PageFormat.TEXT, Given(published=text.published, language="en"))
        for text in texts
    )
    return [match(gold[r.page], r) for r in Reader().read(pages) if isinstance(r, Record)]


def show(matched: Matched) -> None:
    """Prints what was missed in a text, what is false, and what differs in modality or date."""
    exact = set(matched.strict)
    near = [
        pair
        for pair in matched.lenient
        if pair not in exact and not matched.gold.moves[pair[0]].optional
    ]
    if not (matched.missed or matched.false or near):
        return
    print(f"\n{matched.gold.id} [{matched.gold.published}] {matched.gold.text}")
    for want in matched.missed:
        who = "/".join(map(str, want.actors))
        print(f"  missed {want.names[0]}: {who} {want.move} {'/'.join(want.modalities)}")
    for have in matched.false:
        print(f"  false  {have.name}: {have.actor} {have.move} {have.modality} {have.date}")
    for g, p in near:
        want, have = matched.gold.moves[g], matched.found[p]
        told = f"{have.modality} {have.date} {have.count}"
        wanted = f"{'/'.join(want.modalities)} {'/'.join(want.dates)} {want.count}"
        print(f"  differs {have.actor} {have.move}: {told}; annotated {wanted}")


def judge(file: Path, corpora: dict[str, Corpus], *, lift: bool, shown: bool) -> list[str]:
    """Prints a corpus's figures, half by half; the figures below their floors, which may rise."""
    matched, now = read(read_moves(file)), digest([(file.name, file)])
    below: list[str] = []
    for half in HALVES:
        name = f"moves: {file.stem}, {half}"
        of_half = [m for m in matched if m.gold.half == half]
        if not of_half:
            continue
        if shown and half == "dev":
            for text in of_half:
                show(text)
        figures = move_figures(of_half)
        corpus = corpora.get(name)
        same = corpus is not None and corpus.digest == now
        wrong = broken(corpus, figures) if corpus is not None and same else []
        below += wrong
        print(f"\n{name}: {len(of_half)} texts")
        for measure, figure in figures.items():
            print(f"  {measure:28} {figure:7.3f}{'   BROKEN' if measure in wrong else ''}")
        if lift:
            corpora[name] = raised(corpus, now, figures)
        elif not same:
            print("  No floors are kept for this corpus: nothing was compared.")
    return below


def main() -> int:
    """Scores, prints, compares; the exit code."""
    parser = argparse.ArgumentParser(description="Scores moves over short texts.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--raise", dest="lift", action="store_true", help="keep better figures")
    parser.add_argument("--show", action="store_true", help="print what is wrong in dev")
    arguments = parser.parse_args()
    corpora = load(FLOORS)
    below: list[str] = []
    for file in arguments.files or sorted(FOLDER.glob("*.jsonl")):
        below += judge(file, corpora, lift=arguments.lift, shown=arguments.show)
    if arguments.lift:
        save(FLOORS, corpora)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
