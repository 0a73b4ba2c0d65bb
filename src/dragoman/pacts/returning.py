"""Words that go back to a pact: "the accord", "the bloc", "the proposal", "it"."""

from collections.abc import Iterator

from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.register import Pact, PactMention, Register
from dragoman.records import MoveKind

DEFINITE = ("the", "this", "that")
TELLING_APART = ("amod", "compound", "nmod", "poss", "nummod", "prep")
"""How words hang on a noun that tell it from others of its kind."""
PLACING = ("in", "at", "from", "after", "before", "during", "since")
"""Prepositions that tell nothing apart, since parsers hang most of them on the wrong word."""
YEAR, CENTURIES = 4, ("19", "20")
ANAPHORIC, PRONOMINAL = 0.6, 0.5
"""How sure such a mention is; first estimates, to be calibrated on gold pages."""


def going_back(
    sentence: Sentence, register: Register, taken: list[PactMention]
) -> Iterator[PactMention]:
    """Words like "the accord" and "it", where they can go back to one pact alone."""
    heads = {mention.token.i for mention in taken}
    for token in sentence.tokens:
        if token.i in heads:
            continue
        if token.pos in ("NOUN", "PROPN"):
            pact = _by_noun(sentence, token, register)
            if pact is not None:
                register.add(sentence, pact)
                yield PactMention(pact, token, ANAPHORIC)
        elif token.pos == "PRON":
            rival = _stands_for_rival(sentence, token, heads)
            pact = None if rival else _by_pronoun(sentence, token, register)
            if pact is not None:
                yield PactMention(pact, token, PRONOMINAL)


def _by_noun(sentence: Sentence, noun: Token, register: Register) -> Pact | None:
    """What "the accord", "the proposal" or a bare "membership" goes back to."""
    if noun.pos == "PROPN" and not _alone(sentence, noun):
        return None
    if noun.lemma == "membership" and not sentence.children(noun, *TELLING_APART):
        return register.bodies()[0] if len(register.bodies()) == 1 else None
    if not bare(sentence, noun):
        return None
    year = year_of(sentence, noun)
    nouns = pact_words("accord") | pact_words("coalition") | register.heads()
    if noun.lemma.lower() in nouns:
        return register.meant(noun, year)
    if noun.lemma in pact_words("proposal"):
        proposed = register.last(sentence, frozenset({MoveKind.PROPOSE}))
        return proposed.pact if proposed is not None else None
    return None


def _alone(sentence: Sentence, noun: Token) -> bool:
    """Whether a capitalised noun is the whole of a name: "the Convention"."""
    around = sentence.tokens[max(0, noun.i - 1) : noun.i + 2]
    return not any(t.pos == "PROPN" and t.i != noun.i for t in around)


def _by_pronoun(sentence: Sentence, token: Token, register: Register) -> Pact | None:
    """What "it" goes back to, or "them" where the name of the pact is a plural."""
    acted_on = token.dep in ("dobj", "pobj")
    if token.lower == "it" and (acted_on or _ends(sentence, token)):
        return register.near(sentence)
    if token.lower != "them" or not acted_on:
        return None
    pact = register.near(sentence)
    return pact if pact is not None and pact.name.endswith("s") else None


def _stands_for_rival(sentence: Sentence, pronoun: Token, heads: set[int]) -> bool:
    """Whether a pronoun stands for another thing, the object of the clause before it.

    "The Emirates backed the strategy, and Israel praised it": the strategy is what both acted on.
    """
    verb = sentence.head(pronoun)
    if pronoun.dep != "dobj" or verb.dep != "conj":
        return False
    thing = sentence.child(sentence.head(verb), "dobj")
    if thing is None or thing.pos != "NOUN" or thing.i in heads:
        return False
    return thing.lemma not in pact_words("accord") | pact_words("coalition")


def _ends(sentence: Sentence, pronoun: Token) -> bool:
    """Whether what a pronoun stands for comes to an end: "it ran out in 2011"."""
    verb = sentence.head(pronoun)
    return pronoun.dep == "nsubj" and verb.lemma in pact_words("ending")


def bare(sentence: Sentence, noun: Token, apart: bool = True) -> bool:
    """Whether a noun is definite and nothing tells it from another of its kind.

    Without `apart`, the words that the description of a pact has don't count.
    """
    below = sentence.children(noun)
    definite = any(c.dep == "det" and c.lower in DEFINITE for c in below)
    if not apart:
        return definite and noun.text.islower() and not sentence.children(noun, *TELLING_APART)
    return definite and not any(
        c.dep in TELLING_APART and c.lower not in PLACING and not _is_year(c) for c in below
    )


def year_of(sentence: Sentence, noun: Token) -> str | None:
    """The year that stands before a pact's noun: "the 2015 deal"."""
    before = sentence.children(noun, "nummod", "amod", "compound", "nmod")
    return next((child.text for child in before if _is_year(child)), None)


def _is_year(token: Token) -> bool:
    text = token.text
    return len(text) == YEAR and text.isascii() and text.isdigit() and text[:2] in CENTURIES
