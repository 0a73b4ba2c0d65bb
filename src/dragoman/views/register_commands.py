"""The commands that show the register; `add_commands` puts them beside the others.

As in `dragoman.views.cli`, nothing heavy is imported before a command runs.
"""

from pathlib import Path

import click

from dragoman.views.ledger_commands import DAY, JSON, LEDGER, LedgerCommand, day

TIMELINE_EXAMPLES = """\b
Examples:
  dragoman timeline iran.duckdb --pact jcpoa
  dragoman timeline iran.duckdb --pact jcpoa --known 2018-06-01 --chart jcpoa.svg
"""

PACT = click.option(
    "--pact",
    metavar="NAME",
    required=True,
    help="An accord, coalition or sanctions regime, by its id, name or alias.",
)
ON = click.option("--on", metavar=DAY, callback=day, help="As it stands at the end of this day.")
KNOWN = click.option(
    "--known", metavar=DAY, callback=day, help="From pages published by the end of this day alone."
)


@click.command(cls=LedgerCommand)
@LEDGER
@ON
@KNOWN
@JSON
def pacts(*, ledger: Path, on: str | None, known: str | None, as_json: bool) -> None:
    """List the pacts that a ledger tells of, and who stands where on them."""
    from dragoman.views.registers import print_pacts  # noqa: PLC0415 - heavy

    print_pacts(ledger, on, known, as_json=as_json)


@click.command(cls=LedgerCommand)
@LEDGER
@PACT
@ON
@KNOWN
@JSON
def standing(*, ledger: Path, pact: str, on: str | None, known: str | None, as_json: bool) -> None:
    """Say who stands where on a pact, at a date and as known at a date.

    Each line has the sentence that it rests on and on whose word that is told. What contradicts
    itself is shown beside it; reports that go back to one source count as one.
    """
    from dragoman.views.registers import print_standing  # noqa: PLC0415 - heavy

    print_standing(ledger, pact, on, known, as_json=as_json)


@click.command(cls=LedgerCommand, epilog=TIMELINE_EXAMPLES)
@LEDGER
@PACT
@ON
@KNOWN
@click.option(
    "--chart",
    metavar="OUT",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw it instead: OUT ends in .svg, .png or .html (needs the extra `charts`).",
)
@JSON
def timeline(
    *,
    ledger: Path,
    pact: str,
    on: str | None,
    known: str | None,
    chart: Path | None,
    as_json: bool,
) -> None:
    """Tell a pact's story step by step, with what was only planned, denied or threatened.

    A chart has a row for each actor: its statuses as bars, its moves as marks, hollow where they
    were not done. An .html page also shows each move's sentence; it loads nothing from elsewhere.
    """
    from dragoman.views.registers import draw_timeline, print_timeline  # noqa: PLC0415 - heavy

    if chart is not None and as_json:
        raise click.UsageError("Ask for --chart or --json, not both.")
    if chart is not None:
        draw_timeline(ledger, pact, on, known, chart)
    else:
        print_timeline(ledger, pact, on, known, as_json=as_json)


COMMANDS: tuple[click.Command, ...] = (pacts, standing, timeline)


def add_commands(group: click.Group) -> None:
    """Adds the register's commands to a group."""
    for command in COMMANDS:
        group.add_command(command)
