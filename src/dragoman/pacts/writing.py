"""Writing moves out: their dates, evidence and attributions, each once for a page."""

from collections.abc import Iterable, Mapping, Sequence

from dragoman.language.dates import DatedSpan, announcement_date, attached_date, find_dates
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.pacts.clauses import VERBS
from dragoman.pacts.reading import Found
from dragoman.records import (
    Attribution,
    DateBasis,
    Event,
    Modality,
    Move,
    MoveKind,
    Span,
    content_id,
)

DECLARED = frozenset({MoveKind.BACK, MoveKind.OPPOSE, MoveKind.PROPOSE, MoveKind.DECLINE})
"""Moves that are made in words, so that the day of the report is theirs."""

SIGNATORIES = 2
"""So many may sign a pact together later on; more than these do so when it is made."""

YEAR = 4
"""Code points of a date that is only a year."""

Key = tuple[str, str | None, MoveKind, Modality]


def written(
    parsed: ParsedArticle,
    found: Iterable[Found],
    events: Sequence[Event],
    attributions: Sequence[Attribution],
) -> tuple[Move, ...]:
    """The moves of an article, each (pact, actor, move, modality, date) once, in text order."""
    by_trigger = {event.trigger: event for event in events}
    contents = sorted(
        ((span, a.id) for a in attributions for span in a.content),
        key=lambda c: (len(c[0]), c[0], c[1]),
    )
    spans: dict[int, tuple[DatedSpan, ...]] = {}
    moves: dict[tuple[Key, str | None], Move] = {}
    for one in found:
        index = one.sentence.index
        if index not in spans:
            spans[index] = find_dates(one.sentence, parsed.article.published)
        date, basis = _date(one, spans[index], by_trigger)
        if one.signed and not _first_signed(one, date, parsed.article.published):
            continue
        modality = _not_yet(one, date, parsed.article.published)
        key: Key = (one.pact.id, one.actor, one.move, modality)
        if (key, date) not in moves:
            moves[(key, date)] = Move(
                id=content_id("move", parsed.article.id, *key, date),
                pact=one.pact.id,
                name=one.pact.name,
                kind=one.pact.kind,
                parent=one.pact.parent,
                actor=one.actor,
                move=one.move,
                count=one.count,
                members=None,
                date=date,
                date_basis=basis,
                modality=modality,
                evidence=_evidence(one.sentence, one.trigger),
                attribution=next((i for s, i in contents if s.contains(one.trigger.span)), None),
                confidence=one.confidence,
            )
    dates: dict[Key, set[str]] = {}
    for key, date in moves:
        dates.setdefault(key, set()).add(date or "")
    done = {
        key[:3]
        for key, date in moves
        if key[3] is Modality.ACTUAL and _lately(date, parsed.article.published)
    }
    return tuple(
        move
        for (key, date), move in moves.items()
        if not _coarser(date or "", dates[key])
        and not (date is None and key[3] is Modality.PLANNED and key[:3] in done)
    )


def _lately(date: str | None, published: str | None) -> bool:
    """Whether a deed can be what a plan told beside it came to: one of years ago can't."""
    if date is None or published is None:
        return True
    return int(date[:YEAR]) >= int(published[:YEAR]) - 1


def _not_yet(one: Found, date: str | None, published: str | None) -> Modality:
    """How a move is told; one that is done is still to come where its day lies ahead.

    Only a day of the next months is believed to be one; a later one speaks against the page's date.
    """
    if date is None or published is None or len(date) <= YEAR:
        return one.modality
    in_a_year = f"{int(published[:YEAR]) + 1}{published[YEAR:]}"
    ahead = published[: len(date)] < date <= in_a_year
    return Modality.PLANNED if ahead and one.modality is Modality.ACTUAL else one.modality


def _coarser(date: str, dates: set[str]) -> bool:
    """Whether the page tells the same move with a more exact date of the same time."""
    return any(other != date and other.startswith(date) for other in dates)


def _date(
    one: Found, dates: Sequence[DatedSpan], by_trigger: Mapping[Span, Event]
) -> tuple[str | None, DateBasis | None]:
    if one.dateless:
        return one.year, DateBasis.WORDS if one.year else None
    dated = attached_date(one.sentence, one.trigger, dates)
    for below in one.sentence.children(one.trigger, "xcomp", "dobj", "acl"):
        if dated is None:
            dated = attached_date(one.sentence, below, dates)
            for inner in one.sentence.children(below, "acl"):
                dated = dated or attached_date(one.sentence, inner, dates)
    under_way = one.trigger.tag == "VBG" and one.sentence.child(one.trigger, "aux") is not None
    told_now = one.modality is Modality.PLANNED or one.move in DECLARED or under_way
    if dated is None and told_now:
        dated = announcement_date(one.sentence, one.trigger, dates)
    if dated is None and one.party is not None:
        dated = _nearest(one.party, dates)
    if dated is not None:
        return dated.date, dated.basis if dated.date else None
    event = by_trigger.get(one.trigger.span)
    return (event.date, event.date_basis) if event is not None else (None, None)


def _nearest(party: Token, dates: Sequence[DatedSpan]) -> DatedSpan | None:
    """The first date behind the word for who moves, else the last one before it.

    "Qatar quit in 2019 and Ecuador in 2020"; "in 1992 Iceland stormed out".
    """
    behind = [dated for dated in dates if dated.span.start >= party.end]
    return behind[0] if behind else dates[-1] if dates else None


def _first_signed(one: Found, date: str | None, published: str | None) -> bool:
    """Whether a signing is the pact's first: the catalogue has the same month.

    A pact of no catalogue is made when several sign it together.
    """
    if not one.pact.listed:
        return one.signed > 1
    founded = one.pact.founded
    if founded is None:
        return False
    if date is None:
        return one.signed > SIGNATORIES and (published or founded)[:7] == founded[:7]
    return len(date) > 4 and founded.startswith(date[:10])


def _evidence(sentence: Sentence, trigger: Token) -> Span:
    """The clause that tells the move."""
    above = (trigger, *sentence.ancestors(trigger))
    clauses = (t for t in above if t.pos in VERBS and t.dep != "xcomp")
    clause = next(clauses, sentence.root)
    return sentence.phrase(clause)
