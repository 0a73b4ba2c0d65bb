"""Groups that the article itself forms: actors named side by side, and words for all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from dragoman.actors.discourse import (
    REACH,
    SUBJECTS,
    Discourse,
    Found,
    Together,
    described,
    is_corporate,
)
from dragoman.actors.gathering import group_actor
from dragoman.codebook.descriptions import descriptions
from dragoman.language.number_words import NUMBERS
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, Article, Naming

OPPOSED = ("rivals", "foes", "adversaries", "neighbours", "neighbors", "sides", "enemies")
"""Nouns that mean two where the words don't say how many."""
PAIRS = ("both", "neither")
"""Words for two who were named."""
ALL = ("the", "all", "these", "those", "same")
"""Words before a number by which all who were named are meant, and not so many others."""
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "dative")
GROUPED = 0.8
"""How sure it is that words for several mean those who were named together."""
SEARCHED = 25
"""Sentences back in which a group of a known size is looked for."""


@dataclass(frozen=True, slots=True)
class SidesHead:
    """Words that pick out actors named together: "both", "the three", "the former".

    `count` is how many were named; `place` which one is meant, None for all of them.
    """

    first: int
    head: int
    count: int
    place: int | None = None


def heads_of_sides(sentence: Sentence) -> Iterator[SidesHead]:
    """The numbers and ordinals of a sentence that stand for actors without a noun."""
    for token in sentence.tokens:
        before = sentence.tokens[token.i - 1].lower if token.i else ""
        if token.dep not in ARGUMENTS or not _whole(sentence, token):
            continue
        if token.lower in PAIRS and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
            yield SidesHead(token.i, token.i, 2)
        elif token.lower in NUMBERS and before in ALL:
            yield SidesHead(_first_of(sentence, token), token.i, NUMBERS[token.lower])
        elif before == "the" and token.lower in ("former", "latter"):
            yield SidesHead(token.i - 1, token.i, 2, int(token.lower == "latter"))


def _whole(sentence: Sentence, token: Token) -> bool:
    """Whether nothing behind a number says of whom it counts some; "all three of them" is whole."""
    behind = sentence.children(token, "prep")
    return not behind or (
        len(behind) == 1
        and behind[0].lower == "of"
        and any(t.lower in ("them", "us", "you") for t in sentence.children(behind[0], "pobj"))
    )


def _first_of(sentence: Sentence, token: Token) -> int:
    """Where the words before a number begin that pick out all: "the same three", "all three"."""
    first = token.i - 1
    while first and sentence.tokens[first - 1].lower in ("the", "all"):
        first -= 1
    return first


def sides_of(sentence: Sentence, heads: Mapping[int, Actor], *, joined: bool) -> Iterator[Together]:
    """Those whom a sentence names side by side, or all whom it names.

    Args:
        sentence: the sentence.
        heads: the actor named at each head token; several mentions of one count once.
        joined: whether those side by side are asked for.
    """
    if not joined:
        everybody = _corporate(heads[i] for i in sorted(heads))
        if len(everybody) > 1:
            yield Together(everybody, sentence.index, max(heads), subject=False, joined=False)
        return
    for token in sentence.tokens:
        if token.dep == "conj" or not sentence.children(token, "conj"):
            continue
        side = sentence.conjuncts(token)
        members = _corporate(heads.get(t.i) for t in side)
        if len(members) > 1:
            subject = token.dep in SUBJECTS
            yield Together(members, sentence.index, side[-1].i, subject, joined=True)


def _corporate(found: Iterator[Actor | None]) -> tuple[str, ...]:
    """The states, bodies and those who act for them, each party once."""
    members: dict[str, None] = {}
    for actor in found:
        if actor is not None and actor.members:
            members.update(dict.fromkeys(actor.members))
        elif actor is not None and (is_corporate(actor) or actor.party != actor.id):
            members.setdefault(actor.party)
    return tuple(members)


def number_of(sentence: Sentence, noun: Token) -> int | None:
    """How many a plural noun means: "both sides", "the two countries", "the three"; else None."""
    for token in (noun, *sentence.children(noun)):
        if token.lower == "both":
            return 2
        if token.lower in NUMBERS:
            return NUMBERS[token.lower]
        if token.dep == "nummod" and token.text.isdecimal() and len(token.text) < 3:
            return int(token.text)
    fixed = {row.count for row in descriptions().get(noun.lower, ()) if row.sort == "set"}
    if noun.lower in OPPOSED:
        return 2
    return max(fixed, default=0) or None


def group_of(
    discourse: Discourse,
    sentence: Sentence,
    token: Token,
    size: int | None,
    *,
    states: bool = False,
    joined: bool = False,
) -> tuple[str, ...] | None:
    """The members of the group of a size that words at a token stand for, or None.

    The newest of that size who were named side by side go first, then all of a sentence, then
    those of two sentences together; without a size, the newest ones that are a subject.

    Args:
        discourse: who was named so far.
        sentence: where the words stand.
        token: their head.
        size: how many are meant; None where the words don't say.
        states: whether all of them must be states.
        joined: whether they must have been named side by side.
    """
    found = [
        together
        for together in discourse.together(sentence.index, SEARCHED if size else 1)
        if (together.sentence < sentence.index or together.token < token.i)
        and not (states and any(discourse.actor(m).country != m for m in together.members))
    ]
    if size is None:
        return next((t.members for t in found if t.subject), None)
    exact = [together for together in found if len(together.members) == size]
    side = next((together.members for together in exact if together.joined), None)
    if side is not None or joined:
        return side
    for together in exact:
        if sentence.index - together.sentence <= REACH:
            return together.members
    return _completed([t for t in found if sentence.index - t.sentence <= REACH], size)


def _completed(found: list[Together], size: int) -> tuple[str, ...] | None:
    """Two sets of the newest sentences that make up the size together."""
    for first, second in combinations(found[:4], 2):
        both = tuple(dict.fromkeys((*second.members, *first.members)))
        if len(both) == size:
            return both
    return None


def form_group(
    discourse: Discourse, article: Article, members: tuple[str, ...], naming: Naming
) -> Found:
    """The group of some actors as an actor of its own; their common sector is its sector."""
    sectors = {discourse.actor(name).sector for name in members}
    sector = sectors.pop() if len(sectors) == 1 else None
    words = article.words(naming.span)
    return discourse.known(replace(group_actor(words, members, article.id), sector=sector)), naming


def resolve_side(
    discourse: Discourse, article: Article, sentence: Sentence, token: Token, what: SidesHead
) -> Found | None:
    """Those whom "both", "the three", "the former" or "the latter" picks out."""
    joined = what.place is None
    members = group_of(discourse, sentence, token, what.count, joined=joined)
    if members is None:
        return None
    naming = described(sentence, what.first, token, GROUPED)
    if what.place is not None:
        return discourse.actor(members[what.place]), naming
    return form_group(discourse, article, members, naming)
