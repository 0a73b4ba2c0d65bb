"""Exported datasets on the terminal: what was written, what was left out, what stays empty."""

import os
from itertools import groupby
from pathlib import Path

from rich.text import Text

from dragoman.codebook.layouts import Layout
from dragoman.flow.exporting import explain
from dragoman.flow.opening import open_ledger
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import count, plain

LOUD = "bold cyan"
WIDE = 28
"""Characters that a column's name takes."""


def print_dataset(
    ledger: Path, profile: str, out: Path, *, text: bool, one_a_day: bool, across_pages: bool
) -> None:
    """Writes a dataset and says what is in it, what was left out, and what stays empty."""
    with open_ledger(ledger) as opened:
        exported = opened.export_dataset(
            profile, out, text=text, one_a_day=one_a_day, across_pages=across_pages
        )
    terminal = open_terminal()
    name = plain(os.fspath(out))
    for ending, rows in exported.rows.items():
        terminal.show(Text(f"{name}{'.' * bool(ending)}{ending}: {count(rows, 'row')}"))
    if exported.left_out:
        told = ", ".join(f"{reason} {number:,}" for reason, number in exported.left_out.items())
        terminal.show(Text(f"left out: {told}"))
    for layout in explain(profile).values():
        for line in empty_lines(layout):
            terminal.show(Text(line))


def empty_lines(layout: Layout) -> list[str]:
    """The columns of a layout that stay empty, those with the same reason together."""
    if not layout.empty:
        return []
    by_reason = groupby(sorted(layout.empty, key=lambda c: c.how), key=lambda c: c.how)
    lines = [f"  {', '.join(column.name for column in group)}: {why}" for why, group in by_reason]
    return [f"empty in {layout.name}:", *lines]


def print_layouts(profile: str) -> None:
    """Prints the columns of a dataset's files: filled in every row, in some, or never and why."""
    terminal = open_terminal()
    for ending, layout in explain(profile).items():
        name = f"OUT.{ending}" if ending else "OUT"
        terminal.show(Text(f"{name}: {layout.name}, {len(layout.columns)} columns", LOUD))
        for column in layout.columns:
            terminal.show(Text(f"  {column.name:{WIDE}} {column.filled:5} {column.how}"))
