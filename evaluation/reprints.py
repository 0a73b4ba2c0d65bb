"""How many reprints are found, and how many are false, among pages made for that.

    python evaluation/reprints.py [--seed N] [--show]

From the samples and the pages of `evaluation/pages` this makes reprints of eight kinds and near
misses, always the same ones for a seed, and looks for clusters among all of them. A pair is right
when both were made from one page by reprinting. Near misses are the pages that tell one
happening in words of their own, of which both folders have some, and a follow-up of each page that
quotes three of its sentences among others.

Which words of a page tell is taken from its zones, as a ledger does.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations
from pathlib import Path

from dragoman.flow.clustering import FEWEST, Sketched, buckets, clusters
from dragoman.flow.shingled import Shingled
from dragoman.language.shingles import bands_of, shingles_of, wording
from dragoman.pages import Page, open_pages, read_page

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
APPEAL = (
    "Our readers keep this paper going. If you value what we report, please give what you can "
    "today; every gift, however small, pays for a day on the road."
)
SWAPS = {
    "said": "stated",
    "told": "informed",
    "also": "moreover",
    "but": "yet",
    "however": "though",
    "after": "following",
    "before": "ahead of",
    "because": "since",
    "about": "some",
    "more": "further",
    "many": "numerous",
    "will": "is to",
    "would": "was to",
    "on": "this",
    "announced": "declared",
    "talks": "discussions",
    "deal": "pact",
    "new": "fresh",
    "last": "past",
    "while": "as",
}
"""Words as a desk replaces them so that a text looks like its own."""

Paragraphs = list[str]
Change = Callable[[Paragraphs, random.Random], Paragraphs]


def verbatim(text: Paragraphs, _chance: random.Random) -> Paragraphs:
    """The same words; the headline, which plays no part, would be another."""
    return list(text)


def moved(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """Paragraphs in another order, the first one in its place."""
    rest = text[1:]
    chance.shuffle(rest)
    return [*text[:1], *rest]


def trimmed(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """A fifth of the sentences left out."""
    kept = [" ".join(s for s in sentences(p) if chance.random() > 0.2) for p in text]
    return [p for p in kept if p] or list(text)


def reworded(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """Common words replaced, and one in thirty of the others left out."""
    made = []
    for paragraph in text:
        words = []
        for word in paragraph.split():
            if word.lower() in SWAPS:
                words.append(SWAPS[word.lower()])
            elif chance.random() > 1 / 30:
                words.append(word)
        made.append(" ".join(words))
    return made


def appealing(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """An appeal to readers put in where the zones don't show it."""
    at = chance.randrange(len(text) + 1)
    return [*text[:at], APPEAL, *text[at:]]


