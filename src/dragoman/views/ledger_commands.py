"""The commands that make ledgers and ask them; `add_commands` puts them beside the others.

As in `dragoman.views.cli`, nothing heavy is imported before a command runs.
"""

from datetime import date
from pathlib import Path
from typing import Any

import click

from dragoman.errors import LedgerError
from dragoman.views.examples import BUILD_EXAMPLES
from dragoman.views.intake import Intake, takes_pages

BROKEN = 3
CORRECTABLE = ("article", "event", "move", "attribution")
VOIDABLE = ("page", "reading", *CORRECTABLE)

SQL_EXAMPLES = """\b
Examples:
  dragoman sql iran.duckdb "SELECT type, count(*) FROM events GROUP BY type"
  dragoman sql iran.duckdb "FROM moves_known('2018-12-31')" --json
"""

CORRECT_EXAMPLES = """\b
Examples:
  dragoman correct iran.duckdb move 35d6a79940b32c0b date=2018-05-08 --reason misread --by me
  dragoman correct iran.duckdb event 8d523fddd5e6d62b 'source=["IRN"]' --reason wrong --by me
"""


class LedgerCommand(click.Command):
    """A command on a ledger: what is wrong with that ends it with a sentence and a code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except LedgerError as error:
            click.echo(f"dragoman: {error}", err=True)
            ctx.exit(BROKEN)


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The value of an option that wants a day of the calendar."""
    try:
        found = None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        found = None
    if found != value:
        raise click.BadParameter(
            f"{value!r} is no day. Give it as YYYY-MM-DD, for instance 2018-05-19."
        )
    return value


DAY = "YYYY-MM-DD"
LEDGER = click.argument("ledger", metavar="LEDGER", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
PACTS = click.option(
    "--pacts",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A table of pacts that adds to the known ones or replaces some (docs/pacts.md).",
)
VOCABULARY = click.option(
    "--vocabulary",
    metavar="PATH",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A table of actors, offices, words or pacts of your own, or a folder of such tables "
    "(docs/vocabulary.md). May be given several times.",
)
MOST_FALSE = click.option(
    "--max-false-per-100",
    "most_false",
    metavar="N",
    type=click.FloatRange(min=0),
    help="Keep events as sure as annotated pages ask for, to have at most N false ones in 100 "
    "sentences.  [default: those more likely right than wrong]",
)
CALIBRATION = click.option(
    "--calibration",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --max-false-per-100: what pages of your own told (dragoman evaluate thresholds).",
)
REASON = click.option("--reason", required=True, help="Why, for those who come after.")
BY = click.option("--by", "author", metavar="NAME", required=True, help="Who says so.")


def least_confidence(most_false: float | None, calibration: Path | None) -> float:
    """How sure events must be, for at most so many false ones in 100 sentences.

    Raises:
        UsageError: a calibration was given alone, or is no table of thresholds.
    """
    from dragoman.codebook.confidence import threshold_for, thresholds  # noqa: PLC0415 - heavy
    from dragoman.flow.options import EVEN  # noqa: PLC0415 - heavy

    if most_false is None:
        if calibration is not None:
            raise click.UsageError("--calibration says more about --max-false-per-100: give it.")
        return EVEN
    return threshold_for(most_false, thresholds(calibration))


@click.command(cls=LedgerCommand, epilog=BUILD_EXAMPLES)
@LEDGER
@takes_pages
@click.option("--reread", is_flag=True, help="Read again what an older coder read, and keep both.")
@click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(min=1),
    help="Read in so many processes, a core each.  [default: 1; with --on, a process a core]",
)
@click.option(
    "--on",
    "address",
    metavar="ADDRESS",
    help='Read on Ray: "ray" for this machine, else the address of a cluster. LEDGER is then a '
    "folder, or a URL such as s3://bucket/folder (docs/scale.md).",
)
@click.option(
    "--published", metavar=DAY, callback=day, help="The day on which the pages were published."
)
@click.option("--outlet", metavar="NAME", help="The outlet that published the pages.")
@click.option("--url", metavar="URL", help="The address that the page was taken from.")
@click.option("--model", metavar="NAME", help="An installed spaCy model, or the path of one.")
@PACTS
@VOCABULARY
@MOST_FALSE
@CALIBRATION
@click.option("--quiet", is_flag=True, help="Show no progress.")
@click.pass_context
def build(
    ctx: click.Context,
    /,
    *,
    ledger: Path,
    pages: tuple[str, ...],
    reread: bool,
    processes: int | None,
    address: str | None,
    published: str | None,
    outlet: str | None,
    url: str | None,
    model: str | None,
    intake: Intake,
    pacts: Path | None,
    vocabulary: tuple[Path, ...],
    most_false: float | None,
    calibration: Path | None,
    quiet: bool,
) -> None:
    """Read pages into a ledger.

    PAGE is what `dragoman read` takes. The ledger is made if there is none. What it knows is not
    read again, so a build that was stopped goes on where it was; others can read the ledger
    meanwhile.
    """
    from dragoman.views.building import print_build  # noqa: PLC0415 - heavy

    options = intake.options(
        url=url,
        published=published,
        outlet=outlet,
        model=model,
        pacts=pacts,
        vocabulary=vocabulary,
        least_confidence=least_confidence(most_false, calibration),
    )
    well = print_build(
        ledger,
        pages,
        options,
        reread=reread,
        processes=processes,
        address=address,
        quiet=quiet,
    )
    ctx.exit(0 if well else 1)


