"""The commands that show the register; `add_commands` puts them beside the others.

As in `dragoman.views.cli`, nothing heavy is imported before a command runs.
"""

from pathlib import Path

import click

from dragoman.views.ledger_commands import DAY, JSON, LEDGER, PACTS, VOCABULARY, LedgerCommand, day

TIMELINE_EXAMPLES = """\b
Examples:
  dragoman timeline iran.duckdb --pact jcpoa
  dragoman timeline iran.duckdb --pact jcpoa --known 2018-06-01 --chart jcpoa.svg
"""

COMPARE_EXAMPLES = """\b
Examples:
  dragoman compare paris.duckdb members.csv --pact "Paris Agreement"
  dragoman compare paris.duckdb members.csv --pact "Paris Agreement" --on 2020-12-31 --json
\b
Exit codes:
  0  every line of the table was used
  1  some line could not be; the answer says which and why
  2  the command or the table makes no sense
  3  the ledger or the installation can't do the work
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
@PACTS
@VOCABULARY
@JSON
def standing(
    *,
    ledger: Path,
    pact: str,
    on: str | None,
    known: str | None,
    pacts: Path | None,
    vocabulary: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Say who stands where on a pact, at a date and as known at a date.

    Each line has the sentence that it rests on and on whose word that is told. What contradicts
    itself is shown beside it; reports that go back to one source count as one.
    """
    from dragoman.views.registers import print_standing  # noqa: PLC0415 - heavy

    print_standing(ledger, pact, on, known, pacts=pacts, vocabulary=vocabulary, as_json=as_json)


@click.command(cls=LedgerCommand, epilog=TIMELINE_EXAMPLES)
@LEDGER
@PACT
@ON
@KNOWN
@PACTS
@VOCABULARY
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
    pacts: Path | None,
    vocabulary: tuple[Path, ...],
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
        draw_timeline(ledger, pact, on, known, pacts=pacts, vocabulary=vocabulary, out=chart)
    else:
        print_timeline(ledger, pact, on, known, pacts=pacts, vocabulary=vocabulary, as_json=as_json)


@click.command(cls=LedgerCommand, epilog=COMPARE_EXAMPLES)
@LEDGER
@click.argument("table", metavar="MEMBERS.CSV", type=click.Path(path_type=Path))
@PACT
@click.option(
    "--treaty", metavar="ID", help="Which treaty of the table is meant, by its id or title."
)
@ON
@KNOWN
@PACTS
@VOCABULARY
@JSON
@click.pass_context
def compare(
    ctx: click.Context,
    /,
    *,
    ledger: Path,
    table: Path,
    pact: str,
    treaty: str | None,
    on: str | None,
    known: str | None,
    pacts: Path | None,
    vocabulary: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Lay a pact's members by the news beside a reference table of them.

    MEMBERS.CSV has the columns of the manydata project's memberships: stateID or StateName, and
    any of treatyID, Title, StateSignature, StateRatification, Accession, Succession, StateForce
    and StateEnd; others don't matter. Days are 2015-07-14, 2015-07, 2015,
    2015-07-14:2015-07-16, or NA. Both sides are shown with their evidence, and neither is taken
    for the truth.
    """
    from dragoman.views.prospects import print_comparison  # noqa: PLC0415 - heavy

    whole = print_comparison(
        ledger,
        pact,
        table,
        treaty=treaty,
        on=on,
        known=known,
        pacts=pacts,
        vocabulary=vocabulary,
        as_json=as_json,
    )
    ctx.exit(0 if whole else 1)


@click.command(cls=LedgerCommand)
@LEDGER
@PACT
@ON
@KNOWN
@PACTS
@VOCABULARY
@JSON
def outlook(
    *,
    ledger: Path,
    pact: str,
    on: str | None,
    known: str | None,
    pacts: Path | None,
    vocabulary: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Say who may come into a pact: who was invited, backs it, declined, or is named as joining.

    Each actor stands in every group that any page puts it into, with how many independent
    sources say so and the latest sentence. There are no probabilities.
    """
    from dragoman.views.prospects import print_outlook  # noqa: PLC0415 - heavy

    print_outlook(ledger, pact, on, known, pacts=pacts, vocabulary=vocabulary, as_json=as_json)


COMMANDS: tuple[click.Command, ...] = (pacts, standing, timeline, compare, outlook)


def add_commands(group: click.Group) -> None:
    """Adds the register's commands to a group."""
    for command in COMMANDS:
        group.add_command(command)
