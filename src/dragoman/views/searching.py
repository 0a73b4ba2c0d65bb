"""Searching a ledger from the terminal: its index is made or brought forward first."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.text import Text

from dragoman.ledger import Ledger
from dragoman.ledger.index import KINDS, Hit, Index, Narrowed, Piece, Result
from dragoman.views.ledgers import LOUD, QUIET, print_json
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import plain, shorten

Refresh = Callable[[Callable[[int, int], None]], object]


def search_ledger(
    ledger: Path, query: str, kind: str | None, by: Narrowed, rows: int, *, as_json: bool
) -> bool:
    """Prints what a search finds, the best first of each kind; as JSON a line for each kind.

    Args:
        ledger: the ledger's file.
        query: words; see `dragoman.ledger.index.queries`.
        kind: what is searched for; None for all kinds.
        by: what it is narrowed by.
        rows: how many hits of each kind are printed at most.
        as_json: prints JSON.

    Returns:
        Whether anything was found.

    Raises:
        LedgerError: the ledger can't be read, or its index can't be written.
    """
    with Ledger(ledger):
        pass  # Says what is wrong with it, and brings an older one forward.
    with closing(Index(ledger)) as index:
        prepare(index.refresh)
        with index.snapshot() as snapshot:
            kinds = KINDS if kind is None else (kind,)
            results = [snapshot.search(query, each, by, rows) for each in kinds]
    terminal = open_terminal()
    for found in results:
        if as_json:
            print_json(found)
        elif found.matches:
            for line in _lines(found):
                terminal.show(line)
    return any(found.matches for found in results)


def prepare(refresh: Refresh) -> None:
    """Has an index made or brought forward, and shows on standard error how far it is."""
    columns = (TextColumn("Indexing"), BarColumn(), TaskProgressColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        refresh(lambda done, all_: bar.update(task, completed=done, total=all_ or None))


def _lines(found: Result) -> list[Text]:
    """What was found of one kind, for a person."""
    more = ", the latest of more" if found.cut else ""
    lines = [Text(f"{found.kind}: {found.matches:,}{more}", LOUD)]
    for hit in found.hits:
        lines.append(Text.assemble("  ", _head(hit), "  ", (_place(hit), QUIET)))
        words = Text("    ")
        for piece in hit.pieces:
            words.append(_spaced(piece), LOUD if piece.found else "")
        lines.append(words)
    return lines


def _spaced(piece: Piece) -> str:
    """A piece on one line, with a blank where it begins or ends with one."""
    before, after = (" " * part.isspace() for part in (piece.text[:1], piece.text[-1:]))
    return f"{before}{plain(piece.text)}{after}" if piece.text.strip() else " "


def _head(hit: Hit) -> str:
    told = (hit.type and hit.type.lower(), hit.name if hit.kind != "events" else None, hit.stance)
    return shorten(" ".join(part for part in told if part), 100)


def _place(hit: Hit) -> str:
    told = (plain(hit.outlet), hit.day, hit.id)
    return " · ".join(part for part in told if part)
