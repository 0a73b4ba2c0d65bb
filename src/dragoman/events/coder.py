"""Coding events: from the triggers of an article's sentences to rows of the record.

What counts as which act follows the PLOVER manual (draft 0.8): a named act of speech is an
event, plain saying is none; what is urged or threatened is no second event; an act done
together has all parties on both sides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.codebook.events import MEMBER, SELF
from dragoman.codebook.plover import plover_types
from dragoman.events.acts import Act
from dragoman.events.arguments import agents, owners, slot, subjects
from dragoman.events.carrying import carried
from dragoman.events.parties import Parties, innermost
from dragoman.events.triggers import Trigger, find_triggers
from dragoman.language.dates import DatedSpan, announcement_date, attached_date, find_dates
from dragoman.language.modality import modality_of
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.records import (
    Attribution,
    Cast,
    Event,
    EventType,
    Modality,
    content_id,
)

NO_SECOND_EVENT = (Modality.CALLED_FOR, Modality.THREATENED)
VERBAL = (1, 3)
"""The quads of acts of speech, whose content tells no acts by nouns ("criticised the raid")."""
OWN = ("its", "their", "his", "her", "our", "my")


@dataclass(frozen=True, slots=True)
class _Told:
    """A trigger with its actors, before dates and attributions are asked for."""

    trigger: Trigger
    source: tuple[str, ...]
    target: tuple[str, ...]
    modality: Modality


@dataclass(frozen=True, slots=True)
class _Page:
    """What every row of one article rests on."""

    parsed: ParsedArticle
    cast: Cast
    attributions: tuple[Attribution, ...]


def find_events(
    parsed: ParsedArticle, cast: Cast, attributions: Sequence[Attribution]
) -> tuple[Event, ...]:
    """The events that an article tells, in text order, one for each sentence and trigger.

    Args:
        parsed: the article; only its telling zones are read.
        cast: its actors, by whose mentions the phrases around a trigger are resolved.
        attributions: its attributions; each event names the innermost that carries it.
    """
    page = _Page(parsed, cast, tuple(attributions))
    found: list[Event] = []
    previous: str | None = None
    for sentence in parsed.telling:
        dates = find_dates(sentence, parsed.article.published, previous)
        told = _told(sentence, cast, page.attributions)
        found.extend(_event(page, sentence, t, dates) for t in told)
        for dated in dates:
            previous = dated.date or previous
    return tuple(sorted(found, key=lambda event: event.trigger))


def _told(sentence: Sentence, cast: Cast, attributions: Sequence[Attribution]) -> Iterator[_Told]:
    """The acts of one sentence; a word tells at most one, and so does a verb with its noun."""
    triggers = tuple(find_triggers(sentence))
    if not triggers:
        return
    parties = Parties(sentence, cast, attributions)
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
    if trigger.word.type == "REJECT":
        # "Refused to meet" is one act.
        yield from (t.i for t in sentence.children(trigger.token, "xcomp"))
    if trigger.word.pos == "verb" and plover_types()[trigger.word.type].quad in VERBAL:
        for token in sentence.subtree(trigger.token):
            if token.pos == "NOUN":
                yield token.i


def _resolve(sentence: Sentence, trigger: Trigger, parties: Parties) -> _Told | None:
    """The trigger with its actors, or None where they aren't those that its row asks for."""
    source, target = _actors(sentence, trigger, parties)
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
    return _Told(trigger, source, target, modality_of(sentence, trigger.token))


def _object_holds(trigger: Trigger, source: tuple[str, ...], parties: Parties) -> bool:
    """Whether an object that the row describes by its part in the act plays that part."""
    held = trigger.object
    if held is None or trigger.word.object not in (MEMBER, SELF):
        return True
    if trigger.word.object == MEMBER:
        return parties.member_body(held)
    named = {parties.party(a) for a in parties.of((held,), deep=False)}
    return bool(named & {parties.party(a) for a in source})


def _actors(
    sentence: Sentence, trigger: Trigger, parties: Parties
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sources and targets that stand around a trigger."""
    token, word = trigger.token, trigger.word
    if word.pos == "noun":
        source = parties.of(_noun_sources(sentence, token), deep=False)
    elif trigger.passive:
        source = parties.of(agents(sentence, token))
    else:
        source = parties.of(subjects(sentence, token))
    sides = {parties.party(a) for a in source}
    for name in word.targets:
        # "Repeated its charges against Iran": whose the charges are is no target.
        found = parties.of(slot(sentence, token, name))
        target = tuple(a for a in found if parties.party(a) not in sides)
        if target:
            return source, target
    return source, ()


def _noun_sources(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Who does what a noun tells: its owner, who comes after "by", or the clause's subject."""
    own = owners(sentence, noun)
    by = agents(sentence, noun)
    if by:
        return by
    if any(o.lower in OWN for o in own) and noun.dep in ("dobj", "pobj"):
        verb = next((t for t in sentence.ancestors(noun) if t.pos == "VERB"), None)
        return own + (subjects(sentence, verb) if verb is not None else ())
    return own


def _event(page: _Page, sentence: Sentence, told: _Told, dates: Sequence[DatedSpan]) -> Event:
    """The row of one act."""
    token, word = told.trigger.token, told.trigger.word
    article = page.parsed.article
    dated = attached_date(sentence, token, dates)
    spoken = plover_types()[word.type].quad in VERBAL
    if dated is None and (spoken or told.modality is Modality.PLANNED):
        # "Said on Monday that they regretted it": the act of speech is of that day too.
        dated = announcement_date(sentence, token, dates)
    carrier = innermost(page.attributions, token.span)
    day = dated.date if dated else None
    known = page.cast.by_id
    source, target = (
        tuple(known[a] for a in side if a in known) for side in (told.source, told.target)
    )
    act = Act(sentence, token, word.type, word.mode, word.cameo, source, target)
    more = carried(act, page.cast, article)
    return Event(
        id=content_id("event", article.id, token.start, token.end, word.type),
        occurrence=content_id(
            "occurrence", article.id, word.type, *sorted(told.source), "", *sorted(told.target), day
        ),
        type=EventType(word.type),
        mode=more.mode,
        contexts=more.contexts,
        cameo=more.cameo,
        quad=plover_types()[word.type].quad,
        source=told.source,
        target=told.target,
        trigger=token.span,
        sentence=sentence.span,
        date=day,
        date_basis=dated.basis if dated else None,
        place=more.place,
        modality=told.modality,
        attribution=carrier.id if carrier else None,
        confidence=_confidence(told),
        intensity=more.intensity,
    )


def _confidence(told: _Told) -> float:
    """A plain estimate: verbs with both sides known are right most often, nouns least."""
    if told.trigger.word.pos == "noun":
        return 0.5
    return 0.7 if told.source and told.target else 0.6
