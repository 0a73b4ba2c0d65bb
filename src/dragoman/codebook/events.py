"""Words that tell events: verbs and nouns with the PLOVER type that each tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.plover import plover_types
from dragoman.codebook.tables import items, read_table
from dragoman.errors import CodebookError

MEMBER, SELF, INFINITIVE = "actor", "self", "infinitive"
NAME, NONE, CLAUSE, MUST = "name", "none", "clause", "must"
"""Objects that no list of words can hold: a body to leave, the source itself, "to do"; a proper
name, nothing at all, a clause, a clause that says what must be done."""
LISTED = "="
"""What an object of a user's begins with that lists its words itself: "=plot|coup"."""
UNLISTED = (MEMBER, SELF, INFINITIVE, NAME, NONE, CLAUSE, MUST)


@dataclass(frozen=True, slots=True)
class EventWord:
    """A verb or noun, what must stand beside it, and the event that it then tells.

    A row without a `type` tells nothing, and keeps the less demanding rows of its word from
    telling anything either ("strike a balance"). `object` and `subject` name groups of words.
    `targets` are the places where the target may stand, in order; `needs` names who must be
    known ("target", "source"); `mutual` marks an act of all parties together.
    """

    lemma: str
    particle: str
    preposition: str
    pos: str
    object: str
    subject: str
    type: str
    mode: str | None
    cameo: str
    targets: tuple[str, ...]
    needs: tuple[str, ...]
    mutual: bool
    origin: str = ""
    """The row of a user's table that it comes from; empty for the codebook's."""

    @property
    def words(self) -> str:
        """The row in words: "pull out of + pact"; of a user's with its place."""
        parts = " ".join(p for p in (self.lemma, self.particle, self.preposition) if p)
        beside = self.object.removeprefix(LISTED)
        told = f"{parts} ({self.pos})" + (f" + {beside}" if beside else "")
        return f"{told} [{self.origin}]" if self.origin else told

    @property
    def conditions(self) -> int:
        """How much must stand beside the word: the row that asks for most is tried first."""
        beside = bool(self.object) + bool(self.subject) + bool(self.particle)
        return 2 * beside + bool(self.preposition)


def make_word(row: Mapping[str, str], origin: str = "") -> EventWord:
    """The event word of a row of the table.

    Raises:
        ValueError: the type, mode or part of speech is unknown.
    """
    kind = plover_types().get(row["type"])
    if kind is None and row["type"]:
        raise ValueError(f"{row['type']!r} is no PLOVER type")
    if row["mode"] and (kind is None or row["mode"] not in kind.modes):
        raise ValueError(f"{row['type']} has no mode {row['mode']!r}")
    if row["pos"] not in ("verb", "copula", "noun"):
        raise ValueError(f"{row['pos']!r} is neither verb, copula nor noun")
    return EventWord(
        lemma=row["lemma"],
        particle=row["particle"],
        preposition=row["preposition"],
        pos=row["pos"],
        object=row["object"],
        subject=row["subject"],
        type=row["type"],
        mode=row["mode"] or None,
        cameo=row["cameo"] or (kind.cameo if kind else ""),
        targets=items(row["targets"]),
        needs=items(row["needs"]),
        mutual=row["mutual"] == "yes",
        origin=origin,
    )


@cache
def event_words() -> Mapping[tuple[str, str], tuple[EventWord, ...]]:
    """The rows of `event_words.tsv` by (part of speech, lemma), the most demanding first.

    Raises:
        CodebookError: the table can't be read, a row is invalid, or it asks for a group of
            objects that `event_objects.tsv` lacks.
    """
    found: dict[tuple[str, str], list[EventWord]] = {}
    for row in read_table("event_words.tsv", make_word):
        for group in (row.object, row.subject):
            if group and group not in (*UNLISTED, *object_groups()):
                raise CodebookError(f"event_words.tsv: {row.lemma} asks for {group!r}, no group.")
        found.setdefault((row.pos, row.lemma), []).append(row)
    return MappingProxyType(
        {key: tuple(sorted(rows, key=lambda row: -row.conditions)) for key, rows in found.items()}
    )


@cache
def object_groups() -> Mapping[str, frozenset[str]]:
    """The groups of object words by name.

    Raises:
        CodebookError: the table can't be read.
    """
    rows = read_table(
        "event_objects.tsv", lambda row: (row["name"], frozenset(items(row["words"])))
    )
    return MappingProxyType(dict(rows))
