"""Organisations and groups of states, who belongs to them and when; armed groups and movements."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.states import alpha3
from dragoman.codebook.tables import items, read_table

DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation or group of states under the names that news gives it.

    `id` is what records cite; `seats` are the cities that stand for it; `founded` and `dissolved`
    are years, None for what was never founded or still stands.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    seats: tuple[str, ...]
    founded: int | None
    dissolved: int | None
    sector: str
    source: str
    origin: str = ""
    """The row of a user's table that it comes from; empty for the codebook's."""


@dataclass(frozen=True, slots=True)
class Membership:
    """One state's time in an organisation; ISO dates, as exact as is sure; `until` None if open."""

    organisation: str
    state: str
    since: str
    until: str | None
    source: str

    def covers(self, day: str) -> bool:
        """Whether an ISO date lies within it; a coarse end lasts through its year or month."""
        return self.since <= day and (self.until is None or day[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class ArmedGroup:
    """An armed group, movement, party or people, or an authority that holds land.

    `country` is where it comes from or what its land is counted under, not whom it acts for.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str
    source: str
    origin: str = ""
    """The row of a user's table that it comes from; empty for the codebook's."""


def _required(row: Mapping[str, str], *columns: str) -> None:
    for column in columns:
        if not row[column]:
            raise ValueError(f"{column} can't be empty.")


def _organisation(row: Mapping[str, str]) -> Organisation:
    _required(row, "id", "name", "sector", "source")
    return Organisation(
        id=row["id"],
        name=row["name"],
        aliases=items(row["aliases"]),
        seats=items(row["seats"]),
        founded=int(row["founded"]) if row["founded"] else None,
        dissolved=int(row["dissolved"]) if row["dissolved"] else None,
        sector=row["sector"],
        source=row["source"],
    )


def _membership(row: Mapping[str, str]) -> Membership:
    _required(row, "organisation", "from", "source")
    if not all(DATE.fullmatch(row[column]) for column in ("from", "to") if row[column]):
        raise ValueError("a date is none of YYYY, YYYY-MM and YYYY-MM-DD.")
    if row["to"] and row["to"] < row["from"]:
        raise ValueError("the membership ends before it begins.")
    return Membership(
        organisation=row["organisation"],
        state=alpha3(row["state"]),
        since=row["from"],
        until=row["to"] or None,
        source=row["source"],
    )


def _group(row: Mapping[str, str]) -> ArmedGroup:
    _required(row, "id", "name", "sector", "source")
    return ArmedGroup(
        id=row["id"],
        name=row["name"],
        aliases=items(row["aliases"]),
        country=alpha3(row["country"]) if row["country"] else None,
        sector=row["sector"],
        source=row["source"],
    )


@cache
def organisations() -> tuple[Organisation, ...]:
    """All rows of `data/organisations.tsv`.

    Raises:
        CodebookError: the table can't be read.
    """
    return read_table("organisations.tsv", _organisation)


@cache
def memberships() -> tuple[Membership, ...]:
    """All rows of `data/members.tsv`.

    Raises:
        CodebookError: the table can't be read or a code is malformed.
    """
    return read_table("members.tsv", _membership)


@cache
def armed_groups() -> tuple[ArmedGroup, ...]:
    """All rows of `data/groups.tsv`.

    Raises:
        CodebookError: the table can't be read or a code is malformed.
    """
    return read_table("groups.tsv", _group)


@cache
def _by_organisation() -> Mapping[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = defaultdict(list)
    for membership in memberships():
        found[membership.organisation].append(membership)
    return {organisation: tuple(rows) for organisation, rows in found.items()}


def members_of(organisation: str, day: str) -> tuple[str, ...]:
    """The states that belong to an organisation on a day, sorted.

    Args:
        organisation: its id, for instance "E3".
        day: an ISO date; one coarser than a day stands for its first day.

    Returns:
        Alpha-3 codes; empty where the codebook doesn't list the organisation's members.
    """
    rows = _by_organisation().get(organisation, ())
    return tuple(sorted({row.state for row in rows if row.covers(day)}))


@cache
def region_members(name: str) -> tuple[str, ...]:
    """The states behind a name that is no body's own ("the Baltic states"), as they are today.

    Args:
        name: an id of the table.

    Returns:
        Alpha-3 codes; empty for a body that acts itself, and where no members are listed.
    """
    region = any(o.id == name and o.founded is None for o in organisations())
    rows = _by_organisation().get(name, ()) if region else ()
    return tuple(row.state for row in rows if row.until is None)


@cache
def _bodies() -> Mapping[str, Organisation | ArmedGroup]:
    bodies: tuple[Organisation | ArmedGroup, ...] = (*armed_groups(), *organisations())
    return {body.id: body for body in bodies}


def body_of(identity: str) -> Organisation | ArmedGroup | None:
    """The organisation or armed group with an id, or None."""
    return _bodies().get(identity)


def body_name(name: str) -> str | None:
    """The full name of the organisation or armed group with an id, or None."""
    body = body_of(name)
    return None if body is None else body.name


@cache
def _group_countries() -> Mapping[str, str | None]:
    return {group.id: group.country for group in armed_groups()}


def group_country(name: str) -> str | None:
    """The state that an armed group, movement or people comes from; None for any other id."""
    return _group_countries().get(name)
