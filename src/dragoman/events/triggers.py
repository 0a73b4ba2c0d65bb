"""Triggers: the verbs and nouns of a sentence that tell an event, with the row that says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.events import (
    CLAUSE,
    INFINITIVE,
    MEMBER,
    MUST,
    NAME,
    NONE,
    SELF,
    EventWord,
)
from dragoman.codebook.overlays import Vocabulary
from dragoman.events.arguments import (
    agents,
    governed,
    objects,
    prepositions,
    relative_head,
    subjects,
)
from dragoman.language.date_words import MONTHS, WEEKDAYS
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Span

PARTICLES = (
    "prt",
    "advmod",
    "npadvmod",
    "prep",
    "acomp",
    "oprd",
    "xcomp",
    "ccomp",
    "intj",
    "dobj",
)
BEFORE_NOUN = ("compound", "amod", "nmod")
NOT_TOLD = ("amod", "compound", "aux", "auxpass")
"""Where a verb form describes a noun or helps another verb, and tells nothing itself."""
PACT = "pact"
"""The group whose things are spoken of as "it": "withdrew from it"."""
KINDS = {"VERB": "verb", "AUX": "copula", "NOUN": "noun"}
STRANDED = ("on", "upon", "in")
"""Particles only where they govern nothing ("was called upon", not "called on Friday")."""
CLAUSES = (INFINITIVE, CLAUSE, MUST, NONE)
"""Objects that are no word but a clause, or nothing."""
DUTIES = ("must", "should")
"""Auxiliaries by which a clause says what others have to do."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event, by which row, and the object word that the row asked for."""

    token: Token
    word: EventWord
    object: Token | None
    passive: bool

    def spans(self, sentence: Sentence) -> tuple[Span, ...]:
        """Where the words lie that the row asked for, in text order."""
        wanted = (self.word.particle, self.word.preposition)
        found = {self.token.i: self.token.span}
        for child in sentence.children(self.token):
            if child.lower in wanted and child.lower:
                found[child.i] = child.span
        if self.object is not None:
            found[self.object.i] = self.object.span
        return tuple(found[i] for i in sorted(found))


def find_triggers(sentence: Sentence, known: Vocabulary) -> Iterator[Trigger]:
    """The triggers of a sentence in text order, those first that may yet fail on their actors.

    Several rows can fit one word; they come most demanding first, and the caller keeps the
    first that gives an event.
    """
    for token in sentence.tokens:
        kind = KINDS.get(token.pos)
        if not kind or (kind != "noun" and token.dep in NOT_TOLD):
            continue
        hyphened = known.event_words(kind, _hyphened(sentence, token))
        rows = hyphened or known.event_words(kind, token.lemma)
        passive = bool(rows) and is_passive(sentence, token)
        for row in rows:
            found, held = _fits(sentence, token, row, known)
            if found and not row.type:
                break
            if found:
                yield Trigger(token, row, held, passive)


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is in the passive, or a participle after the noun that it acts on."""
    if sentence.child(verb, "nsubjpass", "auxpass") is not None:
        return True
    if sentence.child(verb, "agent") is not None:
        return True
    if verb.dep == "conj" and verb.tag == "VBN" and sentence.child(verb, "nsubj", "aux") is None:
        head = sentence.head(verb)
        return head.tag == "VBN" and sentence.child(head, "auxpass") is not None
    if verb.dep == "advcl" and verb.tag == "VBN":
        # "Pressed on the levy, he refused": without a subject or auxiliary of its own.
        return sentence.child(verb, "nsubj", "aux") is None
    return verb.dep == "acl" and verb.tag == "VBN"


def _fits(
    sentence: Sentence, token: Token, row: EventWord, known: Vocabulary
) -> tuple[bool, Token | None]:
    """Whether all that the row asks for stands beside the word; and which object does."""
    particle = _particle(sentence, token, row.particle) if row.particle else None
    if row.particle and particle is None:
        return False, None
    held = _held(sentence, token, particle, row.preposition) if row.preposition else ()
    if row.preposition and not held:
        return False, None
    if row.subject and not _has_subject(sentence, token, row.subject, known):
        return False, None
    if row.object in CLAUSES:
        return _has_clause(sentence, token, particle, row.object), None
    return (True, None) if not row.object else _object(sentence, token, row, held, known)


def _particle(sentence: Sentence, token: Token, word: str) -> Token | None:
    found = (c for c in sentence.children(token) if c.lower == word and _loose(sentence, c))
    return next(found, None)


def _object(
    sentence: Sentence, token: Token, row: EventWord, held: tuple[Token, ...], known: Vocabulary
) -> tuple[bool, Token | None]:
    """Whether the row's object stands beside the word, and which word it is."""
    acted_on = _acted_on(sentence, token)
    if row.object in (MEMBER, SELF):
        # "Withdrew from the union", not "withdrew its troops from the union".
        candidates = acted_on if not row.preposition else () if acted_on else held
        return bool(candidates), candidates[0] if candidates else None
    beside = held or acted_on
    noun = next((n for n in beside if _is_one_of(sentence, n, row.object, known)), None)
    return noun is not None, noun


