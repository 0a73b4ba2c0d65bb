"""`dragoman occurrences`: happenings over all pages with their reports, for a person or as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rich.text import Text

from dragoman.codebook.pacts import party_names
from dragoman.errors import UsageError
from dragoman.flow.occurrences import Occurrence, Report
from dragoman.flow.opening import open_ledger
from dragoman.records import EventType
from dragoman.views.ledgers import LONGEST, LOUD, QUIET, print_json
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import count, plain, shorten

SENTENCE = 160
"""Characters of a sentence that are shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which happenings are asked for; see the command's options."""

    types: tuple[str, ...] | None
    party: str | None
    since: str | None
    until: str | None
    known: str | None
    least: int

    def has(self, occurrence: Occurrence) -> bool:
        """Whether a happening is asked for, by its parties."""
        parties = (*occurrence.source, *occurrence.target)
        return self.party is None or self.party in parties


def print_occurrences(ledger: Path, wanted: Wanted, *, as_json: bool) -> None:
    """Prints happenings, those that most pages tell first, each with its evidence.

    Raises:
        UsageError: a type is none of PLOVER's.
    """
    with open_ledger(ledger) as opened:
        told = opened.occurrences(_types(wanted), wanted.since, wanted.until, wanted.known)
        found = [each for each in told if wanted.has(each)]
        shown = [each for each in found if each.reports >= wanted.least]
        called = {party for each in shown for party in (*each.source, *each.target)}
        called |= {telling.root for each in shown for telling in each.tellings}
        names = {**opened.actor_names(sorted(called)), **party_names()}
    if as_json:
        for each in shown:
            print_json(each)
        return
    terminal = open_terminal()
    head = f"{count(len(shown), 'happening')} told by {count(wanted.least, 'page')} or more"
    terminal.show(Text(head, LOUD).append(f", of {len(found):,} in all", QUIET))
    for each in shown:
        terminal.show(Text())
        for line in _lines(each, names):
            terminal.show(line)


def _types(wanted: Wanted) -> list[str] | None:
    if wanted.types is None:
        return None
    known, types = [str(each) for each in EventType], [each.upper() for each in wanted.types]
    if wrong := [each for each in types if each not in known]:
        raise UsageError(f"{plain(wrong[0])} is no event type. There are: {', '.join(known)}.")
    return types


def _lines(each: Occurrence, names: dict[str, str]) -> Iterator[Text]:
    who = " > ".join(", ".join(_name(p, names) for p in side) for side in _sides(each))
    told = f"{each.date or 'no date'}  {each.type}" + f" ({each.modality})"
    yield Text(f"{told}  {who}", "bold")
    counted = f"{count(each.reports, 'report')}, {count(each.roots, 'independent source')}"
    if each.reprints:
        counted += f", {count(each.reprints, 'reprint')}"
    yield Text(f"  {counted}", QUIET)
    for root, reports in groupby(sorted(each.tellings, key=_by_root), key=lambda t: t.root):
        yield Text(f"  {shorten(_root(root, names), LONGEST)}", "bold")
        for report in reports:
            yield _report(report)


def _sides(each: Occurrence) -> tuple[tuple[str, ...], ...]:
    return tuple(side for side in (each.source, each.target) if side)


def _by_root(report: Report) -> tuple[str, str, str]:
    return report.root, report.published or "9999", report.article


def _root(root: str, names: dict[str, str]) -> str:
    kind, _, name = root.partition(":")
    return f"{kind} {name}" if name else _name(root, names)


def _name(party: str, names: dict[str, str]) -> str:
    return plain(names.get(party, party))


def _report(report: Report) -> Text:
    where = shorten(report.outlet or report.url or report.article, LONGEST)
    line = f"    {plain(report.published or 'no date'):10}  {where}"
    if report.reprint:
        line += ", a reprint"
    return Text(line).append(f"  {shorten(report.sentence, SENTENCE)}", QUIET)
