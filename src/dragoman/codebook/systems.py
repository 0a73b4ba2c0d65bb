"""What other code systems call states, organisations, armed groups and sectors."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.states import alpha3
from dragoman.codebook.tables import read_table


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """A state's codes, each None where the system has none or none is known for certain.

    `alpha2` is ISO 3166-1's, `fips` FIPS 10-4, `cameo` CAMEO's; `icews` the state's name in ICEWS
    where it is another than `states.tsv` has.
    """

    code: str
    alpha2: str
    fips: str | None
    cameo: str | None
    icews: str | None


@dataclass(frozen=True, slots=True)
class SectorCodes:
    """What CAMEO and ICEWS call a sector; `icews` is None where that isn't known for certain."""

    cameo: str
    icews: str | None


def _country(row: Mapping[str, str]) -> CountryCodes:
    if len(row["alpha2"]) != 2 or not row["source"]:
        raise ValueError(f"{row['code']}: no alpha-2 code or no source")
    return CountryCodes(
        alpha3(row["code"]),
        row["alpha2"],
        row["fips"] or None,
        (row["cameo"] and alpha3(row["cameo"])) or None,
        row["icews"] or None,
    )


@cache
def country_codes() -> Mapping[str, CountryCodes]:
    """The rows of `data/country_codes.tsv` by alpha-3 code.

    Raises:
        CodebookError: the table can't be read or a code is malformed.
    """
    return MappingProxyType({row.code: row for row in read_table("country_codes.tsv", _country)})


@cache
def known_groups() -> Mapping[str, str]:
    """CAMEO's codes of organisations and armed groups by the codebook's ids.

    Raises:
        CodebookError: the table can't be read or a code is malformed.
    """
    rows = read_table("known_groups.tsv", lambda row: (row["id"], alpha3(row["cameo"])))
    return MappingProxyType(dict(rows))


@cache
def sector_codes() -> Mapping[str, SectorCodes]:
    """The rows of `data/sector_codes.tsv` by PLOVER sector.

    Raises:
        CodebookError: the table can't be read or a code is malformed.
    """
    rows = read_table(
        "sector_codes.tsv",
        lambda row: (row["sector"], SectorCodes(alpha3(row["cameo"]), row["icews"] or None)),
    )
    return MappingProxyType(dict(rows))
