"""What is said that makes saying it more than asserting: denials and refusals in plain words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.cues import STANCES
from dragoman.codebook.tables import pattern, read_table


@dataclass(frozen=True, slots=True)
class Mood:
    """Words at the head of a content, and the stance of whoever says so."""

    pattern: re.Pattern[str]
    stance: str
    source: str


@cache
def content_moods() -> tuple[Mood, ...]:
    """All rows of `data/content_moods.tsv`, in the file's order.

    Raises:
        CodebookError: the table can't be read or holds an unknown stance.
    """
    return read_table("content_moods.tsv", _row)


def _row(row: Mapping[str, str]) -> Mood:
    if row["stance"] not in STANCES:
        raise ValueError(f"{row['stance']!r} is not one of {', '.join(sorted(STANCES))}.")
    if not row["source"]:
        raise ValueError("source can't be empty.")
    return Mood(pattern(row["pattern"], re.IGNORECASE), row["stance"], row["source"])
