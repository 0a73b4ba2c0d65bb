"""Ledgers on the terminal: builds with their progress, and answers for a person or as JSON."""

import csv
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from rich.table import Table as Grid
from rich.text import Text

from dragoman.codebook.pacts import party_names
from dragoman.flow.opening import open_ledger
from dragoman.flow.standing import Step
from dragoman.flow.verifying import Difference, verify
from dragoman.records import MoveKind
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


def print_pacts(ledger: Path, on: str | None, known: str | None, *, as_json: bool) -> None:
    """Prints the pacts that a ledger tells of."""
    with open_ledger(ledger) as opened:
        found = opened.pacts(on, known)
    if as_json:
        print_json(found)
        return
    grid = _grid("pact", "kind", "moves", "pages", "since", "standing")
    for pact in found:
        life = pact.life
        since = (life.founded if life else None) or pact.row.first or ""
        told = ", ".join(f"{number} {status}" for status, number in pact.statuses)
        grid.add_row(
            shorten(pact.row.name, LONGEST),
            pact.row.kind,
            f"{pact.row.moves:,}",
            f"{pact.row.pages:,}",
            since,
            told,
        )
    open_terminal().show(grid)


def print_standing(
    ledger: Path, pact: str, on: str | None, known: str | None, *, as_json: bool
) -> None:
    """Prints who stands where."""
    with open_ledger(ledger) as opened:
        folding = opened.standing(pact, on, known)
        called = opened.actor_names([row.actor for row in folding.standings])
    if as_json:
        print_json(folding.standings)
        return
    terminal, names = open_terminal(), {**called, **party_names()}
    if not folding.lives:
        terminal.show(Text("No page tells of a done move on it by then."))
    for life in folding.lives:
        dates = [f"founded {life.founded}"] if life.founded else []
        dates += [f"expired {life.expired}"] if life.expired else []
        terminal.show(Text(f"{plain(life.name)}  {', '.join([life.kind.value, *dates])}", LOUD))
        grid = _grid("actor", "status", "since", "pages", "sources")
        for row in folding.standings:
            if row.pact == life.pact:
                actor = shorten(names.get(row.actor, row.actor), LONGEST)
                numbers = (f"{row.reports:,}", f"{row.roots:,}")
                grid.add_row(actor, row.status, row.since or "", *numbers)
        terminal.show(grid)
        for flag in folding.flags:
            if flag.pact == life.pact:
                told = "breach" if flag.move is MoveKind.BREACH else "compliance"
                days = " to ".join(dict.fromkeys(filter(None, (flag.since, flag.until))))
                who = plain(names.get(flag.actor, flag.actor))
                terminal.show(Text(f"{who}: {told} told, {days}", QUIET))
    for fault in folding.faults:
        terminal.show(Text(f"fault: {plain(fault.message)}", "red"))


def print_timeline(ledger: Path, pact: str, known: str | None, *, as_json: bool) -> None:
    """Prints a pact's story."""
    with open_ledger(ledger) as opened:
        steps = opened.timeline(pact, known)
        actors = {step.actor for step in steps if step.actor is not None}
        called = opened.actor_names(sorted(actors))
    if as_json:
        print_json(steps)
        return
    names = {**called, **party_names()}
    grid = _grid("day", "actor", "move", "", "pages", "sources", "told by")
    for step in steps:
        grid.add_row(
            step.date or step.day or "unknown",
            shorten(names.get(step.actor, step.actor) if step.actor else "", LONGEST),
            _move(step),
            "" if step.modality.value == "actual" else step.modality.value,
            f"{step.reports:,}",
            f"{step.roots:,}",
            shorten(step.evidence[0].outlet or step.evidence[0].url or "", 40),
        )
    open_terminal().show(grid)


def _move(step: Step) -> str:
    if step.count is not None:
        return f"{step.move.value} {step.count}"
    return f"{step.move.value} {' '.join(step.members)}" if step.members else step.move.value


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
        grid = _grid(*(shorten(column, LONGEST) for column in table.columns))
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


def print_differences(ledger: Path, *, as_json: bool) -> bool:
    """Prints each row that differs from what its source gives now; whether there was none."""
    found, terminal = 0, open_terminal()
    with open_ledger(ledger) as opened, closing(verify(opened)) as differences:
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


def _grid(*columns: str) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        number = column in ("moves", "pages", "sources")
        grid.add_column(Text(column), justify="right" if number else "left", overflow="fold")
    return grid


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever is answered
    """Prints an answer as a line of JSON."""
    sys.stdout.buffer.write(msgspec.json.encode(value, enc_hook=str) + b"\n")
    sys.stdout.buffer.flush()
