"""PLOVER's types, modes and contexts, as the manual (draft 0.8) names and scores them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.tables import read_table

PLV_15 = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""The root codes of the profile plv-15, as the PLV data has them (Hu et al., ACL 2024)."""
YIELD = "YIELD"
"""The one that takes the place of CONCEDE and RETREAT."""


def plv_root(type_: str) -> str:
    """The root code that the profile plv-15 gives to a PLOVER type."""
    return YIELD if type_ in ("CONCEDE", "RETREAT") else type_


@dataclass(frozen=True, slots=True)
class PloverType:
    """One of the sixteen types.

    `quad` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
    conflict; `score` the manual's value on a scale from -10 to 10; `cameo` the root of CAMEO
    that the type comes from.
    """

    name: str
    quad: int
    score: float
    cameo: str
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    name: str
    type: str
    quad: int
    score: float
    cameo: str


def _make(row: Mapping[str, str]) -> _Row:
    kind = row["kind"]
    if kind not in ("type", "mode", "context"):
        raise ValueError(f"the kind {kind!r} is none of type, mode, context")
    if kind == "context":
        return _Row(kind, row["name"], "", 0, 0.0, "")
    quad, score = int(row["quad"]), float(row["score"])
    if quad not in (1, 2, 3, 4) or not -10 <= score <= 10:
        raise ValueError(f"{row['name']}: no quad {quad} or no score {score}")
    return _Row(kind, row["name"], row["type"], quad, score, row["cameo"])


@cache
def _rows() -> tuple[_Row, ...]:
    return read_table("plover.tsv", _make)


@cache
def plover_types() -> Mapping[str, PloverType]:
    """PLOVER's types by name.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    types = {}
    for row in _rows():
        if row.kind == "type":
            modes = {r.name: r.score for r in _rows() if r.kind == "mode" and r.type == row.name}
            types[row.name] = PloverType(
                row.name, row.quad, row.score, row.cameo, MappingProxyType(modes)
            )
    return MappingProxyType(types)


@cache
def contexts() -> frozenset[str]:
    """The names of PLOVER's contexts.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    return frozenset(row.name for row in _rows() if row.kind == "context")


def intensity(kind: str, mode: str | None) -> float:
    """The manual's score of an act on a scale from -10 to 10: the mode's, else the type's.

    Raises:
        KeyError: there is no such type.
        CodebookError: the table can't be read or a row is invalid.
    """
    told = plover_types()[kind]
    return told.modes.get(mode or "", told.score)
