"""For whom a person acts: what the article says, else the table of offices at a date.

Everything here is a pure function of a name, a date and the codebook, so that the resolution of
a whole archive can be made anew without its pages.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from dragoman.codebook.offices import Term, surroundings
from dragoman.codebook.organisations import body_name
from dragoman.codebook.overlays import Vocabulary, own_vocabulary
from dragoman.codebook.states import state_of
from dragoman.records import Alternative, Grounds, Stated

GRACE = timedelta(days=14)
TOLD, SERVING, ONCE, UNDATED, OPEN = 0.95, 0.95, 0.8, 0.7, 0.3
"""Scores: the article says so; in office on the day; an office held before, as the article says;
one party in all of somebody's offices, the day unknown; nothing that settles it."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """For whom a person acts, and why; `country` or `affiliation` at most is known."""

    country: str | None = None
    affiliation: str | None = None
    role: str | None = None
    sector: str | None = None
    grounds: Grounds = Grounds.NONE
    score: float = OPEN
    reason: str | None = None
    alternatives: tuple[Alternative, ...] = ()

    def columns(self) -> dict[str, Any]:
        """Its fields by name, as actors and the ledger's resolutions have them too."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def is_past(role: str | None) -> bool:
    """Whether the words of an office say that it is over: "former", "ex-", "the late"."""
    words = (role or "").lower().replace("-", " ").split()
    return bool(words) and words[0] in surroundings("past")


def office_of(stated: Stated, day: str | None, vocabulary: Vocabulary | None = None) -> Resolution:
    """For whom a person acts, by what an article states and a vocabulary's table of offices."""
    return resolve_person(
        stated.name,
        day,
        role=stated.role,
        country=stated.country,
        affiliation=stated.affiliation,
        sector=stated.sector,
        years=stated.years,
        listed=stated.listed,
        vocabulary=vocabulary,
    )


def resolve_person(
    name: str,
    day: str | None,
    *,
    role: str | None = None,
    country: str | None = None,
    affiliation: str | None = None,
    sector: str | None = None,
    years: Collection[str] = (),
    listed: bool = True,
    vocabulary: Vocabulary | None = None,
) -> Resolution:
    """For whom a named person acts on a day.

    The article's own words hold before the table of offices; a person of the table outside of
    all terms acts for nobody, unless the article names one of the offices ("former President").

    Args:
        name: as the codebook has it, or as the article does.
        day: the article's date (ISO), or None.
        role: the words that the article itself has for the office.
        country: the state for which it says that the person acts.
        affiliation: the body for which it says so.
        sector: the sector of that office.
        listed: whether the name can be that of somebody of the table at all.
        years: those that the article's sentences about the person name.
        vocabulary: has the table of offices, the package's own where it is left out.
    """
    known = (vocabulary or own_vocabulary()).terms_of(name) if listed else ()
    serving = tuple(term for term in known if day is not None and term.covers(day))
    if country or affiliation:
        return Resolution(
            country=country,
            affiliation=affiliation,
            role=role,
            sector=None if is_past(role) else sector,
            grounds=Grounds.WORDS,
            score=TOLD,
            reason=f"the article says so: “{role}”" if role else "the article says so",
        )
    if not known:
        reason = f"no table knows {name}, and the article names no state or body"
        return Resolution(role=role, sector=None if is_past(role) else sector, reason=reason)
    if role and (named := _named_office(known, role, day)):
        return _of(named, role, sector, ONCE, "the article names the office")
    if serving:
        return _serving(serving, role, sector)
    if day is None:
        return _undated(known, role, sector)
    then = tuple(term for term in known if any(term.touches(year) for year in years))
    return _not_serving(day, known, then, role, sector)


