"""Contested accessions ("Sweden's NATO bid"), which are pacts with the body as parent."""

from collections.abc import Iterator

from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.naming import Names
from dragoman.pacts.parties import adjectives, parties
from dragoman.pacts.register import PactMention, Register, made_up, name_of
from dragoman.records import Cast, PactKind

DESCRIBED = 0.7
"""How sure such a mention is; a first estimate."""


def accessions(
    sentence: Sentence, cast: Cast, register: Register, names: Names, taken: list[PactMention]
) -> Iterator[PactMention]:
    """Contested accessions ("Sweden's NATO bid"), which are pacts with the body as parent."""
    for token in sentence.tokens:
        if not _is_accession(sentence, token, register):
            continue
        head = sentence.head(token)
        whole = head if token.dep == "compound" and head.lemma in pact_words("talks") else token
        below = {t.i for t in sentence.subtree(whole)}
        named = {m.pact.id: m.pact for m in taken if m.token.i in below and m.pact.acts}
        joined = list(named.values()) or register.bodies()
        if len(joined) != 1:
            continue
        body = joined[0]
        short = names.short(body.id, body.short or body.name)
        for candidate in _candidates(sentence, token, whole, cast):
            if candidate.lower() != body.id:
                name = f"{name_of(candidate, cast)}'s {short} accession"
                pact = made_up(PactKind.ACCORD, name, body.id)
                yield PactMention(pact, whole, DESCRIBED, accession=True)


def _is_accession(sentence: Sentence, token: Token, register: Register) -> bool:
    """Whether a token is a noun for an accession, or "that of Finland" for one named before."""
    if token.lemma in pact_words("accession") and token.pos == "NOUN":
        register.accession = sentence.index
        return True
    joining = sentence.children(token, "acl", "relcl")
    if token.lemma in ("effort", "attempt", "request") and token.pos == "NOUN":
        return any(verb.lemma in pact_words("joining") for verb in joining)
    told = register.accession >= sentence.index - 1
    return told and token.lower == "that" and token.dep in ("dobj", "pobj", "nsubjpass")


def _candidates(sentence: Sentence, token: Token, whole: Token, cast: Cast) -> tuple[str, ...]:
    """Whose accession it is: "Sweden's", "of Finland and Sweden", "for Palestine"."""
    own = sentence.child(token, "poss") or sentence.child(whole, "poss")
    if own is not None:
        return parties(sentence, own, cast)
    for part in dict.fromkeys((token, whole)):
        for preposition in sentence.children(part, "prep"):
            if preposition.lower in ("of", "for", "with", "between"):
                found = parties(sentence, sentence.child(preposition, "pobj"), cast)
                if found:
                    return found
    return adjectives(sentence, token, cast)
