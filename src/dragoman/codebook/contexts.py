"""Words of PLOVER's contexts, and what an act's type, mode, code and parties say of its context."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.phrases import by_first_word, part_of, words_of
from dragoman.codebook.plover import contexts, plover_types
from dragoman.codebook.tables import items, read_table

NONE = "none"
"""The context of a phrase that says nothing of any, though a word of it might."""
STRENGTHS = {"strong": 1.0, "weak": 0.5}


@dataclass(frozen=True, slots=True)
class ContextWord:
    """A word or phrase that speaks for a context, or for none.

    `weight` is 1.0 where it decides alone, 0.5 where it takes two.
    """

    context: str
    words: tuple[str, ...]
    pos: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class ContextSign:
    """What of an act, apart from its words, speaks for a context; what is empty asks nothing.

    `code` is the beginning of a CAMEO code, `sectors` those of which one party has one; `states`
    asks for states or bodies of states on both sides.
    """

    context: str
    type: str
    modes: tuple[str, ...]
    code: str
    sectors: tuple[str, ...]
    states: bool
    weight: float
    source: str


def _weight(cell: str) -> float:
    if cell not in STRENGTHS:
        raise ValueError(f"{cell!r} is neither strong nor weak")
    return STRENGTHS[cell]


def _context(cell: str, others: tuple[str, ...] = ()) -> str:
    if cell not in contexts() and cell not in others:
        raise ValueError(f"{cell!r} is no context")
    return cell


def _word(row: Mapping[str, str]) -> ContextWord:
    if not row["source"]:
        raise ValueError("the source is missing")
    words = words_of(row["word"])
    return ContextWord(
        context=_context(row["context"], (NONE,)),
        words=words,
        pos=part_of(row["pos"], words),
        weight=_weight(row["strength"]),
        source=row["source"],
    )


def _sign(row: Mapping[str, str]) -> ContextSign:
    if row["type"] and row["type"] not in plover_types():
        raise ValueError(f"{row['type']!r} is no PLOVER type")
    modes = items(row["modes"])
    for mode in modes:
        if not row["type"] or mode not in plover_types()[row["type"]].modes:
            raise ValueError(f"{row['type'] or 'no type'} has no mode {mode!r}")
    if row["code"] and not row["code"].isdigit():
        raise ValueError(f"{row['code']!r} is no CAMEO code")
    if not row["source"]:
        raise ValueError("the source is missing")
    return ContextSign(
        context=_context(row["context"]),
        type=row["type"],
        modes=modes,
        code=row["code"],
        sectors=items(row["sectors"]),
        states=row["states"] == "yes",
        weight=_weight(row["strength"]),
        source=row["source"],
    )


@cache
def context_words() -> Mapping[str, tuple[ContextWord, ...]]:
    """The rows of `contexts.tsv` by the word that they begin with.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    return by_first_word(read_table("contexts.tsv", _word))


@cache
def context_signs() -> tuple[ContextSign, ...]:
    """The rows of `context_signs.tsv`.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    return read_table("context_signs.tsv", _sign)
