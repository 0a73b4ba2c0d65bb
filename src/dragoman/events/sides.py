"""Sides: who acts and who is acted upon, from the phrases around a trigger.

The places where a target may stand are the codebook's; who counts as one is judged here. A state
is no target of its own deeds, but its citizens, courts and parties may be.
"""

from dataclasses import dataclass

from dragoman.events.arguments import agents, governed, objects, owners, slots, subjects
from dragoman.events.parties import Parties
from dragoman.events.triggers import Trigger
from dragoman.language.sentences import Sentence, Token

OWN = ("its", "their", "his", "her", "our", "my")
OWN_FORCES = ("MOBILIZE",)
"""Types whose object, where nobody else is named, is part of whoever acts: "troops were sent"."""
AT_HOME = (
    "ACCUSE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
)
"""Types of which the target may be of the same state as the source."""
BESIDE_OBJECT = ("against", "to", "with", "on", "from", "by", "for")
"""What ties a target to the object of the act: "vetoed a loan to Ukraine"."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The actor ids of both sides."""

    source: tuple[str, ...]
    target: tuple[str, ...]


def sides_of(sentence: Sentence, trigger: Trigger, parties: Parties) -> Sides:
    """The sources and targets that stand around a trigger."""
    source = _source(sentence, trigger, parties)
    for nouns in slots(sentence, trigger.token, trigger.word.targets):
        # "Repeated its charges against Iran": whose the charges are is no target.
        target = _others(trigger, parties, nouns, source)
        if target:
            return Sides(source, target)
    return Sides(source, _beside_object(sentence, trigger, parties, source))


def _source(sentence: Sentence, trigger: Trigger, parties: Parties) -> tuple[str, ...]:
    token, word = trigger.token, trigger.word
    if word.pos == "noun":
        by = agents(sentence, token)
        return parties.of(by) or parties.of(_owners(sentence, token), deep=False)
    if not trigger.passive:
        return parties.of(subjects(sentence, token))
    source = parties.of(agents(sentence, token))
    if not source and word.type in OWN_FORCES:
        return parties.of(objects(sentence, token))
    return source


def _others(
    trigger: Trigger, parties: Parties, heads: tuple[Token, ...], source: tuple[str, ...]
) -> tuple[str, ...]:
    """Those whom phrases name and who may be the target of what these sources do."""
    own = {parties.party(a) for a in source}
    found = parties.of(heads)
    abroad = tuple(a for a in found if parties.party(a) not in own)
    if abroad or trigger.word.mutual or trigger.word.type not in AT_HOME:
        return abroad
    held = trigger.object is not None and trigger.object in heads
    return () if held else tuple(a for a in found if a not in source and parties.at_home(a))


def _beside_object(
    sentence: Sentence, trigger: Trigger, parties: Parties, source: tuple[str, ...]
) -> tuple[str, ...]:
    """Who stands beside the object of a verb where none of the codebook's places names anybody."""
    if trigger.word.pos == "noun" or not trigger.word.targets:
        return ()
    for noun in objects(sentence, trigger.token):
        for preposition in sentence.children(noun, "prep"):
            if preposition.lower in BESIDE_OBJECT:
                heads = tuple(governed(sentence, preposition))
                others = _others(trigger, parties, heads, source)
                if others:
                    return others
    return ()


def _owners(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Who does what a noun tells: its owner, or the subject of the clause ("made its demand")."""
    own = owners(sentence, noun)
    if any(o.lower in OWN for o in own) and noun.dep in ("dobj", "pobj"):
        verb = next((t for t in sentence.ancestors(noun) if t.pos == "VERB"), None)
        return own + (subjects(sentence, verb) if verb is not None else ())
    return own
