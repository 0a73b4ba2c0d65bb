"""Identities: the states and bodies of the codebook, by the ids that records cite."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from dragoman.actors.gathering import body_actor, is_body, part_actor, state_actor
from dragoman.codebook.offices import sector_parts
from dragoman.codebook.organisations import armed_groups, members_of, memberships, organisations
from dragoman.codebook.states import state_of, states
from dragoman.errors import UsageError
from dragoman.ledger import folded
from dragoman.records import Actor

HINTS = 5
"""How many others a message puts forward."""

LONGEST = 100
"""Characters that an id of somebody's own may have, and that a name is looked for by."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A state, organisation or armed group under its names."""

    id: str
    name: str
    aliases: tuple[str, ...]


def entries() -> Iterator[Entry]:
    """All states, organisations and armed groups of the codebook."""
    for state in states():
        yield Entry(state.code, state.name, state.aliases)
    for organisation in organisations():
        yield Entry(organisation.id, organisation.name, organisation.aliases)
    for group in armed_groups():
        yield Entry(group.id, group.name, group.aliases)


@lru_cache(maxsize=4096)
def known_actor(identity: str) -> Actor | None:
    """The state, part of a state, organisation or armed group of the codebook with an id."""
    if is_body(identity):
        return body_actor(identity)
    state, _, sector = identity.partition("-")
    if state_of(state) is None:
        return None
    if not sector:
        return state_actor(state)
    return part_actor(state, sector) if sector in sector_parts() else None


@dataclass(frozen=True, slots=True)
class Members:
    """The states of an organisation or group on a day.

    `listed` is false where the codebook names no member of it on any day.
    """

    id: str
    name: str
    on: str
    members: tuple[Entry, ...]
    listed: bool


def members(group: str, on: str) -> Members:
    """Who belongs to an organisation or group of states on a day.

    Args:
        group: its id, name or alias, in any case.
        on: the day (YYYY-MM-DD).

    Raises:
        UsageError: the codebook has no such group.
    """
    wanted = folded(group)
    bodies = [entry for entry in entries() if state_of(entry.id) is None]
    exact = [body for body in bodies if folded(body.id) == wanted]
    named = [body for body in bodies if wanted in {folded(n) for n in (body.name, *body.aliases)}]
    if not (exact or named):
        names = {
            n: b for b in bodies for n in (folded(b.id), folded(b.name), *map(folded, b.aliases))
        }
        close = [names[name] for name in get_close_matches(wanted[:LONGEST], names, HINTS, 0.7)]
        hints = "; ".join(dict.fromkeys(f"{body.id} ({body.name})" for body in close))
        raise UsageError(
            f"The codebook has no organisation or group {group[:200]!r}."
            + (f" Close to it: {hints}." if hints else "")
        )
    body = (exact or named)[0]
    states_of_it = [state_of(code) for code in members_of(body.id, on)]
    return Members(
        id=body.id,
        name=body.name,
        on=on,
        members=tuple(Entry(s.code, s.name, ()) for s in states_of_it if s is not None),
        listed=any(row.organisation == body.id for row in memberships()),
    )


def unknown(what: str, meant: str) -> str:
    """A sentence that there is nothing of an id, and one on what else may be meant."""
    found = dict(_called(meant)[:HINTS])
    hints = [f"{name} is {identity}" for identity, name in found.items()]
    hint = f" {'; '.join(hints)}." if hints else ""
    return f"There is no {what} {meant[:200]!r}.{hint}"


def may_be_new(identity: str) -> bool:
    """Whether an id may be somebody's own: short, plain, and nobody's in other letters."""
    plain = identity.isascii() and identity.isprintable() and " " not in identity
    return bool(identity) and plain and len(identity) <= LONGEST and not _called(identity)


def _called(meant: str) -> list[tuple[str, str]]:
    """The ids and names of all that are called so; living states before former ones."""
    wanted = folded(meant)
    found: dict[str, str] = {}
    for entry in entries():
        if wanted in {folded(name) for name in (entry.id, entry.name, *entry.aliases)}:
            found.setdefault(entry.id, entry.name)
    return list(found.items())
