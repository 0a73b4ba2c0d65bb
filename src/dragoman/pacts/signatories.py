"""Membership told in passing: "the signatories, Oman and Qatar", "a US-led coalition".

News seldom says again who joined an old pact and when, but names its parties while it tells of
something else. A signatory has signed, so its list is one of accessions.
"""

from collections.abc import Iterator, Sequence

from dragoman.codebook.pacts import pact_words
from dragoman.language.modality import modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS
from dragoman.pacts.parties import adjectives, bearer, parties, possessor, run_of_names
from dragoman.pacts.reading import Found
from dragoman.pacts.register import PactMention
from dragoman.pacts.returning import year_of
from dragoman.records import Cast, Modality, MoveKind, PactKind

OPENING = ("-", "--", "–", "—", "(", ":", ",")
"""Signs that set a list off from the noun that it spells out."""
BESIDE = ("along", "together", "alongside", "besides", "like", "beyond", "with")
"""Prepositions before one who is counted among "the other signatories"."""


def signatories(sentence: Sentence, mention: PactMention, cast: Cast) -> Iterator[Found]:
    """Those whom a sentence names as signatories of a pact, or lists as its parties.

    A list gives the pact's own year as their date where the words have it ("the 2015 deal").
    """
    noun = _noun(sentence, mention.token)
    if noun is None or _unsure(sentence, noun):
        return
    named = dict.fromkeys(_named(sentence, noun, mention.token, cast))
    if not _tells(sentence, noun, mention, len(named)):
        return
    for actor in named:
        if actor != mention.pact.body:
            yield _joined(sentence, noun, mention, actor)


def leaders(sentence: Sentence, mention: PactMention, cast: Cast) -> Iterator[Found]:
    """Who leads a coalition, and so is in it: "the US-led coalition", "one led by Oman"."""
    noun = mention.token
    if mention.pact.kind is not PactKind.COALITION or mention.pact.acts or _ahead(sentence, noun):
        return
    for word in sentence.children(noun, "amod", "acl", "compound", "nmod"):
        if word.lower != "led":
            continue
        agent = sentence.child(word, "agent")
        by = sentence.child(agent, "pobj") if agent is not None else None
        by = by or sentence.child(word, "npadvmod", "nmod", "compound", "amod")
        for actor in parties(sentence, by, cast):
            yield _joined(sentence, word, mention, actor)


def opened(sentence: Sentence, mention: PactMention) -> Iterator[Found]:
    """The making of a pact, told ahead of what it does: "Launched in 2017, the alliance counts"."""
    verb = sentence.head(mention.token)
    if mention.token.dep not in ("nsubj", "nsubjpass"):
        return
    for clause in sentence.children(verb, "advcl"):
        ahead = clause.i < mention.token.i and clause.lower in pact_words("made")
        if ahead and sentence.child(clause, "nsubj", "nsubjpass", "aux", "mark") is None:
            found, done = MoveKind.FOUND, Modality.ACTUAL
            yield Found(sentence, clause, mention.pact, None, found, done, mention.confidence)


def mediators(sentence: Sentence, mentions: Sequence[PactMention], cast: Cast) -> Iterator[Found]:
    """Who brokered the one pact of a sentence: "with the mediation of Qatar", "mediated by it"."""
    pacts = {m.pact.id: m for m in mentions if not m.pact.acts and not m.accession}
    if len(pacts) != 1:
        return
    mention = next(iter(pacts.values()))
    for noun in sentence.tokens:
        if noun.lemma in pact_words("broker") and sentence.head(noun).lower == "as":
            yield from _as_brokers(sentence, sentence.head(noun), mention, cast)
        if noun.lemma not in pact_words("mediation") or noun.dep != "pobj":
            continue
        found = parties(sentence, possessor(sentence, noun), cast)
        for actor in found or adjectives(sentence, noun, cast):
            told = modality_of(sentence, noun)
            sure = mention.confidence
            yield Found(sentence, noun, mention.pact, actor, MoveKind.BROKER, told, sure)


def _as_brokers(
    sentence: Sentence, preposition: Token, mention: PactMention, cast: Cast
) -> Iterator[Found]:
    """Those who stand before "as mediators": "with Cuba and Norway as mediators"."""
    at = preposition.i
    opened = next((t for t in reversed(sentence.tokens[:at]) if t.lower == "with"), None)
    if opened is None:
        return
    named, behind = run_of_names(sentence, opened.i + 1, cast)
    for actor in named if behind == at else ():
        told, sure = modality_of(sentence, preposition), mention.confidence
        yield Found(sentence, preposition, mention.pact, actor, MoveKind.BROKER, told, sure)


