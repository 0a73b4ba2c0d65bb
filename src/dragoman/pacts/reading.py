"""What a governing word tells of a pact: which move, how it is told, and who makes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.modality import effects
from dragoman.codebook.pacts import MoveWord, move_words, pact_words
from dragoman.language.modality import modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import (
    VERBS,
    Grip,
    adjectives,
    bearer,
    parties,
    possessor,
    subject,
)
from dragoman.pacts.register import Pact
from dragoman.records import Cast, Modality, MoveKind, PactKind

MEANING_TO = frozenset({MoveKind.JOIN, MoveKind.REJOIN, MoveKind.WITHDRAW})
"""Moves that are only planned when they are announced: "announced its withdrawal"."""
COMPLEMENTS = ("oprd", "acomp", "ccomp", "xcomp", "dative")


@dataclass(frozen=True, slots=True)
class Found:
    """A move before it is written out; a dateless one takes no date from its sentence.

    `signed` is how many signed together where this may be the making of the pact.
    """

    sentence: Sentence
    trigger: Token
    pact: Pact
    actor: str | None
    move: MoveKind
    modality: Modality
    confidence: float
    count: int | None = None
    dateless: bool = False
    signed: int = 0


def rows_of(sentence: Sentence, grip: Grip, kind: PactKind, acts: bool) -> Iterator[MoveWord]:
    """The rows of the move words that fit a governing word, its links and the kind of pact."""
    word = grip.word
    pos = "verb" if word.pos in VERBS else "adj" if word.pos == "ADJ" else "noun"
    below = below_of(sentence, word)
    rows = [
        row
        for row in move_words().get((word.lemma, pos), ())
        if not grip.links.isdisjoint(row.links)
        and kind in row.kinds
        and (not grip.via or row.particle == grip.via)
    ]
    exact = [row for row in rows if row.particle and row.particle in below]
    for row in exact or [row for row in rows if not row.particle]:
        if acts and not row.bodies:
            continue
        if not acts and row.links == ("nsubj",) and row.actor == "object":
            continue
        if word.lemma == "be" and not _membership(sentence, word):
            continue
        if word.lemma in pact_words("opposing"):
            over = sentence.head(word)
            if word.dep == "dobj" and over.lemma in pact_words("dropping"):
                continue
        if word.lemma == "leave" and sentence.child(word, *COMPLEMENTS) is not None:
            continue
        yield row


def _membership(sentence: Sentence, verb: Token) -> bool:
    """Whether being a member is told as a step: since when, no longer, again, or not ahead."""
    if sentence.child(verb, "neg") is not None or verb.text.lower() == "be":
        return True
    noun = sentence.child(verb, "attr")
    below = (*sentence.children(verb), *(sentence.children(noun) if noun is not None else ()))
    return any(c.lower in ("since", "back", "again", "founding", "original") for c in below)


def below_of(sentence: Sentence, word: Token) -> frozenset[str]:
    """The words that hang on a word, those behind its prepositions included, in lower case."""
    below = sentence.children(word)
    behind = (t for p in below if p.dep == "prep" for t in sentence.children(p, "pobj"))
    return frozenset(t.lower for t in (*below, *behind))


def told(
    sentence: Sentence, word: Token, row: MoveWord, cast: Cast
) -> tuple[MoveKind, Token, Modality]:
    """Which move a word tells, the word that carries it, and how it is told."""
    move, head = MoveKind(row.move), sentence.head(word)
    modality = _modality(sentence, word)
    if word.lemma in pact_words("invitation") and word.pos == "NOUN":
        answer = invited(sentence, word)
        return (
            (move, word, modality)
            if answer is None
            else (*answer, modality_of(sentence, answer[1]))
        )
    if move in (MoveKind.JOIN, MoveKind.REJOIN):
        answer = answered(sentence, word, cast)
        if answer is not None:
            return answer[0], answer[1], modality_of(sentence, answer[1])
        if modality is Modality.DENIED and _stays_out(sentence, word):
            return MoveKind.DECLINE, word, Modality.ACTUAL
    if word.lemma == "be" and move is MoveKind.JOIN:
        longer = any(c.lower in ("longer", "anymore") for c in below_of_all(sentence, word))
        if longer:
            return MoveKind.WITHDRAW, word, Modality.ACTUAL
        if modality is Modality.DENIED and _ahead(sentence, word):
            return MoveKind.DECLINE, word, Modality.ACTUAL
    if move is MoveKind.JOIN and word.pos == "NOUN" and head.lemma in pact_words("undoing"):
        if word.dep in ("dobj", "nsubjpass"):
            return MoveKind.WITHDRAW, head, modality_of(sentence, head)
    if move is MoveKind.JOIN and any(c.lower == "again" for c in sentence.children(word)):
        move = MoveKind.REJOIN
    announced = word.pos == "NOUN" and word.dep == "dobj" and head.lemma == "announce"
    begun = word.dep == "xcomp" and head.lemma in pact_words("beginning")
    going = word.tag == "VBG" and any(c.lemma == "be" for c in sentence.children(word, "aux"))
    if modality is Modality.ACTUAL and (
        row.told == "planned" or ((announced or begun or going) and move in MEANING_TO)
    ):
        modality = Modality.PLANNED
    elif modality is Modality.PLANNED and row.told == "done":
        modality = Modality.ACTUAL
    return move, word, modality


def _modality(sentence: Sentence, word: Token) -> Modality:
    """How a word is told; an infinitive that hangs on a noun by mistake is told as its verb has it.

    "Threatened during his campaign to leave" is read as a campaign to leave.
    """
    modality = modality_of(sentence, word)
    noun = sentence.head(word)
    if word.pos == "NOUN" and word.dep == "nsubj" and modality is Modality.ACTUAL:
        due = any(c.lower in ("due", "set", "scheduled") for c in sentence.children(noun, "acomp"))
        ahead = modality_of(sentence, noun) is Modality.PLANNED
        return Modality.PLANNED if due or ahead else modality
    to = word.tag == "VB" and any(c.tag == "TO" for c in sentence.children(word, "aux"))
    if modality is not Modality.ACTUAL or not to or word.dep not in ("acl", "relcl"):
        return modality
    if noun.lemma in pact_words("counted") or sentence.head(noun).pos not in ("ADP", *VERBS):
        return modality
    for above in sentence.ancestors(noun):
        if above.pos in VERBS:
            effect = effects().get(("verb", above.lemma, "xcomp"))
            return Modality(effect) if effect and effect != "same" else modality
    return modality


def answered(sentence: Sentence, word: Token, cast: Cast) -> tuple[MoveKind, Token] | None:
    """The move of somebody who is asked to join, and the word that tells it.

    "Refused to join", "invited Oman to join", "received an invitation to join", "turned it down".
    """
    head = sentence.head(word)
    if word.dep in ("xcomp", "ccomp"):
        if head.lemma in pact_words("refusing") and word.dep == "xcomp":
            return MoveKind.DECLINE, head
        asked = sentence.child(head, "dobj", "nsubjpass") is not None or word.dep == "ccomp"
        passive = sentence.child(head, "nsubjpass") is not None
        stately = (
            passive
            or head.lemma == "invite"
            or bool(parties(sentence, subject(sentence, head), cast))
        )
        if head.lemma in pact_words("inviting") and asked and stately:
            return MoveKind.INVITE, head
    if word.dep in ("acl", "relcl") and head.lemma in pact_words("invitation"):
        return invited(sentence, head)
    return None


def invited(sentence: Sentence, noun: Token) -> tuple[MoveKind, Token] | None:
    """What a verb makes of an invitation that is its object."""
    verb = sentence.head(noun)
    if noun.dep not in ("dobj", "nsubjpass") or verb.pos not in VERBS:
        return None
    down = "down" in below_of(sentence, verb)
    for role, move in (
        ("refusing", MoveKind.DECLINE),
        ("accepting", MoveKind.JOIN),
        ("receiving", MoveKind.INVITE),
    ):
        if verb.lemma in pact_words(role) or (down and move is MoveKind.DECLINE):
            return move, verb
    return None


def answers(trigger: Token, word: Token, move: MoveKind) -> bool:
    """Whether a move is the answer that the subject of another verb gives to an invitation."""
    asked = move in (MoveKind.DECLINE, MoveKind.JOIN, MoveKind.INVITE)
    return asked and trigger.i != word.i and trigger.lemma not in pact_words("inviting")


def _stays_out(sentence: Sentence, word: Token) -> bool:
    """Whether not to join is a choice: "would not join", "did not take part"."""
    if word.lemma in pact_words("taking part") or sentence.child(word, "prt") is not None:
        return True
    return word.lemma in pact_words("joining") and _ahead(sentence, word)


def _ahead(sentence: Sentence, word: Token) -> bool:
    return any(aux.lower in pact_words("willing") for aux in sentence.children(word, "aux"))


def below_of_all(sentence: Sentence, word: Token) -> tuple[Token, ...]:
    """The words that hang on a word, and the adverbs of its adverbs ("no longer")."""
    below = sentence.children(word)
    return (*below, *(t for c in below if c.dep in ("neg", "advmod") for t in sentence.children(c)))


def acts_on(one: Found, row: MoveWord, actors: Sequence[str]) -> Iterator[Found]:
    """The moves of each actor; and what else the same words say of the pact's making."""
    passive = one.sentence.child(one.trigger, "nsubjpass") is not None or one.trigger.tag == "VBN"
    if row.actor == "none" or (one.move is MoveKind.FOUND and not actors and passive):
        yield one
        return
    for actor in actors:
        if actor.lower() != one.pact.id:
            yield replace(one, actor=actor)
            if one.move is MoveKind.FOUND and _wished(one):
                yield replace(one, actor=actor, move=MoveKind.PROPOSE, modality=Modality.ACTUAL)
    if row.word in pact_words("jointly") and one.modality is Modality.ACTUAL:
        if one.move is MoveKind.JOIN and (one.pact.listed or len(actors) > 1):
            yield replace(one, move=MoveKind.FOUND, signed=len(actors))


