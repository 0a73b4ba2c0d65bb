"""States and territories by name, with their codes, and the bodies that stand for them."""

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
