"""The commands on who is meant: actors, judgements, resolutions, members of groups.

As in `dragoman.views.cli`, nothing heavy is imported before a command runs.
"""

from datetime import date
from pathlib import Path

import click

from dragoman.views.ledger_commands import DAY, JSON, LEDGER, VOCABULARY, LedgerCommand, day

ACTORS_EXAMPLES = """\b
Examples:
  dragoman actors iran.duckdb Georgia
  dragoman actors iran.duckdb --doubtful
"""

JUDGE_EXAMPLES = """\b
Examples:
  dragoman judge iran.duckdb WAGNER --is RUS-MIL --reason "on the ministry's payroll"
  dragoman judge iran.duckdb Georgia --is US-GA --country USA --in 35d6a79940b32c0b \\
      --reason "the governor of Georgia, in Atlanta"
  dragoman judge iran.duckdb "Jane Example" --country FRA --from 2019-05-01 --reason "envoy since"
  dragoman judge iran.duckdb --pact "Vienna accord" --same-as jcpoa --reason "its other name"
  dragoman judge iran.duckdb --undo 3
"""

MEMBERS_EXAMPLES = """\b
Examples:
  dragoman members E3
  dragoman members "Gulf Cooperation Council" --on 2018-05-19
"""


@click.command(cls=LedgerCommand, epilog=ACTORS_EXAMPLES)
@LEDGER
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--doubtful", is_flag=True, help="Those in doubt alone, the most doubtful first.")
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="Print at most this many actors.",
)
@JSON
def actors(*, ledger: Path, name: str | None, doubtful: bool, rows: int, as_json: bool) -> None:
    """List who is named, how sure it is who that is, and why.

    NAME is an id or part of a name. Somebody who acted for several states or bodies has a row
    for each.
    """
    from dragoman.views.actors import print_actors  # noqa: PLC0415 - heavy

    print_actors(ledger, name, doubtful=doubtful, rows=rows, as_json=as_json)


@click.command(cls=LedgerCommand, epilog=JUDGE_EXAMPLES)
@LEDGER
@click.argument("subject", metavar="[SUBJECT]", required=False)
@click.option("--is", "identity", metavar="ID", help="Who the subject is.")
@click.option("--is-not", "other_than", metavar="ID", help="Who it is not, or acts not for.")
@click.option("--in", "article", metavar="ARTICLE", help="In this article alone, by its id.")
@click.option(
    "--from", "since", metavar=DAY, callback=day, help="In pages published on this day or later."
)
@click.option(
    "--to", "until", metavar=DAY, callback=day, help="In pages published on this day or earlier."
)
@click.option("--country", metavar="X", help="The state (alpha-3) or body for which it acts.")
@click.option("--sector", metavar="Y", help="Its PLOVER sector.")
@click.option("--pact", metavar="NAME", help="Instead of SUBJECT: a pact, by its id or name.")
@click.option("--same-as", metavar="PACT", help="With --pact: which one it is, by id or name.")
@click.option("--undo", metavar="N", type=click.IntRange(min=1), help="Take judgement N back.")
@click.option("--reason", metavar="TEXT", help="Why, for those who come after.")
@click.option("--author", "--by", metavar="NAME", help="Who says so.")
def judge(
    *,
    ledger: Path,
    subject: str | None,
    identity: str | None,
    other_than: str | None,
    article: str | None,
    since: str | None,
    until: str | None,
    country: str | None,
    sector: str | None,
    pact: str | None,
    same_as: str | None,
    undo: int | None,
    reason: str | None,
    author: str | None,
) -> None:
    """Say who somebody is; all answers heed it, what was read is kept.

    SUBJECT is an actor's id, or its name as `dragoman actors` has it. ID is that of a state, an
    organisation, an armed group or an actor, or the name of somebody in the table of offices;
    with --country it may be an id of your own.

    --pact and --same-as make two pacts one in all answers. With --in they tell for one article
    which pact is meant, and PACT may be an id of your own: so one that has the moves of two is
    parted.
    """
    from dragoman.views.actors import (  # noqa: PLC0415 - heavy
        print_judgement,
        print_pact_judgement,
        print_undoing,
    )

    of_actors = (subject, identity, other_than, since, until, country, sector)
    if undo is not None:
        if any(part is not None for part in (*of_actors, article, pact, same_as)):
            raise click.UsageError("--undo takes a judgement back; give nothing but a reason.")
        print_undoing(ledger, undo, reason, author)
        return
    if pact is not None or same_as is not None:
        if pact is None or same_as is None or any(part is not None for part in of_actors):
            raise click.UsageError("Give --pact and --same-as, and beside them --in at most.")
        if reason is None:
            raise click.UsageError("Give a --reason, for those who come after.")
        print_pact_judgement(ledger, pact, same_as, article=article, reason=reason, author=author)
        return
    if subject is None:
        raise click.UsageError("Say whom you judge: SUBJECT is an actor's id or name.")
    if reason is None:
        raise click.UsageError("Give a --reason, for those who come after.")
    print_judgement(
        ledger,
        subject,
        identity=identity,
        other_than=other_than,
        article=article,
        since=since,
        until=until,
        country=country,
        sector=sector,
        reason=reason,
        author=author,
    )


@click.command(cls=LedgerCommand)
@LEDGER
@VOCABULARY
def resolve(*, ledger: Path, vocabulary: tuple[Path, ...]) -> None:
    """Say anew who is meant, by the codebook of today and all judgements.

    No page is read again: what the articles' own words told stays, and what rested on a table
    is looked up anew. Give the vocabulary that the pages were read with, if they were read with
    one: whom it alone knows stays as read without it.
    """
    from dragoman.views.actors import print_resolving  # noqa: PLC0415 - heavy

    print_resolving(ledger, vocabulary)


@click.command(epilog=MEMBERS_EXAMPLES)
@click.argument("group", metavar="GROUP")
@click.option("--on", metavar=DAY, callback=day, help="On this day.  [default: today]")
@JSON
def members(*, group: str, on: str | None, as_json: bool) -> None:
    """Say which states belong to an organisation or group on a day.

    GROUP is its id, name or alias.
    """
    from dragoman.views.actors import print_members  # noqa: PLC0415 - heavy

    print_members(group, on or date.today().isoformat(), as_json=as_json)


COMMANDS: tuple[click.Command, ...] = (actors, judge, resolve, members)


def add_commands(group: click.Group) -> None:
    """Adds the commands to a group."""
    for command in COMMANDS:
        group.add_command(command)
