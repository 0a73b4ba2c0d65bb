"""The commands on what was reviewed; `add_commands` puts them beside the others.

As in `dragoman.views.cli`, nothing heavy is imported before a command runs.
"""

from pathlib import Path

import click

from dragoman.views.ledger_commands import BY, JSON, LEDGER, LedgerCommand

KINDS = ("event", "attribution", "move", "identity")
VERDICTS = ("accept", "mend", "reject")
FORMS = ("jsonl", "relations", "attributions")

REVIEW_EXAMPLES = """\b
Examples:
  dragoman review iran.duckdb
  dragoman review iran.duckdb --export reviewed.jsonl
  dragoman review iran.duckdb --export relations.tsv --as relations
"""
VERDICT_EXAMPLES = """\b
Examples:
  dragoman verdict iran.duckdb accept event 35d6a79940b32c0b 8d523fddd5e6d62b --by me
  dragoman verdict iran.duckdb mend event 35d6a79940b32c0b 8d523fddd5e6d62b type=REQUEST --by me
  dragoman verdict iran.duckdb undo 3 --by me
"""


@click.command(cls=LedgerCommand, epilog=REVIEW_EXAMPLES)
@LEDGER
@click.option(
    "--export",
    "out",
    metavar="OUT",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what was reviewed here, as examples to train and measure with.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(FORMS),
    default="jsonl",
    show_default=True,
    help="With --export: all rows with words, spans and verdicts; what `dragoman evaluate "
    "relations` reads; or what `dragoman evaluate attributions` reads.",
)
@JSON
def review(*, ledger: Path, out: Path | None, form: str, as_json: bool) -> None:
    """Say how much is right of what was reviewed, by kind and type.

    Rows are reviewed in the browser (`dragoman serve --review`) or with `dragoman verdict`. Those
    that were drawn by lot speak for all rows; they are counted apart. Intervals are Wilson's, at
    95%.
    """
    from dragoman.views.reviews import print_reviews, write_lessons  # noqa: PLC0415 - heavy

    if out is not None:
        write_lessons(ledger, out, form)
    else:
        print_reviews(ledger, as_json=as_json)


@click.command(cls=LedgerCommand, epilog=VERDICT_EXAMPLES)
@LEDGER
@click.argument("verdict", metavar="VERDICT", type=click.Choice((*VERDICTS, "undo")))
@click.argument("row", metavar="KIND ARTICLE ID [FIELD=VALUE...]", nargs=-1, required=True)
@click.option("--reason", default="", help="Why, for those who come after.")
@BY
def verdict(*, ledger: Path, verdict: str, row: tuple[str, ...], reason: str, author: str) -> None:
    """Accept, mend or reject one row, or take that back.

    KIND is event, attribution, move or identity, ARTICLE the article's id, ID the row's; of an
    identity the actor's, as it was read. What is mended is given as FIELD=VALUE, a VALUE as a
    text, or JSON for a list or null. After undo comes the number of the review.
    """
    from dragoman.views.reviews import print_undoing, print_verdict  # noqa: PLC0415 - heavy

    if verdict == "undo":
        if len(row) != 1 or not (row[0].isascii() and row[0].isdecimal()):
            raise click.UsageError("After undo comes the number of a review, and nothing else.")
        print_undoing(ledger, int(row[0][:9]), reason=reason, author=author)
        return
    if len(row) < 3 or row[0] not in KINDS:
        raise click.UsageError(f"Say which row: KIND ({', '.join(KINDS)}), ARTICLE and ID.")
    kind, article, subject, *values = row
    if wrong := [value for value in values if "=" not in value]:
        raise click.UsageError(f"{wrong[0]!r} should be FIELD=VALUE, as in type=REQUEST.")
    pairs = tuple((field, value) for field, _, value in (v.partition("=") for v in values))
    print_verdict(ledger, (kind, article, subject), verdict, pairs, reason=reason, author=author)


def add_commands(group: click.Group) -> None:
    """Adds the commands to a group."""
    group.add_command(review)
    group.add_command(verdict)
