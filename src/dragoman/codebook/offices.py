"""Offices and the people in them; words for capacities; names that need care."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.organisations import armed_groups, organisations
from dragoman.codebook.states import alpha3, state_of
from dragoman.codebook.tables import items, read_table

ROLE_SORTS = frozenset(
    {"institution", "office", "courtesy", "abbreviation", "unnamed", "region", "unit"}
)
HEADS = (
    *("president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan"),
    *("supreme leader", "general secretary", "taoiseach", "pope", "crown prince", "leader"),
    *("secretary-general", "secretary general", "chairman", "director general"),
)
"""Words of offices whose holders news calls by surname alone."""
GUARDS = frozenset({"name", "context"})
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
"""An ISO date, or the year or month that is known of one."""


@dataclass(frozen=True, slots=True)
class Term:
    """One person's term in one office; ISO dates, `until` None while not known to have ended.

    A date is as exact as is sure: "2011" or "2011-05" stands for the whole year or month, so the
    terms of two who followed each other may share it. `party` is a state's alpha-3 code, or the id
    of an organisation or armed group; `sector` is PLOVER's. `known_as` are the surnames that are
    unmistakable by themselves while the term lasts.
    """

    name: str
    aliases: tuple[str, ...]
    known_as: tuple[str, ...]
    pronoun: str
    party: str
    office: str
    sector: str
    since: str
    until: str | None
    source: str
    origin: str = ""
    """The row of a user's table that it comes from; empty for the codebook's."""
    called: str = ""
    """The party's name, where it is one that only a user's table has."""

    @property
    def rank(self) -> int:
        """How likely a bare surname means this office: 2 heads, 1 foreign ministers, 0 others."""
        words = self.office.lower()
        if any(head in words for head in HEADS):
            return 2
        return int(any(word in words for word in ("foreign", "secretary of state", "secretary")))

    def covers(self, day: str) -> bool:
        """Whether an ISO date lies within the term; of a coarse one, whether a part of it may."""
        return not (
            _precedes(day, self.since) or (self.until is not None and _precedes(self.until, day))
        )

    def touches(self, year: str) -> bool:
        """Whether a part of the term lies in a year ("2017")."""
        return self.since[:4] <= year and (self.until is None or year <= self.until[:4])


@dataclass(frozen=True, slots=True)
class Role:
    """Words for one capacity; `data/roles.tsv` says what the sorts are."""

    sort: str
    sector: str | None
    words: tuple[str, ...]
    state: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name that is also something else: `name` and `context` guards as in the table."""

    name: str
    guard: str
    evidence: tuple[str, ...]
    source: str


def _precedes(one: str, other: str) -> bool:
    """Whether one ISO date surely comes before another; "2011" and "2011-05" may be one day."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


@cache
def _own_sectors() -> Mapping[str, str]:
    """The sector of every organisation and armed group by id."""
    of_bodies = {body.id: body.sector for body in organisations()}
    return of_bodies | {group.id: group.sector for group in armed_groups()}


def _sector(party: str) -> str:
    """The sector of those who lead a state, an organisation or a group.

    Raises:
        ValueError: there is no such party.
    """
    if party in _own_sectors():
        return _own_sectors()[party]
    if state_of(party) is None:
        raise ValueError(f"{party!r} is no state, organisation or armed group.")
    return "GOV"


def _term(row: Mapping[str, str]) -> Term:
    for column in ("name", "party", "office", "from", "source"):
        if not row[column]:
            raise ValueError(f"{column} can't be empty.")
    if row["pronoun"] not in ("he", "she"):
        raise ValueError(f"{row['pronoun']!r} is neither he nor she.")
    for column in ("from", "to"):
        if row[column] and not DATE.fullmatch(row[column]):
            raise ValueError(f"{row[column]!r} is no ISO date, month or year.")
    if row["to"] and _precedes(row["to"], row["from"]):
        raise ValueError("the term ends before it begins.")
    return Term(
        name=row["name"],
        aliases=items(row["aliases"]),
        known_as=items(row["known_as"]),
        pronoun=row["pronoun"],
        party=row["party"],
        office=row["office"],
        sector=row["sector"] or _sector(row["party"]),
        since=row["from"],
        until=row["to"] or None,
        source=row["source"],
    )


def _role(row: Mapping[str, str]) -> Role:
    if row["sort"] not in ROLE_SORTS:
        raise ValueError(f"{row['sort']!r} is not one of {', '.join(sorted(ROLE_SORTS))}.")
    state = alpha3(row["state"]) if row["state"] else None
    return Role(row["sort"], row["sector"] or None, items(row["words"]), state, row["source"])


def _ambiguity(row: Mapping[str, str]) -> Ambiguity:
    if row["guard"] not in GUARDS:
        raise ValueError(f"{row['guard']!r} is not one of {', '.join(sorted(GUARDS))}.")
    return Ambiguity(row["name"], row["guard"], items(row["evidence"]), row["source"])


@cache
def terms() -> tuple[Term, ...]:
    """All rows of `data/leaders.tsv`, one for each term.

    Raises:
        CodebookError: the table can't be read, a date is malformed, a term ends before it begins
            or its party is unknown.
    """
    return read_table("leaders.tsv", _term)


@cache
def _terms_by_name() -> Mapping[str, tuple[Term, ...]]:
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for term in terms():
        found[term.name].append(term)
    return {name: tuple(held) for name, held in found.items()}


def terms_of(name: str) -> tuple[Term, ...]:
    """The terms of the person whom the codebook calls `name`, in the table's order."""
    return _terms_by_name().get(name, ())


@cache
def roles() -> tuple[Role, ...]:
    """All rows of `data/roles.tsv`.

    Raises:
        CodebookError: the table can't be read or names an unknown sort.
    """
    return read_table("roles.tsv", _role)


@cache
def ambiguities() -> Mapping[str, Ambiguity]:
    """The rows of `data/ambiguous.tsv` by name.

    Raises:
        CodebookError: the table can't be read or names an unknown guard.
    """
    return {row.name: row for row in read_table("ambiguous.tsv", _ambiguity)}


@cache
def _surroundings() -> Mapping[str, frozenset[str]]:
    rows = read_table("surroundings.tsv", lambda row: (row["sort"], frozenset(items(row["words"]))))
    return dict(rows)


@cache
def surroundings(sort: str) -> frozenset[str]:
    """The words of one sort in `data/surroundings.tsv`, for states their codes.

    Raises:
        CodebookError: the table can't be read.
        KeyError: it has no such sort.
    """
    return _surroundings()[sort]


@cache
def decoys() -> tuple[str, ...]:
    """Phrases of `data/decoys.tsv`, which hold a state's name and name no state.

    Raises:
        CodebookError: the table can't be read.
    """
    return read_table("decoys.tsv", lambda row: row["phrase"])


@cache
def sector_parts() -> Mapping[str, str]:
    """What a state's part in each PLOVER sector is called: "MIL" is its "military".

    Raises:
        CodebookError: the table can't be read.
    """
    return dict(read_table("sectors.tsv", lambda row: (row["sector"], row["part"])))
