"""A user's own vocabulary on the terminal: what an import made, and how often types are told."""

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.table import Table as Grid
from rich.text import Text

from dragoman.codebook.overlays import overlays_with
from dragoman.errors import UsageError
from dragoman.flow.importing import LEFT_OUT, import_dictionaries
from dragoman.flow.ontologies import TypedEvent, count_types, typed_events
from dragoman.flow.opening import open_ledger
from dragoman.views.ledgers import print_json
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import count, plain

REASONS = 8
"""How many reasons are told; the file has all."""


def print_import(files: Sequence[Path], out: Path, *, override: bool) -> None:
    """Makes a vocabulary from dictionaries, and says what became of them."""
    done = import_dictionaries(files, out, override=override)
    terminal = open_terminal()
    for table, rows in sorted(done.rows.items()):
        path = plain(os.fspath(done.folder / f"{table}.tsv"))
        terminal.show(Text(f"{path}: {count(rows, 'row')}"))
    path = plain(os.fspath(done.folder / LEFT_OUT))
    left = sum(done.left_out.values())
    terminal.show(Text(f"{path}: {count(left, 'word')} of the dictionaries not taken over"))
    reasons = sorted(done.left_out.items(), key=lambda reason: (-reason[1], reason[0]))
    for why, number in reasons[:REASONS]:
        terminal.show(Text(f"  {number:>7,}  {plain(why)}"))


COLUMNS = (
    *("event", "occurrence", "type", "label", "plover", "mode", "modality", "date", "by", "to"),
    *("article", "published", "url", "sentence"),
)


def print_types(
    ledger: Path, vocabulary: Sequence[Path], out: Path | None, *, as_json: bool
) -> None:
    """Prints how often each type of an ontology is told, and writes its events out if asked.

    Raises:
        UsageError: no ontology is given, something is wrong with it, or the file can't be written.
        LedgerError: the ledger can't be opened.
    """
    ontology = overlays_with(vocabulary).ontology
    if ontology.digest is None:
        raise UsageError("Give a table of types: --vocabulary FOLDER/ontology.tsv.")
    with open_ledger(ledger) as opened:
        events = typed_events(opened, ontology)
        counts = count_types(events if out is None else _written(out, events), ontology)
    if as_json:
        for row in counts:
            print_json(row)
        return
    grid = Grid("type", "label", "under", "events", "told as done", "happenings")
    for row in counts:
        shown = (plain(row.type), plain(row.label), plain(row.parent or ""))
        grid.add_row(*map(Text, (*shown, *map(str, (row.events, row.actual, row.occurrences)))))
    open_terminal().show(grid)


def _written(out: Path, events: Iterable[TypedEvent]) -> Iterator[TypedEvent]:
    """The events, each with its rows written into a new file on the way."""
    try:
        with out.open("x", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for event in events:
                writer.writerows(_rows(event))
                yield event
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"{os.fspath(out)!r} can't be written: {why}.") from error


def _rows(event: TypedEvent) -> Iterator[list[str]]:
    for row in event.types:
        cells = (
            *(event.id, event.occurrence, row.name, row.label, event.plover, event.mode),
            *(event.modality, event.date, "|".join(event.by), "|".join(event.to), event.article),
            *(event.published, event.url, event.quote),
        )
        yield [plain(" ".join((cell or "").split())) for cell in cells]
