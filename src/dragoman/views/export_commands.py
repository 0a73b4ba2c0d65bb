"""The command that writes a ledger out for others; `add_commands` puts it beside the others.

As in `dragoman.views.cli`, nothing heavy is imported before a command runs.
"""

from pathlib import Path

import click

from dragoman.views.ledger_commands import LedgerCommand

TABLES = ("csv", "parquet", "jsonl")
DATASETS = (
    "plover-16",
    "plv-15",
    "cameo",
    "polecat",
    "icews",
    "phoenix",
    "gdelt",
    "plover-jsonl",
    "followthemoney",
    "web-annotation",
    "dyad-month",
)
"""The names of `dragoman.exports.PROFILES`, which are not loaded before they are needed."""

EXPORT_EXAMPLES = """\b
Examples:
  dragoman export iran.duckdb --profile parquet out/
  dragoman export iran.duckdb --profile csv --no-text shared/
  dragoman export iran.duckdb --profile icews iran.icews.tsv
  dragoman export iran.duckdb --profile dyad-month --one-a-day iran.months.csv
  dragoman export iran.duckdb --profile gdelt --across-pages iran.gdelt.csv
  dragoman export --profile gdelt --explain
"""


@click.command(cls=LedgerCommand, epilog=EXPORT_EXAMPLES)
@click.argument(
    "ledger", metavar="LEDGER", required=False, type=click.Path(path_type=Path), default=None
)
@click.option(
    "--profile",
    type=click.Choice((*TABLES, *DATASETS)),
    metavar="NAME",
    required=True,
    help=f"All tables: {', '.join(TABLES)}. A dataset: {', '.join(DATASETS)}.",
)
@click.argument("out", metavar="OUT", required=False, type=click.Path(path_type=Path))
@click.option("--no-text", is_flag=True, help="Give codes, offsets and hashes alone.")
@click.option("--authors", is_flag=True, help="Of tables: give commenters' names too.")
@click.option(
    "--one-a-day", is_flag=True, help="Of dyad-month: count one event a day, pair and type."
)
@click.option(
    "--across-pages",
    is_flag=True,
    help="Gather the pages that tell one happening: an occurrence is one, however many tell it.",
)
@click.option(
    "--explain", is_flag=True, help="List a dataset's columns, filled or empty and why; no OUT."
)
def export(
    *,
    ledger: Path | None,
    profile: str,
    out: Path | None,
    no_text: bool,
    authors: bool,
    one_a_day: bool,
    across_pages: bool,
    explain: bool,
) -> None:
    """Write all tables, or a dataset in the layout of others.

    OUT is a new folder for the tables, a new file for a dataset. A dataset's further files stand
    beside it, with an ending behind its name: where each row comes from, for instance. What stays
    empty in it is told. docs/exports.md lists the columns of all.
    """
    from dragoman.views.exports import print_dataset, print_layouts  # noqa: PLC0415 - heavy
    from dragoman.views.ledgers import print_export  # noqa: PLC0415 - heavy

    if explain:
        if profile in TABLES:
            raise click.UsageError(f"{profile} gives the ledger's own tables: see docs/ledger.md.")
        print_layouts(profile)
        return
    if ledger is None or out is None:
        raise click.UsageError("Give a LEDGER, and where the export goes: OUT.")
    if no_text and authors:
        raise click.UsageError("Names are text: give --no-text or --authors, not both.")
    if one_a_day and profile != "dyad-month":
        raise click.UsageError("--one-a-day is for the profile dyad-month.")
    if across_pages and profile in (*TABLES, "web-annotation"):
        raise click.UsageError(f"--across-pages is for datasets of events, not for {profile}.")
    if profile in TABLES:
        print_export(ledger, profile, out, text=not no_text, authors=authors)
    elif authors:
        raise click.UsageError("A dataset has no commenters: --authors is for tables.")
    else:
        print_dataset(
            ledger,
            profile,
            out,
            text=not no_text,
            one_a_day=one_a_day,
            across_pages=across_pages,
        )


def add_commands(group: click.Group) -> None:
    """Adds the command to a group."""
    group.add_command(export)