def cut(text: Paragraphs, _chance: random.Random) -> Paragraphs:
    """Without its last third."""
    words = " ".join(text).split()
    return [" ".join(words[: 2 * len(words) // 3])]


def all_of_it(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """Reworded, an appeal put in, and the last third cut."""
    return cut(appealing(reworded(text, chance), chance), chance)


def rewritten(text: Paragraphs, chance: random.Random) -> Paragraphs:
    """All of that in another order, and one word in eight left out."""
    told = all_of_it(moved(text, chance), chance)
    return [" ".join(word for word in p.split() if chance.random() > 1 / 8) for p in told]


REPRINTS: dict[str, Change] = {
    "verbatim": verbatim,
    "paragraphs moved": moved,
    "sentences left out": trimmed,
    "words replaced": reworded,
    "appeal put in": appealing,
    "last third cut": cut,
    "words, appeal and cut": all_of_it,
    "rewritten hard": rewritten,
}


def sentences(text: str) -> list[str]:
    """A paragraph's sentences, roughly."""
    return SENTENCE.split(text)


def stories() -> Iterator[tuple[str, Paragraphs]]:
    """The pages that have enough words, with the paragraphs of their zones that tell."""
    for page in open_pages([str(ROOT / "samples"), str(ROOT / "evaluation" / "pages")]):
        if not isinstance(page, Page) or page.name.endswith(".md"):
            continue
        read = read_page(page)
        article = getattr(read, "article", read)
        if not hasattr(article, "zones"):
            continue
        told = [article.words(zone.span) for zone in article.zones if zone.kind.tells]
        text = [line.strip() for part in told for line in part.splitlines() if line.strip()]
        if len(wording(" ".join(text)).split()) >= 2 * FEWEST:
            yield str(Path(page.name).relative_to(ROOT)), text


def follow_up(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
    """A new story of the same outlet that quotes three sentences of an earlier one.

    The new story's own words are another page's, half of which it has.
    """
    told = [s for p in own for s in sentences(p) if len(s.split()) > 6]
    quoted = chance.sample(told, min(3, len(told)))
    new = cut(other, chance) if len(other) < 4 else other[: len(other) // 2]
    return [*new, "As we reported before:", *quoted]


def made(seed: int) -> Iterator[tuple[str, str, str]]:
    """The pages: which story they are a reprint of, of what kind, and the text."""
    chance = random.Random(seed)
    found = sorted(stories())
    for at, (name, text) in enumerate(found):
        yield name, "original", "\n".join(text)
        for kind, change in REPRINTS.items():
            yield name, kind, "\n".join(change(text, chance))
        other = found[(at + len(found) // 2) % len(found)][1]
        # The other page's opening is not its reprint here: the words are turned one by one.
        new = [" ".join(reversed(p.split())) for p in other]
        text_of_it = "\n".join(follow_up(text, new, chance))
        yield f"follow-up of {name}", "follow-up quoting three sentences", text_of_it


def digest(text: str) -> str:
    """What a text is known again by."""
    return blake2b(wording(text).encode(), digest_size=16).hexdigest()


def clustered(texts: Sequence[str]) -> list[set[int]]:
    """The texts' clusters, by their places."""
    by_digest: dict[str, str] = {}
    places: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        by_digest[digest(text)] = text
        places.setdefault(digest(text), []).append(at)
    sketched = []
    for key, text in by_digest.items():
        words = len(wording(text).split())
        bands = bands_of(shingles_of(text)) if words >= FEWEST else ()
        sketched.append(Sketched(key, words, bands))
    with Shingled(lambda some: ((key, by_digest[key]) for key in some)) as shingled:
        parts = clusters(buckets(sketched), shingled)
    inside = {key for part in parts for key in part}
    parts += [[key] for key, same in places.items() if key not in inside and len(same) > 1]
    return [{at for key in part for at in places[key]} for part in parts]


def main() -> int:
    """Makes the pages, looks for reprints, and prints precision and recall."""
    parser = argparse.ArgumentParser(description="Precision and recall of reprints.")
    parser.add_argument("--seed", type=int, default=1, help="another choice of what is changed")
    parser.add_argument("--show", action="store_true", help="print the pairs that are false")
    options = parser.parse_args()
    pages = list(made(options.seed))
    found = {
        pair
        for cluster in clustered([text for _, _, text in pages])
        for pair in combinations(sorted(cluster), 2)
    }
    right = {(a, b) for a, b in combinations(range(len(pages)), 2) if pages[a][0] == pages[b][0]}
    hits = len(found & right)
    originals = {name: at for at, (name, kind, _) in enumerate(pages) if kind == "original"}
    kinds, missed = Counter[str](), Counter[str]()
    for at, (name, kind, _) in enumerate(pages):
        if name in originals and kind != "original":
            kinds[kind] += 1
            missed[kind] += (originals[name], at) not in found
    print(f"{len(originals)} pages, {len(pages)} with what was made of them (seed {options.seed})")
    print(f"precision {hits / max(1, len(found)):.3f} ({len(found) - hits} of {len(found)} false)")
    print(f"recall    {hits / max(1, len(right)):.3f} ({len(right) - hits} of {len(right)} missed)")
    for kind, number in kinds.items():
        print(f"  {kind:24}{(number - missed[kind]) / number:6.3f} of {number}")
    false = Counter(
        " / ".join(sorted((pages[a][1], pages[b][1]))) for a, b in sorted(found - right)
    )
    for kind, number in false.most_common(8):
        print(f"  false: {number:4} {kind}")
    if options.show:
        for a, b in sorted(found - right):
            print(f"  {pages[a][0]} ({pages[a][1]}) and {pages[b][0]} ({pages[b][1]})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
