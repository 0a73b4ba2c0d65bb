"""A user's table of people in office."""

from collections.abc import Iterable, Mapping, Sequence

from dragoman.codebook.offices import ROLE_SORTS, Role, Term, sector_parts, terms_of
from dragoman.codebook.organisations import body_of
from dragoman.codebook.overlays.rows import (
    OwnRow,
    Problems,
    check_dates,
    check_filled,
    check_names,
    check_one_of,
)
from dragoman.codebook.overlays.vocabulary import Body, OwnName
from dragoman.codebook.states import state_of, states
from dragoman.codebook.tables import items

COLUMNS = (
    *("name", "aliases", "known_as", "pronoun", "party", "office", "from", "to", "sector"),
    "source",
)
REQUIRED = ("name", "party")
ROLE_COLUMNS = ("sort", "sector", "words", "state", "source")
ROLE_REQUIRED = ("sort", "words")


def read_offices(
    rows: Iterable[OwnRow], bodies: Mapping[str, Body], problems: Problems
) -> tuple[dict[str, tuple[Term, ...]], list[OwnName]]:
    """The terms in office of a table by person, with those that the codebook has, and the names.

    A row takes the place of a term that the codebook has of the same person and party, in the same
    office from the same day; any other adds a term.
    """
    found: dict[str, list[Term]] = {}
    names: list[OwnName] = []
    for row in rows:
        term = _term(row, bodies, problems)
        if term is None:
            continue
        held = found.setdefault(term.name, [])
        twin = next((other for other in held if _same(term, other)), None)
        if twin is not None:
            problems.of(row, "name", f"{term.name[:60]!r} has this row already: {twin.origin}.")
            continue
        held.append(term)
        for kind, forms in (("person", (term.name, *term.aliases)), ("surname", term.known_as)):
            names.extend(OwnName(form, kind, term.name, None, "", "", row.origin) for form in forms)
    return {name: _with_known(name, held) for name, held in found.items()}, names


def _with_known(name: str, own: Sequence[Term]) -> tuple[Term, ...]:
    kept = [term for term in terms_of(name) if not any(_same(term, other) for other in own)]
    return tuple(sorted((*kept, *own), key=lambda term: term.since))


def _same(one: Term, other: Term) -> bool:
    return (one.party, one.office, one.since) == (other.party, other.office, other.since)


def _term(row: OwnRow, bodies: Mapping[str, Body], problems: Problems) -> Term | None:
    forms = (row["name"], *items(row["aliases"]), *items(row["known_as"]))
    checks = (
        check_filled(row, REQUIRED, problems),
        check_names(row, "name", filter(None, forms), problems),
        check_one_of(row, "pronoun", ("he", "she"), problems),
        check_one_of(row, "sector", sector_parts(), problems),
        check_dates(row, problems),
    )
    if not all(checks):
        return None
    party = row["party"]
    body = bodies.get(party) or body_of(party)
    if body is None and state_of(party) is None:
        known = (*bodies, *(state.code for state in states()))
        check_one_of(row, "party", known, problems)
        return None
    return Term(
        name=row["name"],
        aliases=items(row["aliases"]),
        known_as=items(row["known_as"]),
        pronoun=row["pronoun"],
        party=party,
        office=row["office"],
        sector=row["sector"] or ("GOV" if body is None else body.sector),
        since=row["from"],
        until=row["to"] or None,
        source=row.source,
        origin=row.origin,
        called="" if body is None else body.name,
    )


def read_roles(rows: Iterable[OwnRow], problems: Problems) -> tuple[Role, ...]:
    """The words for capacities of a table."""
    codes = frozenset(state.code for state in states())
    found: list[Role] = []
    for row in rows:
        words = items(row["words"])
        checks = (
            check_filled(row, ROLE_REQUIRED, problems),
            check_names(row, "words", words, problems),
            check_one_of(row, "sort", sorted(ROLE_SORTS), problems),
            check_one_of(row, "sector", sector_parts(), problems),
            check_one_of(row, "state", codes, problems),
        )
        if all(checks):
            state, sector = row["state"] or None, row["sector"] or None
            found.append(Role(row["sort"], sector, words, state, row.source))
    return tuple(found)
