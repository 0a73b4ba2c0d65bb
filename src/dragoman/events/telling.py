"""Telling: the acts that the codebook's words tell in a sentence, with their parties."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.events import MEMBER, SELF
from dragoman.codebook.overlays import Vocabulary, own_vocabulary
from dragoman.codebook.plover import plover_types
from dragoman.events.parties import Parties
from dragoman.events.sides import sides_of
from dragoman.events.triggers import Trigger, find_triggers
from dragoman.language.modality import modality_of
from dragoman.language.pair_judge import Judged
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Modality, Span

NO_SECOND_EVENT = (Modality.CALLED_FOR, Modality.THREATENED)
THREAT = "THREATEN"
PROMISING = ("REJECT", "AGREE", "REQUEST", "THREATEN")
"""Types whose infinitive tells what is refused, promised, asked or threatened, not done."""
VERBAL = (1, 3)
"""The quads of acts of speech, whose content tells no acts by nouns ("criticised the raid")."""


@dataclass(frozen=True, slots=True)
class Told:
    """An act with its actors, before dates and attributions are asked for.

    `words` are the words that decided on its type, `rule` the codebook's row as words, null
    where a head alone found it; `judged` is what the head says of its source and target.
    """

    token: Token
    type: str
    mode: str | None
    cameo: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    modality: Modality
    words: tuple[Span, ...]
    rule: str | None = None
    judged: Judged | None = None


def told_acts(
    sentence: Sentence, parties: Parties, known: Vocabulary | None = None
) -> Iterator[Told]:
    """The acts that a vocabulary's words tell in one sentence, the package's if none is given.

    A word tells at most one, and so does a verb with its noun.
    """
    triggers = tuple(find_triggers(sentence, known or own_vocabulary()))
    taken: set[int] = set()
    for trigger in sorted(triggers, key=lambda t: (t.word.pos != "verb", t.word.type != "REJECT")):
        if trigger.token.i in taken:
            continue
        told = _resolve(sentence, trigger, parties)
        if told is None:
            continue
        taken.add(trigger.token.i)
        taken.update(_covered(sentence, trigger))
        if told.modality not in NO_SECOND_EVENT:
            yield told


def _covered(sentence: Sentence, trigger: Trigger) -> Iterator[int]:
    """The nouns that tell no act of their own once a verb has told one about them."""
    if trigger.object is not None:
        yield trigger.object.i
    if trigger.word.type in PROMISING and trigger.word.pos == "verb":
        # "Refused to meet", "agreed to share": one act.
        yield from (t.i for t in sentence.children(trigger.token, "xcomp"))
    if trigger.word.pos == "verb" and plover_types()[trigger.word.type].quad in VERBAL:
        for token in sentence.subtree(trigger.token):
            if token.pos == "NOUN":
                yield token.i


def _resolve(sentence: Sentence, trigger: Trigger, parties: Parties) -> Told | None:
    """The trigger with its actors, or None where they aren't those that its row asks for."""
    sides = sides_of(sentence, trigger, parties)
    source, target = sides.source, sides.target
    word = trigger.word
    if not _object_holds(trigger, source, parties):
        return None
    if not any(parties.acts(a) for a in (*source, *target)):
        return None
    if word.mutual and len({parties.party(a) for a in (*source, *target)}) > 1:
        source = target = tuple(dict.fromkeys((*source, *target)))
    if ("target" in word.needs and not target) or ("source" in word.needs and not source):
        return None
    if not source and not (trigger.passive and target):
        return None
    modality = modality_of(sentence, trigger.token)
    threat = modality is Modality.PLANNED and _on_condition(sentence, trigger.token)
    return Told(
        token=trigger.token,
        type=THREAT if threat else word.type,
        mode=None if threat else word.mode,
        cameo=plover_types()[THREAT].cameo if threat else word.cameo,
        source=source,
        target=target,
        modality=Modality.ACTUAL if threat else modality,
        words=trigger.spans(sentence),
        rule=word.words,
    )


def _on_condition(sentence: Sentence, token: Token) -> bool:
    """Whether an act to come is told as a threat: "will withdraw unless ..."."""
    return any(
        mark.lower == "unless"
        for clause in sentence.children(token, "advcl")
        for mark in sentence.children(clause, "mark")
    )


def _object_holds(trigger: Trigger, source: tuple[str, ...], parties: Parties) -> bool:
    """Whether an object that the row describes by its part in the act plays that part."""
    held = trigger.object
    if held is None or trigger.word.object not in (MEMBER, SELF):
        return True
    if trigger.word.object == MEMBER:
        return parties.member_body(held)
    named = {parties.party(a) for a in parties.of((held,), deep=False)}
    return bool(named & {parties.party(a) for a in source})
