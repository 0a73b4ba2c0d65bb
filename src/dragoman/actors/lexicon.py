"""All names of the codebook in one trie over words, built once when first needed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Generic, TypeVar

from dragoman.codebook.offices import Term, decoys, roles, surroundings, terms
from dragoman.codebook.organisations import armed_groups, organisations
from dragoman.codebook.outlets import outlets
from dragoman.codebook.states import organs, regions, states

Value = TypeVar("Value")

CROWNED = ("king", "queen", "emir", "sultan", "pope", "crown prince", "prince", "grand duke")
"""Offices whose holders are called by their first name and title."""
SHORTEST_BARE = 3

WORD = re.compile(r"[^\W_]+|[^\w\s]")
"""A run of letters and digits, or one sign: "U.S.-led" is U . S . - led."""

SHOUTED = 4
"""Names of at least this many letters are also known when written in capitals."""


class NameKind(Enum):
    """What sort of name it is, which decides what is asked of its surroundings."""

    STATE = auto()
    DEMONYM = auto()
    SEAT = auto()
    ORGAN = auto()
    ORGANISATION = auto()
    GROUP = auto()
    OUTLET = auto()
    LEADER = auto()
    SURNAME = auto()
    BARE = auto()
    """A surname that others bear too: it means the leader only where nobody else is meant."""
    REGION = auto()
    """A part of a state: whose people and forces are counted under it."""
    DECOY = auto()


SURNAMES = (NameKind.SURNAME, NameKind.BARE)
"""The sorts of surnames that stand for a leader."""


@dataclass(frozen=True, slots=True)
class Sense:
    """Whom a name stands for. `id` is a code, an id, or an outlet's or leader's name.

    `sector` is that of a state's organ: the Pentagon is its MIL. `origin` is the row of a user's
    table that the name comes from, null for the codebook's.
    """

    kind: NameKind
    id: str
    sector: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class RoleWord:
    """What a word for a capacity says: its sort, PLOVER sector and, where fixed, its state."""

    sort: str
    sector: str | None
    state: str | None


def words(text: str) -> list[str]:
    """The words and signs of a text; a typographic apostrophe counts as a plain one."""
    return WORD.findall(text.replace("’", "'"))


@dataclass(frozen=True, slots=True)
class Node(Generic[Value]):
    """A place in a trie: what ends here, and what may follow."""

    values: list[Value]
    after: dict[str, "Node[Value]"]


class Trie(Generic[Value]):
    """Finds the longest known sequence of words from a given place, in time linear in its length.

    A sequence may have several values; they come in the order in which they were added.
    """

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._root: Node[Value] = Node([], {})
        for name, value in entries:
            self._add(words(name), value)

    def _add(self, sequence: Sequence[str], value: Value) -> None:
        if not sequence:
            return
        node = self._root
        for word in sequence:
            node = node.after.setdefault(word, Node([], {}))
        if value not in node.values:
            node.values.append(value)

    def longest(self, sequence: Sequence[str], start: int) -> tuple[int, tuple[Value, ...]] | None:
        """Where the longest entry that begins at `start` ends, with its values; or None."""
        node = self._root.after.get(sequence[start])
        found: tuple[int, tuple[Value, ...]] | None = None
        at = start
        while node is not None:
            at += 1
            if node.values:
                found = (at, tuple(node.values))
            if at == len(sequence):
                break
            node = node.after.get(sequence[at])
        return found


def _forms(name: str) -> Iterator[str]:
    """A name as it may be written: as it is, with a capital, in capitals."""
    yield name
    if name[0].islower():
        yield name[0].upper() + name[1:]
    if sum(c.isalpha() for c in name) >= SHOUTED:
        yield name.upper()


def _senses() -> Iterator[tuple[Sense, Iterable[str]]]:
    """For every row of the codebook: whom its names stand for, and the names."""
    for phrase in decoys():
        yield Sense(NameKind.DECOY, phrase), [phrase]
    for state in states():
        yield Sense(NameKind.STATE, state.code), [state.name, *state.aliases]
        yield Sense(NameKind.DEMONYM, state.code), state.demonyms
        yield Sense(NameKind.SEAT, state.code), state.seats
    for region in regions():
        if region.country is not None:
            named = [region.name, *region.aliases, *region.demonyms]
            yield Sense(NameKind.REGION, region.country), named
    for organ in organs():
        yield Sense(NameKind.ORGAN, organ.state, organ.sector), organ.names
    for organisation in organisations():
        full = [organisation.name, *organisation.aliases]
        yield Sense(NameKind.ORGANISATION, organisation.id), full
        yield Sense(NameKind.SEAT, organisation.id), organisation.seats
    for group in armed_groups():
        yield Sense(NameKind.GROUP, group.id), [group.name, *group.aliases]
    for outlet in outlets():
        yield Sense(NameKind.OUTLET, outlet.name), [outlet.name, *outlet.aliases]
    for term in terms():
        yield Sense(NameKind.LEADER, term.name), [term.name, *term.aliases]
        yield Sense(NameKind.SURNAME, term.name), term.known_as
        yield Sense(NameKind.BARE, term.name), _bare_surname(term)


def _bare_surname(term: Term) -> Iterator[str]:
    """The family name of a head or minister whose row lists none that is unmistakable."""
    parts = term.name.split()
    if term.known_as or not term.rank or len(parts) < 2 or term.office in CROWNED:
        return
    first = term.party in surroundings("family-first")
    surname = parts[0] if first else parts[-1]
    if len(surname) >= SHORTEST_BARE and surname[0].isupper():
        yield surname


@cache
def names() -> Trie[Sense]:
    """Every name of the codebook, letter case kept ("US" is no "us")."""
    return Trie(
        (form, sense) for sense, known in _senses() for name in known for form in _forms(name)
    )


@cache
def role_words() -> Trie[RoleWord]:
    """Every word for a capacity, in lower case."""
    return Trie(
        (word.lower(), RoleWord(role.sort, role.sector, role.state))
        for role in roles()
        for word in role.words
    )
