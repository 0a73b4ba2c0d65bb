"""Triggers: the verbs and nouns of a sentence that tell an event, with the row that says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.events import INFINITIVE, MEMBER, SELF, EventWord, event_words, object_groups
from dragoman.events.arguments import governed, objects, prepositions, relative_head
from dragoman.language.date_words import MONTHS, WEEKDAYS
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Span

PARTICLES = ("prt", "advmod", "prep")
NOT_TOLD = ("amod", "compound", "aux", "auxpass")
"""Where a verb form describes a noun or helps another verb, and tells nothing itself."""
PACT = "pact"
"""The group whose things are spoken of as "it": "withdrew from it"."""
KINDS = {"VERB": "verb", "NOUN": "noun"}


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


def find_triggers(sentence: Sentence) -> Iterator[Trigger]:
    """The triggers of a sentence in text order, those first that may yet fail on their actors.

    Several rows can fit one word; they come most demanding first, and the caller keeps the
    first that gives an event.
    """
    index = event_words()
    for token in sentence.tokens:
        kind = KINDS.get(token.pos)
        rows = index.get((kind, token.lemma)) if kind else None
        if not rows or (kind == "verb" and token.dep in NOT_TOLD):
            continue
        passive = is_passive(sentence, token)
        for row in rows:
            found, held = _fits(sentence, token, row)
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


def _fits(sentence: Sentence, token: Token, row: EventWord) -> tuple[bool, Token | None]:
    """Whether particle, preposition and object stand beside the word; and which object does."""
    particle = None
    if row.particle:
        loose = (c for c in sentence.children(token) if c.lower == row.particle and _loose(c))
        particle = next(loose, None)
        if particle is None:
            return False, None
    held = _held(sentence, token, particle, row.preposition) if row.preposition else ()
    if row.preposition and not held:
        return False, None
    if not row.object or row.object == INFINITIVE:
        return not row.object or sentence.child(token, "xcomp") is not None, None
    acted_on = _acted_on(sentence, token)
    if row.object in (MEMBER, SELF):
        # "Withdrew from the union", not "withdrew its troops from the union".
        candidates = acted_on if not row.preposition else () if acted_on else held
        return bool(candidates), candidates[0] if candidates else None
    noun = next((n for n in held or acted_on if _is_one_of(sentence, n, row.object)), None)
    return noun is not None, noun


def _held(sentence: Sentence, token: Token, particle: Token | None, word: str) -> tuple[Token, ...]:
    """What a preposition beside the word governs, times left out ("called on Tuesday")."""
    return tuple(
        noun
        for preposition in prepositions(sentence, token, particle)
        if preposition.lower == word
        for noun in governed(sentence, preposition)
        if not _is_time(noun)
    )


def _is_one_of(sentence: Sentence, noun: Token, group: str) -> bool:
    """Whether a noun names a thing of a group of objects."""
    if group == PACT and noun.lower == "it":
        return True
    words = object_groups()[group]
    return any(_in_group(part, words) for part in _named(sentence, noun))


def _is_time(noun: Token) -> bool:
    """Whether a preposition only dates the act ("called on Tuesday")."""
    word = noun.lower.rstrip(".")
    return word in WEEKDAYS or word in MONTHS or noun.tag == "CD"


def _loose(token: Token) -> bool:
    return token.dep in PARTICLES or token.pos == "ADP"


def _acted_on(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """What the row's object may be: objects, predicate nouns, the verb of an infinitive."""
    found = list(objects(sentence, token))
    for child in sentence.children(token, "attr", "xcomp", "oprd", "dobj"):
        if child not in found:
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
