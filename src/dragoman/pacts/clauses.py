"""How words hang together around a pact: what governs it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import Sentence, Token

VERBS = ("VERB", "AUX")
OBJECTS = {"nsubjpass": "dobj", "ccomp": "dobj"}
"""Other names of the link of an object; parsers take some objects for clauses."""
FURTHEST = 25


def part_of_speech(token: Token) -> str:
    """A word's part of speech as the move words have it: verb, adj, or noun for all others."""
    return "verb" if token.pos in VERBS else "adj" if token.pos == "ADJ" else "noun"


@dataclass(frozen=True, slots=True)
class Grip:
    """A word that governs a pact, and the links by which it does.

    `via` is the noun between a verb and the pact where they make one phrase ("puts its name to").
    """

    word: Token
    links: frozenset[str]
    via: str = ""


def grips(sentence: Sentence, token: Token) -> Iterator[Grip]:
    """What governs the noun of a pact: the word above it, and the clauses that describe it."""
    above = _above(sentence, token)
    if above is not None:
        yield above
        # "Criticised the withdrawal from it", "became a party to it": the parser may give the
        # preposition to the verb.
        beside = sentence.child(above.word, "dobj", "attr")
        if beside is not None and beside.pos == "NOUN" and beside.i < token.i:
            if beside.lemma in pact_words("member"):
                yield Grip(above.word, frozenset({"member"}))
            yield Grip(beside, above.links - {"dobj", "nsubj", "of"})
        if above.word.pos == "NOUN" and above.word.dep in ("dobj", "pobj"):
            verb = sentence.head(above.word)
            verb = sentence.head(verb) if above.word.dep == "pobj" else verb
            if verb.pos in VERBS:
                yield Grip(verb, above.links, above.word.lower)
        if "nsubj" in above.links and above.word.pos in VERBS:
            for verb in sentence.children(above.word, "xcomp", "conj"):
                if verb.pos in VERBS and sentence.child(verb, "nsubj", "nsubjpass") is None:
                    yield Grip(verb, frozenset({"nsubj"}))
    for clause in sentence.children(token, "acl", "relcl"):
        if clause.pos in VERBS and _pact_is_object(sentence, clause):
            yield Grip(clause, frozenset({"dobj"}))


def _above(sentence: Sentence, token: Token) -> Grip | None:
    """The governor of a noun, beyond coordination, apposition and words that stand for it."""
    member = False
    for _ in range(FURTHEST):
        head = sentence.head(token)
        if head.i == token.i:
            return None
        if token.dep in ("conj", "appos"):
            token = head
            continue
        governor, link = head, OBJECTS.get(token.dep, token.dep)
        if token.dep == "pobj":
            governor, link = _beyond_prepositions(sentence, head)
        elif token.dep == "poss":
            link = "of"
        elif token.dep in ("compound", "nmod"):
            link = "compound"
            if _kinds(governor):
                token = governor
                continue
        if governor.lemma in pact_words("called") and governor.dep == "acl":
            token = sentence.head(governor)
            continue
        through = pact_words("through") | pact_words("member")
        if governor.lemma in through and governor.pos in ("NOUN", "PROPN"):
            member = member or governor.lemma in pact_words("member")
            token = governor
            continue
        links = {link, "member"} if member else {link}
        return Grip(governor, frozenset(links))
    return None


def _kinds(noun: Token) -> bool:
    """Whether a noun after a pact's name only says what it is: "the BRICS bloc"."""
    return any(noun.lemma in pact_words(role) for role in ("accord", "coalition", "accession"))


def _beyond_prepositions(sentence: Sentence, preposition: Token) -> tuple[Token, str]:
    """The governor of a prepositional phrase, and the prepositions as one link ("out of")."""
    words, token = [preposition.lower], preposition
    for _ in range(3):
        head = sentence.head(token)
        if head.i == token.i or head.pos not in ("ADP", "ADV"):
            return head, " ".join(words)
        words.insert(0, head.lower)
        token = head
    return sentence.head(token), " ".join(words)


def _pact_is_object(sentence: Sentence, clause: Token) -> bool:
    """Whether the noun that a clause describes is what is acted upon in it."""
    if clause.dep == "acl":
        return clause.tag == "VBN"
    passive = sentence.child(clause, "nsubjpass")
    if passive is not None:
        return passive.tag in ("WDT", "WP")
    objects = sentence.children(clause, "dobj")
    return sentence.child(clause, "nsubj") is not None and all(
        o.tag in ("WDT", "WP") or o.lower == "that" for o in objects
    )


def below_of(sentence: Sentence, word: Token) -> frozenset[str]:
    """The words that hang on a word, those behind its prepositions included, in lower case."""
    below = sentence.children(word)
    behind = (t for p in below if p.dep == "prep" for t in sentence.children(p, "pobj"))
    return frozenset(t.lower for t in (*below, *behind))
