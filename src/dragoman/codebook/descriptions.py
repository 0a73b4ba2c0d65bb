"""Nouns that stand for actors already named: "the kingdom", "the bloc", "both sides"."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.tables import items, read_table

DESCRIPTION_SORTS = frozenset({"state", "body", "group", "set", "half", "house", "neighbour"})


@dataclass(frozen=True, slots=True)
class Description:
    """A noun and whom it fits: `ids` where they are listed, else every actor of its sort.

    They stand in the table's order: the first is whom a part of a divided land means.

    `count` is how many actors it stands for, 0 where the words beside it say so.
    """

    sort: str
    words: tuple[str, ...]
    ids: tuple[str, ...]
    count: int
    source: str


def _description(row: Mapping[str, str]) -> Description:
    if row["sort"] not in DESCRIPTION_SORTS:
        raise ValueError(f"{row['sort']!r} is not one of {', '.join(sorted(DESCRIPTION_SORTS))}.")
    return Description(
        sort=row["sort"],
        words=items(row["words"]),
        ids=items(row["ids"]),
        count=int(row["count"]),
        source=row["source"],
    )


@cache
def descriptions() -> Mapping[str, tuple[Description, ...]]:
    """The rows of `data/descriptions.tsv` by noun, in the table's order.

    Raises:
        CodebookError: the table can't be read or names an unknown sort.
    """
    found: dict[str, tuple[Description, ...]] = {}
    for row in read_table("descriptions.tsv", _description):
        for word in row.words:
            found[word] = (*found.get(word, ()), row)
    return found


@cache
def description_heads() -> frozenset[str]:
    """The last words of all descriptions."""
    return frozenset(word.split()[-1] for word in descriptions())