def _wished(one: Found) -> bool:
    """Whether the making of a pact is what somebody wants, and so proposes."""
    verb = one.sentence.head(one.trigger)
    wished = one.trigger.dep == "xcomp" and verb.lemma in pact_words("wishing")
    return wished and one.modality is not Modality.DENIED


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
        doers = _doers(sentence, word, pact, cast)
        if not doers and word.lemma in pact_words("jointly"):
            doers = _between(sentence, (pact, word), cast)
        return tuple(dict.fromkeys((*doers, *beside)))
    if word.pos == "ADJ":
        head = sentence.head(word)
        bearer = subject(sentence, head) if word.dep == "acomp" else head
        return _those(sentence, bearer, pact, cast)
    link = "of" if "of" in row.links else ""
    found = _those(sentence, possessor(sentence, word, link), pact, cast)
    found = found or adjectives(sentence, word, cast)
    head = sentence.head(word)
    if not found and word.dep == "pobj" and head.lower == "of":
        # "Its instrument of ratification": what may be done with the paper is done by the doer.
        word = sentence.head(head)
        found = _those(sentence, possessor(sentence, word, link), pact, cast)
        head = sentence.head(word)
    if not found and word.dep == "dobj" and head.lemma in pact_words("light"):
        found = _those(sentence, subject(sentence, head), pact, cast)
    if not found and word.dep == "pobj" and head.lower == "in":
        # "Is in breach of it", "in full compliance with it".
        above = next((t for t in sentence.ancestors(head) if t.pos in VERBS), None)
        found = _those(sentence, subject(sentence, above), pact, cast) if above else ()
    return found


