"""Scores gold corpora and holds the figures against their floors.

    python evaluation/gold.py [--raise] [FOLDER ...]

The project's own gold (tests/golden for the pages in samples, evaluation/pages, attributions and
actors) is always scored. A FOLDER holds gold pages with a scorer of their own, `score_pages.py`, in
it or in the folder above; one without borrows the scorer of another FOLDER. A FOLDER that isn't
there is left out, with a word. Exit code 1: a figure fell below its floor.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.evaluation.actors import actor_figures, judge, read_gold
from dragoman.evaluation.claims import read_claims, score_claims
from dragoman.evaluation.floors import Corpus, broken, digest, load, raised, save
from dragoman.evaluation.pages import find_scorer, gold_pages, shared_figures
from dragoman.evaluation.pages import read_gold as read_pages
from dragoman.evaluation.zones import read_annotation, score_zones
from dragoman.flow import Reader
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat
from dragoman.records import Record

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "evaluation" / "floors.json"
OWN = {
    "samples": (ROOT / "samples", ROOT / "tests" / "golden"),
    "pages": (ROOT / "evaluation" / "pages", ROOT / "evaluation" / "pages"),
}
"""The project's own corpora: folders of pages and of their annotations."""
ACTORS = ROOT / "evaluation" / "actors"

ATTRIBUTIONS = ROOT / "evaluation" / "attributions"
"""Pages annotated with their attributions alone."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One corpus with its digest and figures."""

    name: str
    digest: str
    figures: dict[str, float]


def score_own(name: str, pages_folder: Path, gold_folder: Path) -> Scored:
    """A corpus of the project's own: zones, comments, and what pages say of themselves."""
    annotations = {path.stem: path for path in sorted(gold_folder.glob("*.json"))}
    pages = {
        path.stem: path
        for path in sorted(pages_folder.iterdir())
        if path.stem in annotations and path.suffix != ".json"
    }
    results = Reader().read_paths(str(page) for page in pages.values())
    read = {Path(r.page).stem: r for r in results if isinstance(r, Record)}
    figures = score_zones(
        (read.get(stem), read_annotation(path)) for stem, path in annotations.items()
    )
    files = [*annotations.values(), *pages.values()]
    return Scored(name, digest((f.name, f) for f in files), figures)


def score_attributions(folder: Path) -> Scored:
    """Pages with their attributions: what was found, on which chain, with which stance."""
    pages = gold_pages(folder)
    records, _ = read_pages(folder)
    read = {Path(record.page).stem: record for record in records}
    annotations = {page.stem: page.with_suffix(".json") for page in pages}
    figures = score_claims((read.get(stem), read_claims(p)) for stem, p in annotations.items())
    files = [*pages, *annotations.values()]
    return Scored(folder.name, digest((f.name, f) for f in files), figures)


def score_actors(path: Path) -> Scored:
    """A corpus of annotated texts: for whom each mention stands."""
    gold = read_gold(path)
    pages = (
        Page(text.id, text.text, PageFormat.TEXT, Given(published=text.published, language="en"))
        for text in gold
    )
    read = {r.page: r for r in Reader().read(pages) if isinstance(r, Record)}
    judged = (case for text in gold if text.id in read for case in judge(read[text.id], text))
    return Scored(f"actors: {path.stem}", digest([(path.name, path)]), actor_figures(judged))


def score_folder(folder: Path, scorer: Path) -> Scored:
    """A folder of gold pages, by their own scorer; what is merely a count is left out."""
    named = shared_figures(scorer, folder)
    figures = {"pages missing": float(len(named.get("missing", [])))}
    for name, value in named.items():
        figures |= _flat(name, value)
    files = [p for p in folder.iterdir() if p.suffix in (".json", ".html", ".txt")]
    files.append(scorer)
    return Scored(folder.name, digest((f.name, f) for f in files), figures)


def _flat(name: str, value: object) -> dict[str, float]:
    if name == "events outside the body":
        return {name: float(str(value))}
    if not isinstance(value, dict):
        return {}
    if "f1" in value:
        return {f"{name} F1": value["f1"]}
    if "accuracy" in value:
        return {name: value["accuracy"]}
    return {"false events per 100 sentences": value["per_100_sentences"]}


def report(scored: Scored, corpus: Corpus | None) -> bool:
    """Prints a corpus's table; whether all its floors hold."""
    print(f"\n{scored.name}")
    same = corpus is not None and corpus.digest == scored.digest
    floors = corpus.floors if corpus is not None and same else {}
    below = broken(corpus, scored.figures) if corpus is not None and same else []
    for name in dict.fromkeys([*scored.figures, *floors]):
        figure = scored.figures.get(name)
        shown = "   none" if figure is None else f"{figure:7.3f}"
        floor = f"   floor {floors[name]:.3f}" if name in floors else ""
        print(f"  {name:32} {shown}{floor}{'   BROKEN' if name in below else ''}")
    if corpus is None:
        print("  No floors are kept for this corpus: nothing was compared.")
    elif not same:
        print("  The corpus has changed since its floors were set: nothing was compared.")
    return not below


def main() -> int:
    """Scores, prints, compares; the exit code."""
    parser = argparse.ArgumentParser(description="Scores gold corpora against their floors.")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="keep better figures as new floors"
    )
    arguments = parser.parse_args()
    corpora = load(FLOORS)
    everything = [score_own(name, *folders) for name, folders in OWN.items()]
    everything.append(score_attributions(ATTRIBUTIONS))
    everything += [score_actors(path) for path in sorted(ACTORS.glob("*.jsonl"))]
    scorers = [own for folder in arguments.folders if (own := _scorer(folder))]
    for folder in arguments.folders:
        own = _scorer(folder) or next(iter(scorers), None)
        if not folder.is_dir():
            print(f"{folder.name}: left out, the folder isn't there.")
        elif own is None:
            print(f"{folder.name}: left out, it has no scorer.")
        else:
            everything.append(score_folder(folder, own))
    holds = [report(scored, corpora.get(scored.name)) for scored in everything]
    if arguments.lift:
        for s in everything:
            corpora[s.name] = raised(corpora.get(s.name), s.digest, s.figures)
        save(FLOORS, corpora)
        print(f"\nFloors kept in {FLOORS.relative_to(ROOT)}.")
    print("\nAll floors hold." if all(holds) else "\nSome figures fell below their floors.")
    return 0 if all(holds) else 1


def _scorer(folder: Path) -> Path | None:
    try:
        return find_scorer(folder) if folder.is_dir() else None
    except UsageError:
        return None


if __name__ == "__main__":
    sys.exit(main())
