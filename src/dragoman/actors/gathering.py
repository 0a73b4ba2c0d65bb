"""Actors while they are being gathered, and the actors that names and codes stand for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dragoman.actors.sharing import Doubt
from dragoman.codebook.offices import sector_parts
from dragoman.codebook.organisations import ArmedGroup
from dragoman.codebook.outlets import outlet_name
from dragoman.codebook.overlays import Vocabulary, own_vocabulary
from dragoman.codebook.states import state_of
from dragoman.records import Actor, ActorKind, Grounds, Naming, Span, content_id

ARMED = ("REB", "UAF", "PRM", "CRM", "MIL", "GOV")
"""Sectors of groups that stand beside states as parties of their own."""


@dataclass(slots=True)
class Draft:
    """An actor while its mentions are being gathered."""

    actor: Actor
    mentions: dict[Span, Naming] = field(default_factory=dict)

    def done(self) -> Actor:
        """The actor with its mentions in text order."""
        found = tuple(sorted(n for n in self.mentions.values() if n.start < n.end))
        return replace(self.actor, mentions=found)


class Gathering:
    """The actors of one article, each under its id."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}

    def add(self, actor: Actor, mentions: Iterable[Naming] = ()) -> None:
        """Adds mentions of an actor; what is first known of it stays."""
        draft = self._drafts.setdefault(actor.id, Draft(actor))
        for naming in mentions:
            draft.mentions.setdefault(naming.span, naming)

    def has(self, actor_id: str) -> bool:
        """Whether an actor was gathered."""
        return actor_id in self._drafts

    def doubt(self, actor: Actor, doubt: Doubt) -> None:
        """Keeps what speaks against an actor that was gathered, and whom else it may be."""
        if actor.id in self._drafts:
            draft = self._drafts[actor.id]
            draft.actor = replace(
                draft.actor,
                grounds=doubt.grounds,
                score=doubt.score,
                reason=doubt.reason,
                alternatives=doubt.alternatives,
            )

    def explain(self, actor_id: str, why: str) -> None:
        """Adds to the reasons of an actor that was gathered, once."""
        draft = self._drafts[actor_id]
        told = draft.actor.reason
        if why not in (told or ""):
            draft.actor = replace(draft.actor, reason=f"{told}; {why}" if told else why)

    def tell(self, actor: Actor) -> None:
        """Puts what is now known of an actor in place of what was; its mentions stay."""
        self._drafts[actor.id].actor = actor

    def actors(self) -> tuple[Actor, ...]:
        """All actors by their first mention, those without one last, then by id."""
        done = [draft.done() for draft in self._drafts.values()]
        return tuple(sorted(done, key=_order))


def _order(actor: Actor) -> tuple[bool, int, str]:
    first = actor.mentions[0].start if actor.mentions else 0
    return (not actor.mentions, first, actor.id)


def outlet_actor(name: str) -> Actor:
    """The actor for an outlet of that name, without mentions.

    Its country is null: an outlet speaks for itself, not for the state it is seated in.
    """
    known = outlet_name(name)
    return Actor(content_id("outlet", known), known, ActorKind.OUTLET, country=None, sector="MED")


def state_actor(code: str) -> Actor:
    """The actor for a state, without mentions; its government speaks and acts for it."""
    state = state_of(code)
    name = state.name if state is not None else code
    return Actor(code, name, ActorKind.COUNTRY, country=code, sector="GOV")


def part_actor(code: str, sector: str) -> Actor:
    """The actor for one sector of a state, without mentions: its military, its rebels.

    The government is the state itself. All words for one sector of a state mean one actor:
    "Russian troops", "the Russian army".
    """
    if sector == "GOV":
        return state_actor(code)
    name = f"{state_actor(code).name}, {sector_parts()[sector]}"
    return Actor(f"{code}-{sector}", name, ActorKind.GROUP, country=code, sector=sector)


def group_actor(words: str, members: tuple[str, ...], article: str) -> Actor:
    """The actor for a group that the article itself formed, without mentions.

    Args:
        words: what the article calls it.
        members: the ids of its members.
        article: the article's id; the same words may mean others elsewhere.
    """
    name = content_id("group", article, *sorted(members))
    return Actor(
        name,
        words,
        ActorKind.GROUP,
        members=members,
        grounds=Grounds.WORDS,
        reason=f"“{words}” are those whom the article names together",
    )


def is_body(name: str, known: Vocabulary | None = None) -> bool:
    """Whether the vocabulary has an organisation or armed group under an id."""
    return (known or own_vocabulary()).body(name) is not None


def body_actor(name: str, known: Vocabulary | None = None) -> Actor:
    """The actor for an organisation or armed group, without mentions.

    Raises:
        KeyError: the vocabulary has none of that id.
    """
    body = (known or own_vocabulary()).body(name)
    if body is None:
        raise KeyError(name)
    kind, country = ActorKind.ORGANISATION, None
    if isinstance(body, ArmedGroup):
        # An armed group acts for itself; a party or a people within a state is counted under it.
        kind, country = ActorKind.GROUP, None if body.sector in ARMED else body.country
    reason = f"{body.name}: {body.origin}" if body.origin else None
    return Actor(body.id, body.name, kind, country=country, sector=body.sector, reason=reason)
