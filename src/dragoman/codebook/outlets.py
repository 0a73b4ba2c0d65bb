"""News agencies, papers and broadcasters, and how the names of unlisted ones end."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.states import alpha3
from dragoman.codebook.tables import items, read_table


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news agency, paper or broadcaster; `country` is where its newsroom is seated."""

    name: str
    aliases: tuple[str, ...]
    country: str
    sector: str
    source: str


@dataclass(frozen=True, slots=True)
class OutletWord:
    """A last word of outlets' names; `sure` if it makes any capitalised name an outlet."""

    word: str
    sure: bool
    source: str


def _outlet(row: Mapping[str, str]) -> Outlet:
    if not (row["name"] and row["sector"] and row["source"]):
        raise ValueError("name, sector and source can't be empty.")
    country = alpha3(row["country"])
    return Outlet(row["name"], items(row["aliases"]), country, row["sector"], row["source"])


def _word(row: Mapping[str, str]) -> OutletWord:
    if row["strength"] not in ("sure", "cued"):
        raise ValueError(f"{row['strength']!r} is neither sure nor cued.")
    return OutletWord(row["word"], row["strength"] == "sure", row["source"])


@cache
def outlets() -> tuple[Outlet, ...]:
    """All rows of `data/outlets.tsv`.

    Raises:
        CodebookError: the table can't be read or a code is malformed.
    """
    return read_table("outlets.tsv", _outlet)


@cache
def outlet_words() -> tuple[OutletWord, ...]:
    """All rows of `data/outlet_words.tsv`.

    Raises:
        CodebookError: the table can't be read.
    """
    return read_table("outlet_words.tsv", _word)


def _plain(name: str) -> str:
    return " ".join(name.removeprefix("The ").removeprefix("the ").split())


@cache
def _by_name() -> Mapping[str, str]:
    return {
        _plain(name): outlet.name for outlet in outlets() for name in (outlet.name, *outlet.aliases)
    }


def outlet_name(name: str) -> str:
    """An outlet's name as the codebook has it ("AFP" is "Agence France-Presse").

    An unlisted outlet keeps its own name, white space and a leading article aside.
    """
    plain = _plain(name)
    return _by_name().get(plain, plain)
