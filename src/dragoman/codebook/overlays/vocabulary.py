"""The vocabulary that a reading goes by: the codebook's, and what a user's tables lay over it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from dragoman.codebook.events import EventWord, event_words, object_groups
from dragoman.codebook.offices import Role, Term, terms_of
from dragoman.codebook.organisations import ArmedGroup, Organisation, body_of

Words = Mapping[tuple[str, str], tuple[EventWord, ...]]
Groups = Mapping[str, frozenset[str]]
Body = Organisation | ArmedGroup


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name of a user's, and whom it stands for.

    A word that begins with a capital here must have one in the text, a word in capitals must be in
    capitals there; other words match in any case. `kind` is one of `KINDS` in `actors.py`, or
    "person" or "surname" for somebody in the table of offices; `id` is a body's or person's, or a
    state's code. The name counts in articles of the days from `since` to `until`, in those without
    a date too. `origin` is the row that has it.
    """

    name: str
    kind: str
    id: str
    sector: str | None
    since: str
    until: str
    origin: str

    def holds(self, day: str | None) -> bool:
        """Whether it counts in an article of a day; dates are as exact as is sure."""
        if day is None:
            return True
        begun = not self.since or day[: len(self.since)] >= self.since[: len(day)]
        return begun and (not self.until or day[: len(self.until)] <= self.until[: len(day)])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names and words mean to a reading: a user's rows, and behind them the codebook's.

    `bodies`, `terms` and `words` are the user's, by id, by person, and by part of speech and lemma,
    each with what the codebook has under the same key; `groups` are groups of object words.
    `digest` tells a vocabulary that a user changed from others; null for the package's own.
    """

    names: tuple[OwnName, ...] = ()
    bodies: Mapping[str, Body] = field(default_factory=dict)
    terms: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    words: Words = field(default_factory=dict)
    groups: Groups = field(default_factory=dict)
    digest: str | None = None

    def terms_of(self, name: str) -> tuple[Term, ...]:
        """The terms in office of a person, by the name that the vocabulary has."""
        return self.terms.get(name) or terms_of(name)

    def body(self, identity: str) -> Body | None:
        """The organisation or group of an id, or None."""
        return self.bodies.get(identity) or body_of(identity)

    def event_words(self, pos: str, lemma: str) -> tuple[EventWord, ...]:
        """The rows of a word that tell events, the most demanding first."""
        return self.words.get((pos, lemma)) or event_words().get((pos, lemma), ())

    def group(self, name: str) -> frozenset[str]:
        """The object words of a group.

        Raises:
            KeyError: there is no such group.
        """
        own = self.groups.get(name)
        return object_groups()[name] if own is None else own


@cache
def own_vocabulary() -> Vocabulary:
    """The package's own vocabulary."""
    return Vocabulary()
