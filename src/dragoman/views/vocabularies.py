"""A user's own vocabulary on the terminal: what an import made, and what it left out."""

import os
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from dragoman.flow.importing import LEFT_OUT, import_dictionaries
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
