"""The commands about single events of a ledger."""

from pathlib import Path

import click

from dragoman.views.examples import EXPLAIN_EXAMPLES, OCCURRENCES_EXAMPLES
from dragoman.views.ledger_commands import DAY, JSON, LEDGER, LedgerCommand, day


@click.command(cls=LedgerCommand, epilog=EXPLAIN_EXAMPLES)
@LEDGER
@click.argument("name", metavar="ID")
@JSON
def explain(*, ledger: Path, name: str, as_json: bool) -> None:
    """Say what an event rests on: its words, the row or the head, and what else it might be.

    ID is an event's id, or its first characters, six at least.
    """
    from dragoman.views.explaining import print_explanation  # noqa: PLC0415 - heavy

    print_explanation(ledger, name, as_json=as_json)


@click.command(cls=LedgerCommand, epilog=OCCURRENCES_EXAMPLES)
@LEDGER
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="TYPE",
    help="Only events of this PLOVER type; may be given several times.",
)
@click.option(
    "--party",
    metavar="ID",
    help="Only those with this state or body on a side: ISO 3166 alpha-3, or the codebook's id.",
)
@click.option("--since", metavar=DAY, callback=day, help="Only events from this day on.")
@click.option("--until", metavar=DAY, callback=day, help="Only events up to this day.")
@click.option(
    "--known",
    metavar=DAY,
    callback=day,
    help="From pages published by the end of this day alone.",
)
@click.option(
    "--least",
    metavar="N",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Only those that this many pages tell.",
)
@JSON
def occurrences(
    *,
    ledger: Path,
    types: tuple[str, ...],
    party: str | None,
    since: str | None,
    until: str | None,
    known: str | None,
    least: int,
    as_json: bool,
) -> None:
    """List what happened, each happening once, with the pages that tell it.

    A happening is what events of one type and modality tell, with a party in common on both
    sides, on the same day or a day apart. Reports are pages; sources are the independent ones that
    these go back to: reprints, copied sentences and pages that quote one source count once.
    """
    from dragoman.views.occurrences import Wanted, print_occurrences  # noqa: PLC0415 - heavy

    wanted = Wanted(types or None, party, since, until, known, least)
    print_occurrences(ledger, wanted, as_json=as_json)


def add_commands(group: click.Group) -> None:
    """Adds the commands to a group."""
    group.add_command(occurrences)
    group.add_command(explain)
