"""Scores attributions over whole PolNeAR articles and holds the figures against their floors.

    python evaluation/articles.py [--raise] [--every N] [--rules | --head HEAD] [FOLDER]

By the rules and the package's own head; with --rules by the rules alone, with --head by the head in
another folder. FOLDER holds `text` and `attributions` as PolNeAR publishes them; where it isn't
there, that is said, and nothing fails. Exit code 1: a figure fell below its floor.
"""

import argparse
import sys
from pathlib import Path

from dragoman.evaluation.floors import broken, digest, load, raised, save
from dragoman.evaluation.polnear import AnnotatedArticle, Claim, read_corpus, score
from dragoman.flow import Options, Reader
from dragoman.language.sentence_tagger import SentenceTagger
from dragoman.language.tagging import Tagger
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


def read(articles: list[AnnotatedArticle], reader: Reader) -> dict[str, list[Claim]]:
    """What a reader finds in each article, by its name."""
    texts = {article.name: article.text for article in articles}
    pages = (Page(name, text, PageFormat.TEXT) for name, text in texts.items())
    records = reader.read(pages)
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
    parser.add_argument("--rules", action="store_true", help="without any head")
    parser.add_argument("--head", type=Path, metavar="HEAD", help="a folder with another head")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"{NAME}: left out, the folder {arguments.folder} isn't there.")
        return 0
    articles = list(read_corpus(arguments.folder))[:: arguments.every]
    tagger = SentenceTagger(Tagger.load(arguments.head), "given") if arguments.head else None
    found = read(articles, Reader(Options(heads=not arguments.rules), tagger))
    figures = score((article, found[article.name]) for article in articles)
    files = [path for path in arguments.folder.glob("*/*") if path.suffix in (".txt", ".ann")]
    name = f"{NAME}, rules" if arguments.rules else NAME
    corpora = load(FLOORS)
    corpus, now = corpora.get(name), digest((path.name, path) for path in files)
    whole = arguments.every == 1 and not arguments.head
    same = corpus is not None and corpus.digest == now and whole
    below = broken(corpus, figures) if corpus is not None and same else []
    print(f"{name}: {len(articles)} annotations")
    for measure, figure in figures.items():
        print(f"  {measure:28} {figure:6.3f}{'   BROKEN' if measure in below else ''}")
    if arguments.lift and whole:
        corpora[name] = raised(corpus, now, figures)
        save(FLOORS, corpora)
    elif not same:
        print("  No floors are kept for these files: nothing was compared.")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
