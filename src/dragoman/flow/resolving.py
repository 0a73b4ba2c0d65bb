"""Who is meant, made anew from what a ledger keeps: the codebook of today, and judgements.

No page is read again. What an article's own words told stays as it was read; what rested on a
table is looked up in the tables of today, at the article's date. Judgements come last:

1. Of the judgements on an actor those on its article alone go before those on a span of days,
   these before those without bounds; one on its id goes before one on its name; then the latest.
2. The first that says who somebody is decides, unless one before it says that it is not that one.
   For whom it acts, the first that says so decides, of those down to that one. Whatever else it
   is said not to be holds beside that.
3. Whom an actor turned out to be is judged in its turn, and so is the party that it acts for.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from dragoman.actors.gathering import outlet_actor
from dragoman.actors.resolving import OPEN, resolve_person
from dragoman.codebook.organisations import body_name
from dragoman.codebook.states import state_of
from dragoman.flow.identities import known_actor
from dragoman.flow.vocabulary import codebook_digest
from dragoman.ledger import (
    Decision,
    Judgement,
    Resolved,
    Revision,
    Writer,
    as_read,
    folded,
    judgements_of,
    revise,
)
from dragoman.records import Actor, ActorKind, Grounds, Stated, content_id

CERTAIN = 1.0
"""The score of what a person has judged."""


def resolve(path: str | os.PathLike[str]) -> Revision:
    """Makes all resolutions of a ledger anew; readers see all of them at once.

    Returns:
        How many there are, and how many are otherwise now.

    Raises:
        LedgerError: there is no ledger, or it can't be written.
    """
    with Writer(path, new=False) as writer, writer.transaction():
        return revise(writer, resolver_for(writer).resolve, codebook_digest())


def resolver_for(writer: Writer) -> "Resolver":
    """A resolver that heeds a ledger's judgements."""
    return Resolver(judgements_of(writer))


@dataclass(frozen=True, slots=True)
class _Ruling:
    """What the judgements on one actor come to."""

    identity: Judgement | None = None
    country: Judgement | None = None
    sector: Judgement | None = None
    refused: tuple[Judgement, ...] = ()


