"""What a table that is taken along is made of: what it is asked for, its columns and rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import UsageError
from dragoman.flow.opening import OpenLedger

MOST = 10_000
"""Rows of a table that is taken along, at most."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a table is asked for; each table heeds what it knows.

    Attributes:
        name: letters of actors' names.
        actor: an actor's id.
        other: another's, on the other side.
        side: "did" or "met".
        pact: a pact's id or name.
        on: the day of the standing.
        known: the day of the knowledge.
        room: the address of the room, before links.
    """

    name: str | None = None
    actor: str | None = None
    other: str | None = None
    side: str = "did"
    pact: str | None = None
    on: str | None = None
    known: str | None = None
    room: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A table: its columns with what each holds, and its rows; whether those are all."""

    columns: Mapping[str, str]
    rows: tuple[Row, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table: its columns, and what makes its rows, at most so many."""

    columns: Mapping[str, str]
    rows: Callable[[OpenLedger, Asked, int], Iterable[Row]]


def wanted(value: str | None, name: str) -> str:
    """What a table can't do without.

    Raises:
        UsageError: it is not given.
    """
    if value is None:
        raise UsageError(f"Say which {name}: {name}=ID.")
    return value


def columns(
    names: str, *, texts: Sequence[str] = (), whole: Sequence[str] = (), number: Sequence[str] = ()
) -> dict[str, str]:
    """Columns in order; those that are not named apart hold text."""
    kinds = dict.fromkeys(texts, "texts") | dict.fromkeys(whole, "whole")
    kinds |= dict.fromkeys(number, "number")
    return {name: kinds.get(name, "text") for name in names.split()}
