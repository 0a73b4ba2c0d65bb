"""The command line: its words, its options, its exit codes.

Nothing heavy is imported here; each command imports what it needs when it runs, so that help
and mistakes come back at once.

Exit codes: 0 all pages gave a record; 1 some gave none; 2 misuse; 3 the environment is broken.
A command that Ctrl-C stops ends with 130, one whose reader went away (`| head`) with 141.
"""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from dragoman.errors import BrokenEnvironmentError, UsageError
from dragoman.views import (
    actor_commands,
    evaluate_commands,
    event_commands,
    export_commands,
    ledger_commands,
    register_commands,
    review_commands,
    search_command,
    serve_command,
    vocabulary_commands,
)
from dragoman.views.intake import Intake, takes_pages

MISUSE = 2
BROKEN = 3
INTERRUPTED = 130
NOBODY_READS = 141

DAY = "YYYY-MM-DD"


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The value of an option that wants a day."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(value).isoformat()
    except ValueError:
        day = None
    if day != value:
        raise click.BadParameter(
            f"{value!r} is no day. Give it as YYYY-MM-DD, for instance 2018-05-19."
        )
    return value


def _text(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The value of an option that goes into records, which hold Unicode alone."""
    if value is not None and not value.isprintable():
        raise click.BadParameter(f"{value!r} has characters that can't be printed.")
    return value


class Commands(click.Group):
    """The commands, and the one place where errors become messages and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Runs a command; what Dragoman raises on purpose ends it with a sentence and a code."""
        if sys.stdout is None:
            ctx.exit(BROKEN)  # closed by the caller: there is nowhere to write
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except UsageError as error:
            click.echo(f"dragoman: {error}", err=True)
            ctx.exit(MISUSE)
        except BrokenEnvironmentError as error:
            click.echo(f"dragoman: {error}", err=True)
            ctx.exit(BROKEN)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _forget_output()
            ctx.exit(NOBODY_READS)
        except OSError as error:
            _forget_output()
            click.echo(f"dragoman: The machine refused: {error.strerror or error}.", err=True)
            ctx.exit(BROKEN)
        return result


def _forget_output() -> None:
    """Sends what is left of the output nowhere: at its end Python flushes it once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom asked for

    click.echo(f"dragoman {version('dragoman')}")
    ctx.exit()


MAIN_EXAMPLES = """\b
Examples:
  dragoman read page.html
  dragoman read archive/ --json > records.jsonl
  dragoman read archive/ --pact "Iran nuclear deal" --on 2018-12-31
"""

READ_EXAMPLES = """\b
Examples:
  dragoman read page.html
  dragoman read saved.txt --published 2018-05-19 --outlet "The Example Post"
  dragoman read archive/ crawl.warc.gz rows.jsonl.zst --json > records.jsonl
  dragoman read table.csv --columns text=body,published=date
  dragoman read https://news.example/feed.xml --delay 5
  cat page.html | dragoman read - --url https://news.example/2018/05/19/page
  dragoman read archive/ --pact jcpoa --on 2018-12-31 --standing-only
  dragoman read archive/ --pacts mine.tsv --pact "Example Accord"
  dragoman read archive/ --vocabulary mine/
\b
Exit codes:
  0  every page gave a record
  1  some page gave none; standard error says which and why
  2  the command makes no sense as it was given
  3  the installation or the machine can't do the work
"""


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=MAIN_EXAMPLES,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Print the version and leave.",
)
def main() -> None:
    """Read diplomatic news and keep the record that it implies.

    Who says what according to whom; who did what to whom; which accords, coalitions and
    sanctions stand. Everything runs on this machine; nothing is fetched unless an address is given.
    """


@main.command(epilog=READ_EXAMPLES)
@takes_pages
@click.option("--json", "as_json", is_flag=True, help="Print records: JSON Lines, one a page.")
@click.option(
    "--published",
    metavar=DAY,
    callback=_day,
    help="The day on which the pages were published, whatever they say themselves.",
)
@click.option(
    "--outlet", metavar="NAME", callback=_text, help="The outlet that published the pages."
)
@click.option(
    "--url", metavar="URL", callback=_text, help="The address that the page was taken from."
)
@click.option(
    "--model",
    metavar="NAME",
    help="An installed spaCy model, or the path of one, instead of the one measured with.",
)
@ledger_commands.PACTS
@ledger_commands.VOCABULARY
@ledger_commands.MOST_FALSE
@ledger_commands.CALIBRATION
@click.option(
    "--pact",
    metavar="NAME",
    help="After the pages, print who stands where on this accord, coalition or sanctions "
    "regime, by its id, name or alias.",
)
@click.option(
    "--on", metavar=DAY, callback=_day, help="With --pact: the standing at the end of this day."
)
@click.option(
    "--known",
    metavar=DAY,
    callback=_day,
    help="With --pact: from pages published by the end of this day alone.",
)
@click.option(
    "--standing-only", is_flag=True, help="With --pact: leave out the summaries of the pages."
)
@click.pass_context
def read(
    ctx: click.Context,
    /,
    *,
    pages: tuple[str, ...],
    as_json: bool,
    published: str | None,
    outlet: str | None,
    url: str | None,
    model: str | None,
    intake: Intake,
    pacts: Path | None,
    vocabulary: tuple[Path, ...],
    most_false: float | None,
    calibration: Path | None,
    pact: str | None,
    on: str | None,
    known: str | None,
    standing_only: bool,
) -> None:
    """Read pages and say what they tell.

    PAGE is a file, a folder, a pattern such as 'news/**/*.html', an object or folder in a
    store that speaks S3 (s3://bucket/folder), the web address of a page or feed, or - for
    standard input. Files may be HTML, text, Markdown, Word, RTF, JSONL, CSV,
    Parquet or WARC, also packed (.gz .zst .bz2 .xz), and downloads from Nexis Uni,
    Factiva or ProQuest. A summary is printed for each page, or with --json its whole record.
    """
    if pact is None and (on or known or standing_only):
        raise click.UsageError("--on, --known and --standing-only say more about --pact: give it.")
    if pact is not None and as_json:
        raise click.UsageError("--pact prints for a person; give it or --json, not both.")

    from dragoman.views.reading import Wish, read_pages  # noqa: PLC0415 - heavy

    options = intake.options(
        url=url,
        published=published,
        outlet=outlet,
        model=model,
        pacts=pacts,
        vocabulary=vocabulary,
        least_confidence=ledger_commands.least_confidence(most_false, calibration),
    )
    wish = Wish(as_json, pact, on, known, standing_only)
    ctx.exit(0 if read_pages(pages, options, wish) else 1)


ledger_commands.add_commands(main)
register_commands.add_commands(main)
actor_commands.add_commands(main)
event_commands.add_commands(main)
evaluate_commands.add_commands(main)
export_commands.add_commands(main)
search_command.add_commands(main)
review_commands.add_commands(main)
serve_command.add_commands(main)
vocabulary_commands.add_commands(main)