def composed(sentence: Sentence, mention: PactMention, cast: Cast) -> Iterator[Found]:
    """Whom a coalition is made of: "an alliance of Oman and Qatar", "the bloc, which groups"."""
    noun = mention.token
    if mention.pact.kind is not PactKind.COALITION or mention.pact.acts or _ahead(sentence, noun):
        return
    of = next((p for p in sentence.children(noun, "prep") if p.lower == "of"), None)
    lists = [sentence.child(of, "pobj")] if of is not None else []
    verbs = [c for c in sentence.children(noun, "relcl") if sentence.child(c, "nsubj")]
    verbs += [sentence.head(noun)] if noun.dep == "nsubj" else []
    for verb in verbs:
        told = verb.lemma in pact_words("composing")
        if told and modality_of(sentence, verb) is Modality.ACTUAL:
            lists += sentence.children(verb, "dobj")
            lists += [
                t
                for p in sentence.children(verb, "prep")
                if p.lower == "of"
                for t in sentence.children(p, "pobj")
            ]
    for head in lists:
        several = head is not None and len(sentence.conjuncts(head)) > 1
        members = parties(sentence, head, cast) if several else ()
        for actor in members if len(members) > 1 else ():
            yield _joined(sentence, head or noun, mention, actor)


def _ahead(sentence: Sentence, noun: Token) -> bool:
    """Whether a coalition is only wanted or planned."""
    unborn = any(c.lemma in pact_words("unborn") for c in sentence.children(noun, "amod"))
    made = noun.dep in ("dobj", "nsubjpass") and sentence.head(noun).pos in VERBS
    word = sentence.head(noun) if made else noun
    return unborn or modality_of(sentence, word) is not Modality.ACTUAL


def _joined(sentence: Sentence, word: Token, mention: PactMention, actor: str) -> Found:
    return Found(
        sentence,
        word,
        mention.pact,
        actor,
        MoveKind.JOIN,
        Modality.ACTUAL,
        mention.confidence,
        dateless=True,
        year=year_of(sentence, mention.token),
    )


def _noun(sentence: Sentence, pact: Token) -> Token | None:
    """The noun for signatories or parties on which a pact hangs: "of it", "its", "accord ..."."""
    head = sentence.head(pact)
    if pact.dep == "pobj" and head.lower in ("of", "to", "in"):
        head = sentence.head(head)
    elif pact.dep not in ("poss", "compound", "nmod"):
        return None
    told = pact_words("signatory") | pact_words("party")
    return head if head.lemma in told and head.i != pact.i else None


def _unsure(sentence: Sentence, noun: Token) -> bool:
    """Whether the words make no members of those whom they name: "no signatory", "would-be"."""
    for child in sentence.children(noun, "det", "amod", "neg"):
        if child.lower in ("no", "not") or child.lemma in pact_words("unborn"):
            return True
    verb = sentence.head(noun)
    bound = noun.dep in ("attr", "appos") or verb.lemma in ("be", "include", "remain")
    return bound and verb.pos in VERBS and modality_of(sentence, verb) is not Modality.ACTUAL


def _tells(sentence: Sentence, noun: Token, mention: PactMention, named: int) -> bool:
    """Whether the words tell who is in: a signatory alone does, of members only a list."""
    if noun.lemma in pact_words("signatory"):
        return not mention.pact.acts
    among = any(c.lower in pact_words("remaining") for c in sentence.children(noun, "amod"))
    return not mention.pact.acts and named > 1 and (among or noun.tag == "NNS")


def _named(sentence: Sentence, noun: Token, pact: Token, cast: Cast) -> Iterator[str]:
    """The parties that are named as what a noun says."""
    if noun.dep in ("appos", "attr"):
        yield from parties(sentence, bearer(sentence, noun), cast)
    for part in sentence.children(noun, "appos"):
        yield from parties(sentence, part, cast)
    verb = sentence.head(noun)
    if noun.dep == "nsubj" and verb.lemma in ("be", "include"):
        yield from parties(sentence, sentence.child(verb, "attr", "dobj"), cast)
    yield from _spelt_out(sentence, max(noun.i, pact.i) + 1, cast)
    if any(c.lower in pact_words("remaining") for c in sentence.children(noun, "amod")):
        yield from _beside(sentence, noun, cast)


def _spelt_out(sentence: Sentence, at: int, cast: Cast) -> list[str]:
    """The names of a list that begins with a dash, bracket, colon or comma."""
    tokens = sentence.tokens
    while at < len(tokens) and tokens[at].pos not in ("PUNCT", *VERBS):
        at += 1
    if at >= len(tokens) or tokens[at].text not in OPENING:
        return []
    found, at = run_of_names(sentence, at + 1, cast)
    closed = at >= len(tokens) or tokens[at].pos == "PUNCT" or tokens[at - 1].lower == ","
    return found if closed and len(set(found)) > 1 else []


def _beside(sentence: Sentence, noun: Token, cast: Cast) -> Iterator[str]:
    """Who is counted in with the others: "along with Iran, the other signatories"."""
    for place in (noun, sentence.head(noun)):
        for preposition in sentence.children(place, "prep"):
            if preposition.lower in BESIDE and preposition.i < noun.i:
                inner = sentence.child(preposition, "prep") or preposition
                yield from parties(sentence, sentence.child(inner, "pobj"), cast)