@click.command(cls=LedgerCommand)
@LEDGER
@JSON
def show(*, ledger: Path, as_json: bool) -> None:
    """Say what is in a ledger."""
    from dragoman.views.ledgers import print_overview  # noqa: PLC0415 - heavy

    print_overview(ledger, as_json=as_json)


@click.command(cls=LedgerCommand, epilog=SQL_EXAMPLES)
@LEDGER
@click.argument("query", metavar="QUERY")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.01),
    default=60.0,
    show_default=True,
    help="Stop the query after this time.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    help="Print at most this many rows.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, one a row.")
def sql(
    *, ledger: Path, query: str, seconds: float, rows: int, as_csv: bool, as_json: bool
) -> None:
    """Answer a query in DuckDB's SQL.

    It can read the ledger and nothing else: no files, no network, no writing. docs/ledger.md
    lists the tables.
    """
    from dragoman.views.ledgers import print_query  # noqa: PLC0415 - heavy

    if as_csv and as_json:
        raise click.UsageError("Ask for --csv or --json, not both.")
    form = "csv" if as_csv else "json" if as_json else "table"
    print_query(ledger, query, seconds, rows, form)


@click.command(cls=LedgerCommand)
@LEDGER
@PACTS
@VOCABULARY
@JSON
@click.pass_context
def verify(
    ctx: click.Context,
    /,
    *,
    ledger: Path,
    pacts: Path | None,
    vocabulary: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Read a ledger's sources again and show each row that differs.

    Exit codes: 0 nothing differs, 1 something does.
    """
    from dragoman.views.ledgers import print_differences  # noqa: PLC0415 - heavy

    ctx.exit(0 if print_differences(ledger, pacts, vocabulary, as_json=as_json) else 1)


@click.command(cls=LedgerCommand, epilog=CORRECT_EXAMPLES)
@LEDGER
@click.argument("kind", metavar="KIND", type=click.Choice(CORRECTABLE))
@click.argument("subject", metavar="ID")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@REASON
@BY
def correct(
    *, ledger: Path, kind: str, subject: str, values: tuple[str, ...], reason: str, author: str
) -> None:
    """Set a row right; what was read is kept beside it.

    KIND is article, event, move or attribution, ID the row's id. A VALUE is a text, or JSON for
    a number, a list or null.
    """
    from dragoman.flow.judging import correct as set_right  # noqa: PLC0415 - heavy
    from dragoman.ledger import read_value  # noqa: PLC0415 - heavy

    if wrong := [value for value in values if "=" not in value]:
        raise click.UsageError(f"{wrong[0]!r} should be FIELD=VALUE, as in date=2018-05-08.")
    pairs = (value.partition("=") for value in values)
    right = {field: read_value(kind, field, value) for field, _, value in pairs}
    set_right(ledger, kind, subject, right, reason=reason, author=author)


@click.command(cls=LedgerCommand)
@LEDGER
@click.argument("kind", metavar="KIND", type=click.Choice(VOIDABLE))
@click.argument("subject", metavar="ID")
@REASON
@BY
@click.option("--restore", is_flag=True, help="Take an earlier retraction back.")
def retract(
    *, ledger: Path, kind: str, subject: str, reason: str, author: str, restore: bool
) -> None:
    """Leave a page or row out of all answers; the ledger keeps it.

    KIND is page, article, reading, event, move or attribution, ID its id.
    """
    from dragoman.ledger import retract as declare  # noqa: PLC0415 - heavy

    declare(ledger, kind, subject, reason=reason, author=author, restore=restore)


@click.command(cls=LedgerCommand)
@LEDGER
@click.option("--anew", is_flag=True, help="Look for them anew first; every build does so too.")
@JSON
def reprints(*, ledger: Path, anew: bool, as_json: bool) -> None:
    """List pages that share most of their words, with where they most likely come from.

    They count as one source. The part in percent is that of all runs of three words that a page
    and the origin have in common.
    """
    from dragoman.views.reprints import print_reprints  # noqa: PLC0415 - heavy

    print_reprints(ledger, anew=anew, as_json=as_json)


COMMANDS: tuple[click.Command, ...] = (
    build,
    show,
    sql,
    verify,
    reprints,
    correct,
    retract,
)


def add_commands(group: click.Group) -> None:
    """Adds the ledger's commands to a group."""
    for command in COMMANDS:
        group.add_command(command)
