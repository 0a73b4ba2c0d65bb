"""Moves told by verbs that name no pact: "Hungary pulled out", "Togo followed", "ten have joined".

They belong to the pact that the text is telling moves on, in the same sentence or the one before.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.codebook.pacts import MoveWord, move_words, pact_words
from dragoman.language.modality import modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS, below_of
from dragoman.pacts.counting import counted
from dragoman.pacts.parties import bearer, parties, subject
from dragoman.pacts.reading import Found, actors_of
from dragoman.pacts.register import Pact, Register
from dragoman.pacts.telling import told
from dragoman.records import Cast, Modality, MoveKind

FOLLOWED = frozenset({MoveKind.JOIN, MoveKind.REJOIN, MoveKind.WITHDRAW, MoveKind.SUSPEND})
"""Moves in which others can follow."""
SHARED = FOLLOWED | {MoveKind.DECLINE, MoveKind.BACK, MoveKind.OPPOSE}
"""Moves of which it is said that others "did so" too."""
SAME = ("so", "likewise", "as", "too", "also")
"""Words by which somebody does what another did."""
STEPS = {
    "exit": MoveKind.WITHDRAW,
    "withdrawal": MoveKind.WITHDRAW,
    "departure": MoveKind.WITHDRAW,
    "accession": MoveKind.JOIN,
    "return": MoveKind.REJOIN,
    "entry": MoveKind.JOIN,
    "admission": MoveKind.JOIN,
    "ratification": MoveKind.JOIN,
    "signature": MoveKind.JOIN,
    "suspension": MoveKind.SUSPEND,
    "expulsion": MoveKind.EXPEL,
}
"""Nouns for moves that are announced first and take effect later."""
PARTICLES = ("in", "out", "up", "off")
WITH = ("with", "after", "following", "since", "by")
BARE = 0.5
"""How sure such a move is; a first estimate."""
OBJECTS = ("dobj", "attr", "acomp", "oprd", "ccomp", "xcomp", "dative", "pobj")
FREE = (
    "in",
    "on",
    "at",
    "after",
    "before",
    "by",
    "during",
    "for",
    "with",
    "since",
    "as",
    "over",
    "within",
    "until",
    "along",
    "alongside",
    "under",
    "despite",
    "without",
    "because",
)
"""Prepositions that say when, where or why, and not what: "withdrew in 2011"."""


def on_nothing(
    sentence: Sentence, register: Register, gripped: frozenset[int], cast: Cast
) -> Iterator[Found]:
    """The moves of a sentence whose verbs name no pact; `gripped` are verbs that govern one."""
    pact = register.at_issue(sentence) or register.only(sentence)
    for verb in sentence.tokens:
        if verb.pos not in VERBS or verb.i in gripped:
            continue
        yield from _joined_in(sentence, verb, register, cast)
        yield from _followed(sentence, verb, register, cast)
        if pact is None:
            continue
        for row in _rows(sentence, verb):
            if pact.acts and not row.bodies:
                continue
            move, trigger, modality = told(sentence, verb, row, cast)
            one = Found(sentence, trigger, pact, None, move, modality, BARE)
            count = counted(sentence, sentence.child(verb, "nsubj"))
            if count is not None and move is MoveKind.JOIN:
                yield replace(one, move=MoveKind.ATTEST, count=count)
                continue
            for actor in actors_of(sentence, verb, row, verb, cast):
                if actor != pact.body:
                    yield replace(one, actor=actor)
    yield from _took_effect(sentence, register)
    yield from _with_it(sentence, register.only(sentence), cast)
    if pact is not None:
        yield from _gave_notice(sentence, pact, cast)
        yield from _said_of(sentence, pact, cast)


def _gave_notice(sentence: Sentence, pact: Pact, cast: Cast) -> Iterator[Found]:
    """A step told by its noun alone: "Niger announced its withdrawal", "gave notice of withdrawal".

    It is still to come unless it is completed.
    """
    for noun in sentence.tokens:
        move = STEPS.get(noun.lemma)
        if move is None or pact.acts or sentence.children(noun, "prep", "amod"):
            continue
        verb = sentence.head(noun)
        if noun.dep == "pobj" and verb.lower == "of" and sentence.head(verb).lemma == "notice":
            verb = sentence.head(sentence.head(verb))
        elif noun.dep != "dobj" or sentence.child(noun, "poss") is None:
            continue
        done = verb.lemma in pact_words("completing")
        if verb.pos not in VERBS or not (done or verb.lemma in pact_words("announcing")):
            continue
        modality = modality_of(sentence, verb)
        if modality is Modality.ACTUAL and not done:
            modality = Modality.PLANNED
        for actor in parties(sentence, subject(sentence, verb), cast):
            yield Found(sentence, verb, pact, actor, move, modality, BARE)


def _with_it(sentence: Sentence, pact: Pact | None, cast: Cast) -> Iterator[Found]:
    """A step told ahead of what follows from it: "With Eritrea's accession the treaty counts"."""
    for noun in sentence.tokens:
        move = STEPS.get(noun.lemma)
        preposition = sentence.head(noun)
        owner = sentence.child(noun, "poss")
        if move is None or pact is None or owner is None or sentence.children(noun, "prep"):
            continue
        if noun.dep == "pobj" and preposition.lower in WITH and preposition.dep == "prep":
            for actor in parties(sentence, owner, cast):
                yield Found(sentence, noun, pact, actor, move, Modality.ACTUAL, BARE)


def _said_of(sentence: Sentence, pact: Pact, cast: Cast) -> Iterator[Found]:
    """Who is called a party in passing: "Uzbekistan, a party since 2027", "Oman, its founder"."""
    for noun in sentence.tokens:
        founder = noun.lemma in pact_words("founder")
        signed = noun.lemma in pact_words("signatory")
        since = noun.lemma in pact_words("party") and any(
            p.lower == "since" for p in sentence.children(noun, "prep")
        )
        apart = noun.dep in ("appos", "attr", "conj") and not sentence.children(noun, "compound")
        about = any(p.lower in ("of", "to", "in") for p in sentence.children(noun, "prep"))
        if not (founder or signed or since) or not apart or about:
            continue
        move = MoveKind.FOUND if founder else MoveKind.JOIN
        for actor in parties(sentence, bearer(sentence, noun), cast):
            done = Modality.ACTUAL
            yield Found(sentence, noun, pact, actor, move, done, BARE, dateless=not since)


def _joined_in(sentence: Sentence, verb: Token, register: Register, cast: Cast) -> Iterator[Found]:
    """Joining in sanctions, or staying out of them: "Oman never joined in"."""
    pact = register.at_issue(sentence, sanctions=True)
    if pact is None or verb.lemma not in pact_words("joining in"):
        return
    for row in _rows(sentence, verb):
        move, trigger, modality = told(sentence, verb, row, cast)
        if move is MoveKind.JOIN:
            move = MoveKind.IMPOSE
        if move not in (MoveKind.IMPOSE, MoveKind.DECLINE):
            continue
        one = Found(sentence, trigger, pact, None, move, modality, BARE)
        for actor in actors_of(sentence, verb, row, verb, cast):
            yield replace(one, actor=actor)


def _took_effect(sentence: Sentence, register: Register) -> Iterator[Found]:
    """What was announced and has come: "the exit took effect on 4 November"."""
    for noun in sentence.tokens:
        move = STEPS.get(noun.lemma)
        verb = sentence.head(noun)
        if move is None or noun.dep != "nsubj" or sentence.children(noun, "poss", "prep"):
            continue
        last = register.last(sentence, frozenset({move}))
        if last is None or last.pact.acts or "effect" not in below_of(sentence, verb):
            continue
        modality = modality_of(sentence, verb)
        yield Found(sentence, verb, last.pact, last.actor, move, modality, BARE)


def _rows(sentence: Sentence, verb: Token) -> Iterator[MoveWord]:
    rows = [row for row in move_words().get((verb.lemma, "verb"), ()) if "bare" in row.links]
    below = below_of(sentence, verb)
    exact = [row for row in rows if row.particle and row.particle in below]
    for row in exact or [row for row in rows if not row.particle]:
        if _complete(sentence, verb, row):
            yield row


def _complete(sentence: Sentence, verb: Token, row: MoveWord) -> bool:
    """Whether a verb has no object or phrase that could be what the move is on."""
    alone = [c for c in sentence.children(verb) if not sentence.children(c, "pobj")]
    if row.particle in PARTICLES and not any(c.lower == row.particle for c in alone):
        return False
    for child in sentence.children(verb):
        if child.lower == row.particle and not sentence.children(child, "prep", "pobj"):
            continue
        if child.lower == row.particle and any(t.lower == "from" for t in sentence.children(child)):
            return False  # "stayed away from the meeting"
        if child.lower == "that" and verb.dep == "ccomp":
            continue
        moved = row.actor == "object" and child.dep in ("dobj", "nsubjpass")
        if child.dep in OBJECTS and not moved:
            return False
        if child.dep in ("prep", "prt") and child.lower not in FREE:
            return False
    places = ("nsubjpass",) if row.move == "invite" else ("nsubjpass", "dobj")
    return row.actor != "object" or sentence.child(verb, *places) is not None


def _followed(sentence: Sentence, verb: Token, register: Register, cast: Cast) -> Iterator[Found]:
    """The last step taken by others too: "Togo followed", "Moldova did so", "nor did Laos"."""
    neither = _neither(sentence, verb)
    moves = SHARED if neither or _too(sentence, verb) else FOLLOWED
    last = register.last(sentence, moves) if _again(sentence, verb, neither) else None
    if last is None:
        return
    refusing = neither and last.move is MoveKind.DECLINE
    if neither and not refusing:
        joining = last.move is MoveKind.JOIN and not last.pact.acts
        if last.sentence != sentence.index or not joining:
            return
    turned = _turned(sentence, verb, cast)
    objects = sentence.children(verb, "dobj")
    if not turned and any(o.lower not in ("suit", "so", "likewise") for o in objects):
        return
    own = Modality.ACTUAL if refusing else modality_of(sentence, verb)
    if neither and not refusing:
        own = Modality.DENIED
    planned_too = own is Modality.ACTUAL and verb.tag != "VBD"
    modality = last.modality if planned_too else own
    row = MoveWord(verb.lemma, "verb", "", ("bare",), last.move.value, (), True, "subject", "")
    for actor in tuple(actors_of(sentence, verb, row, verb, cast)) or turned:
        yield Found(sentence, verb, last.pact, actor, last.move, modality, BARE)


def _neither(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb that stands for another denies it: "Fiji has not", "nor did Laos"."""
    before = sentence.tokens[verb.i - 1].lower if verb.i else ""
    denied = sentence.child(_bearer(sentence, verb), "neg") is not None
    return (denied or before in ("nor", "neither")) and verb.lemma in ("have", "do")


