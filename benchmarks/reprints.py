"""Whether the search for reprints takes time in proportion to the pages.

    python benchmarks/reprints.py [--pages N]

Makes N pages of about 400 words, and twice and four times as many, a third of them reprints of one
of the others and one in fifty a copy of one and the same page with words of its own, and looks for
clusters. Prints the CPU seconds and the power of the number with which they grow; exit code 1:
that is 1.5 or more.
"""

import argparse
import math
import random
import sys
import time

from dragoman.flow.clustering import Sketched, buckets, clusters
from dragoman.language.shingles import bands_of, shingles_of

ALLOWED = 1.5
VOCABULARY = 20_000


def texts(number: int) -> list[str]:
    """Pages whose words come as unevenly as a language's do."""
    chance = random.Random(1)
    words = [f"w{at}" for at in range(VOCABULARY)]
    weights = [1 / (at + 5) for at in range(VOCABULARY)]
    agency = chance.choices(words, weights, k=400)
    made: list[list[str]] = []
    for at in range(number):
        if at % 50 == 49:
            made.append([*agency, *chance.choices(words, k=20)])
        elif at % 3 == 2:
            own = made[chance.randrange(len(made))]
            made.append(
                [word for word in own[: chance.randint(270, 400)] if chance.random() > 0.03]
            )
        else:
            made.append(chance.choices(words, weights, k=400))
    return [" ".join(each) for each in made]


def measure(number: int) -> float:
    """Looks for reprints among so many pages, prints what that took, and gives the seconds."""
    pages = {f"{at:08}": text for at, text in enumerate(texts(number))}
    began = time.process_time()
    sketched = [
        Sketched(name, text.count(" ") + 1, bands_of(shingles_of(text)))
        for name, text in pages.items()
    ]
    sketching = time.process_time() - began
    found = clusters(buckets(sketched), lambda some: {name: pages[name] for name in some})
    seconds = time.process_time() - began
    print(
        f"{number:7,} pages {seconds:7.1f} s ({sketching:.1f} s for sketches), "
        f"{len(found):,} clusters of {sum(map(len, found)):,} pages",
        flush=True,
    )
    return seconds


def main() -> int:
    """Measures and prints; the exit code."""
    parser = argparse.ArgumentParser(description="What looking for reprints costs.")
    parser.add_argument("--pages", type=int, default=2000, help="how many pages the least has")
    number = parser.parse_args().pages
    seconds = [measure(number * times) for times in (1, 2, 4)]
    power = math.log(seconds[2] / seconds[0], 4)
    print(f"Time grows with pages to the power of {power:.2f} (less than {ALLOWED}).")
    return 0 if power < ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
