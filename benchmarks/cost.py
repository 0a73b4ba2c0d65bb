"""What reading costs: CPU of each stage against the bare language model, in one run.

    python benchmarks/cost.py [--repeat N]

The measure is CPU seconds divided by those of the bare spaCy pipeline (all components of the same
model, its entity recogniser too; `nlp.pipe`, one thread) over the same words: of pages, parse and
the rules of all rooms; beyond that, of the heads of attributions, of events and of pacts.
The reading is timed whole as a user runs it, without heads, with one and with all, and then stage
by stage, to say where the time goes. All are run by turns in each of N rounds, since a machine
that others share is slower at one time than at another, and each counts by its median.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from importlib import resources
from itertools import pairwise
from statistics import median
from typing import TypeVar

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import spacy  # noqa: E402 - after the number of threads is set

from dragoman.actors import find_actors  # noqa: E402
from dragoman.attributions import find_attributions  # noqa: E402
from dragoman.events import find_events  # noqa: E402
from dragoman.flow import Reader  # noqa: E402
from dragoman.flow.judging_pairs import shipped_judge  # noqa: E402
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


def bare_reading(articles: list[Article]) -> tuple[Callable[[], object], int]:
    """What runs the bare pipeline over the articles' text, and the words in it."""
    expected = json.loads(
        resources.files("dragoman.language").joinpath("model.json").read_text("utf-8")
    )
    nlp = spacy.load(expected["module"])
    texts = [text for article in articles for text in paragraphs(article)]
    words = sum(len(nlp.make_doc(text)) for text in texts)
    return lambda: list(nlp.pipe(texts, batch_size=64)), words


def paragraphs(article: Article) -> Iterator[str]:
    """The paragraphs that a reading parses: those of the title and of zones that tell."""
    for zone in article.zones:
        if zone.kind.tells or zone.kind is ZoneKind.TITLE:
            text = article.words(zone.span)
            yield from (line for line in text.split("\n") if line.strip())


def spent_on(work: Callable[[], object]) -> float:
    """CPU seconds of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def by_turns(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each work in each round; each is done once before the clock runs."""
    for work in works.values():
        work()
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            spent[name].append(spent_on(work))
    return spent


def staged(pages: list[Page], pipeline: Pipeline) -> dict[str, float]:
    """CPU seconds of each stage on its own."""
    spent = dict.fromkeys(STAGES, 0.0)

    def timed(stage: str, work: Callable[[], Result]) -> Result:
        start = time.process_time()
        result = work()
        spent[stage] += time.process_time() - start
        return result

    articles = timed("pages", lambda: list(articles_of(pages)))
    for parsed in timed("parse", lambda: list(pipeline.parse(articles))):
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


def readings(pages: list[Page]) -> dict[str, Callable[[], object]]:
    """What reads the pages as a user does: by rules, then with one head after the other."""
    rules = Options(heads=False)
    tagger, judge = shipped_tagger(), shipped_judge()
    readers = {
        "rules": Reader(rules),
        "attributions": Reader(rules, tagger=tagger),
        "events": Reader(rules, tagger=tagger, judge=judge),
        "all": Reader(),
    }
    return {
        name: lambda reader=reader: list(reader.read(pages)) for name, reader in readers.items()
    }


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description="What reading costs, against bare spaCy.")
    parser.add_argument("--repeat", type=int, default=10, help="in how many rounds")
    rounds = parser.parse_args().repeat
    pages = sample_pages()
    bare, words = bare_reading(list(articles_of(pages)))
    pipeline = Pipeline()
    stages: list[dict[str, float]] = []
    works = {"bare": bare} | readings(pages)
    works["stages"] = lambda: stages.append(staged(pages, pipeline))
    spent = {name: median(own) for name, own in by_turns(works, rounds).items()}
    base = spent["bare"]
    print(f"{len(pages)} pages, {words:,} words; medians of {rounds} rounds; one thread\n")
    print(f"{'':30} {'CPU s':>7} {'of bare':>8} {'words/s':>9}")
    line("bare spaCy, all components", base, base, words)
    line("pages, parse, rules", spent["rules"], base, words)
    for stage in STAGES:
        line(f"  {stage}", median(own[stage] for own in stages[1:]), base)
    order = ("rules", "attributions", "events", "all")
    beyond = {name: spent[name] - spent[before] for before, name in pairwise(order)}
    for name in ("attributions", "events"):
        line(f"{name}, their head", beyond[name], base)
    line("pacts, their head", beyond["all"], base)
    line("all", spent["all"], base, words)
    print()
    for name, cost, (most, aim) in (
        ("pages, parse, rules", spent["rules"], RULES),
        ("attributions, their head", beyond["attributions"], HEAD),
        ("events and pacts, their heads", beyond["events"] + beyond["all"], EVENTS),
        ("all", spent["all"], ALL),
    ):
        verdict = "within" if cost / base <= most else "ABOVE"
        print(f"{name}: {cost / base:.2f} is {verdict} the bound of {most} (aim {aim}).")


def line(name: str, spent: float, base: float, words: int | None = None) -> None:
    """Prints a line of the table."""
    rate = "" if words is None else f" {words / spent:9,.0f}"
    print(f"{name:30} {spent:7.2f} {spent / base:8.2f}{rate}")


if __name__ == "__main__":
    main()
