"""The command that searches a ledger; `add_commands` puts it beside the others."""

from pathlib import Path

import click

from dragoman.views.ledger_commands import DAY, JSON, LEDGER, LedgerCommand, day

KINDS = ("articles", "claims", "events", "actors", "pacts")
EXAMPLES = """\b
Examples:
  dragoman search iran.duckdb 'enrichment -centrifuges'
  dragoman search iran.duckdb '"snapback sanctions"' --kind claims --from 2019-05-01 --json
"""


@click.command(cls=LedgerCommand, epilog=EXAMPLES)
@LEDGER
@click.argument("query", metavar="QUERY")
@click.option("--kind", type=click.Choice(KINDS), help="What to search for.  [default: all]")
@click.option("--from", "since", metavar=DAY, callback=day, help="From this day on.")
@click.option("--until", metavar=DAY, callback=day, help="Until this day.")
@click.option("--outlet", metavar="NAME", help="What this outlet published.")
@click.option("--type", "type_", metavar="TYPE", help="Events of this PLOVER type.")
@click.option("--modality", metavar="WORD", help="Events that are actual, planned, denied ...")
@click.option("--depth", type=click.IntRange(0), help="Events and claims at this hearsay depth.")
@click.option("--rows", type=click.IntRange(1, 1000), default=10, show_default=True,
              help="Hits of each kind.")  # fmt: skip
@JSON
@click.pass_context
def search(
    ctx: click.Context,
    /,
    *,
    ledger: Path,
    query: str,
    kind: str | None,
    since: str | None,
    until: str | None,
    outlet: str | None,
    type_: str | None,
    modality: str | None,
    depth: int | None,
    rows: int,
    as_json: bool,
) -> None:
    """Search a ledger for words: articles, claims, events, actors and pacts, the best first.

    All words must be there; "several words" in quotation marks stand side by side, -word must not
    be there, word* is a beginning. Accents and capitals make no difference. The first search of a
    ledger makes its index, in dragoman/indexes in the user's folder for caches. Where nothing is
    found the exit code is 1.
    """
    from dragoman.ledger.index import Narrowed  # noqa: PLC0415 - heavy
    from dragoman.views.searching import search_ledger  # noqa: PLC0415 - heavy

    type_, modality = type_ and type_.upper(), modality and modality.lower()
    by = Narrowed(since, until, outlet, type_, modality, depth)
    ctx.exit(0 if search_ledger(ledger, query, kind, by, rows, as_json=as_json) else 1)


def add_commands(group: click.Group) -> None:
    """Adds the command to a group."""
    group.add_command(search)
