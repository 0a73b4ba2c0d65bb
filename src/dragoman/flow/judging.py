"""Judgements: a person's word on who somebody is, which holds in all answers from then on."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.codebook.offices import sector_parts, terms_of
from dragoman.codebook.states import state_of
from dragoman.errors import UsageError
from dragoman.flow.identities import entries, known_actor, may_be_new, unknown
from dragoman.flow.resolving import resolver_for
from dragoman.flow.vocabulary import codebook_digest
from dragoman.ledger import (
    Decision,
    Judgement,
    PactJudgement,
    Revision,
    Writer,
    check_subject,
    clean,
    enter_judgement,
    folded,
    known_identity,
    moves_touched,
    names_like,
    revise_article,
    revise_touched,
    take_back,
)
from dragoman.ledger import correct as set_right
from dragoman.records import ActorKind, content_id


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement that was kept or taken back, and how many resolutions are otherwise by it.

    Of one on a pact the revision counts the moves that it holds for.
    """

    judgement: Judgement | PactJudgement
    revision: Revision


def judge(
    path: str | os.PathLike[str],
    subject: str,
    *,
    identity: str | None = None,
    other_than: str | None = None,
    article: str | None = None,
    since: str | None = None,
    until: str | None = None,
    country: str | None = None,
    sector: str | None = None,
    reason: str,
    author: str | None = None,
) -> Judged:
    """Says who somebody is, is not, or acts for; the answers heed it at once.

    What was read is kept, and the judgement applied anew whenever it is resolved again: to pages
    read later and by newer coders too.

    Args:
        path: the ledger.
        subject: an actor's id, or its name as the ledger has it, whatever its case.
        identity: who it is: the id of a state, body or actor, or the name of somebody in the
            table of offices. With a country it may be an id of one's own.
        other_than: who it is not, or for whom it does not act.
        article: the id of the one article in which that holds.
        since: the first day of publication (YYYY-MM-DD) for which it holds.
        until: the last one.
        country: the state or body for which it acts.
        sector: its PLOVER sector.
        reason: why, for those who come after.
        author: who says so.

    Raises:
        UsageError: there is nobody of that id or name, or the judgement makes no sense.
        LedgerError: there is no ledger, or it can't be written.
    """
    with Writer(path, new=False) as writer, writer.transaction():
        return judge_within(
            writer,
            subject,
            identity=identity,
            other_than=other_than,
            article=article,
            since=since,
            until=until,
            country=country,
            sector=sector,
            reason=reason,
            author=author,
        )


def judge_within(
    writer: Writer,
    subject: str,
    *,
    identity: str | None = None,
    other_than: str | None = None,
    article: str | None = None,
    since: str | None = None,
    until: str | None = None,
    country: str | None = None,
    sector: str | None = None,
    reason: str,
    author: str | None = None,
) -> Judged:
    """What `judge` does, inside a transaction of the writer's."""
    if not reason.strip():
        raise UsageError("Give a reason, for those who come after.")
    _check_days(since, until)
    check_capacity(country, sector)
    decision = _decision(identity, other_than, country or sector)
    subject, article = clean(subject), article and clean(article)
    names = names_like(writer, subject)
    check_subject(writer, subject, names, article)
    meant = other_than if identity is None else identity
    found = None if meant is None else _identity(writer, clean(meant), country)
    judgement = Judgement(
        subject=subject,
        decision=decision,
        identity=found[0] if found else None,
        name=(found[1] or (names[0] if names else subject)) if found else None,
        kind=found[2] if found else None,
        country=country,
        sector=sector,
        article=article,
        since=since,
        until=until,
        reason=reason.strip(),
        author=author,
    )
    judgement = enter_judgement(writer, judgement)
    return Judged(judgement, _touched(writer, judgement))