def _beside(sentence: Sentence, parts: Sequence[Token | None], cast: Cast) -> tuple[str, ...]:
    """Who signs with whom: "signed it with Russia", "together with Oman, signed it".

    The last part is the pact; one that stands already ("the truce with X") may be signed alone.
    """
    found: list[str] = []
    verb, pact = parts[1:]
    standing = pact is not None and any(c.lower == "the" for c in sentence.children(pact, "det"))
    if standing and verb is not None and verb.lemma in pact_words("agreeing"):
        parts = parts[:-1]
    for part in parts:
        for preposition in sentence.children(part, "prep") if part is not None else ():
            if preposition.lower == "with":
                found += parties(sentence, sentence.child(preposition, "pobj"), cast)
    return tuple(found)


def _between(sentence: Sentence, parts: Sequence[Token], cast: Cast) -> tuple[str, ...]:
    """Whose pact it is that was signed: "the treaty between Russia and Belarus"."""
    for part in parts:
        for preposition in sentence.children(part, "prep"):
            if preposition.lower == "between":
                found = parties(sentence, sentence.child(preposition, "pobj"), cast)
                return found if len(found) > 1 else ()
    return ()


def _objects(sentence: Sentence, verb: Token, pact: Token, cast: Cast) -> tuple[str, ...]:
    """Whom a verb moves: "pulled Brazil out", "Syria was expelled", else its subject."""
    moved = sentence.child(verb, "dobj", "nsubjpass")
    if moved is not None and moved.lemma in pact_words("invitation"):
        to = next(
            (
                p
                for p in (
                    *sentence.children(verb, "prep", "dative"),
                    *sentence.children(moved, "prep"),
                )
                if p.lower == "to"
            ),
            None,
        )
        moved = sentence.child(to, "pobj") if to is not None else sentence.child(verb, "dative")
        return () if moved is None else parties(sentence, moved, cast)
    if moved is not None and moved.tag in ("WDT", "WP") and verb.dep == "relcl":
        moved = sentence.head(verb)
    if moved is None:
        return _those(sentence, subject(sentence, verb), pact, cast)
    found = _those(sentence, moved, pact, cast)
    if not found and sentence.child(verb, "dobj") is not None and moved.lemma in pact_words("own"):
        found = _doers(sentence, verb, pact, cast)
    return found


