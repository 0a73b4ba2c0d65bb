"""Words that decide whether an act is told as done, planned, denied, alleged or only imagined."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.tables import items, read_table

KINDS = frozenset({"verb", "noun", "adjective", "adverb", "modal", "mark"})
EFFECTS = frozenset(
    {"planned", "denied", "hypothetical", "alleged", "threatened", "called-for", "same"}
)


@dataclass(frozen=True, slots=True)
class ModalityWord:
    """A word, what kind it is, and what it makes of the acts that hang on it by `links`."""

    word: str
    kind: str
    effect: str
    links: tuple[str, ...]


def _make(row: Mapping[str, str]) -> ModalityWord:
    found = ModalityWord(row["word"], row["kind"], row["effect"], items(row["links"]))
    if found.kind not in KINDS:
        raise ValueError(f"the kind {found.kind!r} is none of {', '.join(sorted(KINDS))}")
    if found.effect not in EFFECTS:
        raise ValueError(f"the effect {found.effect!r} is none of {', '.join(sorted(EFFECTS))}")
    if not found.links:
        raise ValueError(f"{found.word!r} has no links")
    return found


@cache
def modality_words() -> tuple[ModalityWord, ...]:
    """All rows of `modality.tsv`.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    return read_table("modality.tsv", _make)


@cache
def effects() -> Mapping[tuple[str, str, str], str]:
    """The effect of each word by (kind, word, link)."""
    return MappingProxyType(
        {(row.kind, row.word, link): row.effect for row in modality_words() for link in row.links}
    )