def _not_serving(
    day: str,
    known: tuple[Term, ...],
    then: tuple[Term, ...],
    role: str | None,
    sector: str | None,
) -> Resolution:
    """Somebody in no office on the day: perhaps in one at the time that the article tells of."""
    left = tuple(term for term in known if term.until and _just_before(term.until, day))
    if left:
        return _of(left[-1], role, sector, ONCE, "left office days before")
    if len({term.party for term in then}) == 1:
        return _of(then[-1], role, sector, ONCE, "the article tells of that time")
    return Resolution(
        role=role,
        sector=None if is_past(role) else sector,
        reason=f"{known[0].name} held no office of the table on {day}",
        alternatives=_alternatives(known, OPEN),
    )


def _serving(serving: tuple[Term, ...], role: str | None, sector: str | None) -> Resolution:
    first = serving[0]
    others = {term.party: term for term in serving if term.party != first.party}
    score = SERVING / (1 + len(others))
    found = _of(first, role, sector, score, "in office on that day")
    doubts = tuple(_alternative(term, score) for term in others.values())
    return replace(found, alternatives=doubts)


def _undated(known: tuple[Term, ...], role: str | None, sector: str | None) -> Resolution:
    """The day is unknown: one party of all offices will do, of two neither."""
    if len({term.party for term in known}) == 1:
        found = _of(known[0], role, sector, UNDATED, "the article has no date")
        return replace(found, role=role)
    return Resolution(
        role=role,
        reason=f"the article has no date, and {known[0].name} served more than one party",
        alternatives=_alternatives(known, 1 / len({term.party for term in known})),
    )


def _named_office(known: tuple[Term, ...], role: str, day: str | None) -> Term | None:
    """The term that the article's words for an office mean, none if they are anybody's."""
    words = role.lower()
    bare = words.split(" ", 1)[1] if is_past(role) and " " in words else words
    fitting = [term for term in known if term.office in (words, bare)]
    over = [t for t in fitting if day is None or t.since <= day]
    if not is_past(role):
        return next((t for t in fitting if day and t.covers(day)), fitting[0] if fitting else None)
    if not over and len({t.party for t in known}) == 1:
        return known[-1]
    return over[-1] if over else None


def _of(term: Term, role: str | None, sector: str | None, score: float, why: str) -> Resolution:
    state = state_of(term.party)
    return Resolution(
        country=term.party if state else None,
        affiliation=None if state else term.party,
        role=role or term.office or None,
        sector=None if is_past(role) else _sector(term, sector),
        grounds=Grounds.TERM,
        score=score,
        reason=f"{_told(term)}: {why}",
    )


def _just_before(until: str, day: str) -> bool:
    """Whether a day is at most GRACE days after an exact date: news of who leaves comes late."""
    try:
        gone = date.fromisoformat(day) - date.fromisoformat(until)
    except ValueError:
        return False
    return timedelta(0) < gone <= GRACE


def _sector(term: Term, told: str | None) -> str:
    """The sector of an office; heads of organisations are of theirs, whatever their title says."""
    return (told or term.sector) if state_of(term.party) else term.sector


def _told(term: Term) -> str:
    """A term in words: "Angela Merkel, chancellor of Germany from 2005-11-22 to 2021-12-08"."""
    acts = f"{term.office} of" if term.office else "who acts for"
    since = f" from {term.since}" if term.since else ""
    until = f" to {term.until}" if term.until else ""
    row = f" ({term.origin})" if term.origin else ""
    return f"{term.name}, {acts} {_party(term)}{since}{until}{row}"


def _party(term: Term) -> str:
    state = state_of(term.party)
    return state.name if state else term.called or body_name(term.party) or term.party


def _alternatives(known: Iterable[Term], score: float) -> tuple[Alternative, ...]:
    """One reading for each party that somebody served, by the last office there."""
    last = {term.party: term for term in sorted(known, key=lambda term: term.since)}
    return tuple(_alternative(term, score) for term in reversed(last.values()))


def _alternative(term: Term, score: float) -> Alternative:
    return Alternative(
        id=term.party,
        name=_party(term),
        country=term.party if state_of(term.party) else None,
        score=round(score, 3),
        reason=_told(term),
    )
