"""Whether the search for reprints takes time in proportion to the pages.

    python benchmarks/reprints.py [--pages N]

Makes N pages, and twice and four times as many, and looks for clusters, of two kinds:

- apart: pages of about 400 words that share nothing, but for a third that are reprints of one of
  the others, and one in fifty that is a copy of one and the same page with words of its own;
- archived: those of `benchmarks/archive.py`, all put together of the same few hundred paragraphs,
  so that each shares passages with thousands; one in thirty is a reprint.

Prints the CPU seconds, how many texts a page were looked up for comparisons, how many of the
reprints made were found together with their page, and the power of the number with which seconds
grow; exit code 1: that is 1.3 or more.
"""

import argparse
import math
import random
import sys
import time
from collections.abc import Callable

from archive import stories

from dragoman.flow.clustering import Sketched, buckets, clusters
from dragoman.flow.shingled import Shingled
from dragoman.language.shingles import bands_of, shingles_of

ALLOWED = 1.3
VOCABULARY = 20_000


Pages = tuple[list[str], list[tuple[int, int]]]
"""Texts, and by their places, which is a reprint of which."""


class Counted(Shingled):
    """Counts the texts that are looked up for a comparison."""

    looks = 0

    def of(self, digest: str) -> frozenset[int]:
        """The shingles of a text."""
        self.looks += 1
        return super().of(digest)


def archived(number: int) -> Pages:
    """Pages of the made-up archive."""
    made, pairs = [], []
    last = -1
    for at, story in enumerate(stories(number)):
        if "This report was first published by the" in story.paragraphs[-1]:
            pairs.append((last, at))
        else:
            last = at
        made.append("\n".join(story.paragraphs))
    return made, pairs


def apart(number: int) -> Pages:
    """Pages whose words come as unevenly as a language's do."""
    chance = random.Random(1)
    words = [f"w{at}" for at in range(VOCABULARY)]
    weights = [1 / (at + 5) for at in range(VOCABULARY)]
    agency = chance.choices(words, weights, k=400)
    made: list[list[str]] = []
    pairs = []
    for at in range(number):
        if at % 50 == 49:
            made.append([*agency, *chance.choices(words, k=20)])
        elif at % 3 == 2:
            own = chance.randrange(len(made))
            cut = made[own][: chance.randint(270, 400)]
            made.append([word for word in cut if chance.random() > 0.03])
            pairs.append((own, at))
        else:
            made.append(chance.choices(words, weights, k=400))
    return [" ".join(each) for each in made], pairs


def measure(make: Callable[[int], Pages], number: int) -> float:
    """Looks for reprints among so many pages, prints what that took, and gives the seconds."""
    texts, pairs = make(number)
    pages = {f"{at:08}": text for at, text in enumerate(texts)}
    began = time.process_time()
    sketched = [
        Sketched(name, text.count(" ") + 1, bands_of(shingles_of(text)))
        for name, text in pages.items()
    ]
    sketching = time.process_time() - began
    with Counted(lambda some: ((name, pages[name]) for name in some)) as shingled:
        found = clusters(buckets(sketched), shingled)
        looks = shingled.looks
    seconds = time.process_time() - began
    together = {name: at for at, part in enumerate(found) for name in part}
    right = sum(
        together.get(f"{one:08}", -1) == together.get(f"{other:08}", -2) for one, other in pairs
    )
    print(
        f"{number:7,} pages {seconds:7.1f} s ({sketching:.1f} s for sketches), "
        f"{looks / number:.2f} texts looked up a page, "
        f"{len(found):,} clusters of {len(together):,} pages, "
        f"{right:,} of {len(pairs):,} reprints",
        flush=True,
    )
    return seconds


def main() -> int:
    """Measures and prints; the exit code."""
    parser = argparse.ArgumentParser(description="What looking for reprints costs.")
    parser.add_argument("--pages", type=int, default=2000, help="how many pages the least has")
    number = parser.parse_args().pages
    powers = []
    for make in (apart, archived):
        print(make.__name__)
        seconds = [measure(make, number * times) for times in (1, 2, 4)]
        powers.append(math.log(seconds[2] / seconds[0], 4))
        print(f"Time grows with pages to the power of {powers[-1]:.2f} (less than {ALLOWED}).")
    return 0 if max(powers) < ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
