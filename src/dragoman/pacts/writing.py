"""Writing moves out: their dates, evidence and attributions, each once for a page."""

from collections.abc import Iterable, Sequence

from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.pacts.clauses import VERBS
from dragoman.pacts.dating import Calendar
from dragoman.pacts.reading import Found
from dragoman.records import (
    Attribution,
    Cast,
    Event,
    Modality,
    Move,
    MoveKind,
    Span,
    content_id,
)

SIGNATORIES = 2
"""So many may sign a pact together later on; more than these do so when it is made."""

YEAR = 4
"""Code points of a date that is only a year."""

Key = tuple[str, str | None, MoveKind, Modality]


def written(
    parsed: ParsedArticle,
    cast: Cast,
    found: Iterable[Found],
    events: Sequence[Event],
    attributions: Sequence[Attribution],
) -> tuple[Move, ...]:
    """The moves of an article, each (pact, actor, move, modality, date) once, in text order."""
    calendar = Calendar(parsed, cast, {event.trigger: event for event in events})
    contents = sorted(
        ((span, a.id) for a in attributions for span in a.content),
        key=lambda c: (len(c[0]), c[0], c[1]),
    )
    moves: dict[tuple[Key, str | None], Move] = {}
    for one in found:
        date, basis = calendar.date(one)
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
