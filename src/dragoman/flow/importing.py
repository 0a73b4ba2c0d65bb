"""Importing dictionaries: their rows as tables of a user's own, beside what the codebook knows."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.actors.lexicon import SURNAMES, NameKind, Sense, names, role_words, words
from dragoman.codebook.events import event_words
from dragoman.codebook.overlays.loading import TABLES
from dragoman.codebook.petrarch import Known, LeftOut, Taken, converted, read_dictionary
from dragoman.errors import UsageError

LEFT_OUT = "left-out.txt"
"""The file that says what was not taken over; no table, so that a vocabulary lets it be."""
PEOPLE = (NameKind.LEADER, *SURNAMES)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: rows by table, and how much was left out for which reason."""

    folder: Path
    rows: Mapping[str, int]
    left_out: Mapping[str, int]


def import_dictionaries(
    paths: Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    override: bool = False,
) -> Imported:
    """Makes a folder of tables from dictionaries in the format of PETRARCH.

    Args:
        paths: files with actors, agents, verbs or discards; of two that have a name the first
            keeps it.
        folder: where the tables go; it is made if there is none. No file there is written over.
        override: takes over what the codebook knows too, so that the dictionaries go before it.

    Raises:
        UsageError: a file can't be read or is no dictionary, or a table is there already or can't
            be written.
    """
    dictionaries = [read_dictionary(Path(path)) for path in paths]
    taken = converted(dictionaries, Known() if override else codebook_known())
    out = Path(folder)
    files = {f"{table}.tsv": _table(table, rows) for table, rows in sorted(taken.rows.items())}
    files[LEFT_OUT] = _report(taken)
    try:
        out.mkdir(parents=True, exist_ok=True)
        there = [name for name in files if os.path.lexists(out / name)]
        if there:
            raise UsageError(
                f"{os.fspath(out)!r} has {', '.join(there)} already: give a new folder."
            )
        for name, lines in files.items():
            with (out / name).open("x", encoding="utf-8", newline="\n") as file:
                file.writelines(lines)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"{os.fspath(out)!r} can't be written: {why}.") from error
    return Imported(
        out, {table: len(rows) for table, rows in taken.rows.items()}, dict(taken.why())
    )


def codebook_known() -> Known:
    """What the codebook knows: its names, people in office, words for capacities and verbs."""
    verbs = frozenset(lemma for pos, lemma in event_words() if pos == "verb")
    return Known(
        name=lambda name: any(True for _ in _senses(name)),
        person=lambda name: any(sense.kind in PEOPLE for sense in _senses(name)),
        role=_is_role,
        verb=verbs.__contains__,
        holds_name=_holds_name,
    )


def _senses(name: str) -> Iterator[Sense]:
    """Whom the codebook has under a name, in capitals or not."""
    for form in dict.fromkeys((name, name.upper())):
        sequence = words(form)
        found = names().longest(sequence, 0) if sequence else None
        if found is not None and found[0] == len(sequence):
            yield from found[1]


def _is_role(word: str) -> bool:
    sequence = words(word.lower())
    found = role_words().longest(sequence, 0) if sequence else None
    return found is not None and found[0] == len(sequence)


def _holds_name(phrase: str) -> bool:
    """Whether a name stands in a phrase that the codebook would take for somebody."""
    sequence = words(phrase)
    found = (names().longest(sequence, start) for start in range(len(sequence)))
    return any(sense.kind is not NameKind.DECOY for hit in found if hit for sense in hit[1])


def _table(table: str, rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """The lines of a table, with the columns in their order that one of its rows fills."""
    columns = [column for column in TABLES[table][0] if any(row.get(column) for row in rows)]
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(_cell(row.get(column, "")) for column in columns) + "\n"


def _cell(text: str) -> str:
    """A cell on one line, and no remark; a table's cells are trimmed when they are read."""
    return " ".join(text.split())


def _report(taken: Taken) -> Iterator[str]:
    """What was left out: how much for which reason, then each with its place."""
    yield f"{len(taken.left_out):,} words of the dictionaries were not taken over.\n\n"
    for why, count in taken.why().most_common():
        yield f"{count:>8,}  {why}\n"
    yield "\n"
    yield from map(_left_out, taken.left_out)


def _left_out(note: LeftOut) -> str:
    return f"{note.file}, line {note.line}: {note.words}: {note.why}\n"
