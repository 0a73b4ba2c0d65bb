"""Where an article names a pact of the catalogue."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman.codebook.pacts import KnownPact, known_pacts
from dragoman.records import Article, Span

WORD = re.compile(r"\w+(?:\+(?!\w))?")
"""A word; the plus sign tells OPEC+ from OPEC."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a pact is named."""

    span: Span
    pact: KnownPact


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a pact as words; a weak one counts only in an article about the right thing."""

    words: tuple[str, ...]
    pact: KnownPact
    weak: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A node in the tree of names: the words that may follow, and the names that end here."""

    after: "dict[str, Node]" = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


@cache
def _tree() -> Node:
    root = Node()
    for pact in known_pacts():
        for text in dict.fromkeys((pact.name, *pact.aliases, *pact.weak)):
            words = tuple(WORD.findall(text))
            node = root
            for word in words:
                node = node.after.setdefault(word.lower(), Node())
            node.names.append(Name(words, pact, text in pact.weak))
    return root


@cache
def _contexts() -> Mapping[str, frozenset[str]]:
    """The context of each pact that has weak names, in lower case."""
    return {p.id: frozenset(map(str.lower, p.context)) for p in known_pacts() if p.weak}


def ready(article: Article) -> frozenset[str]:
    """The ids of the pacts whose weak names count in an article."""
    words = {match[0].lower() for match in WORD.finditer(article.text)}
    year = (article.published or "9999")[:4]
    return frozenset(
        pact.id
        for pact in known_pacts()
        if pact.weak
        and (pact.founded or "")[:4] <= year
        and not words.isdisjoint(_contexts()[pact.id])
    )


def named_in(text: str, span: Span, weak: frozenset[str]) -> Iterator[Hit]:
    """The pacts named within a span of a text, in order; of names that overlap, the longest.

    `weak` holds the ids of the pacts whose weak names count. The time taken is linear in the
    span, for no name has more than a handful of words.
    """
    found = list(WORD.finditer(text, span.start, span.end))
    words = [match[0] for match in found]
    at = 0
    while at < len(words):
        length, pact = _longest(words, at, weak)
        if pact is not None:
            yield Hit(Span(found[at].start(), found[at + length - 1].end()), pact)
        at += max(length, 1)


def _longest(words: Sequence[str], at: int, weak: frozenset[str]) -> tuple[int, KnownPact | None]:
    """The longest name that begins at a word: its length in words, and whose it is."""
    node, length = _tree(), 0
    pact: KnownPact | None = None
    for end in range(at, len(words)):
        following = node.after.get(words[end].lower())
        if following is None:
            break
        node = following
        for name in node.names:
            counts = not name.weak or name.pact.id in weak
            if counts and all(map(_spelt, name.words, words[at : end + 1])):
                length, pact = end - at + 1, name.pact
    return length, pact


def _spelt(name: str, word: str) -> bool:
    """Whether a word in the text has the capitals that the name asks for."""
    if name.isupper() and len(name) > 1:
        return word.isupper()
    return word[:1].isupper() or not name[:1].isupper()
