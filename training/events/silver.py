"""Silver examples: pairs that the package's own rules find in unlabelled news.

A pair around a word of the codebook has the type that the codebook gives it; the same pair the
other way round is related to nothing, unless the act is one that both do together; nor are two
actors that no word of the sentence stands between. Pairs around other words have no label.
"""

import csv
import io
import json
import random
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from dragoman.actors import find_actors
from dragoman.codebook.plover import plv_root
from dragoman.codebook.powers import is_name_word
from dragoman.events.candidates import find_candidates, phrase_of
from dragoman.events.parties import Parties
from dragoman.events.telling import told_acts
from dragoman.flow.options import Options
from dragoman.language.pairs import Pair, Phrase
from dragoman.language.pipeline import Pipeline
from dragoman.language.sentences import ParsedArticle, Sentence
from dragoman.pages import Given, Page, read_page
from dragoman.records import Article, Cast
from training.events.examples import ROOTS, TOGETHER, Example


@dataclass(frozen=True)
class Silver:
    """A pair, where it comes from, the root that a rule gives it, and whether it is related.

    `story` is the label of the whole story, where it has one.
    """

    words: tuple[str, ...]
    source: Phrase
    target: Phrase
    root: str | None
    related: bool | None
    story: str | None = None

    def example(self, weight: float) -> Example:
        """The pair as an example to train on."""
        root = None if self.root is None else ROOTS.index(self.root)
        related = None if self.related is None else float(self.related)
        return Example(Pair(self.words, self.source, self.target), root, related, weight)


def stories(archive: Path) -> Iterator[tuple[str, str | None]]:
    """The texts of the synthetic stories with their labels."""
    with zipfile.ZipFile(archive) as opened, opened.open(opened.namelist()[0]) as file:
        for row in csv.DictReader(io.TextIOWrapper(file, "utf-8")):
            yield row["text"], plv_root(row["label"])


def articles(folder: Path) -> Iterator[tuple[str, str | None]]:
    """The texts of PolNeAR's articles; they have no labels."""
    for path in sorted(folder.glob("**/*.txt")):
        yield path.read_text("utf-8", "replace"), None


def silver(texts: Iterable[tuple[str, str | None]], seed: int = 1) -> Iterator[Silver]:
    """The silver pairs of texts."""
    chance = random.Random(seed)
    pipeline = Pipeline(Options().model, is_name_word)
    labels: list[str | None] = []

    def read() -> Iterator[Article]:
        for number, (text, label) in enumerate(texts):
            page = Page(f"{number}.txt", text.encode("utf-8"))
            article = read_page(page, Given()).article
            if article is not None:
                labels.append(label)
                yield article

    for number, parsed in enumerate(pipeline.parse(read())):
        yield from _of_article(parsed, labels[number], chance)


def _of_article(
    parsed: ParsedArticle, story: str | None, chance: random.Random
) -> Iterator[Silver]:
    cast = Cast(find_actors(parsed))
    for sentence in parsed.telling:
        if len(sentence.tokens) < 80:
            yield from _of_sentence(sentence, cast, story, chance)


def _of_sentence(
    sentence: Sentence, cast: Cast, story: str | None, chance: random.Random
) -> Iterator[Silver]:
    parties = Parties(sentence, cast)
    candidates = list(find_candidates(sentence, parties))
    told = {act.token.i: act for act in told_acts(sentence, parties)}
    words = tuple(token.text for token in sentence.tokens)
    linked: set[frozenset[Phrase]] = set()
    for candidate in candidates:
        source = phrase_of(sentence, candidate.source_head)
        target = phrase_of(sentence, candidate.target_head)
        linked.add(frozenset((source, target)))
        act = told.get(candidate.token.i)
        if act is None:
            yield Silver(words, source, target, None, None, story)
        elif _same(act.source, candidate.source) and _same(act.target, candidate.target):
            root = plv_root(act.type)
            yield Silver(words, source, target, root, True, story)
            if root not in TOGETHER:
                yield Silver(words, target, source, None, False, story)
    named = [phrase_of(sentence, t) for t in sentence.tokens if _heads(sentence, parties, t.i)]
    apart = [
        (a, b)
        for a in named
        for b in named
        if a != b and frozenset((a, b)) not in linked and (a[1] <= b[0] or b[1] <= a[0])
    ]
    if apart:
        yield Silver(words, *chance.choice(apart), None, False, story)


def _same(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return bool(set(some) & set(others))


def _heads(sentence: Sentence, parties: Parties, at: int) -> bool:
    """Whether a token is the head of a phrase that names an actor."""
    token = sentence.tokens[at]
    noun = token.pos in ("NOUN", "PROPN")
    return noun and token.dep not in ("compound", "amod") and parties.at(token) is not None


def write(found: Iterable[Silver], path: Path) -> None:
    """Writes silver pairs, one a line."""
    with path.open("w", encoding="utf-8") as out:
        for number, item in enumerate(found, 1):
            out.write(json.dumps(asdict(item)) + "\n")
            if number % 2000 == 0:
                print(number, file=sys.stderr, flush=True)


def load(path: Path) -> list[Silver]:
    """The silver pairs of a file."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        given = json.loads(line)
        for name in ("words", "source", "target"):
            given[name] = tuple(given[name])
        found.append(Silver(**given))
    return found
