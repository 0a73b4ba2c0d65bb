"""A user's own types of events: a table of types, and of what gives them.

Each row names a type and what an event must have to be of it; all cells that are filled must hold,
and of a list in a cell one item. A type may have several rows, each of which gives it; one whose
row asks for nothing is there to be the parent of others.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.codebook.overlays.rows import (
    OwnRow,
    Problems,
    check_filled,
    check_names,
    check_one_of,
)
from dragoman.codebook.plover import contexts, plover_types
from dragoman.codebook.tables import items

CONDITIONS = (
    *("plover", "modes", "contexts", "cameo", "modality", "by", "to", "pacts"),
    "words",
)
COLUMNS = ("type", "label", "parent", *CONDITIONS, "source")
REQUIRED = ("type",)
MODALITIES = ("actual", "planned", "denied", "alleged", "hypothetical")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
WORD = re.compile(r"\w+")
REST = "*"
"""What a word ends with that any word fits which begins so."""


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A type of a user's: name, label, and the type above it, which is a user's or PLOVER's."""

    name: str
    label: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Act:
    """What a rule looks at of an event.

    `by` and `to` are the ids, parties and sectors of its sources and targets; `pacts` the ids and
    kinds of the pacts on which its sentence tells a move; `text` is the sentence.
    """

    type: str
    mode: str | None
    contexts: frozenset[str]
    cameo: str
    modality: str
    by: frozenset[str]
    to: frozenset[str]
    pacts: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class TypeRule:
    """What an event must have to be of a type; what is empty asks nothing."""

    type: str
    plover: frozenset[str]
    modes: frozenset[str]
    contexts: frozenset[str]
    cameo: tuple[str, ...]
    modality: frozenset[str]
    by: frozenset[str]
    to: frozenset[str]
    pacts: frozenset[str]
    words: tuple[str, ...]

    def fits(self, act: Act, text: str) -> bool:
        """Whether an act has all that is asked for; `text` is its own as `plain_words` gives it."""
        sets = (
            (self.plover, frozenset((act.type,))),
            (self.modes, frozenset((act.mode or "",))),
            (self.contexts, act.contexts),
            (self.modality, frozenset((act.modality,))),
            (self.by, act.by),
            (self.to, act.to),
            (self.pacts, act.pacts),
        )
        if any(wanted and wanted.isdisjoint(found) for wanted, found in sets):
            return False
        if self.cameo and not act.cameo.startswith(self.cameo):
            return False
        return not self.words or any(words in text for words in self.words)


@dataclass(frozen=True, slots=True)
class Ontology:
    """A user's types in the order of the table, and the rules that give them."""

    types: tuple[TypeRow, ...] = ()
    rules: tuple[TypeRule, ...] = ()
    digest: str | None = None

    def types_of(self, act: Act) -> tuple[TypeRow, ...]:
        """The types of an event, in the table's order; those above them are not repeated."""
        text = plain_words(act.text)
        given = {rule.type for rule in self.rules if rule.fits(act, text)}
        return tuple(row for row in self.types if row.name in given)

    def with_parents(self, names: Iterable[str]) -> frozenset[str]:
        """Types with all of a user's that are above them."""
        parents = {row.name: row.parent for row in self.types}
        found: set[str] = set()
        for name in names:
            above: str | None = name
            while above in parents and above not in found:
                found.add(above)
                above = parents[above]
        return frozenset(found)


def plain_words(text: str) -> str:
    """The words of a text in lower case, with a blank before, between and after them."""
    return f" {' '.join(WORD.findall(text.lower()))} "


@dataclass(slots=True)
class _Types:
    """The types so far, and the row that each of their labels and parents comes from."""

    types: dict[str, TypeRow] = field(default_factory=dict)
    rows: dict[str, OwnRow] = field(default_factory=dict)


def read_ontology(rows: Iterable[OwnRow], problems: Problems) -> Ontology:
    """The types of a table; what is wrong with it is noted."""
    known = _Types()
    rules: list[TypeRule] = []
    for row in rows:
        if _is_sound(row, problems) and _enter(known, row, problems):
            rules.extend(_rule(row))
    for name, kind in known.types.items():
        if kind.parent is not None and kind.parent not in (*known.types, *plover_types()):
            check_one_of(known.rows[name], "parent", (*known.types, *plover_types()), problems)
        elif _is_circle(name, known.types):
            problems.of(known.rows[name], "parent", f"{name} would be above itself.")
    return Ontology(tuple(known.types.values()), tuple(rules))


def _is_sound(row: OwnRow, problems: Problems) -> bool:
    before = problems.count
    if check_filled(row, REQUIRED, problems) and not NAME.fullmatch(row["type"]):
        what = f"{row['type'][:60]!r} is no name of a type: letters, digits, dots, _ and -."
        problems.of(row, "type", what)
    if row["type"].upper() in plover_types():
        problems.of(row, "type", f"{row['type']} is PLOVER's: it can be a parent, or in `plover`.")
    types = plover_types()
    asked = [name for name in items(row["plover"]) if name in types] or list(types)
    modes = sorted({mode for name in asked for mode in types[name].modes})
    for column, allowed in (
        ("plover", types),
        ("modes", modes),
        ("contexts", contexts()),
        ("modality", MODALITIES),
    ):
        for item in items(row[column]):
            if item not in allowed:
                told = OwnRow(row.table, row.line, {column: item})
                check_one_of(told, column, allowed, problems)
    for code in items(row["cameo"]):
        if not re.fullmatch("[0-9]{2,4}", code):
            problems.of(row, "cameo", f"{code[:60]!r} is no CAMEO code: 2 to 4 digits.")
    check_names(row, "words", items(row["words"]), problems)
    return problems.count == before


def _enter(known: _Types, row: OwnRow, problems: Problems) -> bool:
    """Takes in a row's type; a later row of it may leave label and parent empty."""
    name, before = row["type"], known.types.get(row["type"])
    if before is None:
        known.types[name] = TypeRow(name, row["label"] or name, row["parent"] or None)
        known.rows[name] = row
        return True
    for column, held in (("label", before.label), ("parent", before.parent)):
        if row[column] and row[column] != held:
            what = f"{known.rows[name].origin} has {held or 'none'!r} for this type."
            problems.of(row, column, what)
            return False
    return True


def _rule(row: OwnRow) -> Iterator[TypeRule]:
    """The rule of a row, none where it asks for nothing."""
    if not any(row[column] for column in CONDITIONS):
        return
    yield TypeRule(
        type=row["type"],
        plover=frozenset(items(row["plover"])),
        modes=frozenset(items(row["modes"])),
        contexts=frozenset(items(row["contexts"])),
        cameo=items(row["cameo"]),
        modality=frozenset(items(row["modality"])),
        by=frozenset(items(row["by"])),
        to=frozenset(items(row["to"])),
        pacts=frozenset(items(row["pacts"])),
        words=tuple(
            plain_words(words)[: -1 if words.endswith(REST) else None]
            for words in items(row["words"])
        ),
    )


def _is_circle(name: str, types: dict[str, TypeRow]) -> bool:
    above, seen = types[name].parent, {name}
    while above in types:
        if above in seen:
            return above == name
        seen.add(above)
        above = types[above].parent
    return False
