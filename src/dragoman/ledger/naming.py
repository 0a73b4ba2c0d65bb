"""Actors and resolutions as rows, and back."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from dragoman.ledger.resolved import Resolve, Resolved
from dragoman.records import Actor, ActorKind, Alternative, Grounds, Record, Stated

KINDS = {kind.value: kind for kind in ActorKind}
GROUNDS = {grounds.value: grounds for grounds in Grounds}
STATED = tuple(field.name for field in fields(Stated))
FIELDS = tuple(field.name for field in fields(Resolved))


def actor_row(actor: Actor) -> dict[str, Any]:
    """An actor's columns, without those that say whose it is."""
    stated = actor.stated
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "role": actor.role,
        "affiliation": actor.affiliation,
        "members": actor.members,
        "grounds": actor.grounds,
        "score": actor.score,
        "reason": actor.reason,
        "alternatives": [_alternative_row(a) for a in actor.alternatives],
    } | {f"stated_{name}": getattr(stated, name) if stated else None for name in STATED}


def actor_of(row: Mapping[str, Any]) -> Actor:
    """The actor in a row, without its mentions."""
    stated = {name: row[f"stated_{name}"] for name in STATED}
    stated |= {"years": tuple(stated["years"] or ()), "listed": stated["listed"] is not False}
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=KINDS[row["kind"]],
        country=row["country"],
        sector=row["sector"],
        role=row["role"],
        affiliation=row["affiliation"],
        members=tuple(row["members"] or ()),
        grounds=GROUNDS[row["grounds"] or Grounds.NAME],
        score=1.0 if row["score"] is None else row["score"],
        reason=row["reason"],
        alternatives=alternatives_of(row["alternatives"]),
        stated=Stated(**stated) if stated["name"] else None,
    )


def resolved_row(resolved: Resolved) -> dict[str, Any]:
    """A resolution's columns, without those that say whose it is."""
    row = {name: getattr(resolved, name) for name in FIELDS}
    return row | {"alternatives": [_alternative_row(a) for a in resolved.alternatives]}


def resolved_of(row: Mapping[str, Any]) -> Resolved | None:
    """The resolution in a row; None where the row holds none."""
    if row["identity"] is None:
        return None
    told = {name: row[name] for name in FIELDS}
    grounds = told["grounds"]
    return Resolved(
        **told
        | {
            "kind": KINDS[told["kind"]],
            "members": tuple(told["members"] or ()),
            "grounds": None if grounds is None else GROUNDS[grounds],
            "alternatives": alternatives_of(told["alternatives"]),
        }
    )


def resolution_rows(
    record: Record,
    days: Mapping[str, str | None],
    resolve: Resolve,
    reading: str | None,
    codebook: str | None,
) -> list[dict[str, Any]]:
    """The rows of `resolutions` for one reading.

    Args:
        record: what was read.
        days: the articles' days of publication, as they answer.
        resolve: says who the actors are.
        reading: the reading's id.
        codebook: the hash of the vocabulary that it does so by.
    """
    article = record.article.id
    here = {"reading": reading, "article": article, "codebook": codebook}
    return [
        here | {"actor": actor.id} | resolved_row(resolve(actor, article, days[article]))
        for actor in record.actors
    ]


def _alternative_row(alternative: Alternative) -> dict[str, Any]:
    return {
        "id": alternative.id,
        "name": alternative.name,
        "country": alternative.country,
        "score": alternative.score,
        "reason": alternative.reason,
    }


def alternatives_of(rows: list[dict[str, Any]] | None) -> tuple[Alternative, ...]:
    """The alternatives in a cell."""
    return tuple(Alternative(**row) for row in rows or ())
