"""Descriptions that stand for an actor: "the kingdom", "its neighbour", "the spokeswoman"."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.actors.naming import Reading
from dragoman.codebook.descriptions import Description, descriptions
from dragoman.language.sentences import Token
from dragoman.records import Actor, ActorKind

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
BEFORE = ("ADJ", "NOUN", "NUM", "PROPN", "PUNCT", "ADV", "ADP", "VERB")
OWNING = frozenset({"its", "their", "his", "her"})
ARMED = ("REB", "OPP", "PRM", "UAF", "CRM")
"""Sectors of those whom "the group", "the movement" or "the fighters" may mean."""
MEMBERED = 5
"""Words before a noun that still belong to its description: "27-nation", "Gulf", "west African"."""


@dataclass(frozen=True, slots=True)
class Described:
    """A description: from which token to its head, what it fits, and whose it is.

    `owner` is the token of the pronoun or name that owns it ("its neighbour"), None after an
    article.
    """

    first: int
    head: int
    words: str
    rows: tuple[Description, ...]
    owner: int | None = None

    @property
    def names_own_state(self) -> bool:
        """Whether the noun is any state, so that "his country" is the owner's own."""
        return any(row.sort == "state" and not row.ids for row in self.rows)


def descriptions_of(reading: Reading) -> Iterator[Described]:
    """The descriptions of a sentence that may stand for actors named before.

    A noun that is named itself ("the Saudi kingdom"), or that words after it tell apart ("the
    countries of the south"), is none.
    """
    tokens = reading.sentence.tokens
    for token in tokens:
        if token.lower not in _heads() or token.i in reading.taken:
            continue
        first = _beginning(reading, token)
        if first is None:
            continue
        owned = tokens[first].lower in OWNING
        if _is_told_apart(reading, token, owned=owned):
            continue
        found = _longest(reading, first, token)
        if found is None:
            continue
        words, rows = found
        owner = first if owned or tokens[first].tag == "POS" else None
        yield Described(first, token.i, words, rows, owner)


def _heads() -> frozenset[str]:
    return frozenset(word.split()[-1] for word in descriptions())


def _beginning(reading: Reading, noun: Token) -> int | None:
    """The article or possessive that a description begins with, or None where it has none."""
    tokens = reading.sentence.tokens
    for i in range(noun.i - 1, max(noun.i - 1 - MEMBERED, -1), -1):
        token = tokens[i]
        if token.lower in DEFINITE or token.lower in OWNING or token.tag == "POS":
            return i
        if i in reading.hit_at or token.pos not in BEFORE:
            return None
        if token.pos == "PUNCT" and token.text != "-":
            return None
    return None


def _is_told_apart(reading: Reading, noun: Token, *, owned: bool) -> bool:
    """Whether words after the noun say which one is meant, or it is part of a longer name."""
    sentence = reading.sentence
    if noun.dep in ("compound", "amod", "nmod"):
        return True
    after = sentence.tokens[noun.i + 1 : noun.i + 2]
    if owned:
        return False
    return bool(after and after[0].lower == "of") or bool(sentence.children(noun, "relcl", "acl"))


def _longest(
    reading: Reading, first: int, noun: Token
) -> tuple[str, tuple[Description, ...]] | None:
    """The longest known description that ends at the noun."""
    tokens = reading.sentence.tokens
    for start in range(first + 1, noun.i + 1):
        words = " ".join(t.lower for t in tokens[start : noun.i + 1])
        if rows := descriptions().get(words):
            return words, rows
    return None


def fits(row: Description, actor: Actor) -> bool:
    """Whether a description can stand for an actor."""
    if row.sort in ("state", "neighbour"):
        return actor.kind is ActorKind.COUNTRY and (not row.ids or actor.id in row.ids)
    if row.sort == "body":
        return actor.kind is ActorKind.ORGANISATION and (not row.ids or actor.id in row.ids)
    armed = actor.kind is ActorKind.GROUP and actor.sector in ARMED
    return row.sort == "group" and armed and not actor.members
