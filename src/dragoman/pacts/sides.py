"""Whose accord it is that has no name: the two who signed it, "the Russia-North Korea treaty"."""

from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS
from dragoman.pacts.naming import Names
from dragoman.pacts.parties import parties, subject
from dragoman.pacts.register import Pact, PactMention, made_up, name_of, pact_of
from dragoman.records import Cast, PactKind

BETWEEN = "-"
"""What stands between two sides in a name."""
NEW = ("a", "an", "another", "their")
"""Words before an accord that was not told of before."""


def signing_sides(sentence: Sentence, noun: Token, cast: Cast) -> tuple[str, ...]:
    """The two who sign an accord where a sentence tells of it first; empty if not just two.

    "The treaty that Oman and Qatar had signed", "Oman signed a declaration with Qatar".
    """
    if noun.lemma not in pact_words("treaty"):
        return ()
    signing = [c for c in sentence.children(noun, "relcl", "acl") if _signs(c)]
    verb = sentence.head(noun)
    new = any(c.lower in NEW for c in sentence.children(noun, "det", "poss"))
    if not signing and new and noun.dep == "dobj" and _signs(verb):
        signing = [verb]
    for clause in signing:
        sides = parties(sentence, subject(sentence, clause), cast)
        for preposition in (*sentence.children(clause, "prep"), *sentence.children(noun, "prep")):
            if preposition.lower == "with" and len(sides) == 1:
                sides += parties(sentence, sentence.child(preposition, "pobj"), cast)
        sides = tuple(dict.fromkeys(sides))
        if len(sides) == 2:
            return sides
    return ()


def _signs(verb: Token) -> bool:
    return verb.pos in VERBS and verb.lemma in pact_words("jointly")


def between(sides: tuple[str, ...], called: str, noun: Token, cast: Cast) -> Pact:
    """An accord under the names of its two sides and what it is called: "peace treaty"."""
    name = f"{BETWEEN.join(name_of(side, cast) for side in sides)} {called}"
    return made_up(PactKind.ACCORD, name, head=noun.lemma)


def listed_between(
    sentence: Sentence, mention: PactMention, cast: Cast, names: Names
) -> Pact | None:
    """The catalogue's pact that has the two signers of an accord in its name, in either order.

    "The peace treaty that Sadat signed with Begin" is the Egypt-Israel peace treaty.
    """
    sides = signing_sides(sentence, mention.token, cast)
    called = mention.pact.name if mention.pact.name.islower() else mention.token.text
    for order in (sides, sides[::-1]) if sides else ():
        known = names.called(between(order, called, mention.token, cast).name)
        if known is not None:
            return pact_of(known)
    return None
