"""The commands about single events of a ledger."""

from pathlib import Path

import click

from dragoman.views.examples import EXPLAIN_EXAMPLES
from dragoman.views.ledger_commands import JSON, LEDGER, LedgerCommand


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


def add_commands(group: click.Group) -> None:
    """Adds the commands to a group."""
    group.add_command(explain)
