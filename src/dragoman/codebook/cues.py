"""Reporting cues: the vocabulary of who says, asks, promises, declines or denies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.tables import items, read_table

STANCES = frozenset({"asserts", "denies", "declines", "asks", "promises", "threatens"})
POS = frozenset({"verb", "noun", "phrase"})
CLASSES = frozenset({"speech", "attitude"})
FRAMES = frozenset(
    {
        "that",
        "to",
        "object-to",
        "object",
        "object-complement",
        "object-preposition",
        "preposition",
        "preposition-to",
        "citing",
        "quote",
        "whole",
        "tagged",
    }
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting cue in one construction; `data/cues.tsv` says what the cells mean.

    `stance` and `negated` are values of `dragoman.records.Stance`; `negated` is None where the
    negated cue attributes nothing. `attitude` marks what somebody thinks or wants rather than says.
    """

    lemma: str
    pos: str
    frames: tuple[str, ...]
    preposition: str
    stance: str
    negated: str | None
    objects: frozenset[str]
    attitude: bool
    source: str


def _cue(row: Mapping[str, str]) -> Cue:
    frames = items(row["frames"])
    for value, known in (
        *((frame, FRAMES) for frame in frames),
        (row["pos"], POS),
        (row["stance"], STANCES),
        (row["negated"] or row["stance"], STANCES),
        (row["class"], CLASSES),
    ):
        if value not in known:
            raise ValueError(f"{value!r} is not one of {', '.join(sorted(known))}.")
    if not (row["lemma"] and frames and row["source"]):
        raise ValueError("lemma, frames and source can't be empty.")
    return Cue(
        lemma=row["lemma"],
        pos=row["pos"],
        frames=frames,
        preposition=row["preposition"],
        stance=row["stance"],
        negated=row["negated"] or None,
        objects=frozenset(items(row["objects"])),
        attitude=row["class"] == "attitude",
        source=row["source"],
    )


@cache
def reporting_cues() -> tuple[Cue, ...]:
    """All rows of `data/cues.tsv`.

    Raises:
        CodebookError: the table can't be read or holds an unknown word.
    """
    return read_table("cues.tsv", _cue)


@cache
def cues_of(pos: str) -> Mapping[str, tuple[Cue, ...]]:
    """The cues of one part of speech ("verb", "noun", "phrase") by lemma, in the table's order."""
    by_lemma: dict[str, tuple[Cue, ...]] = {}
    for cue in reporting_cues():
        if cue.pos == pos:
            by_lemma[cue.lemma] = (*by_lemma.get(cue.lemma, ()), cue)
    return by_lemma


@cache
def cited_speakers() -> frozenset[str]:
    """Nouns for those whose words are passed on: officials, witnesses, agencies.

    Raises:
        CodebookError: the table can't be read.
    """
    return frozenset(read_table("speakers.tsv", lambda row: row["lemma"]))
