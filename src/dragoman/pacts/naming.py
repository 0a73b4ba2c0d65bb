"""Where an article names a pact of the catalogue, or an accord that the catalogue lacks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman.codebook.catalogue import Catalogue, own_catalogue
from dragoman.codebook.gazetteer import towns_called
from dragoman.codebook.offices import terms
from dragoman.codebook.pacts import KnownPact, pact_words
from dragoman.codebook.powers import is_power
from dragoman.codebook.states import states
from dragoman.records import Article, Span, content_id

WORD = re.compile(r"\w+(?:\+(?!\w))?")
"""A word; the plus sign tells OPEC+ from OPEC."""

LONGEST = 8
"""Words of a name that is put together from what a text has."""


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
        self._by_folded: dict[str, KnownPact] = {}
        self._weak: list[tuple[KnownPact, frozenset[str]]] = []
        self._by_id = {pact.id: pact for pact in catalogue.pacts}
        self._by_body = {pact.body: pact for pact in catalogue.pacts if pact.body}
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
                    self._by_folded.setdefault(text.casefold(), pact)

    def called(self, name: str) -> KnownPact | None:
        """The pact that has a name just so, or None."""
        return self._by_name.get(name)

    def known(self, id_: str) -> KnownPact | None:
        """The catalogue's pact with an id, or None."""
        return self._by_id.get(id_)

    def of_body(self, actor: str) -> KnownPact | None:
        """The pact that an organisation is, by the organisation's id, or None."""
        return self._by_body.get(actor)

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
            if pact is None and at and words[at - 1].lower() == "the":
                length, pact = self._unlisted(text, found, at, weak)
            if pact is not None:
                yield Hit(Span(found[at].start(), found[at + length - 1].end()), pact)
            at += max(length, 1)

    def _unlisted(
        self, text: str, found: Sequence[re.Match[str]], at: int, weak: frozenset[str]
    ) -> tuple[int, KnownPact | None]:
        """The name behind "the" of an accord that no catalogue has: its words, and the accord.

        The catalogue's own where only the capitals differ.
        """
        run = _run(text, found[at : at + LONGEST])
        words = [match[0] for match in run]
        if any(self._longest(words, i, weak)[1] for i in range(len(words))):
            return 0, None
        pact = unlisted(words)
        if pact is None:
            return 0, None
        return len(words), self._by_folded.get(pact.name.casefold(), pact)

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


def unlisted(words: Sequence[str]) -> KnownPact | None:
    """The accord that words name in the way of names: "Larnaca Agreement", "Treaty of Nizwa".

    One word at least must tell it from others, and be no name of a state or leader: "the Iranian
    agreement" names none. Without a capital the noun counts after a town alone. The id rests on
    the words that tell it, whatever their case, and on the noun, of which those that news uses for
    one another ("accord", "agreement") count as one.
    """
    if len(words) < 2:
        return None
    noun, telling = words[-1], words[:-1]
    if "of" in words:
        noun, telling = words[0], words[words.index("of") + 1 :]
    kind, name = _singular(noun.lower()), " ".join(telling)
    told = [word for word in map(str.lower, telling) if word not in pact_words("generic")]
    if kind not in pact_words("unlisted") or not told:
        return None
    place = _is_seat(name) or bool(towns_called(name))
    if noun.islower() and not place:
        return None
    if (is_power(name) and not _is_seat(name)) or (not place and all(map(_names_powers, told))):
        return None
    alike = "accord" if kind in pact_words("alike") else kind
    id_ = content_id("pact", "accord", alike, *map(str.lower, telling))
    return KnownPact(id_, _title(words), (), (), (), "accord", False, None, None, None, "")


def _run(text: str, found: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """The words from the first on that may be one name: with capitals, up to an accord's noun."""
    for number, match in enumerate(found):
        if number and text[found[number - 1].end() : match.start()] not in (" ", "-"):
            break
        noun = _singular(match[0].lower()) in pact_words("unlisted")
        following = found[number + 1][0] if number + 1 < len(found) else ""
        if noun and number == 0 and following == "of" and match[0][0].isupper():
            return _while_capital(text, found, 2)
        if noun and number and not (following[:1].isupper() and _adjoin(text, found, number)):
            return found[: number + 1]
        if not match[0][0].isupper() and not match[0].isdigit():
            break
    return ()


def _while_capital(text: str, found: Sequence[re.Match[str]], at: int) -> Sequence[re.Match[str]]:
    """The words up to the last that has a capital and stands beside the one before."""
    end = at
    while end < len(found) and found[end][0][0].isupper() and _adjoin(text, found, end - 1):
        end += 1
    return found[:end] if end > at else ()


def _adjoin(text: str, found: Sequence[re.Match[str]], at: int) -> bool:
    """Whether nothing but a blank stands between a word and the next."""
    return text[found[at].end() : found[at + 1].start()] == " "


def _singular(noun: str) -> str:
    return noun.removesuffix("s")


def _title(words: Sequence[str]) -> str:
    """A name as names are written: "Larnaca accords" is the Larnaca Accords."""
    return " ".join(word if word == "of" else word[0].upper() + word[1:] for word in words)


def _is_seat(name: str) -> bool:
    """Whether a name is that of a capital or another city that stands for a government."""
    return any(name in state.seats for state in states())


@cache
def _powers() -> frozenset[str]:
    names = [name for s in states() for name in (s.name, *s.aliases, *s.demonyms)]
    names += [name for t in terms() for name in (t.name, *t.aliases, *t.known_as)]
    return frozenset(word.casefold() for name in names for word in name.split())


def _names_powers(word: str) -> bool:
    """Whether a word is part of a state's or a leader's name, or counts something."""
    return word in _powers() or word.isdigit()


@cache
def own_names() -> Names:
    """The names of the package's own catalogue."""
    return Names(own_catalogue())


def _spelt(name: str, word: str) -> bool:
    """Whether a word in the text has the capitals that the name asks for."""
    if name.isupper() and len(name) > 1:
        return word.isupper()
    return word[:1].isupper() or not name[:1].isupper()
