"""Words by which a writer judges what he tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.tables import read_table

POS = frozenset({"adjective", "adverb", "noun", "verb", "phrase"})
TONES = frozenset({"praise", "blame", "doubt", "stress"})


@dataclass(frozen=True, slots=True)
class EvaluativeWord:
    """A word or phrase with its charge; `data/evaluative_words.tsv` says what the cells mean."""

    word: str
    pos: str
    tone: str
    source: str


@cache
def evaluative_words() -> Mapping[tuple[str, str], EvaluativeWord]:
    """The single words, by lemma and part of speech.

    Raises:
        CodebookError: the table can't be read or holds an unknown word.
    """
    return {(row.word, row.pos): row for row in _rows() if row.pos != "phrase"}


@cache
def evaluative_phrases() -> Mapping[str, tuple[EvaluativeWord, ...]]:
    """The phrases by their first word, the longest first.

    Raises:
        CodebookError: the table can't be read or holds an unknown word.
    """
    by_first: dict[str, list[EvaluativeWord]] = {}
    for row in sorted(_rows(), key=lambda row: -len(row.word)):
        if row.pos == "phrase":
            by_first.setdefault(row.word.split()[0], []).append(row)
    return {first: tuple(rows) for first, rows in by_first.items()}


@cache
def _rows() -> tuple[EvaluativeWord, ...]:
    return read_table("evaluative_words.tsv", _row)


def _row(row: Mapping[str, str]) -> EvaluativeWord:
    for value, known in ((row["pos"], POS), (row["tone"], TONES)):
        if value not in known:
            raise ValueError(f"{value!r} is not one of {', '.join(sorted(known))}.")
    if not (row["word"] and row["source"]):
        raise ValueError("word and source can't be empty.")
    return EvaluativeWord(row["word"], row["pos"], row["tone"], row["source"])