def _doers(sentence: Sentence, verb: Token, pact: Token, cast: Cast) -> tuple[str, ...]:
    """The parties that do what a verb tells; a pronoun that stands for nobody known stands for
    whoever says so: "the juntas said that they were leaving".
    """
    doer = subject(sentence, verb)
    found = _those(sentence, doer, pact, cast)
    if not found and doer is not None and doer.lower in ("they", "it", "he", "she", "we"):
        if verb.dep == "ccomp":
            found = _those(sentence, subject(sentence, sentence.head(verb)), pact, cast)
    return found


def _those(sentence: Sentence, token: Token | None, pact: Token, cast: Cast) -> tuple[str, ...]:
    """The parties at a noun, unless it is the pact itself.

    "A Turkish veto" acts for Turkey; "the first country to sign" for whom it is said of.
    """
    if token is None or token.i == pact.i:
        return ()
    found = parties(sentence, token, cast)
    if not found and token.lemma in pact_words("deed"):
        owner = possessor(sentence, token)
        found = parties(sentence, owner, cast) or adjectives(sentence, token, cast)
    if not found and token.lemma in pact_words("ruling"):
        of = next((p for p in sentence.children(token, "prep") if p.lower == "of"), None)
        found = parties(sentence, sentence.child(of, "pobj"), cast) if of is not None else ()
    if not found and token.lemma in pact_words("counted"):
        found = parties(sentence, bearer(sentence, token), cast)
    return found