def undo(
    path: str | os.PathLike[str],
    number: int,
    *,
    reason: str | None = None,
    author: str | None = None,
) -> Judged:
    """Takes a judgement back; what it touched is resolved as if it had never been made.

    Raises:
        UsageError: there is no such judgement that holds.
        LedgerError: there is no ledger, or it can't be written.
    """
    with Writer(path, new=False) as writer, writer.transaction():
        return undo_within(writer, number, reason=reason, author=author)


def undo_within(writer: Writer, number: int, *, reason: str | None, author: str | None) -> Judged:
    """What `undo` does, inside a transaction of the writer's."""
    judgement = take_back(writer, number, reason, author)
    if isinstance(judgement, PactJudgement):
        return judged_pact(writer, judgement)
    return Judged(judgement, _touched(writer, judgement))


def judged_pact(writer: Writer, judgement: PactJudgement) -> Judged:
    """A judgement on a pact with the number of moves that it holds for."""
    moves = moves_touched(writer, judgement)
    return Judged(judgement, Revision(moves, moves))


def correct(
    path: str | os.PathLike[str],
    kind: str,
    subject: str,
    values: Mapping[str, object],
    *,
    reason: str,
    author: str,
) -> None:
    """Sets a row right, as `dragoman.ledger.correct` does.

    Who was in office depends on the day of publication; where that is set right, the article's
    actors are resolved anew.
    """
    set_right(path, kind, subject, values, reason=reason, author=author)
    if kind == "article" and "published" in values:
        with Writer(path, new=False) as writer, writer.transaction():
            revise_article(writer, resolver_for(writer).resolve, codebook_digest(), subject)


def _touched(writer: Writer, judgement: Judgement) -> Revision:
    """Makes anew what a judgement touches, as judgements stand now."""
    meant = folded(judgement.subject)
    ids = {judgement.subject, *(known.id for known in entries() if folded(known.name) == meant)}
    names = names_like(writer, judgement.subject)
    resolve = resolver_for(writer).resolve
    return revise_touched(writer, resolve, codebook_digest(), ids, names)


def _decision(identity: str | None, other_than: str | None, capacity: str | None) -> Decision:
    """What a judgement with these parts says, if they go together."""
    if identity is not None and other_than is not None:
        raise UsageError("Say who it is or who it is not; not both in one judgement.")
    if other_than is not None and capacity is not None:
        raise UsageError("A country and a sector belong to who somebody is, not to who it is not.")
    if identity is not None:
        return Decision.IS
    if other_than is not None:
        return Decision.IS_NOT
    if capacity is None:
        raise UsageError("Say who it is, who it is not, or for which country or in which sector.")
    return Decision.CAPACITY


def _check_days(since: str | None, until: str | None) -> None:
    for day in (since, until):
        if day is not None and not _is_day(day):
            raise UsageError(f"{day!r} is no day. Give it as YYYY-MM-DD, for instance 2018-05-19.")
    if since is not None and until is not None and until < since:
        raise UsageError(f"The days run backwards: from {since} to {until}.")


def check_capacity(country: str | None, sector: str | None) -> None:
    """Sees that somebody can act for a state or body, in a sector.

    Raises:
        UsageError: there is no such state, body or sector.
    """
    if sector is not None and sector not in sector_parts():
        raise UsageError(f"There is no sector {sector!r}. There are: {', '.join(sector_parts())}.")
    if country is not None and state_of(country) is None:
        known = known_actor(country)
        if known is None or known.party != known.id:
            raise UsageError(unknown("state or body", country))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _identity(writer: Writer, meant: str, country: str | None) -> tuple[str, str | None, ActorKind]:
    """Whom an id means: its id, name and kind; the name None where the subject's own is meant."""
    known = known_actor(meant)
    if known is not None:
        return known.id, known.name, known.kind
    if terms_of(meant):
        return content_id("person", meant), meant, ActorKind.PERSON
    told = known_identity(writer, meant)
    if told is not None:
        return meant, *told
    if country is not None and may_be_new(meant):
        return meant, None, ActorKind.GROUP
    raise UsageError(
        f"{unknown('state, body or actor', meant)} An id of your own needs a country: for whom "
        f"it acts."
    )
