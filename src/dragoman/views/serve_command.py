"""The command that opens the reading room; `add_commands` puts it beside the others.

As in `dragoman.views.cli`, nothing heavy is imported before it runs.
"""

from importlib.util import find_spec
from pathlib import Path

import click

from dragoman.errors import BrokenEnvironmentError
from dragoman.views.ledger_commands import LEDGER, PACTS, VOCABULARY, LedgerCommand

NEEDED = ("starlette", "jinja2", "uvicorn")
MISSING = (
    "The reading room needs the packages starlette, jinja2 and uvicorn, which are not installed. "
    'Install them with: pip install "starlette>=0.46" "jinja2>=3.1" "uvicorn>=0.30"'
)
EXAMPLES = """\b
Examples:
  dragoman serve iran.duckdb
  dragoman serve iran.duckdb --host 0.0.0.0 --port 8080
  dragoman serve iran.duckdb --review --reviewer "Jane Example"
"""


@click.command(cls=LedgerCommand, epilog=EXAMPLES)
@LEDGER
@click.option(
    "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Listen here."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="And here."
)
@click.option(
    "--token",
    metavar="TEXT",
    help="Ask visitors for this. With an address that others can reach one is always asked for, "
    "and made where none is given.",
)
@click.option(
    "--review",
    is_flag=True,
    help="Let visitors accept, mend and reject what was read, which writes to the ledger.",
)
@click.option(
    "--reviewer",
    metavar="NAME",
    help="With --review: in whose name; otherwise each visitor says his own.",
)
@PACTS
@VOCABULARY
def serve(
    *,
    ledger: Path,
    host: str,
    port: int,
    token: str | None,
    review: bool,
    reviewer: str | None,
    pacts: Path | None,
    vocabulary: tuple[Path, ...],
) -> None:
    """Open a ledger for reading in a browser.

    The pages are made on this machine, fetch nothing from elsewhere and need no JavaScript. By
    default only this machine can reach them. An index is made first, in dragoman/indexes in the
    user's folder for caches; it follows the ledger from then on, also while a build goes on.
    Ctrl-C closes the room.
    """
    if reviewer is not None and not review:
        raise click.UsageError("--reviewer says more about --review: give it.")
    if any(find_spec(name) is None for name in NEEDED):
        raise BrokenEnvironmentError(MISSING)
    from dragoman.views.web.serving import serve as open_room  # noqa: PLC0415 - heavy, optional

    open_room(
        ledger,
        host,
        port,
        token,
        pacts=pacts,
        vocabulary=vocabulary,
        review=review,
        reviewer=reviewer,
    )


def add_commands(group: click.Group) -> None:
    """Adds the command to a group."""
    group.add_command(serve)
