"""CAMEO's codes with the PLOVER types that they belong to, and what chooses one for an act."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.phrases import words_of
from dragoman.codebook.plover import contexts, plover_types
from dragoman.codebook.tables import items, read_table
from dragoman.errors import CodebookError

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A code of CAMEO 1.1b3 under one PLOVER type, and the contexts that it speaks for."""

    code: str
    type: str
    contexts: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class CameoRule:
    """When an act of a type has a code; what is empty asks nothing.

    `modes` are those of which the act has one, `verbs` the lemmas of which its own word is one,
    `words` the phrases of which its clause holds one, `contexts` those of which it has one.
    """

    type: str
    code: str
    modes: frozenset[str]
    verbs: frozenset[str]
    words: frozenset[Words]
    contexts: frozenset[str]
    source: str


def _code(row: Mapping[str, str]) -> CameoCode:
    if row["type"] not in plover_types():
        raise ValueError(f"{row['type']!r} is no PLOVER type")
    if not (row["code"].isdigit() and 2 <= len(row["code"]) <= 4 and row["source"]):
        raise ValueError(f"{row['code']!r} is no CAMEO code, or the source is missing")
    held = items(row["contexts"])
    if not contexts().issuperset(held):
        raise ValueError(f"{row['contexts']!r} are no contexts")
    return CameoCode(row["code"], row["type"], held, row["source"])


def _rule(row: Mapping[str, str]) -> CameoRule:
    if (row["type"], row["code"]) not in cameo_codes():
        raise ValueError(f"{row['code']!r} is no code of {row['type']}")
    modes = frozenset(items(row["modes"]))
    if not modes <= plover_types()[row["type"]].modes.keys():
        raise ValueError(f"{row['type']} has no modes {row['modes']!r}")
    about = frozenset(items(row["contexts"]))
    if not about <= contexts():
        raise ValueError(f"{row['contexts']!r} are no contexts")
    return CameoRule(
        type=row["type"],
        code=row["code"],
        modes=modes,
        verbs=frozenset(items(row["verbs"])),
        words=frozenset(words_of(word) for word in items(row["words"])),
        contexts=about,
        source=row["source"],
    )


@cache
def cameo_codes() -> Mapping[tuple[str, str], CameoCode]:
    """The rows of `cameo.tsv` by (type, code).

    Raises:
        CodebookError: the table can't be read, a row is invalid or stands twice.
    """
    rows = read_table("cameo.tsv", _code)
    found = {(row.type, row.code): row for row in rows}
    if len(found) < len(rows):
        raise CodebookError("cameo.tsv: a code stands twice under one type.")
    return MappingProxyType(found)


@cache
def cameo_rules() -> Mapping[str, tuple[CameoRule, ...]]:
    """The rows of `cameo_rules.tsv` by type, in the order in which they are tried.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    rows = read_table("cameo_rules.tsv", _rule)
    return {kind: tuple(row for row in rows if row.type == kind) for kind in plover_types()}


def cut_to_type(code: str, kind: str) -> str:
    """The longest beginning of a code that belongs to a type; the type's root where none does.

    Args:
        code: a CAMEO code, which may be of another type's root or none at all.
        kind: a PLOVER type.
    """
    for length in range(len(code), 1, -1):
        if (kind, code[:length]) in cameo_codes():
            return code[:length]
    return plover_types()[kind].cameo
