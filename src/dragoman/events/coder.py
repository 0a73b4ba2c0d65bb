"""Coding events: from the triggers of an article's sentences to rows of the record.

What counts as which act follows the PLOVER manual (draft 0.8): a named act of speech is an
event, plain saying is none; what is urged or threatened is no second event; an act done
together has all parties on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.overlays import Vocabulary
from dragoman.codebook.plover import plover_types
from dragoman.events.acts import Act
from dragoman.events.carrying import carried
from dragoman.events.confidence import confidence_of
from dragoman.events.judging import judged_acts, type_scores
from dragoman.events.parties import Parties, innermost
from dragoman.events.sides import Sides
from dragoman.events.telling import VERBAL, Told, told_acts
from dragoman.language.dates import DatedSpan, announcement_date, attached_date, find_dates
from dragoman.language.pair_judge import PairJudge
from dragoman.language.sentences import ParsedArticle, Sentence
from dragoman.records import (
    Attribution,
    Cast,
    CodedBy,
    Coding,
    Event,
    EventType,
    Modality,
    content_id,
)


@dataclass(frozen=True, slots=True)
class _Page:
    """What every row of one article rests on."""

    parsed: ParsedArticle
    cast: Cast
    attributions: tuple[Attribution, ...]


def find_events(
    parsed: ParsedArticle,
    cast: Cast,
    attributions: Sequence[Attribution],
    judge: PairJudge | None = None,
    vocabulary: Vocabulary | None = None,
) -> tuple[Event, ...]:
    """The events that an article tells, in text order, one for each sentence and trigger.

    Args:
        parsed: the article; only its telling zones are read.
        cast: its actors, by whose mentions the phrases around a trigger are resolved.
        attributions: its attributions; each event names the innermost that carries it.
        judge: the head that tells how a source relates to a target; without one, only what a
            row of the codebook tells is an event.
        vocabulary: has the words that tell events, the package's own where it is left out.

    Raises:
        ModelError: the head's model can't be used.
    """
    page = _Page(parsed, cast, tuple(attributions))
    found: list[Event] = []
    previous: str | None = None
    for sentence in parsed.telling:
        dates = find_dates(sentence, parsed.article.published, previous)
        parties = Parties(sentence, cast, page.attributions)
        acts = list(told_acts(sentence, parties, vocabulary))
        if judge is not None:
            acts = judged_acts(sentence, parties, acts, judge)
        found.extend(_event(page, sentence, t, dates) for t in acts)
        for dated in dates:
            previous = dated.date or previous
    return tuple(sorted(found, key=lambda event: event.trigger))


def _event(page: _Page, sentence: Sentence, told: Told, dates: Sequence[DatedSpan]) -> Event:
    """The row of one act."""
    token = told.token
    article = page.parsed.article
    dated = attached_date(sentence, token, dates)
    spoken = plover_types()[told.type].quad in VERBAL
    if dated is None and (spoken or told.modality is Modality.PLANNED):
        # "Said on Monday that they regretted it": the act of speech is of that day too.
        dated = announcement_date(sentence, token, dates)
    carrier = innermost(page.attributions, token.span)
    day = dated.date if dated else None
    known = page.cast.by_id
    source, target = (
        tuple(known[a] for a in side if a in known) for side in (told.source, told.target)
    )
    act = Act(sentence, token, told.type, told.mode, told.cameo, source, target)
    coding = _coding(told)
    more = carried(act, page.cast, article)
    return Event(
        id=content_id("event", article.id, token.start, token.end, told.type),
        occurrence=content_id(
            "occurrence", article.id, told.type, *sorted(told.source), "", *sorted(told.target), day
        ),
        type=EventType(told.type),
        mode=more.mode,
        contexts=more.contexts,
        cameo=more.cameo,
        quad=plover_types()[told.type].quad,
        source=told.source,
        target=told.target,
        trigger=token.span,
        sentence=sentence.span,
        date=day,
        date_basis=dated.basis if dated else None,
        place=more.place,
        modality=told.modality,
        attribution=carrier.id if carrier else None,
        confidence=round(
            confidence_of(told.type, coding, Sides(told.source, told.target), told.modality), 4
        ),
        intensity=more.intensity,
        coding=coding,
    )


def _coding(told: Told) -> Coding:
    """What the type of an act rests on."""
    judged = told.judged
    return Coding(
        by=CodedBy.HEAD if told.rule is None else CodedBy.RULE,
        words=told.words,
        rule=told.rule,
        related=None if judged is None else round(judged.related, 4),
        types=type_scores(judged),
    )


def _confidence(told: Told, coding: Coding) -> float:
    sides = Sides(told.source, told.target)
    return round(confidence_of(told.type, coding, sides, told.modality), 4)
