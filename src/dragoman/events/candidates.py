"""Candidates: words of a sentence that may tell an act, with the actors around them.

A trigger of the codebook is sure of its type and asks for little; a candidate is any verb, or any
noun with an owner, that stands between two actors, and waits for a head to say whether it relates
them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.events.arguments import agents, owners, slots, subjects
from dragoman.events.parties import Parties
from dragoman.events.triggers import NOT_TOLD, is_passive
from dragoman.language.sentences import Sentence, Token

SLOTS = (
    "dobj",
    "ccomp",
    "against",
    "with",
    "to",
    "on",
    "at",
    "from",
    "for",
    "over",
    "about",
    "of",
    "xcomp",
    "in",
    "into",
    "near",
    "between",
)
"""Where the target of an act may stand, the likeliest place first."""
NOUN_SLOTS = ("against", "with", "to", "on", "from", "of", "over", "at", "for", "in", "between")
BEFORE = ("det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "advmod")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word between two actors.

    `source` and `target` are actor ids; `source_head` and `target_head` the tokens at the heads
    of the phrases that name them.
    """

    token: Token
    source: tuple[str, ...]
    target: tuple[str, ...]
    source_head: Token
    target_head: Token


def find_candidates(sentence: Sentence, parties: Parties) -> Iterator[Candidate]:
    """The candidates of a sentence in text order, at most one for each word and target slot."""
    for token in sentence.tokens:
        if token.pos == "VERB" and token.dep not in NOT_TOLD:
            passive = is_passive(sentence, token)
            by = agents(sentence, token) if passive else subjects(sentence, token)
            yield from _between(sentence, token, by, SLOTS, parties)
        elif token.pos == "NOUN" and parties.at(token) is None:
            by = agents(sentence, token) or owners(sentence, token)
            yield from _between(sentence, token, by, NOUN_SLOTS, parties)


def _between(
    sentence: Sentence,
    token: Token,
    by: tuple[Token, ...],
    names: tuple[str, ...],
    parties: Parties,
) -> Iterator[Candidate]:
    source = parties.of(by)
    head = next((t for t in by if parties.of((t,))), None)
    if head is None:
        return
    sides = {parties.party(a) for a in source}
    seen: set[int] = set()
    for nouns in slots(sentence, token, names):
        for noun in nouns:
            found = tuple(a for a in parties.of((noun,)) if parties.party(a) not in sides)
            if found and noun.i not in seen:
                seen.add(noun.i)
                yield Candidate(token, source, found, head, noun)


def phrase_of(sentence: Sentence, head: Token) -> tuple[int, int]:
    """The words of a phrase, from what stands before its head to the head.

    Returns:
        The place of its first word and of the one behind its last, in the sentence.
    """
    first = head
    while True:
        before = [t for t in sentence.children(first, *BEFORE) if t.i < first.i]
        if not before or before[0].i >= first.i:
            return first.i, head.i + 1
        first = before[0]
