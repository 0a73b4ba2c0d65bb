"""What a governing word tells of a pact: which move, how it is told, and who makes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.pacts import MoveWord, move_words, pact_words
from dragoman.language.dates import date_for
from dragoman.language.modality import modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS, Grip, adjectives, parties, possessor, subject
from dragoman.pacts.register import Pact
from dragoman.records import Cast, Modality, MoveKind, PactKind

MEANING_TO = frozenset({MoveKind.JOIN, MoveKind.REJOIN, MoveKind.WITHDRAW})
"""Moves that are only planned when they are announced: "announced its withdrawal"."""
COMPLEMENTS = ("oprd", "acomp", "ccomp", "xcomp", "dative")


@dataclass(frozen=True, slots=True)
class Found:
    """A move before it is written out; a dateless one takes no date from its sentence."""

    sentence: Sentence
    trigger: Token
    pact: Pact
    actor: str | None
    move: MoveKind
    modality: Modality
    confidence: float
    count: int | None = None
    dateless: bool = False


def rows_of(sentence: Sentence, grip: Grip, kind: PactKind, acts: bool) -> Iterator[MoveWord]:
    """The rows of the move words that fit a governing word, its links and the kind of pact."""
    word = grip.word
    pos = "verb" if word.pos in VERBS else "adj" if word.pos == "ADJ" else "noun"
    below = {child.lower for child in sentence.children(word)}
    for row in move_words().get((word.lemma, pos), ()):
        if grip.links.isdisjoint(row.links) or kind not in row.kinds:
            continue
        if (row.particle and row.particle not in below) or (acts and not row.bodies):
            continue
        if not acts and row.links == ("nsubj",) and row.actor == "object":
            continue
        if word.lemma == "leave" and sentence.child(word, *COMPLEMENTS) is not None:
            continue
        yield row


def told(sentence: Sentence, word: Token, row: MoveWord) -> tuple[MoveKind, Token, Modality]:
    """Which move a word tells, the word that carries it, and how it is told."""
    move, head = MoveKind(row.move), sentence.head(word)
    if move in (MoveKind.JOIN, MoveKind.REJOIN) and word.dep in ("xcomp", "ccomp"):
        if head.lemma in pact_words("refusing") and word.dep == "xcomp":
            return MoveKind.DECLINE, head, modality_of(sentence, head)
        if head.lemma == "invite":
            return MoveKind.INVITE, head, modality_of(sentence, head)
    if move is MoveKind.JOIN and any(c.lower == "again" for c in sentence.children(word)):
        move = MoveKind.REJOIN
    modality = modality_of(sentence, word)
    announced = word.pos == "NOUN" and word.dep == "dobj" and head.lemma == "announce"
    begun = word.dep == "xcomp" and head.lemma in pact_words("beginning")
    if modality is Modality.ACTUAL and (
        row.told == "planned" or ((announced or begun) and move in MEANING_TO)
    ):
        modality = Modality.PLANNED
    elif modality is Modality.PLANNED and row.told == "done":
        modality = Modality.ACTUAL
    return move, word, modality


def acts_on(one: Found, row: MoveWord, actors: Sequence[str]) -> Iterator[Found]:
    """The moves of each actor; and what else the same words say of the pact's making."""
    if row.actor == "none":
        yield one
        return
    for actor in actors:
        if actor.lower() != one.pact.id:
            yield replace(one, actor=actor)
            if one.move is MoveKind.FOUND and one.modality is Modality.PLANNED:
                yield replace(one, actor=actor, move=MoveKind.PROPOSE, modality=Modality.ACTUAL)
    if row.word == "sign" and one.modality is Modality.ACTUAL and _first_signed(one):
        yield replace(one, move=MoveKind.FOUND)


def _first_signed(one: Found) -> bool:
    """Whether the signing is the pact's first: the catalogue has the same month."""
    dated = date_for(one.sentence, one.trigger, None)
    date, founded = dated.date if dated else None, one.pact.founded
    return bool(date and founded and len(date) > 4 and founded.startswith(date[:10]))


def actors_of(
    sentence: Sentence, word: Token, row: MoveWord, pact: Token, cast: Cast
) -> tuple[str, ...]:
    """The parties that make the move which a word tells of the pact at `pact`."""
    if row.actor == "none":
        return ()
    if word.pos in VERBS:
        if row.actor == "object":
            return _objects(sentence, word, pact, cast)
        doer = subject(sentence, word)
        beside = (
            _beside(sentence, (doer, word, pact), cast)
            if word.lemma in pact_words("jointly")
            else ()
        )
        return tuple(dict.fromkeys((*_those(sentence, doer, pact, cast), *beside)))
    if word.pos == "ADJ":
        head = sentence.head(word)
        bearer = subject(sentence, head) if word.dep == "acomp" else head
        return _those(sentence, bearer, pact, cast)
    link = "of" if "of" in row.links else ""
    found = _those(sentence, possessor(sentence, word, link), pact, cast)
    found = found or adjectives(sentence, word, cast)
    head = sentence.head(word)
    if not found and word.dep == "dobj" and head.lemma in pact_words("light"):
        found = _those(sentence, subject(sentence, head), pact, cast)
    return found


def _beside(sentence: Sentence, parts: Sequence[Token | None], cast: Cast) -> tuple[str, ...]:
    """Who signs with whom: "signed it with Russia", "together with Oman, signed it"."""
    found: list[str] = []
    for part in parts:
        for preposition in sentence.children(part, "prep") if part is not None else ():
            if preposition.lower == "with":
                found += parties(sentence, sentence.child(preposition, "pobj"), cast)
    return tuple(found)


def _objects(sentence: Sentence, verb: Token, pact: Token, cast: Cast) -> tuple[str, ...]:
    """Whom a verb moves: "pulled Brazil out", "Syria was expelled", else its subject."""
    moved = sentence.child(verb, "dobj", "nsubjpass")
    if moved is None:
        return _those(sentence, subject(sentence, verb), pact, cast)
    found = _those(sentence, moved, pact, cast)
    if not found and sentence.child(verb, "dobj") is not None and moved.lemma in pact_words("own"):
        found = _those(sentence, subject(sentence, verb), pact, cast)
    return found


def _those(sentence: Sentence, token: Token | None, pact: Token, cast: Cast) -> tuple[str, ...]:
    """The parties at a noun, unless it is the pact itself."""
    if token is None or token.i == pact.i:
        return ()
    return parties(sentence, token, cast)
