"""What a person types in a search box, as SQLite's full-text search takes it.

Words must all be there; `"several words"` one behind the other; `-word` not at all; `word*`
begins with that. Whatever else is typed counts as white space, so that nothing is an error.
"""

import re
from dataclasses import dataclass

MOST = 16
"""Words that are heeded."""
SHORTEST = 3
"""Letters of a beginning; a shorter one is taken for a word."""
PARTS = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: what must be there, and what must not, each as the search takes it."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    def match(self, columns: tuple[str, ...], facets: tuple[str, ...] = ()) -> str:
        """The query in some columns of a table, narrowed by words of our own."""
        inside = f"{{{' '.join(columns)}}} : "
        told = f"{inside}({' AND '.join(self.wanted)})"
        if facets:
            told = f"({told} AND {{facets}} : ({' AND '.join(map(_phrase, facets))}))"
        for word in self.unwanted:
            told = f"({told} NOT {inside}({word}))"
        return told


def asked(query: str) -> Asked:
    """What is typed, taken apart; nothing is wanted where no word is left."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, bare in PARTS.findall(query)[: 2 * MOST]:
        # An underscore is no part of a word for the search, and would be cut there as well.
        words = WORDS.findall((phrase or bare).replace("_", " "))
        if not words:
            continue
        begins = bare.endswith("*") and len(words[-1]) >= SHORTEST
        told = _phrase(" ".join(words)) + " *" * begins
        (unwanted if minus else wanted).append(told)
    return Asked(tuple(wanted[:MOST]), tuple(unwanted[:MOST]))


def _phrase(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
