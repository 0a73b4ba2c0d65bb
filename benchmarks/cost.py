"""What reading costs: CPU of each stage against the bare language model, in one run.

    python benchmarks/cost.py [--repeat N]

The measure is CPU seconds divided by those of the bare spaCy pipeline (all components of the same
model, its entity recogniser too; `nlp.pipe`, one thread) over the same words: of pages, parse and
the rules of all rooms; beyond that, of the attributions' head; and of those of events and moves.
Both sides read the samples N times over; the reading is timed whole as a user runs it, without
heads, with one and with all, and then once more stage by stage, to say where the time goes.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from importlib import resources
from typing import TypeVar

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import spacy  # noqa: E402 - after the number of threads is set

from dragoman.actors import find_actors  # noqa: E402
from dragoman.attributions import find_attributions  # noqa: E402
from dragoman.events import find_events  # noqa: E402
from dragoman.flow import Reader  # noqa: E402
from dragoman.flow.options import Options  # noqa: E402
from dragoman.flow.tagging import shipped_tagger  # noqa: E402
from dragoman.language.pipeline import Pipeline  # noqa: E402
from dragoman.pacts import find_moves  # noqa: E402
from dragoman.pages import Page, read_page  # noqa: E402
from dragoman.records import Article, Cast, ZoneKind  # noqa: E402
from pages import sample_pages  # noqa: E402

STAGES = ("pages", "parse", "actors", "attributions", "events", "pacts")
RULES, HEAD, EVENTS, ALL = (1.5, 0.8), (1.5, 0.8), (0.8, 0.4), (3.5, 2.0)
"""The most that each may cost, and the aim, as parts of the bare pipeline."""
Result = TypeVar("Result")


def bare(articles: list[Article], repeat: int) -> tuple[float, int]:
    """CPU seconds of the bare pipeline over the articles' text, and the words in it."""
    expected = json.loads(
        resources.files("dragoman.language").joinpath("model.json").read_text("utf-8")
    )
    nlp = spacy.load(expected["module"])
    texts = [text for article in articles for text in paragraphs(article)]
    words = sum(len(nlp.make_doc(text)) for text in texts) * repeat
    for _ in nlp.pipe(texts, batch_size=64):  # once before the clock runs
        pass
    start = time.process_time()
    for _ in range(repeat):
        for _ in nlp.pipe(texts, batch_size=64):
            pass
    return time.process_time() - start, words


def paragraphs(article: Article) -> Iterator[str]:
    """The paragraphs that a reading parses: those of the title and of zones that tell."""
    for zone in article.zones:
        if zone.kind.tells or zone.kind is ZoneKind.TITLE:
            text = article.words(zone.span)
            yield from (line for line in text.split("\n") if line.strip())


def whole(pages: list[Page], repeat: int, reader: Reader) -> float:
    """CPU seconds of reading the pages as a user does."""
    for _ in reader.read(pages):
        pass
    start = time.process_time()
    for _ in range(repeat):
        for _ in reader.read(pages):
            pass
    return time.process_time() - start


def staged(pages: list[Page], repeat: int) -> dict[str, float]:
    """CPU seconds of each stage on its own."""
    spent = dict.fromkeys(STAGES, 0.0)

    def timed(stage: str, work: Callable[[], Result]) -> Result:
        start = time.process_time()
        result = work()
        spent[stage] += time.process_time() - start
        return result

    pipeline = Pipeline()
    list(pipeline.parse(articles_of(pages)))
    for _ in range(repeat):
        articles = timed("pages", lambda: list(articles_of(pages)))
        for parsed in timed("parse", lambda held=articles: list(pipeline.parse(held))):
            cast = Cast(timed("actors", lambda p=parsed: find_actors(p)))
            told = timed("attributions", lambda p=parsed, c=cast: find_attributions(p, c))
            events = timed("events", lambda p=parsed, c=cast, a=told: find_events(p, c, a))
            timed("pacts", lambda p=parsed, c=cast, e=events, a=told: find_moves(p, c, e, a))
    return spent


def articles_of(pages: list[Page]) -> Iterator[Article]:
    """The articles on the pages."""
    for page in pages:
        article = read_page(page).article
        if article is not None:
            yield article


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description="What reading costs, against bare spaCy.")
    parser.add_argument("--repeat", type=int, default=10, help="how often the samples are read")
    repeat = parser.parse_args().repeat
    pages = sample_pages()
    base, words = bare(list(articles_of(pages)), repeat)
    bare_rules = Options(heads=False)
    spent = whole(pages, repeat, Reader(bare_rules))
    tagged = whole(pages, repeat, Reader(bare_rules, tagger=shipped_tagger()))
    everything = whole(pages, repeat, Reader())
    stages = staged(pages, repeat)
    print(f"{len(pages)} pages, {repeat} times; {words:,} words; one thread\n")
    print(f"{'':30} {'CPU s':>7} {'of bare':>8} {'words/s':>9}")
    print(f"{'bare spaCy, all components':30} {base:7.2f} {1:8.2f} {words / base:9,.0f}")
    print(f"{'pages, parse, rules':30} {spent:7.2f} {spent / base:8.2f} {words / spent:9,.0f}")
    for stage, seconds in stages.items():
        print(f"{'  ' + stage:30} {seconds:7.2f} {seconds / base:8.2f}")
    beyond, further = tagged - spent, everything - tagged
    print(f"{'attributions, their head':30} {beyond:7.2f} {beyond / base:8.2f}")
    print(f"{'events and moves, their heads':30} {further:7.2f} {further / base:8.2f}")
    print(f"{'all':30} {everything:7.2f} {everything / base:8.2f} {words / everything:9,.0f}\n")
    for name, cost, (most, aim) in (
        ("pages, parse, rules", spent, RULES),
        ("attributions, their head", beyond, HEAD),
        ("events and moves, their heads", further, EVENTS),
        ("all", everything, ALL),
    ):
        verdict = "within" if cost / base <= most else "ABOVE"
        print(f"{name}: {cost / base:.2f} is {verdict} the bound of {most} (aim {aim}).")


if __name__ == "__main__":
    main()
