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


class Basis(StrEnum):
    """What the words of a mention are, from a plain name to words that only point."""

    NAME = "name"
    DEMONYM = "demonym"
    SEAT = "seat"
    ORGAN = "organ"
    SURNAME = "surname"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Grounds(StrEnum):
    """What an actor's identity and capacity rest on."""

    NAME = "name"
    """The codebook knows the name, and it means one thing."""
    TERM = "term"
    """The codebook's table of offices, at the article's date."""
    WORDS = "words"
    """The article's own words: an office beside the name, a state beside a description."""
    CONTEXT = "context"
    """The rest of the article settled which of several bearers of the name is meant."""
    NONE = "none"
    """Nothing settles it: who it is, or for whom it acts, stays open."""


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """One place that names an actor: its span, what sort of words, and how sure they are.

    `score` is the likelihood, from 0 to 1, that these words mean this actor.
    """

    start: int
    end: int
    basis: Basis = Basis.NAME
    score: float = 1.0

    @property
    def span(self) -> Span:
        """Where the words lie."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Whom else, or in which other capacity, an actor's words may mean.

    `id` is a state's code or an id of the codebook; `reason` says what speaks for it, in words.
    """

    id: str
    name: str
    country: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What an article itself says of a named person, apart from what a table adds to it.

    `name` is the one to look up: the codebook's, where the article has a surname alone. With the
    article's date it is all that a person's resolution rests on, which can so be made anew. `years`
    are those that its sentences on the person name; somebody not `listed` is called like one of
    the table and is another.
    """

    name: str
    role: str | None = None
    country: str | None = None
    affiliation: str | None = None
    sector: str | None = None
    years: tuple[str, ...] = ()
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody whom the article names, with every place that names them.

    A state's id is its ISO 3166 alpha-3 code, an organisation's or group's its entry in the
    codebook (EU, UNSC, ISIS ...), anybody else's a content hash. `country` is the state that
    the actor acts for (alpha-3), null for organisations of several states; `sector` is a
    PLOVER sector (GOV, MIL, IGO, MED ...); `role` an office or description from the text.
    `affiliation` is the id of the organisation or armed group that a person or office acts for
    (EU, NATO, HEZBOLLAH ...), null for those who act for a state.
    `members` are the ids of those who make up a group that the article itself formed ("the two
    countries"); the codebook's groups keep none here, as their members depend on the date.
    `grounds`, `score` and `reason` say what the identity rests on, how sure it is, and why in
    words; `alternatives` are the readings that were not taken, the likeliest first. `stated` is
    what the article itself says of a named person, null for all others.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    affiliation: str | None = None
    mentions: tuple[Naming, ...] = ()
    members: tuple[str, ...] = ()
    grounds: Grounds = Grounds.NAME
    score: float = 1.0
    reason: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    stated: Stated | None = None

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

    def parties(self, actor_id: str) -> tuple[str, ...]:
        """The parties behind an actor: those of a group's members, else its own one.

        Somebody whom the cast does not hold stands for itself.
        """
        actor = self.by_id.get(actor_id)
        if actor is None:
            return (actor_id,)
        members = [self.by_id[name].party for name in actor.members if name in self.by_id]
        return tuple(dict.fromkeys(members)) or (actor.party,)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that begin inside `span` and end inside it, in text order."""
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end)
        return tuple(m for m in self.mentions[low:high] if m.end <= span.end)
