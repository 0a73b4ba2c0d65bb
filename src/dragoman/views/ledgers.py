"""Ledgers on the terminal: builds with their progress, and answers for a person or as JSON."""

import csv
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from rich.table import Table as Grid
from rich.text import Text

from dragoman.codebook.catalogue import catalogue_with
from dragoman.codebook.overlays import overlays_with
from dragoman.codebook.pacts import party_names
from dragoman.flow.opening import open_ledger
from dragoman.flow.verifying import Difference, verify
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import count, plain, shorten

LOUD = "bold cyan"
QUIET = "bright_black"
LONGEST = 60
"""Characters of a name or cell that a table shows."""


def print_overview(ledger: Path, *, as_json: bool) -> None:
    """Prints what is in a ledger."""
    with open_ledger(ledger) as opened:
        seen = opened.overview()
    if as_json:
        print_json(seen)
        return
    terminal = open_terminal()
    rows, kept = dict(seen.rows), dict(seen.kept)
    terminal.show(Text(plain(ledger.name), LOUD))
    days = " to ".join(plain(day) for day in seen.published if day)
    terminal.show(
        Text(
            f"  {count(rows['pages'], 'page')}, {seen.words:,} words"
            + (f", published {days}" if days else "")
        )
    )
    named = [
        f"{number:,} {name}" for name, number in seen.rows if name not in ("pages", "articles")
    ]
    terminal.show(Text(f"  {', '.join(named)}"))
    terminal.show(
        Text(
            f"  {count(seen.builds, 'build')}, {count(kept['readings'], 'reading')} kept, "
            f"{seen.bytes / 1e6:,.1f} MB, written {seen.written or 'never'} UTC",
            QUIET,
        )
    )
    if seen.clusters:
        told = f"{count(seen.reprints, 'page')} in {count(seen.clusters, 'cluster')} of reprints"
        terminal.show(Text(f"  {told}"))
    names = {**seen.names, **party_names()}
    for head, counts in (
        ("outlets", seen.outlets),
        ("languages", seen.languages),
        ("event types", seen.types),
        ("parties", tuple((names.get(party, party), n) for party, n in seen.parties)),
        ("pacts", tuple((names.get(pact, pact), n) for pact, n in seen.pacts)),
        ("faults by stage", seen.faults),
        ("coders", seen.coders),
    ):
        if counts:
            told = ", ".join(f"{shorten(name, LONGEST)} {number:,}" for name, number in counts)
            terminal.show(Text().append(f"{head}: ", "bold").append(told))


def print_query(ledger: Path, query: str, seconds: float, rows: int, form: str) -> None:
    """Prints the answer to a query, and says where it was cut off."""
    with open_ledger(ledger) as opened:
        table = opened.sql(query, seconds=seconds, rows=rows)
    if form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    elif form == "json":
        for row in table:
            print_json(row)
    else:
        grid = grid_of(*(shorten(column, LONGEST) for column in table.columns))
        for cells in table.rows:
            grid.add_row(*("" if c is None else shorten(str(c), LONGEST) for c in cells))
        open_terminal().show(grid)
    if not table.complete:
        sys.stdout.flush()
        sys.stderr.write(f"dragoman: only the first {rows:,} rows are shown; --rows gives more\n")


def print_export(ledger: Path, profile: str, out: Path, *, text: bool, authors: bool) -> None:
    """Exports a ledger and says what was written."""
    with open_ledger(ledger) as opened:
        counts = opened.export(profile, out, text=text, authors=authors)
    told = ", ".join(f"{name} {number:,}" for name, number in counts.items())
    open_terminal().show(Text(f"{plain(os.fspath(out))}: {told}"))


def print_differences(
    ledger: Path, pacts: Path | None, vocabulary: Sequence[Path] = (), *, as_json: bool
) -> bool:
    """Prints each row that differs from what its source gives now; whether there was none."""
    found, terminal = 0, open_terminal()
    laid = overlays_with(vocabulary, catalogue_with(pacts))
    with (
        open_ledger(ledger) as opened,
        closing(
            verify(opened, catalogue=laid.catalogue, vocabulary=laid.vocabulary)
        ) as differences,
    ):
        for difference in differences:
            found += 1
            if as_json:
                print_json(difference)
            else:
                terminal.show(Text(difference_line(difference)))
    if not as_json:
        terminal.show(Text(f"{count(found, 'row differs', 'rows differ')}", LOUD))
    return found == 0


def difference_line(difference: Difference) -> str:
    """A difference in words."""
    page = shorten(difference.page, 200)
    if difference.note is not None:
        return f"{page}: {plain(difference.note)}"
    row = difference.stored or difference.now or {}
    which = f"{page}: {difference.table} {row.get('id', '')}".rstrip()
    if difference.stored is None:
        return f"{which} is new"
    if difference.now is None:
        return f"{which} is gone"
    told = (
        f"{field} {shorten(str(difference.stored[field]), LONGEST)} is now "
        f"{shorten(str(difference.now.get(field)), LONGEST)}"
        for field in difference.fields
    )
    return f"{which}: {'; '.join(told)}"


def grid_of(*columns: str) -> Grid:
    """A table without lines, its numbers to the right."""
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        number = column in ("moves", "pages", "sources")
        grid.add_column(Text(column), justify="right" if number else "left", overflow="fold")
    return grid


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever is answered
    """Prints an answer as a line of JSON."""
    sys.stdout.buffer.write(msgspec.json.encode(value, enc_hook=str) + b"\n")
    sys.stdout.buffer.flush()
