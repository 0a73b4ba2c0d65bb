"""Scores attributions over whole PolNeAR articles and holds the figures against their floors.

    python evaluation/articles.py [--raise] [--every N] [FOLDER]

FOLDER holds `text` and `attributions` as PolNeAR publishes them; where it isn't there, that is
said, and nothing fails. Exit code 1: a figure fell below its floor.
"""

import argparse
import sys
from pathlib import Path

from dragoman.evaluation.floors import broken, digest, load, raised, save
from dragoman.evaluation.polnear import AnnotatedArticle, Claim, read_corpus, score
from dragoman.flow import Reader
from dragoman.pages import Page, PageFormat
from dragoman.records import Record, Span

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "evaluation" / "floors.json"
FOLDER = ROOT.parent / "shared" / "data" / "polnear" / "dev"
NAME = "polnear articles"


def claims_of(record: Record) -> list[Claim]:
    """A record's attributions as they are scored."""
    return [
        Claim(
            content=a.content,
            source=(Span(a.source.start, a.source.end),) if a.source else (),
            cue=(a.cue,) if a.cue else (),
        )
        for a in record.attributions
        if a.content
    ]


def read(articles: list[AnnotatedArticle]) -> dict[str, list[Claim]]:
    """What Dragoman finds in each article, by its name."""
    texts = {article.name: article.text for article in articles}
    pages = (Page(name, text, PageFormat.TEXT) for name, text in texts.items())
    records = Reader().read(pages)
    return {
        name: claims_of(record) if isinstance(record, Record) else []
        for name, record in zip(texts, records, strict=True)
    }


def main() -> int:
    """Scores, prints, compares; the exit code."""
    parser = argparse.ArgumentParser(description="Scores attributions over whole articles.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, metavar="FOLDER")
    parser.add_argument("--raise", dest="lift", action="store_true", help="keep better figures")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth article only")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"{NAME}: left out, the folder {arguments.folder} isn't there.")
        return 0
    articles = list(read_corpus(arguments.folder))[:: arguments.every]
    found = read(articles)
    figures = score((article, found[article.name]) for article in articles)
    files = [path for path in arguments.folder.glob("*/*") if path.suffix in (".txt", ".ann")]
    corpora = load(FLOORS)
    corpus, now = corpora.get(NAME), digest((path.name, path) for path in files)
    same = corpus is not None and corpus.digest == now and arguments.every == 1
    below = broken(corpus, figures) if corpus is not None and same else []
    print(f"{NAME}: {len(articles)} annotations")
    for name, figure in figures.items():
        print(f"  {name:28} {figure:6.3f}{'   BROKEN' if name in below else ''}")
    if arguments.lift and arguments.every == 1:
        corpora[NAME] = raised(corpus, now, figures)
        save(FLOORS, corpora)
    elif not same:
        print("  No floors are kept for these files: nothing was compared.")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
