"""States and territories by name, with their codes, their parts, and what stands for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.tables import items, read_table


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory under the names that news gives it.

    `code` is its ISO 3166 alpha-3 code and `cow` its Correlates of War number (v2016), None
    where the list has none. `demonyms` are adjectives and names of the people; `seats` are the
    cities that stand for its government; `until` is a former state's last year.
    """

    code: str
    cow: int | None
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None
    seats: tuple[str, ...]
    until: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Organ:
    """A ministry, parliament, force or palace whose name alone stands for `state`."""

    state: str
    sector: str
    names: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a state, or a land whose status is disputed, under the names that news gives it.

    `country` is the alpha-3 code that news of it is counted under, None where it is counted under
    none; `disputed` says that `source` names who counts so. `seats` are the cities that stand for
    its authorities.
    """

    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    country: str | None
    disputed: bool
    source: str


def alpha3(code: str) -> str:
    """The code itself.

    Raises:
        ValueError: it is not three capital letters.
    """
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise ValueError(f"{code!r} is no alpha-3 code.")
    return code


def _state(row: Mapping[str, str]) -> State:
    if not (row["name"] and row["source"]):
        raise ValueError("name and source can't be empty.")
    return State(
        code=alpha3(row["code"]),
        cow=int(row["cow"]) if row["cow"] else None,
        name=row["name"],
        aliases=items(row["aliases"]),
        demonyms=items(row["demonyms"]),
        capital=row["capital"] or None,
        seats=items(row["seats"]),
        until=int(row["until"]) if row["until"] else None,
        source=row["source"],
    )


def _organ(row: Mapping[str, str]) -> Organ:
    if not (row["names"] and row["sector"] and row["source"]):
        raise ValueError("names, sector and source can't be empty.")
    return Organ(alpha3(row["state"]), row["sector"], items(row["names"]), row["source"])


def _region(row: Mapping[str, str]) -> Region:
    if not (row["name"] and row["source"]):
        raise ValueError("name and source can't be empty.")
    if row["sort"] not in ("part", "disputed"):
        raise ValueError(f"{row['sort']!r} is neither part nor disputed.")
    if row["sort"] == "part" and not row["country"]:
        raise ValueError("a part of a state needs its country.")
    return Region(
        name=row["name"],
        aliases=items(row["aliases"]),
        demonyms=items(row["demonyms"]),
        seats=items(row["seats"]),
        country=alpha3(row["country"]) if row["country"] else None,
        disputed=row["sort"] == "disputed",
        source=row["source"],
    )


def _shared(row: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    codes = tuple(alpha3(code) for code in items(row["states"]))
    if not (row["name"] and len(codes) > 1 and row["source"]):
        raise ValueError("a shared name needs a source and two states or more.")
    return row["name"], codes


@cache
def states() -> tuple[State, ...]:
    """All rows of `data/states.tsv`: living states first, then former ones.

    Raises:
        CodebookError: the table can't be read or a code is malformed.
    """
    return read_table("states.tsv", _state)


@cache
def _by_code() -> Mapping[str, State]:
    found: dict[str, State] = {}
    for state in states():
        found.setdefault(state.code, state)
    return found


def state_of(code: str) -> State | None:
    """The state with an alpha-3 code, or None. A living state goes before a former one."""
    return _by_code().get(code)


@cache
def organs() -> tuple[Organ, ...]:
    """All rows of `data/organs.tsv`.

    Raises:
        CodebookError: the table can't be read or a code is malformed.
    """
    return read_table("organs.tsv", _organ)


@cache
def regions() -> tuple[Region, ...]:
    """All rows of `data/regions.tsv`.

    Raises:
        CodebookError: the table can't be read, a code is malformed or a part has no country.
    """
    return read_table("regions.tsv", _region)


@cache
def _shared_names() -> Mapping[str, tuple[str, ...]]:
    return dict(read_table("shared_names.tsv", _shared))


def sharing(name: str) -> tuple[str, ...]:
    """The codes of the states that share a name ("Congo"), the likeliest in the news first.

    Empty where the name is that of one state alone, or of none.

    Raises:
        CodebookError: the table can't be read or a code is malformed.
    """
    return _shared_names().get(name, ())
