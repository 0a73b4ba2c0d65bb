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
WORDS = re.compile(r"[^\W_]+")
"""A word; an underscore is no part of one for the search."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side; where it `begins`, the last is the beginning of one."""

    words: tuple[str, ...]
    begins: bool = False

    @property
    def told(self) -> str:
        """As the search takes it."""
        return quoted(" ".join(self.words)) + " *" * self.begins


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: what must be there, and what must not."""

    phrases: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...]

    def match(self, columns: tuple[str, ...], facets: tuple[str, ...] = ()) -> str:
        """The query in some columns of a table, narrowed by words of our own."""
        inside = f"{{{' '.join(columns)}}} : "
        told = f"{inside}({' AND '.join(phrase.told for phrase in self.phrases)})"
        if facets:
            told = f"({told} AND {{facets}} : ({' AND '.join(map(quoted, facets))}))"
        for phrase in self.unwanted:
            told = f"({told} NOT {inside}({phrase.told}))"
        return told


def asked(query: str) -> Asked:
    """What is typed, taken apart; no phrases where no word is left."""
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for minus, phrase, bare in PARTS.findall(query)[: 2 * MOST]:
        words = tuple(WORDS.findall(phrase or bare))
        if words:
            begins = bare.endswith("*") and len(words[-1]) >= SHORTEST
            (unwanted if minus else wanted).append(Phrase(words, begins))
    return Asked(tuple(wanted[:MOST]), tuple(unwanted[:MOST]))


def quoted(words: str) -> str:
    """Words as the search takes any words."""
    return '"' + words.replace('"', '""') + '"'
