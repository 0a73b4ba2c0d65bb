"""One sentence as the actors' room reads it: the known names and the words for capacities in it."""

from dataclasses import dataclass
from functools import cached_property

from dragoman.actors.lexicon import RoleWord, Sense
from dragoman.language.sentences import Sentence
from dragoman.records import Span

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
POSSESSIVE = frozenset({"its", "their", "his", "her"})
"""Words before a noun: for one that is known already, and for one that somebody owns."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name: where, whose, and from which token of the sentence to which."""

    start: int
    end: int
    sense: Sense
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where the name lies."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class RoleHit:
    """Words for a capacity: what they say, and from which token of the sentence to which."""

    first: int
    last: int
    senses: tuple[RoleWord, ...]

    def sense(self, *sorts: str) -> RoleWord | None:
        """The first sense of one of these sorts, one that fixes a state before others."""
        fitting = [s for s in self.senses if s.sort in sorts]
        return next((s for s in fitting if s.state), fitting[0] if fitting else None)


@dataclass(frozen=True)
class Reading:
    """One sentence with the known names and the words for capacities in it, in text order.

    No two hits overlap. `decoys` are where phrases stand that only look like names; `where` is the
    one state in which the sentence says that something happens, None for none or several. `open`
    are names of states that may mean something else here.
    """

    sentence: Sentence
    hits: tuple[Hit, ...]
    roles: tuple[RoleHit, ...]
    decoys: tuple[tuple[int, int], ...]
    where: str | None = None
    open: tuple[Hit, ...] = ()

    @cached_property
    def hit_at(self) -> dict[int, Hit]:
        """The hit that covers each token."""
        return {i: hit for hit in self.hits for i in range(hit.first, hit.last + 1)}

    @cached_property
    def role_at(self) -> dict[int, RoleHit]:
        """The words for a capacity that cover each token."""
        return {i: role for role in self.roles for i in range(role.first, role.last + 1)}

    @cached_property
    def taken(self) -> frozenset[int]:
        """Tokens that belong to a known name or to a phrase that is none."""
        decoys = {i for first, last in self.decoys for i in range(first, last + 1)}
        return frozenset(decoys | self.hit_at.keys())
