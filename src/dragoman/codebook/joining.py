"""The acts by which a state comes into an accord or leaves it, and the words that tell which."""

from collections.abc import Mapping
from functools import cache

from dragoman.codebook.tables import items, pattern, read_table


@cache
def joining_acts() -> Mapping[str, str]:
    """The stems of each act's words as a regular expression, under the act's name.

    Raises:
        CodebookError: a row is malformed.
    """
    return dict(read_table("joining_acts.tsv", _make))


def act_of(words: str) -> str | None:
    """The one act that a sentence tells of, None where it names none or several."""
    found = [act for act, stems in joining_acts().items() if pattern(stems).search(words.lower())]
    return found[0] if len(found) == 1 else None


def _make(row: Mapping[str, str]) -> tuple[str, str]:
    """One act from its cells.

    Raises:
        ValueError: a cell is empty.
    """
    stems = items(row["stems"])
    if not (row["act"] and stems and row["source"]):
        raise ValueError("act, stems and source can't be empty.")
    return row["act"], rf"\b(?:{'|'.join(stems)})"
