"""What a governing word tells of a pact: which move, how it is told, and who makes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.pacts import MoveWord, move_words, pact_words
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS, Grip, below_of, part_of_speech
from dragoman.pacts.parties import adjectives, bearer, parties, possessor, run_of_names, subject
from dragoman.pacts.register import Pact
from dragoman.records import Cast, Modality, MoveKind, PactKind

LISTING = (("including",), ("such", "as"), ("like",), ("among", "them"), ("namely",))
"""Words before the names of some whom a noun counts."""
STEPS_OF_BEING = ("since", "back", "again", "founding", "original", "longer", "anymore")
"""Words by which being a member tells of a step."""
COMPLEMENTS = ("oprd", "acomp", "ccomp", "xcomp", "dative")


@dataclass(frozen=True, slots=True)
class Found:
    """A move before it is written out; a dateless one takes no date from its sentence.

    `signed` is how many signed together where this may be the making of the pact, `year` the year
    that the words give the pact itself ("the 2015 deal"). `party` is the word that names who moves,
    where a head told the move, which names no word that tells it; `named` is then whether the
    sentence names the pact, `before` whether the one before it does.
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
    year: str | None = None
    party: Token | None = None
    named: bool = True
    before: bool = False


def rows_of(sentence: Sentence, grip: Grip, kind: PactKind, acts: bool) -> Iterator[MoveWord]:
    """The rows of the move words that fit a governing word, its links and the kind of pact."""
    word = grip.word
    below = below_of(sentence, word)
    rows = [
        row
        for row in move_words().get((word.lemma, part_of_speech(word)), ())
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
        being = word.lemma == "belong" or (word.lemma == "be" and "member" in row.links)
        if being and not _membership(sentence, word):
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
    ended = verb.dep == "xcomp" and sentence.head(verb).lemma in ("cease", "stop")
    return ended or any(c.lower in STEPS_OF_BEING for c in below)


def acts_on(one: Found, row: MoveWord, actors: Sequence[str]) -> Iterator[Found]:
    """The moves of each actor; and what else the same words say of the pact's making."""
    participle = one.trigger.tag == "VBN" and one.sentence.child(one.trigger, "aux") is None
    passive = one.sentence.child(one.trigger, "nsubjpass") is not None or participle
    if row.actor == "none" or (one.move is MoveKind.FOUND and not actors and passive):
        yield one
        return
    for actor in actors:
        if actor != one.pact.body:
            yield replace(one, actor=actor)
            if one.move is MoveKind.FOUND and _wished(one):
                yield replace(one, actor=actor, move=MoveKind.PROPOSE, modality=Modality.ACTUAL)
    done = one.move is MoveKind.JOIN and one.modality is Modality.ACTUAL
    if done and row.word in pact_words("jointly") and (one.pact.listed or len(actors) > 1):
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
        return tuple(dict.fromkeys((*doers, *beside, *_agents(sentence, word, cast))))
    if word.pos == "ADJ":
        head = sentence.head(word)
        bearer = subject(sentence, head) if word.dep == "acomp" else head
        return _those(sentence, bearer, pact, cast)
    link = "of" if "of" in row.links else ""
    found = _those(sentence, possessor(sentence, word, link), pact, cast)
    found = found or adjectives(sentence, word, cast) or _by(sentence, pact, cast)
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


def _agents(sentence: Sentence, verb: Token, cast: Cast) -> tuple[str, ...]:
    """Those behind a second "by": "was ratified by Oman in May and by Yemen in June"."""
    agent = sentence.child(verb, "agent")
    more = sentence.children(agent, "conj") if agent is not None else ()
    named = (sentence.child(by, "pobj") for by in more if by.lower == "by")
    return tuple(p for noun in named for p in parties(sentence, noun, cast))


def _by(sentence: Sentence, pact: Token, cast: Cast) -> tuple[str, ...]:
    """Who did it, where the parser hangs "by" on the pact: "the founding of the League by Oman"."""
    by = next((p for p in sentence.children(pact, "prep") if p.lower == "by"), None)
    return () if by is None else parties(sentence, sentence.child(by, "pobj"), cast)


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
            if preposition.lower != "with":
                continue
            named, end = run_of_names(sentence, preposition.i + 1, cast)
            if not (named and end < len(sentence.tokens) and sentence.tokens[end].lower == "as"):
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
    open_pronoun = doer is not None and doer.lower in ("they", "it", "he", "she", "we")
    if not found and open_pronoun and verb.dep == "ccomp":
        found = _those(sentence, subject(sentence, sentence.head(verb)), pact, cast)
    return found


def _instances(sentence: Sentence, noun: Token, cast: Cast) -> tuple[str, ...]:
    """Some of those whom a noun counts: "five countries, including Norway and Ireland"."""
    words = [t.lower for t in sentence.tokens[noun.i + 1 : noun.i + 4]]
    words = words[1:] if words[:1] == [","] else words
    for opening in LISTING:
        if tuple(words[: len(opening)]) == opening:
            at = noun.i + 1 + (sentence.tokens[noun.i + 1].text == ",") + len(opening)
            return tuple(run_of_names(sentence, at, cast)[0])
    return ()


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
    if token.lemma in pact_words("ruling"):
        of = next((p for p in sentence.children(token, "prep") if p.lower == "of"), None)
        ruled = parties(sentence, sentence.child(of, "pobj"), cast) if of is not None else ()
        found = ruled if not found or len(ruled) > 1 else found
    if not found and (token.lemma in pact_words("counted") or token.lower in pact_words("ranking")):
        found = parties(sentence, bearer(sentence, token), cast)
        found = found or _instances(sentence, token, cast)
    return found
