"""Who the source of a claim is, where a person sets that right.

It may be an actor of the article, a state or body of the codebook, somebody in the table of
offices, an actor of the ledger's, or somebody new, of whom it is said for whom he acts. Whoever
the article does not name is described with the correction (`dragoman.ledger.rechaining`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.actors.resolving import office_of
from dragoman.codebook.offices import terms_of
from dragoman.errors import UsageError
from dragoman.flow.identities import LONGEST, known_actor, may_be_new, unknown
from dragoman.flow.judging import check_capacity
from dragoman.flow.ruling import acting_for, described
from dragoman.ledger import Writer, actor_elsewhere, clean, kinds_in
from dragoman.records import ActorKind, Stated, content_id

TOLD = ("name", "kind", "country", "affiliation", "sector", "role")
"""What is kept of somebody whom the article does not name, beside the id."""


@dataclass(frozen=True, slots=True)
class SetRight:
    """A source's id, what sort of actor it is, and who that is where the article lacks it."""

    id: str
    kind: ActorKind
    told: Mapping[str, str | None] | None = None


def source_of(writer: Writer, article: str, meant: str, acts_for: str | None = None) -> SetRight:
    """Whom a person means by the source of a claim.

    Args:
        writer: the ledger.
        article: the article's id.
        meant: an id, or the name of a person.
        acts_for: of somebody whom nobody knows yet the state or body for which he acts.

    Raises:
        UsageError: there is nobody of that id or name, or no such state or body.
    """
    meant = " ".join(clean(meant).split())
    check_capacity(acts_for, None)
    found = _known(writer, article, meant)
    if found is not None:
        if acts_for is not None:
            raise UsageError(
                f"{meant[:80]!r} is known already. For whom somebody acts is mended where it is "
                f"reviewed who that is."
            )
        return found
    if acts_for is not None and (new := _new(meant)):
        return _set_right(new | acting_for(acts_for))
    raise UsageError(
        f"{unknown('actor of the article or ledger, and no state or body,', meant)} Somebody new "
        f"needs a country or body for which he acts, and a plain id or a name of several words."
    )


def _known(writer: Writer, article: str, meant: str) -> SetRight | None:
    named, day = kinds_in(writer, article)
    if meant in named:
        return SetRight(meant, ActorKind(named[meant]))
    known = known_actor(meant)
    if known is not None:
        return _set_right(described(known) | {"role": known.role})
    person = content_id("person", meant)
    if terms_of(meant):
        office = office_of(Stated(meant), day).columns()
        return _set_right(office | {"identity": person, "name": meant, "kind": ActorKind.PERSON})
    for identity in (meant, person):
        told = actor_elsewhere(writer, identity)
        if told is not None:
            return _set_right(told | {"identity": identity})
    return None


def _new(meant: str) -> dict[str, Any] | None:
    """Somebody new: under a name of several words a person, under an id as in judgements."""
    if may_be_new(meant):
        return {"identity": meant, "name": meant, "kind": ActorKind.GROUP}
    if " " in meant and len(meant) <= LONGEST and meant.isprintable():
        return {"identity": content_id("person", meant), "name": meant, "kind": ActorKind.PERSON}
    return None


def _set_right(columns: Mapping[str, Any]) -> SetRight:
    told = {name: columns.get(name) for name in TOLD}
    kind = ActorKind(columns["kind"])
    return SetRight(
        columns["identity"], kind, {"id": columns["identity"], **told, "kind": kind.value}
    )
