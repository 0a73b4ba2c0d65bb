"""What was taken over of dictionaries: rows of tables, and what was left out and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.codebook.petrarch.reading import Dictionary, LeftOut

KNOWN = "the codebook knows it"
"""Why a row is left out that would only say what the codebook says."""

Row = dict[str, str]


@dataclass(slots=True)
class Taken:
    """The rows by table, what was left out, and the names that have a row already.

    `places` has whose each name in lower case is; `ids` the ids that rows have given.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def add(self, table: str, row: Mapping[str, str]) -> None:
        """Adds a row to a table."""
        self.rows.setdefault(table, []).append(dict(row))

    def leave_out(self, dictionary: Dictionary, line: int, words: str, why: str) -> None:
        """Notes that words were not taken over."""
        self.left_out.append(dictionary.left_out(line, words, why))

    def claim(self, name: str, place: str) -> str | None:
        """Takes a name for a row; whose it is already, if it is another's."""
        holder = self.places.setdefault(name.casefold(), place)
        return None if holder == place else holder

    def why(self) -> Counter[str]:
        """How much was left out for which reason, what is special to one left away."""
        return Counter(note.why.partition(":")[0] for note in self.left_out)
