"""Learns the links and writes `src/dragoman/attributions/links.tsv`.

    python -m training.links [--train FOLDER] [--valid FOLDER] [--head FOLDER]

FOLDER of --train and --valid hold `text` and `attributions` as PolNeAR publishes them; --head
names a tagging head whose tags the table is tried on as well. The links are learned twice over:
from the annotators' own tags, and from those with some parts left out, as a head misses them. It
takes a quarter of an hour on one core and gives the same table each time.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from dragoman.evaluation.polnear import AnnotatedArticle, read_corpus
from dragoman.language.pipeline import Pipeline
from dragoman.language.sentence_tagger import SentenceTagger
from dragoman.language.sentences import ParsedArticle
from dragoman.language.tagging import Tagger
from training.links.examples import (
    Examples,
    Reading,
    article_of,
    examples_of,
    forgetful,
    labels_of,
    tags_of,
)
from training.links.learning import learned, share_right

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT.parent / "shared" / "data" / "polnear"
TABLE = ROOT / "src" / "dragoman" / "attributions" / "links.tsv"
SEED = 1648
HEADING = """# How much each sign weighs that joins a content or a source to a cue; linking.py and
# speaking.py say what the signs are. Learned from the links in PolNeAR's training articles by
# training/links; not to be edited by hand.
sign\tweight
"""

Corpus = list[tuple[AnnotatedArticle, ParsedArticle]]


def parsed(folder: Path) -> Corpus:
    """A folder's annotations, each with its article's parse."""
    annotated = list(read_corpus(folder))
    return list(zip(annotated, Pipeline().parse(map(article_of, annotated)), strict=True))


def whole(corpus: Corpus) -> Iterator[Reading]:
    """The annotators' own tags."""
    for article, parse in corpus:
        labels = labels_of(parse, article.claims)
        yield Reading(parse, labels, tags_of(parse, labels))


def with_gaps(corpus: Corpus) -> Iterator[Reading]:
    """The annotators' tags with some parts left out, the same in every run."""
    for article, parse in corpus:
        labels = labels_of(parse, article.claims)
        chance = random.Random(f"{SEED} {article.name} {article.annotator}")
        yield Reading(parse, labels, tags_of(parse, forgetful(labels, chance)))


def by_head(corpus: Corpus, tagger: SentenceTagger) -> Iterator[Reading]:
    """A head's tags."""
    for article, parse in corpus:
        [tags] = tagger.tag([(parse, parse.telling)])
        yield Reading(parse, labels_of(parse, article.claims), tags)


def main() -> None:
    """Learns, writes the table, and says how often it is right."""
    parser = argparse.ArgumentParser(description="Learns which runs belong together.")
    parser.add_argument("--train", type=Path, default=DATA / "train")
    parser.add_argument("--valid", type=Path, default=DATA / "dev")
    parser.add_argument("--head", type=Path, help="a folder with a tagging head")
    arguments = parser.parse_args()
    corpus = parsed(arguments.train)
    own, gaps = examples_of(whole(corpus)), examples_of(with_gaps(corpus))
    contents = learned([*own.contents, *gaps.contents])
    sources = learned([*own.sources, *gaps.sources])
    lines = "".join(f"{s}\t{w}\n" for s, w in sorted({**contents, **sources}.items()))
    TABLE.write_text(HEADING + lines, "utf-8")
    print(f"{len(contents)} signs of contents and {len(sources)} of sources in {TABLE.name}.")
    valid = parsed(arguments.valid)
    tried: dict[str, Examples] = {"annotators' tags": examples_of(whole(valid))}
    if arguments.head:
        tagger = SentenceTagger(Tagger.load(arguments.head), "head")
        tried["the head's tags"] = examples_of(by_head(valid, tagger))
    for name, seen in tried.items():
        right = share_right(seen.contents, contents), share_right(seen.sources, sources)
        print(f"{name}: right for {right[0]:.3f} of the contents, {right[1]:.3f} of the cues")


if __name__ == "__main__":
    main()
