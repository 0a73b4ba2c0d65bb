"""Outlook and comparison on the terminal: groups of actors, each with counts and a sentence."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.errors import UsageError
from dragoman.evaluation.comparing import Compared, Comparison, compare
from dragoman.evaluation.memberships import read_memberships
from dragoman.flow.opening import open_ledger
from dragoman.flow.outlook import MEANING, Leaning, Prospect, outlook
from dragoman.views.disagreement import WARNING
from dragoman.views.ledgers import LOUD, QUIET, print_json
from dragoman.views.registers import Names, evidence_lines, names_of
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import count, plain, shorten


def print_outlook(
    ledger: Path,
    pact: str,
    on: str | None,
    known: str | None,
    *,
    pacts: Path | None,
    vocabulary: Sequence[Path],
    as_json: bool,
) -> None:
    """Prints who may come into a pact."""
    with open_ledger(ledger, pacts, vocabulary) as opened:
        account = opened.account(pact, on, known)
        prospects = outlook(account)
        names = names_of(opened, account.actors)
    if as_json:
        print_json(prospects)
        return
    terminal = open_terminal()
    if not prospects:
        terminal.show(Text("No page tells who might come into it by then."))
    ended = {life.pact: life.expired for life in account.folding.lives}
    for pact_id, group in groupby(prospects, key=lambda p: p.pact):
        here = list(group)
        head = Text(plain(here[0].name), LOUD)
        if ended.get(pact_id):
            head.append(f"  it ended {ended[pact_id]}", "not bold")
        terminal.show(head)
        for leaning, alike in groupby(here, key=lambda p: p.leaning):
            for part in _group(leaning, list(alike), names):
                terminal.show(part)


def _group(leaning: Leaning, prospects: list[Prospect], names: Names) -> Iterator[RenderableType]:
    yield Text(f"  {MEANING[leaning]} ({len(prospects)})", "bold yellow")
    for prospect in prospects:
        line = Text(names[prospect.actor], "bold")
        told = ", ".join(words.removesuffix(" actual") for words in prospect.told)
        line.append(f"  {told}", "not bold")
        days = " to ".join(dict.fromkeys(d for d in (prospect.first, prospect.last) if d))
        line.append(f"  {days}" if days else "  no date", "not bold")
        sources = (
            f"{count(prospect.roots, 'independent source')}, {count(prospect.reports, 'page')}"
        )
        line.append(f"  {sources}", QUIET)
        line.append("  by its own word" if prospect.itself else "", QUIET)
        yield _indented(line, 4)
        yield from evidence_lines(prospect.evidence[0], 6)


def print_comparison(
    ledger: Path,
    pact: str,
    table: Path,
    *,
    treaty: str | None,
    on: str | None,
    known: str | None,
    pacts: Path | None,
    vocabulary: Sequence[Path],
    as_json: bool,
) -> bool:
    """Prints a pact's members by the news beside a table of them.

    Returns:
        Whether every line of the table could be used.
    """
    memberships = read_memberships(table)
    with open_ledger(ledger, pacts, vocabulary) as opened:
        main = opened.main_pact(pact)
        if main is None:
            raise UsageError(f"No page in the ledger tells of {plain(pact)!r}.")
        account = opened.account(main, on, known)
        compared = compare(account, main, memberships, treaty, on, catalogue=opened.catalogue)
        names = names_of(opened, [row.actor for row in compared.rows])
    if as_json:
        print_json(compared)
    else:
        terminal = open_terminal()
        for part in _comparison(compared, table.name, names):
            terminal.show(part)
    return not compared.bad


def _comparison(compared: Compared, table: str, names: Names) -> Iterator[RenderableType]:
    head = Text(plain(compared.name), LOUD)
    called = f" ({shorten(compared.treaty, 80)})" if compared.treaty else ""
    yield head.append(f"  beside {plain(table)}{called}", "not bold")
    told = ", ".join(f"{number:,} {verdict.value}" for verdict, number in compared.counts)
    yield _indented(Text(told, QUIET), 2)
    for verdict, group in groupby(compared.rows, key=lambda row: row.verdict):
        here = list(group)
        yield Text(f"  {verdict.value} ({len(here)})", "bold yellow")
        for row in here:
            yield from _compared(row, table, names)
    for bad in compared.bad:
        words = f"{plain(table)}, line {bad.line}: {plain(bad.message)}; the line was left out"
        yield _indented(Text(words, WARNING), 2)


def _compared(row: Comparison, table: str, names: Names) -> Iterator[RenderableType]:
    line = Text(names[row.actor], "bold").append(f"  {plain(row.why)}", "not bold")
    yield _indented(line, 4)
    if row.evidence:
        yield from evidence_lines(row.evidence[0], 6)
    if row.reference:
        lines = ", ".join(str(reference.line) for reference in row.reference)
        yield _indented(Text(f"{plain(table)}, line {lines}", QUIET), 6)


def _indented(part: Text, indent: int) -> RenderableType:
    return Padding(part, (0, 0, 0, indent))