class Resolver:
    """Says who an actor is: a pure function of what was read, the codebook and judgements.

    Args:
        judgements: those that hold, in any order.
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._by_subject: dict[str, list[Judgement]] = {}
        for judgement in judgements:
            for subject in {judgement.subject, folded(judgement.subject)}:
                self._by_subject.setdefault(subject, []).append(judgement)

    def resolve(self, actor: Actor, article: str, day: str | None) -> Resolved:
        """Who an actor of an article is.

        Args:
            actor: as it was read.
            article: the article's id.
            day: its day of publication, or None.
        """
        found = looked_up(actor, article, day)
        if not self._by_subject:
            return found
        names, seen = (actor.id, actor.name), set[str]()
        while names[0] not in seen:
            seen.add(names[0])
            ruling = self._ruling(*names, article, day)
            found = _ruled(found, ruling, actor, article, day)
            names = (found.identity, found.name)
        return self._for_whom(found, article, day)

    def _for_whom(self, found: Resolved, article: str, day: str | None) -> Resolved:
        """The party for which somebody acts, as far as it was judged to be another."""
        party, seen = found.country or found.affiliation, set[str]()
        decided = found.judgement
        while party is not None and party not in seen:
            seen.add(party)
            named = known_actor(party)
            ruling = self._ruling(party, named.name if named else party, article, day)
            judgement = ruling.identity or ruling.country
            if judgement is None:
                break
            decided = decided or judgement.number
            other = known_actor(judgement.identity or party)
            party = judgement.country or (other.party if other else judgement.identity)
        if party == (found.country or found.affiliation):
            return found
        return replace(found, judgement=decided, **_acting_for(party))

    def _ruling(self, identity: str, name: str, article: str, day: str | None) -> _Ruling:
        identities: Judgement | None = None
        country: Judgement | None = None
        sector: Judgement | None = None
        refused: list[Judgement] = []
        for judgement in self._said_of(identity, name, article, day):
            if judgement.decision is Decision.IS_NOT:
                if identities is None or identities.identity != judgement.identity:
                    refused.append(judgement)
            elif identities is None and judgement.identity not in {r.identity for r in refused}:
                country = country or (judgement if judgement.country else None)
                sector = sector or (judgement if judgement.sector else None)
                identities = judgement if judgement.identity else None
        return _Ruling(identities, country, sector, tuple(refused))

    def _said_of(
        self, identity: str, name: str, article: str, day: str | None
    ) -> Iterator[Judgement]:
        """The judgements on an actor, those that go before others first."""
        found = {j.number: j for j in self._by_subject.get(identity, ()) if j.subject == identity}
        found |= {
            j.number: j
            for j in self._by_subject.get(folded(name), ())
            if folded(j.subject) == folded(name)
        }
        holding = [judgement for judgement in found.values() if judgement.holds(article, day)]

        def rank(judgement: Judgement) -> tuple[bool, bool, bool, int]:
            dated = judgement.since is not None or judgement.until is not None
            by_id = judgement.subject == identity
            return (judgement.article is not None, dated, by_id, judgement.number)

        yield from sorted(holding, key=rank, reverse=True)


def looked_up(actor: Actor, article: str, day: str | None) -> Resolved:
    """Who an actor is by the codebook alone."""
    found = as_read(actor, article, day)
    if actor.stated is not None:
        return _person(found, actor.stated, article, day)
    if actor.kind is ActorKind.OUTLET:
        outlet = outlet_actor(actor.name)
        return replace(found, identity=outlet.id, name=outlet.name)
    known = known_actor(actor.id)
    return found if known is None else replace(found, **_described(known))


def _described(actor: Actor) -> dict[str, Any]:
    return {
        "identity": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "affiliation": actor.affiliation,
        "sector": actor.sector,
        "members": (),
    }


def _person(found: Resolved, stated: Stated, article: str, day: str | None) -> Resolved:
    """A named person, from what the article says and from the table of offices."""
    told = resolve_person(day=day, **asdict(stated))
    found = replace(
        found,
        country=told.country,
        affiliation=told.affiliation,
        sector=told.sector,
        role=told.role,
        grounds=told.grounds,
        score=told.score,
        reason=told.reason,
        alternatives=told.alternatives,
    )
    if stated.name == found.name:
        return found
    # A surname alone: it is the codebook's person where an office of that one's is meant.
    acts = found.country or found.affiliation
    if acts and told.grounds is Grounds.TERM:
        identity = content_id("person", stated.name)
        return replace(found, identity=identity, name=stated.name, kind=ActorKind.PERSON)
    own = (found.name,) if acts else (found.name, article)
    kind = ActorKind.PERSON if acts else ActorKind.UNKNOWN
    return replace(found, identity=content_id("person", *own), kind=kind)


def _ruled(
    found: Resolved, ruling: _Ruling, actor: Actor, article: str, day: str | None
) -> Resolved:
    """What judgements make of a resolution."""
    before = found
    if ruling.identity is not None:
        found = _judged(found, ruling.identity, actor, day)
    for judgement in ruling.refused:
        found = _refused(found, judgement, article)
    if ruling.sector is not None:
        said = _by(ruling.sector)
        if ruling.sector is not ruling.identity:
            # Who that is stays as sure as it was.
            said = {"judgement": said["judgement"], "reason": _joined(found.reason, said["reason"])}
        found = replace(found, sector=ruling.sector.sector, **said)
    if ruling.country is not None:
        party = _acting_for(ruling.country.country)
        found = replace(found, **party, **_by(ruling.country), score=CERTAIN, alternatives=())
    if found.judgement is None and before.judgement is not None:
        return replace(found, judgement=before.judgement)
    return found


def _judged(found: Resolved, judgement: Judgement, actor: Actor, day: str | None) -> Resolved:
    """An actor as the one that a judgement says it is."""
    identity = judgement.identity or found.identity
    if identity == found.identity:
        return replace(found, **_by(judgement), score=CERTAIN, alternatives=())
    known = known_actor(identity)
    if known is not None:
        described = _described(known)
        return replace(found, **described, **_by(judgement), score=CERTAIN, alternatives=())
    name, kind = judgement.name or found.name, judgement.kind or found.kind
    other = replace(found, identity=identity, name=name, kind=kind, members=(), **_by(judgement))
    if kind is not ActorKind.PERSON:
        return replace(
            other,
            country=None,
            affiliation=None,
            sector="MED" if kind is ActorKind.OUTLET else None,
            score=CERTAIN,
            alternatives=(),
        )
    stated = actor.stated or Stated(name, sector=actor.sector)
    told = resolve_person(day=day, **asdict(replace(stated, name=name)))
    return replace(
        other,
        country=told.country,
        affiliation=told.affiliation,
        sector=told.sector,
        role=told.role,
        score=told.score,
        reason=_joined(other.reason, told.reason),
        alternatives=told.alternatives,
    )


def _refused(found: Resolved, judgement: Judgement, article: str) -> Resolved:
    """An actor that a judgement says is not somebody, or does not act for somebody."""
    left = tuple(a for a in found.alternatives if a.id != judgement.identity)
    if judgement.identity == found.identity:
        return replace(
            found,
            identity=content_id("unknown", found.name, article),
            kind=ActorKind.UNKNOWN,
            **_acting_for(None),
            sector=None,
            score=OPEN,
            alternatives=left,
            **_by(judgement),
        )
    if judgement.identity in (found.country, found.affiliation):
        found = replace(found, **_acting_for(None), sector=None, score=OPEN, **_by(judgement))
    if len(left) < len(found.alternatives):
        found = replace(found, alternatives=left, judgement=judgement.number)
    return found


def _acting_for(party: str | None) -> dict[str, Any]:
    """The columns that say for whom somebody acts: a state, or a body."""
    body = party is not None and state_of(party) is None and body_name(party) is not None
    return {"country": None if body else party, "affiliation": party if body else None}


def _joined(*reasons: str | None) -> str:
    return "; ".join(filter(None, reasons))


def _by(judgement: Judgement) -> dict[str, Any]:
    reason = judgement.reason or "no reason given"
    return {
        "grounds": None,
        "reason": f"judgement {judgement.number}: {reason}",
        "judgement": judgement.number,
    }
