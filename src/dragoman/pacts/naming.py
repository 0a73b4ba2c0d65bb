"""Where an article names a pact of the catalogue."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman.codebook.catalogue import Catalogue, own_catalogue
from dragoman.codebook.pacts import KnownPact
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


class Names:
    """The names of a catalogue; made once, and then found in any number of articles."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._root = Node()
        self._by_name: dict[str, KnownPact] = {}
        self._weak: list[tuple[KnownPact, frozenset[str]]] = []
        self._by_id = {pact.id: pact for pact in catalogue.pacts}
        for pact in catalogue.pacts:
            if pact.weak:
                self._weak.append((pact, frozenset(map(str.lower, pact.context))))
            for text in pact.names:
                words = tuple(WORD.findall(text))
                node = self._root
                for word in words:
                    node = node.after.setdefault(word.lower(), Node())
                node.names.append(Name(words, pact, text in pact.weak))
                if text not in pact.weak:
                    self._by_name.setdefault(text, pact)

    def called(self, name: str) -> KnownPact | None:
        """The pact that has a name just so, or None."""
        return self._by_name.get(name)

    def short(self, id_: str, name: str) -> str:
        """The short name of the pact with an id; `name` where the catalogue lacks it."""
        known = self._by_id.get(id_)
        return name if known is None else known.short

    def ready(self, article: Article) -> frozenset[str]:
        """The ids of the pacts whose weak names count in an article."""
        words = {match[0].lower() for match in WORD.finditer(article.text)}
        year = (article.published or "9999")[:4]
        return frozenset(
            pact.id
            for pact, context in self._weak
            if (pact.founded or "")[:4] <= year and not words.isdisjoint(context)
        )

    def named_in(self, text: str, span: Span, weak: frozenset[str]) -> Iterator[Hit]:
        """The pacts named within a span of a text, in order; of names that overlap, the longest.

        `weak` holds the ids of the pacts whose weak names count. The time taken is linear in the
        span, for no name has more than a handful of words.
        """
        found = list(WORD.finditer(text, span.start, span.end))
        words = [match[0] for match in found]
        at = 0
        while at < len(words):
            length, pact = self._longest(words, at, weak)
            if pact is not None:
                yield Hit(Span(found[at].start(), found[at + length - 1].end()), pact)
            at += max(length, 1)

    def _longest(
        self, words: Sequence[str], at: int, weak: frozenset[str]
    ) -> tuple[int, KnownPact | None]:
        """The longest name that begins at a word: its length in words, and whose it is."""
        node, length = self._root, 0
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


@cache
def own_names() -> Names:
    """The names of the package's own catalogue."""
    return Names(own_catalogue())


def _spelt(name: str, word: str) -> bool:
    """Whether a word in the text has the capitals that the name asks for."""
    if name.isupper() and len(name) > 1:
        return word.isupper()
    return word[:1].isupper() or not name[:1].isupper()
