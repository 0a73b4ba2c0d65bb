"""Counts of members: "counts 75 members", "has grown to 125 parties", "140 states have signed"."""

from collections.abc import Iterator

from dragoman.codebook.pacts import pact_words
from dragoman.language.modality import modality_of
from dragoman.language.number_words import count_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.parties import parties
from dragoman.pacts.reading import Found
from dragoman.pacts.register import PactMention
from dragoman.records import Cast, MoveKind

LARGEST = 9
"""Digits beyond which nothing counts members."""


def number_of(token: Token) -> int | None:
    """The number that a numeral stands for; None where it stands for none that is known."""
    text = token.text.replace(",", "")
    if text.isascii() and text.isdigit():
        return int(text[:LARGEST])
    return count_of(token.text)


def counted(sentence: Sentence, noun: Token | None) -> int | None:
    """How many members a noun counts ("some 140 states"), None where it counts none."""
    if noun is None or noun.lemma not in pact_words("counted"):
        return None
    number = sentence.child(noun, "nummod")
    return None if number is None else number_of(number)


def attested(sentence: Sentence, mention: PactMention, cast: Cast) -> Iterator[Found]:
    """The count of a pact's members: the pact counts them, or so many have joined it."""
    verb = sentence.head(mention.token)
    for clause in sentence.children(mention.token, "relcl"):
        inner = sentence.child(clause, "nsubj")
        count = counted(sentence, sentence.child(clause, "dobj"))
        if clause.lemma in pact_words("counting") and count and inner and inner.tag == "WDT":
            yield attest(sentence, clause, mention, count)
    if mention.token.dep == "pobj" and verb.lower in ("to", "in"):
        verb = sentence.head(verb)
    if mention.token.dep == "nsubj" and verb.lemma in pact_words("counting"):
        count = counted(sentence, sentence.child(verb, "dobj")) or _grown(sentence, verb)
        if count is not None:
            yield attest(sentence, verb, mention, count)
    elif mention.token.dep in ("dobj", "pobj") and verb.lemma in pact_words("signing"):
        signers = sentence.child(verb, "nsubj")
        count = counted(sentence, signers)
        if count is not None and not parties(sentence, signers, cast):
            yield attest(sentence, verb, mention, count)


def _grown(sentence: Sentence, verb: Token) -> int | None:
    """The count at the end of a way: "has grown to 125 members", "is down to five parties"."""
    for place in (verb, *sentence.children(verb, "advmod", "prep", "acomp")):
        for preposition in (place, *sentence.children(place, "prep")):
            if preposition.lower == "to":
                count = counted(sentence, sentence.child(preposition, "pobj"))
                if count is not None:
                    return count
    return None


def attest(sentence: Sentence, verb: Token, mention: PactMention, count: int) -> Found:
    """The move that states a count."""
    return Found(
        sentence,
        verb,
        mention.pact,
        None,
        MoveKind.ATTEST,
        modality_of(sentence, verb),
        mention.confidence,
        count=count,
    )
