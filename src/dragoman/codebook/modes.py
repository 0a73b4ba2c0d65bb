"""Words that tell the mode of an act: how it was done, or what was asked, refused or threatened."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.phrases import by_first_word, part_of, words_of
from dragoman.codebook.plover import plover_types
from dragoman.codebook.tables import read_table

MEANS, TRIGGER = "means", "trigger"
"""Where a word must stand to tell a mode: as what it is done with, or as the act's own word."""


@dataclass(frozen=True, slots=True)
class ModeWord:
    """A word or phrase that tells one mode of one type.

    `where` is empty (anywhere in the clause), `MEANS` or `TRIGGER`; `firm` words are heeded
    though the act's own row names another mode ("hunger strike").
    """

    type: str
    mode: str
    words: tuple[str, ...]
    pos: str
    where: str
    firm: bool
    source: str


def _make(row: Mapping[str, str]) -> ModeWord:
    kind = plover_types().get(row["type"])
    if kind is None:
        raise ValueError(f"{row['type']!r} is no PLOVER type")
    if row["mode"] not in kind.modes:
        raise ValueError(f"{row['type']} has no mode {row['mode']!r}")
    if row["where"] not in ("", MEANS, TRIGGER):
        raise ValueError(f"{row['where']!r} is none of {MEANS}, {TRIGGER}")
    if not row["source"]:
        raise ValueError("the source is missing")
    words = words_of(row["word"])
    return ModeWord(
        type=row["type"],
        mode=row["mode"],
        words=words,
        pos=part_of(row["pos"], words),
        where=row["where"],
        firm=row["firm"] == "yes",
        source=row["source"],
    )


@cache
def mode_words() -> Mapping[str, Mapping[str, tuple[ModeWord, ...]]]:
    """The rows of `mode_words.tsv` by type, then by the word that they begin with.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    rows = read_table("mode_words.tsv", _make)
    return {kind: by_first_word(row for row in rows if row.type == kind) for kind in plover_types()}