def _bearer(sentence: Sentence, verb: Token) -> Token:
    """What has such a verb's subject: some parsers hang "did not" on the "either" behind it."""
    above = sentence.head(verb)
    return above if verb.dep == "aux" and above.lower == "either" else verb


def _again(sentence: Sentence, verb: Token, neither: bool) -> bool:
    """Whether a verb says that somebody else does the same."""
    if verb.lemma == "follow" or neither:
        return True
    if verb.lemma not in ("do", "have"):
        return False
    things = [c for c in sentence.children(verb, "dobj", "attr", "ccomp") if c.i > verb.i]
    if any(thing.lower not in SAME for thing in things):
        return verb.i > 0 and sentence.tokens[verb.i - 1].lower == "so"
    same = SAME if verb.lemma == "do" else ("too", "likewise")
    return any(c.lower in same for c in sentence.children(verb))


def _too(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb has a word that only who does the same has: "Malta does too"."""
    return any(c.lower in ("too", "also", "likewise") for c in sentence.children(verb))


def _turned(sentence: Sentence, verb: Token, cast: Cast) -> tuple[str, ...]:
    """Whom the parse doesn't call its subject: "so did Togo", "Laos did not either"."""
    above = _bearer(sentence, verb)
    if above.i != verb.i:
        return tuple(parties(sentence, sentence.child(above, "nsubj"), cast))
    before = sentence.tokens[verb.i - 1].lower if verb.i else ""
    behind = sentence.children(verb, "dobj", "attr")
    if before not in ("so", "nor", "neither", "as") or not behind:
        return ()
    return tuple(parties(sentence, behind[0], cast))
