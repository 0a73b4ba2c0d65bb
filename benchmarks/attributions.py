"""What finding attributions costs as odd pages grow: twice the words, about twice the time.

    python benchmarks/attributions.py [--words N]

Each kind of odd page is read at N, 2N and 4N words (parsing not counted), by the rules alone and
with tags that label nearly everything, as no head does. Exit code 1: a cost grew faster than
length to the power of 1.5.
"""

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterator

from dragoman.attributions import find_attributions
from dragoman.language.pipeline import Pipeline
from dragoman.language.sentences import ParsedArticle
from dragoman.language.tags import Tags, TokenTags
from dragoman.records import Article, Cast, Zone, ZoneKind, content_id

STEEPEST = 1.5
CYCLE = ("B-source", "B-cue", "B-content", "I-content", "I-content", "O")

KINDS: dict[str, Callable[[int], str]] = {
    "one sentence": lambda n: "the envoy said that " * (n // 4),
    "one quotation": lambda n: "“" + "We said no and they went home. " * (n // 7) + "”",
    "no mark closed": lambda n: "“We go home, the envoy said.\n\n" * (n // 6),
    "marks four deep": lambda n: (
        "“He said ‘she said “they said ‘no’ to it”’,” it said. " * (n // 12)
    ),
    "right-to-left marks": lambda n: "\u202b«it is over» said the envoy\u202c. " * (n // 7),
    "sources that are addresses": lambda n: (
        "https://a.example/b?c=d said that it rains. " * (n // 6)
    ),
    "a transcript": lambda n: "MS GRAY: We said no.\n\nQUESTION: Who says so?\n\n" * (n // 9),
    "signed quotations": lambda n: "“The door is open now.” – Ana Gray\n\n" * (n // 8),
    "plain news": lambda n: (
        "The minister said that the talks had failed. It rained all day.\n\n" * (n // 12)
    ),
}


def parsed(pipeline: Pipeline, text: str) -> ParsedArticle:
    """A text as one body zone, parsed."""
    article = Article(
        id=content_id(text),
        title=None,
        standfirst=None,
        byline=None,
        outlet="The Example Post",
        url=None,
        published=None,
        published_basis=None,
        language="en",
        text=text,
        zones=(Zone(ZoneKind.BODY, 0, len(text)),),
        comments=(),
    )
    [result] = pipeline.parse([article])
    return result


def dense(article: ParsedArticle) -> Tags:
    """Tags that find a claim in every six tokens."""
    return {
        s.index: TokenTags(
            tuple(CYCLE[i % len(CYCLE)] for i in range(len(s.tokens))), (0.9,) * len(s.tokens)
        )
        for s in article.telling
    }


def seconds(work: Callable[[], object]) -> float:
    """The least time of two runs."""
    took = []
    for _ in range(2):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def rows(pipeline: Pipeline, words: int) -> Iterator[tuple[str, str, list[float], float]]:
    """For each kind and way, its times at one, two and four times the words, and the growth."""
    for kind, write in KINDS.items():
        articles = [parsed(pipeline, write(words * times)) for times in (1, 2, 4)]
        for way in ("rules", "tags"):
            times = [
                seconds(lambda a=a, t=t: find_attributions(a, Cast(()), t))
                for a in articles
                for t in [dense(a) if way == "tags" else None]
            ]
            yield kind, way, times, math.log(times[2] / max(times[0], 1e-4), 4)


def main() -> int:
    """Prints the table; the exit code."""
    parser = argparse.ArgumentParser(description="How the cost of attributions grows.")
    parser.add_argument("--words", type=int, default=3000, metavar="N")
    arguments = parser.parse_args()
    steep = False
    print(f"{'page':28} {'by':6} {'N':>8} {'2N':>8} {'4N':>8}  power")
    for kind, way, times, power in rows(Pipeline(), arguments.words):
        shown = " ".join(f"{t * 1000:6.0f}ms" for t in times)
        steep |= power > STEEPEST
        print(f"{kind:28} {way:6} {shown}  {power:5.2f}{'  STEEP' if power > STEEPEST else ''}")
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