def _has_subject(sentence: Sentence, token: Token, group: str, known: Vocabulary) -> bool:
    """Whether who acts is of a group ("the last French soldiers left")."""
    if token.pos == "NOUN" or is_passive(sentence, token):
        by = agents(sentence, token)
    else:
        by = subjects(sentence, token)
    return any(_is_one_of(sentence, noun, group, known) for noun in by)


def _has_clause(sentence: Sentence, token: Token, particle: Token | None, kind: str) -> bool:
    """Whether a clause of one kind hangs on the word, or nothing at all that it acts on."""
    if kind == NONE:
        return not objects(sentence, token)
    if kind == INFINITIVE:
        anchors = (token,) if particle is None else (token, particle)
        found = [c for a in anchors for c in sentence.children(a, "xcomp", "acl", "pcomp", "advcl")]
        return any(_is_to_do(clause, particle) for clause in found)
    clauses = sentence.children(token, "ccomp")
    if kind == CLAUSE:
        return bool(clauses)
    return any(_is_duty(sentence, clause) for clause in clauses)


def _is_to_do(clause: Token, particle: Token | None) -> bool:
    """Whether a clause names an act: "to leave", or right after a particle "ruled out leaving"."""
    if clause.tag == "VBG" and clause.dep in ("advcl", "pcomp"):
        return particle is not None and clause.i == particle.i + 1
    return clause.dep == "xcomp" or (clause.dep == "acl" and clause.tag == "VB")


def _is_duty(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause says what must be done ("must leave", "that he resign")."""
    helpers = sentence.children(clause, "aux", "auxpass")
    if any(h.lower in DUTIES for h in helpers):
        return True
    subject = sentence.child(clause, "nsubj", "nsubjpass")
    bare = helpers[0] if helpers else clause
    one = subject is not None and subject.tag in ("NN", "NNP")
    return bare.tag in (("VB", "VBP") if one else ("VB",)) and subject is not None


def _hyphened(sentence: Sentence, token: Token) -> str:
    """The lemma with what a hyphen ties to it ("re-impose"), else an empty string."""
    before = sentence.tokens[max(0, token.i - 2) : token.i] if token.i >= 2 else ()
    if len(before) != 2 or before[1].text != "-" or before[1].end != token.start:
        return ""
    return f"{before[0].lower}-{token.lemma}" if before[0].end == before[1].start else ""


def _held(sentence: Sentence, token: Token, particle: Token | None, word: str) -> tuple[Token, ...]:
    """What a preposition beside the word governs, times left out ("called on Tuesday")."""
    return tuple(
        noun
        for preposition in prepositions(sentence, token, particle)
        if preposition.lower == word
        for noun in governed(sentence, preposition)
        if not _is_time(noun)
    )


def _is_one_of(sentence: Sentence, noun: Token, group: str, known: Vocabulary) -> bool:
    """Whether a noun names a thing of a group of objects."""
    if group == PACT and noun.lower == "it":
        return True
    if group == NAME:
        return noun.pos == "PROPN"
    words = known.group(group)
    return any(
        _in_group(part, words) or _hyphened(sentence, part) in words
        for part in _named(sentence, noun)
    )


def _is_time(noun: Token) -> bool:
    """Whether a preposition only dates the act ("called on Tuesday")."""
    word = noun.lower.rstrip(".")
    return word in WEEKDAYS or word in MONTHS or noun.tag == "CD"


def _loose(sentence: Sentence, token: Token) -> bool:
    """Whether a word beside a trigger can be its particle: "out", "free", "guilty", "hunger"."""
    if token.lower in STRANDED:
        return sentence.child(token, "pobj") is None
    return token.dep in PARTICLES or token.pos == "ADP" or token.dep in BEFORE_NOUN


def _acted_on(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """What the row's object may be: objects, predicates, the verb of an infinitive."""
    found = list(objects(sentence, token))
    for child in sentence.children(token, "attr", "xcomp", "oprd", "dobj", "acomp", "ccomp"):
        if child not in found and (child.dep != "ccomp" or child.pos in ("ADJ", "NOUN", "PROPN")):
            found.append(child)
    return tuple(found)


def _named(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """The words that name a thing: the noun, what it is coordinated with, "package of ..."."""
    for part in sentence.conjuncts(relative_head(sentence, noun)):
        yield part
        for preposition in sentence.children(part, "prep"):
            if preposition.lower == "of":
                yield from governed(sentence, preposition)


def _in_group(token: Token, group: frozenset[str]) -> bool:
    return token.lemma in group or token.lower in group or token.lower.rstrip("s") in group
