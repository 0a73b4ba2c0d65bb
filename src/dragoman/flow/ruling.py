"""What judgements make of a resolution."""

from dataclasses import dataclass, replace
from typing import Any

from dragoman.actors.resolving import OPEN, office_of
from dragoman.codebook.organisations import body_name
from dragoman.codebook.states import state_of
from dragoman.flow.identities import known_actor
from dragoman.ledger import Judgement, Resolved
from dragoman.records import Actor, ActorKind, Stated, content_id

CERTAIN = 1.0
"""The score of what a person has judged."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the judgements on one actor come to."""

    identity: Judgement | None = None
    country: Judgement | None = None
    sector: Judgement | None = None
    refused: tuple[Judgement, ...] = ()

    @property
    def numbers(self) -> set[int]:
        """The judgements that it rests on."""
        said = (self.identity, self.country, self.sector, *self.refused)
        return {judgement.number for judgement in said if judgement is not None}


def described(actor: Actor) -> dict[str, Any]:
    """The columns that an actor of the codebook gives a resolution."""
    return {
        "identity": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "affiliation": actor.affiliation,
        "sector": actor.sector,
        "members": (),
    }


def ruled(found: Resolved, ruling: Ruling, actor: Actor, article: str, day: str | None) -> Resolved:
    """What judgements make of a resolution."""
    before = found
    if ruling.identity is not None:
        found = _judged(found, ruling.identity, actor, day)
    for judgement in ruling.refused:
        found = _refused(found, judgement, article)
    if ruling.country is not None:
        party = acting_for(ruling.country.country)
        found = replace(found, **party, **by(ruling.country), score=CERTAIN, alternatives=())
    if ruling.sector is not None:
        told = ruling.sector in (ruling.identity, ruling.country)
        beside = {} if told else _beside(found, ruling.sector)
        found = replace(found, sector=ruling.sector.sector, **beside)
    if found.judgement is None and before.judgement is not None:
        return replace(found, judgement=before.judgement)
    return found


def _judged(found: Resolved, judgement: Judgement, actor: Actor, day: str | None) -> Resolved:
    """An actor as the one that a judgement says it is."""
    identity = judgement.identity or found.identity
    if identity == found.identity:
        if found.kind in (ActorKind.PERSON, ActorKind.UNKNOWN):
            # Who it is was sure; for whom it acts is as sure as it was.
            return replace(found, **_beside(found, judgement))
        return replace(found, **by(judgement), score=CERTAIN, alternatives=())
    known = known_actor(identity)
    if known is not None:
        told = described(known) | by(judgement)
        return replace(found, **told, score=CERTAIN, alternatives=())
    name, kind = judgement.name or found.name, judgement.kind or found.kind
    other = replace(found, identity=identity, name=name, kind=kind, members=(), **by(judgement))
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
    office = office_of(replace(stated, name=name), day)
    return replace(
        other,
        **office.columns()
        | {"grounds": other.grounds, "reason": joined(other.reason, office.reason)},
    )


def _refused(found: Resolved, judgement: Judgement, article: str) -> Resolved:
    """An actor that a judgement says is not somebody, or does not act for somebody."""
    left = tuple(a for a in found.alternatives if a.id != judgement.identity)
    if judgement.identity == found.identity:
        return replace(
            found,
            identity=content_id("unknown", found.name, article),
            kind=ActorKind.UNKNOWN,
            **acting_for(None),
            sector=None,
            score=OPEN,
            alternatives=left,
            **by(judgement),
        )
    if judgement.identity in (found.country, found.affiliation):
        found = replace(found, **acting_for(None), sector=None, score=OPEN, **by(judgement))
    if len(left) < len(found.alternatives):
        found = replace(found, alternatives=left, judgement=judgement.number)
    return found


def acting_for(party: str | None) -> dict[str, Any]:
    """The columns that say for whom somebody acts: a state, or a body."""
    body = party is not None and state_of(party) is None and body_name(party) is not None
    return {"country": None if body else party, "affiliation": party if body else None}


def joined(*reasons: str | None) -> str:
    """Reasons as one."""
    return "; ".join(filter(None, reasons))


def _beside(found: Resolved, judgement: Judgement) -> dict[str, Any]:
    """The columns of what a judgement says beside all else, which stays as sure as it was."""
    reason = joined(found.reason, by(judgement)["reason"])
    return {"judgement": judgement.number, "reason": reason}


def by(judgement: Judgement) -> dict[str, Any]:
    """The columns that say that a judgement decided."""
    reason = judgement.reason or "no reason given"
    return {
        "grounds": None,
        "reason": f"judgement {judgement.number}: {reason}",
        "judgement": judgement.number,
    }
