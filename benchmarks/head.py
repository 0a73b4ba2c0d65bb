"""What the attribution head costs: its CPU against the bare language model, in one run.

    python benchmarks/head.py [--repeat N] [--head FOLDER]

The measure is the second row of the cost table in docs/benchmarks.md: CPU seconds of cutting,
model and labels, divided by those of the bare spaCy pipeline over the same words. The parse that
the head builds on is not part of it; every second of both sides is taken in turns, so that what
else the machine does falls on both.
"""

import argparse
import os
import time
from dataclasses import dataclass
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

from cost import articles_of, bare_reading, spent_on  # noqa: E402 - after the number of threads is set

from dragoman.language.heads import shipped  # noqa: E402
from dragoman.language.pipeline import Pipeline  # noqa: E402
from dragoman.language.sentence_tagger import SentenceTagger  # noqa: E402
from dragoman.language.sentences import ParsedArticle  # noqa: E402
from dragoman.language.tagging import Tagger  # noqa: E402
from pages import sample_pages  # noqa: E402

BOUND, AIM = 1.5, 0.8


@dataclass(frozen=True)
class Spent:
    """CPU seconds, and the words that they went into."""

    seconds: float
    words: int


def headed(parsed: list[ParsedArticle], tagger: SentenceTagger) -> Spent:
    """What the head takes for all sentences that tell."""
    asked = [(article, article.telling) for article in parsed]
    start = time.process_time()
    tagger.tag(asked)
    seconds = time.process_time() - start
    return Spent(seconds, sum(len(s.tokens) for _, sentences in asked for s in sentences))


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description="What the head costs, against bare spaCy.")
    parser.add_argument("--repeat", type=int, default=5, help="how often the samples are read")
    parser.add_argument("--head", type=Path, default=shipped("attributions"))
    given = parser.parse_args()
    articles = list(articles_of(sample_pages()))
    parsed = list(Pipeline().parse(articles))
    tagger = SentenceTagger(Tagger.load(given.head), "head")
    tagger.tag([(parsed[0], parsed[0].telling)])  # once before the clock runs
    bare, words = bare_reading(articles)
    bare()
    base, own = Spent(0, 0), Spent(0, 0)
    for _ in range(given.repeat):
        seconds = spent_on(bare)
        base = Spent(base.seconds + seconds, base.words + words)
        once = headed(parsed, tagger)
        own = Spent(own.seconds + once.seconds, own.words + once.words)
    print(f"{len(articles)} articles, {given.repeat} times; {base.words:,} words; one thread\n")
    print(f"{'':30} {'CPU s':>7} {'of bare':>8} {'words/s':>9}")
    for name, spent in (("bare spaCy, all components", base), ("attribution head", own)):
        ratio = spent.seconds / base.seconds
        print(f"{name:30} {spent.seconds:7.2f} {ratio:8.2f} {spent.words / spent.seconds:9,.0f}")
    ratio = own.seconds / base.seconds
    verdict = "within" if ratio <= BOUND else "ABOVE"
    print(f"\nAt most {BOUND} of bare, aim {AIM}: {ratio:.2f} is {verdict} the bound.")


if __name__ == "__main__":
    main()
