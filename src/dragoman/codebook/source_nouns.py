"""Nouns at the head of a source: whether they stand for a person, an office, a body or a text."""

from collections.abc import Mapping
from functools import cache

from dragoman.codebook.tables import read_table

SORTS = frozenset({"person", "office", "body", "words"})


@cache
def source_nouns() -> Mapping[str, str]:
    """The sort of each noun of `data/source_nouns.tsv`, which says what the sorts are.

    Raises:
        CodebookError: the table can't be read or holds an unknown sort.
    """
    return dict(read_table("source_nouns.tsv", _row))


def _row(row: Mapping[str, str]) -> tuple[str, str]:
    if row["sort"] not in SORTS:
        raise ValueError(f"{row['sort']!r} is not one of {', '.join(sorted(SORTS))}.")
    if not (row["lemma"] and row["source"]):
        raise ValueError("lemma and source can't be empty.")
    return row["lemma"], row["sort"]
