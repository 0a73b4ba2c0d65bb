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
from dragoman.events.arguments import governed
from dragoman.events.carrying import carried
from dragoman.events.parties import Parties, innermost
from dragoman.events.sides import sides_of
from dragoman.events.triggers import Trigger, find_triggers
from dragoman.language.dates import DatedSpan, announcement_date, attached_date, find_dates
from dragoman.language.modality import modality_of
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.records import (
    Actor,
    ActorKind,
    Attribution,
    Cast,
    Event,
    EventType,
    Modality,
    Place,
    content_id,
)

NO_SECOND_EVENT = (Modality.CALLED_FOR, Modality.THREATENED)
VERBAL = (1, 3)
"""The quads of acts of speech, whose content tells no acts by nouns ("criticised the raid")."""


@dataclass(frozen=True, slots=True)
class Told:
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
        acts = told_acts(sentence, cast, page.attributions)
        found.extend(_event(page, sentence, t, dates) for t in acts)
        for dated in dates:
            previous = dated.date or previous
    return tuple(sorted(found, key=lambda event: event.trigger))


def told_acts(
    sentence: Sentence, cast: Cast, attributions: Sequence[Attribution]
) -> Iterator[Told]:
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
    return Told(trigger, source, target, modality_of(sentence, trigger.token))


def _object_holds(trigger: Trigger, source: tuple[str, ...], parties: Parties) -> bool:
    """Whether an object that the row describes by its part in the act plays that part."""
    held = trigger.object
    if held is None or trigger.word.object not in (MEMBER, SELF):
        return True
    if trigger.word.object == MEMBER:
        return parties.member_body(held)
    named = {parties.party(a) for a in parties.of((held,), deep=False)}
    return bool(named & {parties.party(a) for a in source})


def _event(page: _Page, sentence: Sentence, told: Told, dates: Sequence[DatedSpan]) -> Event:
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
    source, target = (tuple(known[a] for a in side) for side in (told.source, told.target))
    more = carried(Act(sentence, token, word.type, word.mode, word.cameo, source, target))
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
        place=_place(sentence, token, page.cast),
        modality=told.modality,
        attribution=carrier.id if carrier else None,
        confidence=_confidence(told),
        intensity=more.intensity,
    )


def _place(sentence: Sentence, token: Token, cast: Cast) -> Place | None:
    """The state or its capital after an "in" that hangs on the trigger."""
    for preposition in sentence.children(token, "prep"):
        if preposition.lower != "in":
            continue
        for noun in governed(sentence, preposition):
            for mention in cast.within(sentence.phrase(noun)):
                actor = cast.by_id[mention.actor]
                if mention.start <= noun.start < mention.end and _is_state(actor):
                    words = sentence.tokens_in(mention.span)
                    text = " ".join(t.text for t in words)
                    return Place(text, actor.country, confidence=0.6)
    return None


def _is_state(actor: Actor) -> bool:
    return actor.kind is ActorKind.COUNTRY and actor.country is not None


def _confidence(told: Told) -> float:
    """A plain estimate: verbs with both sides known are right most often, nouns least."""
    if told.trigger.word.pos == "noun":
        return 0.5
    return 0.7 if told.source and told.target else 0.6
