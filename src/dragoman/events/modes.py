"""The mode of an act: from its own word, else from the words of its clause."""

from collections.abc import Iterator, Sequence

from dragoman.codebook.modes import MEANS, TRIGGER, ModeWord, mode_words
from dragoman.codebook.plover import plover_types
from dragoman.events.acts import Act
from dragoman.events.clauses import phrases_in
from dragoman.language.sentences import Sentence, Token

WITHIN = ("compound", "amod", "nmod", "conj", "appos", "nummod", "poss")
"""From a word of a phrase up to the phrase's head."""
WITH = ("with", "by", "using", "from", "via", "through", "in", "over")
USING = ("use", "employ", "fire", "launch", "drop", "detonate", "plant", "deploy")
MANY = 3
"""Parties from which on a consultation is one of many."""


def mode_of(act: Act) -> str | None:
    """The mode of an act, one that PLOVER lists for its type, or None where no word tells it.

    The mode that the row of the act's word names holds unless a firm word of the clause tells
    another. Three or more parties that consult do so multilaterally.
    """
    if not plover_types()[act.type].modes:
        return None
    told = [(row, held) for row, held in _told(act) if row.firm or act.mode is None]
    if told:
        return max(told, key=lambda found: _rank(act.token, *found))[0].mode
    if act.mode is None and act.type == "CONSULT" and len(act.parties) >= MANY:
        return "multilateral"
    return act.mode


def _rank(token: Token, row: ModeWord, held: Sequence[Token]) -> tuple[bool, bool, bool, int]:
    """What goes first: firm words, the means, the act's own word, what stands near."""
    distance = min(abs(token.i - word.i) for word in held)
    return row.firm, row.where == MEANS, token in held, -distance


def _told(act: Act) -> Iterator[tuple[ModeWord, tuple[Token, ...]]]:
    """The rows of the type whose words stand in the act's clause where the row wants them."""
    for row, held in phrases_in(act.sentence.tokens, mode_words()[act.type]):
        if not all(t.i in act.own for t in held):
            continue
        if row.where == TRIGGER and act.token not in held:
            continue
        if row.where == MEANS and act.token not in held and not _is_means(act.sentence, held[-1]):
            continue
        yield row, held


def _is_means(sentence: Sentence, token: Token) -> bool:
    """Whether a thing is what the act is done with: its subject, after "with", the thing used."""
    while token.dep in WITHIN and token.head != token.i:
        token = sentence.head(token)
    above = sentence.head(token)
    if token.dep == "pobj":
        return above.lower in WITH
    if token.dep == "dobj":
        return above.lemma in USING
    return token.dep == "nsubj"
