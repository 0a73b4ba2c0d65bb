"""The commands on a user's own vocabulary; `add_commands` puts them beside the others.

As in `dragoman.views.cli`, nothing heavy is imported before a command runs.
"""

from pathlib import Path

import click

from dragoman.views.ledger_commands import JSON, LEDGER, VOCABULARY, LedgerCommand

ONTOLOGY_EXAMPLES = """\b
Examples:
  dragoman ontology iran.duckdb --vocabulary mine/ontology.tsv
  dragoman ontology iran.duckdb --vocabulary mine/ --events own-types.csv
"""

IMPORT_EXAMPLES = """\b
Examples:
  dragoman import-dictionary Phoenix.Countries.actors.txt --out leaders/
  dragoman read archive/ --vocabulary leaders/
"""


@click.command(name="import-dictionary", epilog=IMPORT_EXAMPLES)
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--out",
    metavar="FOLDER",
    required=True,
    type=click.Path(path_type=Path),
    help="Where the tables go. No file there is written over.",
)
@click.option(
    "--override",
    is_flag=True,
    help="Take over what the codebook knows too, so that the dictionaries go before it.",
)
def import_dictionary(*, files: tuple[Path, ...], out: Path, override: bool) -> None:
    """Make a vocabulary from dictionaries in the format of PETRARCH.

    FILE holds actors, agents, verbs or discards. The tables name the line that each row comes
    from, and left-out.txt says what was not taken over, and why. What the codebook knows is left
    out.
    """
    from dragoman.views.vocabularies import print_import  # noqa: PLC0415 - heavy

    print_import(files, out, override=override)


@click.command(cls=LedgerCommand, epilog=ONTOLOGY_EXAMPLES)
@LEDGER
@VOCABULARY
@click.option(
    "--events",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a row for each event and type of its into this new CSV file too.",
)
@JSON
def ontology(
    *, ledger: Path, vocabulary: tuple[Path, ...], events: Path | None, as_json: bool
) -> None:
    """Count a ledger's events by the types of an ontology of your own.

    The ontology is a table that --vocabulary gives (docs/vocabulary.md). Nothing is read anew, and
    the ledger stays as it is.
    """
    from dragoman.views.vocabularies import print_types  # noqa: PLC0415 - heavy

    print_types(ledger, vocabulary, events, as_json=as_json)


COMMANDS: tuple[click.Command, ...] = (import_dictionary, ontology)


def add_commands(group: click.Group) -> None:
    """Adds the commands to a group."""
    for command in COMMANDS:
        group.add_command(command)
