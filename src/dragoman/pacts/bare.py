"""Moves told by verbs that name no pact: "Hungary pulled out", "Togo followed", "ten have joined".

They belong to the pact that the text is telling moves on, in the same sentence or the one before.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.codebook.pacts import MoveWord, move_words
from dragoman.language.modality import modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS
from dragoman.pacts.counting import counted
from dragoman.pacts.reading import Found, actors_of, below_of, told
from dragoman.pacts.register import Register
from dragoman.records import Cast, Modality, MoveKind

BARE = 0.5
"""How sure such a move is; a first estimate."""
OBJECTS = ("dobj", "attr", "acomp", "oprd", "ccomp", "xcomp", "dative", "pobj")
FREE = ("in", "on", "at", "after", "before", "by", "during", "for", "with", "since", "as", "over")
"""Prepositions that say when, where or why, and not what: "withdrew in 2011"."""


def on_nothing(
    sentence: Sentence, register: Register, gripped: frozenset[int], cast: Cast
) -> Iterator[Found]:
    """The moves of a sentence whose verbs name no pact; `gripped` are verbs that govern one."""
    for verb in sentence.tokens:
        if verb.pos not in VERBS or verb.i in gripped:
            continue
        pact = register.at_issue(sentence) or register.near(sentence)
        if pact is None:
            return
        for row in _rows(sentence, verb):
            if pact.acts and not row.bodies:
                continue
            move, trigger, modality = told(sentence, verb, row)
            one = Found(sentence, trigger, pact, None, move, modality, BARE)
            count = counted(sentence, sentence.child(verb, "nsubj"))
            if count is not None and move is MoveKind.JOIN:
                yield replace(one, move=MoveKind.ATTEST, count=count)
                continue
            for actor in actors_of(sentence, verb, row, verb, cast):
                if actor.lower() != pact.id:
                    yield replace(one, actor=actor)
        yield from _followed(sentence, verb, register, cast)


def _rows(sentence: Sentence, verb: Token) -> Iterator[MoveWord]:
    rows = [row for row in move_words().get((verb.lemma, "verb"), ()) if "bare" in row.links]
    below = below_of(sentence, verb)
    exact = [row for row in rows if row.particle and row.particle in below]
    for row in exact or [row for row in rows if not row.particle]:
        if _complete(sentence, verb, row):
            yield row


def _complete(sentence: Sentence, verb: Token, row: MoveWord) -> bool:
    """Whether a verb has no object or phrase that could be what the move is on."""
    for child in sentence.children(verb):
        if child.lower == row.particle or (child.lower == "that" and verb.dep == "ccomp"):
            continue
        moved = row.actor == "object" and child.dep in ("dobj", "nsubjpass")
        if child.dep in OBJECTS and not moved:
            return False
        if child.dep in ("prep", "prt") and child.lower not in FREE:
            return False
    moved = ("nsubjpass",) if row.move == "invite" else ("nsubjpass", "dobj")
    return row.actor != "object" or sentence.child(verb, *moved) is not None


def _followed(sentence: Sentence, verb: Token, register: Register, cast: Cast) -> Iterator[Found]:
    """The last move made by others too: "Togo followed", "followed suit", or "Moldova did so"."""
    again = verb.lemma == "follow" or (
        verb.lemma == "do" and any(c.lower in ("so", "likewise") for c in sentence.children(verb))
    )
    last = register.last(sentence)
    if not again or last is None:
        return
    objects = sentence.children(verb, "dobj")
    if any(o.lower not in ("suit", "so", "likewise") for o in objects):
        return
    pact, move, modality = last
    own = modality_of(sentence, verb)
    row = MoveWord(verb.lemma, "verb", "", ("bare",), move.value, (), True, "subject", "")
    for actor in actors_of(sentence, verb, row, verb, cast):
        yield Found(
            sentence, verb, pact, actor, move, modality if own is Modality.ACTUAL else own, BARE
        )
