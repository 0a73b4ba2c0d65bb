"""Who is a party to a pact, in which role and when; `data/pact_parties.tsv` says how it counts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dragoman.codebook.organisations import armed_groups, members_of, memberships, organisations
from dragoman.codebook.pacts import pacts_by_id
from dragoman.codebook.states import states
from dragoman.codebook.tables import is_date, read_table
from dragoman.errors import CodebookError

ROLES = ("member", "signatory", "imposer", "target", "broker", "guarantor", "witness")


@dataclass(frozen=True, slots=True)
class PactParty:
    """One party's time in one role on a pact; ISO dates, `until` None where it is open."""

    pact: str
    party: str
    role: str
    since: str
    until: str | None
    source: str

    def covers(self, day: str) -> bool:
        """Whether it is one at the end of a day.

        On the day on which it ceased it isn't; a coarse end lasts through its month or year.
        """
        return self.since <= day and not ceased(self.until, day)


def ceased(until: str | None, day: str) -> bool:
    """Whether what ended then is over at the end of a day; a coarse end lasts to its own end."""
    if until is None:
        return False
    return day >= until if len(until) == len("2018-05-08") else day[: len(until)] > until


@cache
def pact_parties() -> tuple[PactParty, ...]:
    """All rows of `data/pact_parties.tsv`.

    Raises:
        CodebookError: a row is malformed, names what other tables lack, or repeats another.
    """
    return read_parties(None)


def read_parties(text: str | None) -> tuple[PactParty, ...]:
    """The rows of a table of parties, the package's own where there is no text.

    Raises:
        CodebookError: a row is malformed, names what other tables lack, or repeats another.
    """
    rows = read_table("pact_parties.tsv", make_party, text)
    times: dict[tuple[str, str, str], list[PactParty]] = defaultdict(list)
    for row in rows:
        times[(row.pact, row.party, row.role)].append(row)
    for (pact, party, role), found in times.items():
        found.sort(key=lambda row: row.since)
        for one, other in pairwise(found):
            if one.until is None or one.until > other.since:
                raise CodebookError(
                    f"pact_parties.tsv: {party} is {role} of {pact} twice at a time, from "
                    f"{other.since}."
                )
    return rows


def make_party(row: Mapping[str, str]) -> PactParty:
    """One party's time from its cells.

    Raises:
        ValueError: a cell holds what it can't.
    """
    pact = pacts_by_id().get(row["pact"])
    if pact is None:
        raise ValueError(f"there is no pact {row['pact']!r} in pacts.tsv.")
    if row["party"] not in _party_ids():
        raise ValueError(f"{row['party']!r} is no state, organisation or armed group.")
    if row["role"] not in ROLES:
        raise ValueError(f"role {row['role']!r} is not one of {', '.join(ROLES)}.")
    if not row["source"]:
        raise ValueError("source can't be empty.")
    if not is_date(row["from"]) or (row["until"] and not is_date(row["until"])):
        raise ValueError("a date is none of YYYY, YYYY-MM and YYYY-MM-DD.")
    if row["until"] and row["until"] < row["from"]:
        raise ValueError("the time ends before it begins.")
    if row["role"] == "member" and (pact.body, row["party"]) in _members():
        raise ValueError(f"members.tsv has {row['party']} as a member of {pact.body} already.")
    return PactParty(
        pact=pact.id,
        party=row["party"],
        role=row["role"],
        since=row["from"],
        until=row["until"] or None,
        source=row["source"],
    )


@cache
def _party_ids() -> frozenset[str]:
    bodies = {body.id for body in organisations()} | {group.id for group in armed_groups()}
    return frozenset(bodies | {state.code for state in states()})


@cache
def _members() -> frozenset[tuple[str, str]]:
    return frozenset((row.organisation, row.state) for row in memberships())


@cache
def _by_pact() -> Mapping[str, tuple[PactParty, ...]]:
    found: dict[str, list[PactParty]] = defaultdict(list)
    for row in pact_parties():
        found[row.pact].append(row)
    return {pact: tuple(rows) for pact, rows in found.items()}


def parties_of(pact: str, day: str, role: str = "member") -> tuple[str, ...]:
    """The parties of a pact that have a role at the end of a day, sorted.

    Those of an organisation are its members in `members.tsv`, and what the table of parties adds.
    After a pact's end it has none.

    Args:
        pact: its id in the catalogue, for instance "jcpoa".
        day: an ISO date; one coarser than a day stands for its first day.
        role: one of ROLES.

    Returns:
        Alpha-3 codes and ids; only those that the codebook is sure of, which for a convention of
        many may be few.

    Raises:
        KeyError: the catalogue has no such pact.
    """
    known = pacts_by_id()[pact]
    if ceased(known.ended, day):
        return ()
    found = {row.party for row in _by_pact().get(pact, ()) if row.role == role and row.covers(day)}
    if role == "member" and known.body is not None:
        found |= set(members_of(known.body, day))
    return tuple(sorted(found))
