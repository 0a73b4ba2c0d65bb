"""What tells an outlet's own voice from that of a report that it republishes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.tables import pattern, read_table


@dataclass(frozen=True, slots=True)
class VoiceSign:
    """A sign in a paragraph: above zero it speaks for the outlet's own voice, below for a wire."""

    weight: float
    pattern: re.Pattern[str]
    source: str


@cache
def voice_signs() -> tuple[VoiceSign, ...]:
    """All signs, in the file's order.

    Raises:
        CodebookError: the table can't be read, or holds a pattern that is none.
    """
    return read_table("voices.tsv", _row)


def _row(cells: Mapping[str, str]) -> VoiceSign:
    return VoiceSign(
        float(cells["weight"]), pattern(cells["pattern"], re.IGNORECASE), cells["source"]
    )
