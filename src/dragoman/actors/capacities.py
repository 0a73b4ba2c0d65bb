"""In what capacity, and for whom, somebody acts: the state or body beside words for an office."""

from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.actors.lexicon import NameKind
from dragoman.actors.readings import Hit, Reading, RoleHit
from dragoman.actors.resolving import resolve_person
from dragoman.codebook.offices import surroundings
from dragoman.codebook.overlays import Vocabulary
from dragoman.codebook.states import state_of

REACH = 5
"""Tokens between a state's name and the office that it belongs to."""

AMBASSADOR = "ambassador"
"""Whose state is left untold in "the UN ambassador"; "the UN envoy" is the UN's own."""

LINKS = frozenset({"for", "of", "at", "in", "from"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "-"})
BINDING = frozenset({"ADJ", "NOUN", "PROPN", "PART", "NUM", "ADV"})
OWNERS = (
    NameKind.STATE,
    NameKind.DEMONYM,
    NameKind.ORGAN,
    NameKind.ORGANISATION,
    NameKind.GROUP,
    NameKind.SEAT,
    NameKind.REGION,
)


@dataclass(frozen=True, slots=True)
class Capacity:
    """An office as the text tells it, from token to token: whose, which sector, which words.

    `country` is the state that it acts for, `affiliation` the organisation or armed group; one
    of them at most is known.
    """

    first: int
    last: int
    owner: Hit | None
    country: str | None
    affiliation: str | None
    sector: str | None

    @property
    def acts_for_known(self) -> bool:
        """Whether the text tells for which state or body the office acts."""
        return self.country is not None or self.affiliation is not None

    def acting_as(self, other: "Capacity") -> "Capacity":
        """The office, acting for the state or body that another one of the same person names.

        What its own words name goes before that.
        """
        if self.acts_for_known:
            return self
        return replace(self, country=other.country, affiliation=other.affiliation)

    def words(self, reading: Reading) -> str:
        """The words of the office, without the state that it belongs to."""
        return words_between(reading, self.first, self.last)


def words_between(reading: Reading, first: int, last: int) -> str:
    """The text from one token to another, white space made plain."""
    tokens = reading.sentence.tokens[first : last + 1]
    parts = [tokens[0].text]
    for before, token in pairwise(tokens):
        parts.append(" " * (token.start > before.end) + token.text)
    return "".join(parts)


def country_of(hit: Hit | None) -> str | None:
    """The state behind a hit, or None: an organisation or group is none."""
    if hit is None or hit.sense.kind not in OWNERS:
        return None
    if hit.sense.kind in (NameKind.ORGANISATION, NameKind.GROUP):
        return None
    code = hit.sense.id
    return code if state_of(code) else None


def body_of(hit: Hit | None) -> str | None:
    """The organisation or armed group behind a hit or the city that stands for it, or None."""
    if hit is None or hit.sense.kind not in OWNERS or country_of(hit) is not None:
        return None
    return hit.sense.id


def is_foreign(reading: Reading, hit: Hit) -> bool:
    """Whether a name only says who stands behind a thing: "US-backed", "Brussels-based"."""
    tokens = reading.sentence.tokens[hit.last + 1 : hit.last + 3]
    if not tokens or tokens[0].start != hit.end:
        return False
    rest = [t.lower for t in tokens]
    if rest[0] == "-" and len(rest) == 2:
        return rest[1] in surroundings("foreign")
    return rest[0].startswith("-") and rest[0][1:] in surroundings("foreign")


def owner_before(reading: Reading, first: int) -> Hit | None:
    """The nearest owner on the left, nothing but parts of one noun phrase between."""
    for i in range(first - 1, max(first - 1 - REACH, -1), -1):
        hit = reading.hit_at.get(i)
        if hit is not None and hit.sense.kind in OWNERS:
            return None if is_foreign(reading, hit) else hit
        token = reading.sentence.tokens[i]
        if hit is not None or not (token.pos in BINDING or token.text in POSSESSIVE):
            return None
    return None


def owner_after(reading: Reading, last: int) -> Hit | None:
    """The owner after "of", "for", "at" ...: "a spokesman for the Russian foreign ministry"."""
    tokens = reading.sentence.tokens
    if last + 1 >= len(tokens) or tokens[last + 1].lower not in LINKS:
        return None
    for i in range(last + 2, min(last + 2 + REACH, len(tokens))):
        hit = reading.hit_at.get(i)
        if hit is not None:
            # "Its representative from the Japanese capital" acts for somebody else.
            return hit if hit.sense.kind in OWNERS and not _describes(reading, hit) else None
        if tokens[i].pos not in ("DET", "ADJ"):
            return None
    return None


def _describes(reading: Reading, hit: Hit) -> bool:
    """Whether an adjective belongs to a noun that is no institution: "the Japanese capital"."""
    if hit.sense.kind is not NameKind.DEMONYM or reading.sentence.tokens[hit.last].dep != "amod":
        return False
    nearby = (reading.role_at.get(i) for i in range(hit.last + 1, hit.last + 4))
    return not any(role is not None and role.sense("institution", "office") for role in nearby)


def capacity_at(reading: Reading, role: RoleHit, *sorts: str) -> Capacity | None:
    """The office that `role` is the core of, with the words before it that belong to it.

    Args:
        reading: the sentence.
        role: the words for a capacity.
        sorts: which sorts of capacity count.
    """
    sense = role.sense(*sorts)
    if sense is None:
        return None
    owner = owner_before(reading, role.first)
    first = role.first
    if owner is not None:
        after = min(owner.last + 1, role.first)
        first = owner.first if owner.sense.kind is NameKind.ORGAN else after
        while first < role.first and reading.sentence.tokens[first].tag == "POS":
            first += 1
    else:
        owner = owner_after(reading, role.last)
        before = reading.sentence.tokens[first - 1 : first]
        if before and before[0].lower in ("former", "ex", "deputy", "acting", "interim", "chief"):
            first -= 1
    body = body_of(owner)
    if owner is not None and body is not None and _is_accredited(reading, role):
        # "Russia's UN ambassador" acts for Russia, "a UN ambassador" for a state left untold.
        state = owner_before(reading, owner.first)
        country = country_of(state)
        if country is not None:
            return Capacity(first, role.last, state, country, None, sense.sector)
        ambassador = reading.sentence.tokens[role.last].lower == AMBASSADOR
        if ambassador and body not in surroundings("accrediting"):
            return Capacity(first, role.last, owner, None, None, sense.sector)
    group = owner is not None and owner.sense.kind is NameKind.GROUP
    sector = None if body is None else "REB" if group else "IGO"
    return Capacity(
        first=first,
        last=role.last,
        owner=owner,
        country=country_of(owner) if owner is not None else sense.state,
        affiliation=body,
        sector=sector or sense.sector,
    )


def _is_accredited(reading: Reading, role: RoleHit) -> bool:
    """Whether an office is one that states send to organisations: "ambassador"."""
    return reading.sentence.tokens[role.last].lower in surroundings("accredited")


def leader_country(name: str, day: str | None, known: Vocabulary | None = None) -> str | None:
    """The state that a person of the table of offices serves on a day; None for other heads."""
    return resolve_person(name, day, vocabulary=known).country
