"""What CAMEO's codes of actors and acts are to the codebook."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from dragoman.codebook.cameo import cameo_codes
from dragoman.codebook.systems import country_codes, known_groups, sector_codes

PART = 3
"""Letters of each part of an actor's code."""
CENTURY = 30
"""Years of two digits below this are of the 21st century, others of the 20th."""
DATED = re.compile(
    r"(?P<code>[A-Z]*)\s*(?:(?P<sign>[<>])\s*(?P<day>\d+)|(?P<since>\d+)\s*-\s*(?P<until>\d+))?\s*"
)
OTHER_SECTORS = {"MNC": "BUS", "NGM": "NGO"}
"""Multinational companies and movements, which PLOVER counts under wider sectors."""


@dataclass(frozen=True, slots=True)
class ActorCode:
    """An actor's code with its days: "[GBRGOV 790504-901128]"; ISO dates, empty where open."""

    parts: tuple[str, ...]
    since: str = ""
    until: str = ""

    @property
    def dated(self) -> bool:
        """Whether it holds for some days only."""
        return bool(self.since or self.until)

    @property
    def country(self) -> str | None:
        """The alpha-3 code of the state that the code begins with, or None."""
        return countries().get(self.parts[0])

    @property
    def sector(self) -> str | None:
        """The first PLOVER sector that the code names, or None."""
        return next((sectors()[part] for part in self.parts if part in sectors()), None)

    @property
    def body(self) -> str | None:
        """The last organisation or group of the codebook that the code names, or None."""
        return next((bodies()[part] for part in reversed(self.parts) if part in bodies()), None)


def actor_code(text: str) -> ActorCode:
    """The code between two brackets.

    Raises:
        ValueError: it is none, or its days are none; the message says which.
    """
    match = DATED.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError("this is no code with days")
    code = match["code"]
    if not code or len(code) % PART:
        raise ValueError(f"the code {code!r} is not made of parts of three letters")
    parts = tuple(code[i : i + PART] for i in range(0, len(code), PART))
    since, until = match["since"] or "", match["until"] or ""
    if match["sign"] is not None:
        since, until = (match["day"], "") if match["sign"] == ">" else ("", match["day"])
    found = ActorCode(parts, _iso(since), _iso(until))
    if found.since and found.until and found.until < found.since:
        raise ValueError("its days end before they begin")
    return found


def _iso(digits: str) -> str:
    """An ISO date from YYMMDD or YYYYMMDD; the month alone where it has no such day."""
    if not digits:
        return ""
    if len(digits) == len("YYMMDD"):
        digits = ("20" if int(digits[:2]) < CENTURY else "19") + digits
    if len(digits) != len("YYYYMMDD"):
        raise ValueError(f"{digits!r} is no day")
    year, month, day = digits[:4], digits[4:6], digits[6:]
    for text in (f"{year}-{month}-{day}", f"{year}-{month}"):
        try:
            date.fromisoformat(text if len(text) > len("YYYY-MM") else f"{text}-01")
        except ValueError:
            continue
        return text
    raise ValueError(f"{digits!r} is no day")


@cache
def countries() -> Mapping[str, str]:
    """Alpha-3 codes by CAMEO's codes of states."""
    rows = country_codes().values()
    return MappingProxyType({row.cameo: row.code for row in rows if row.cameo})


@cache
def sectors() -> Mapping[str, str]:
    """PLOVER's sectors by CAMEO's codes of them."""
    found = {codes.cameo: sector for sector, codes in sector_codes().items()}
    return MappingProxyType({**OTHER_SECTORS, **found})


@cache
def bodies() -> Mapping[str, str]:
    """The codebook's ids by CAMEO's codes of organisations and groups; the first of several."""
    found: dict[str, str] = {}
    for identity, cameo in known_groups().items():
        found.setdefault(cameo, identity)
    return MappingProxyType(found)


@cache
def _types() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind, code in cameo_codes():
        found.setdefault(code, kind)
    return MappingProxyType(found)


def type_of(code: str) -> tuple[str, str] | None:
    """The PLOVER type of a CAMEO code and the nearest code that the type has; None for none.

    Of codes that two types have the first row of the codebook's table counts; CAMEO's statements
    and appeals (01, 02) have no type.
    """
    for length in range(len(code), 1, -1):
        if (kind := _types().get(code[:length])) is not None:
            return kind, code[:length]
    return None
