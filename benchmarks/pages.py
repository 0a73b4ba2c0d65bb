"""Pages for benchmarks: the samples, as they are or varied into any number of other pages."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.pages import Page, open_pages

ROOT = Path(__file__).resolve().parent.parent
SEED = 1815
PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.DOTALL)
YEAR = re.compile(r"\b20[12]\d\b")
NAMES = ("Alderney", "Herm", "Jethou", "Lihou", "Sark", "Skomer", "Lundy", "Rockall")
CAPITAL = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}\b")


def sample_pages() -> list[Page]:
    """The pages in samples/, in order."""
    return [page for page in open_pages([str(ROOT / "samples")]) if isinstance(page, Page)]


def varied_pages(number: int) -> Iterator[Page]:
    """Pages made from the samples: paragraphs in another order, years and some names changed.

    The same number gives the same pages. New names bring words that the reader hasn't met, as
    an archive does.
    """
    chance = random.Random(SEED)
    samples = sample_pages()
    for index in range(number):
        page = samples[index % len(samples)]
        raw = page.content
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
        yield Page(f"{page.name}#{index}", _varied(text, chance), page.format, page.given)


def _varied(text: str, chance: random.Random) -> str:
    paragraphs = PARAGRAPH.findall(text)
    chance.shuffle(paragraphs)
    order = iter(paragraphs)
    text = PARAGRAPH.sub(lambda _: next(order), text)
    shift = chance.randrange(-3, 4)
    text = YEAR.sub(lambda m: str(int(m[0]) + shift), text)
    return CAPITAL.sub(lambda m: _name(m[0], chance), text)


def _name(name: str, chance: random.Random) -> str:
    if chance.random() > 0.05:
        return name
    return (
        chance.choice(NAMES) + chance.choice(("", "ton", "wick", "by")) + str(chance.randrange(99))
    )
