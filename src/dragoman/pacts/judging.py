"""Opinions on a pact: "Germany considers the accord vital", "Israel called the deal a mistake"."""

from collections.abc import Iterator

from dragoman.codebook.pacts import pact_words
from dragoman.language.modality import modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS
from dragoman.pacts.parties import parties, subject
from dragoman.pacts.reading import Found
from dragoman.pacts.register import PactMention
from dragoman.records import Cast, Modality, MoveKind


def judged(sentence: Sentence, mention: PactMention, cast: Cast) -> Iterator[Found]:
    """Backing or opposing a pact by what one calls it; what is not said as such is left out."""
    if mention.pact.acts:
        return
    held = _held(sentence, mention.token)
    if held is None:
        return
    verb, word = held
    move = _opinion(sentence, word)
    if move is None or modality_of(sentence, verb) is not Modality.ACTUAL:
        return
    actors = parties(sentence, subject(sentence, verb), cast)
    if not actors and verb.dep in ("ccomp", "conj"):
        above = sentence.head(verb)
        above = sentence.head(above) if verb.dep == "conj" and above.dep == "ccomp" else above
        actors = parties(sentence, subject(sentence, above), cast)
    for actor in actors:
        yield Found(sentence, verb, mention.pact, actor, move, Modality.ACTUAL, mention.confidence)


def _held(sentence: Sentence, noun: Token) -> tuple[Token, Token] | None:
    """The verb of opinion over a noun, and the word for what the noun is held to be."""
    head = sentence.head(noun)
    if noun.dep in ("nsubj", "dobj") and head.dep in ("ccomp", "oprd") and head.pos not in VERBS:
        verb = sentence.head(head)
        return (verb, head) if verb.lemma in pact_words("judging") else None
    if noun.dep in ("dobj", "nsubj") and head.lemma in pact_words("judging"):
        word = sentence.child(head, "oprd", "attr", "acomp", "xcomp")
        for preposition in sentence.children(head, "prep"):
            if word is None and preposition.lower == "as":
                word = sentence.child(preposition, "pobj", "amod")
        return None if word is None or noun.dep == "nsubj" else (head, word)
    return None


def _opinion(sentence: Sentence, word: Token) -> MoveKind | None:
    said = {word.lemma, word.lower, *(c.lower for c in sentence.children(word, "amod"))}
    if any(c.dep == "neg" for c in sentence.children(word)):
        return None
    if said & pact_words("bad"):
        return MoveKind.OPPOSE
    return MoveKind.BACK if said & pact_words("good") else None
