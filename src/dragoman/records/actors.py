"""Actors: who the mentions of an article stand for."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dragoman.records.spans import Span


class ActorKind(StrEnum):
    """What sort of actor it is."""

    COUNTRY = "country"
    ORGANISATION = "organisation"
    GROUP = "group"
    PERSON = "person"
    OUTLET = "outlet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody whom the article names, with every span that names them.

    A state's id is its ISO 3166 alpha-3 code, an organisation's or group's its entry in the
    codebook (EU, UNSC, ISIS ...), anybody else's a content hash. `country` is the state that
    the actor acts for (alpha-3), null for organisations of several states; `sector` is a
    PLOVER sector (GOV, MIL, IGO, MED ...); `role` an office or description from the text.
    `affiliation` is the id of the organisation or armed group that a person or office acts for
    (EU, NATO, HEZBOLLAH ...), null for those who act for a state.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    affiliation: str | None = None
    mentions: tuple[Span, ...] = ()

    @property
    def party(self) -> str:
        """The id that acts in events and pacts: the actor's state, its organisation, or itself."""
        return self.country or self.affiliation or self.id


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor."""

    start: int
    end: int
    actor: str

    @property
    def span(self) -> Span:
        """Where the mention lies."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Cast:
    """All actors of one article, found by id or by place in the text."""

    actors: tuple[Actor, ...]

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        """Each actor under its id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention in text order; where two overlap, the longer comes first."""
        found = [Mention(s.start, s.end, a.id) for a in self.actors for s in a.mentions]
        return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.actor)))

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that begin inside `span` and end inside it, in text order."""
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end)
        return tuple(m for m in self.mentions[low:high] if m.end <= span.end)
