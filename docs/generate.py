"""Writes the generated pages: the command line's help, the datasets, the schemas of ledger and
record.

python docs/generate.py [cli] [exports] [ledger] [schema]
"""

import json
import sys
from pathlib import Path

import click

from dragoman.exports.reference import reference_page as exports_page
from dragoman.ledger.reference import reference_page
from dragoman.records import json_schema
from dragoman.views.cli import main as dragoman

ROOT = Path(__file__).resolve().parent.parent
LEDGER = ROOT / "docs" / "ledger.md"
CLI = ROOT / "docs" / "cli.md"
EXPORTS = ROOT / "docs" / "exports.md"
SCHEMA = ROOT / "src" / "dragoman" / "records" / "record.schema.json"

HEAD = """# The command line

Written by `make docs` from the commands' own help.
"""


def cli_page() -> str:
    """The help of every command, as one page."""
    parts = [HEAD]
    for name, command, parent in _commands("dragoman", dragoman, None):
        settings = command.context_settings | {"terminal_width": 90}
        context = click.Context(command, info_name=name, parent=parent, **settings)
        shown = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
        parts.append(f"## {context.command_path}\n\n```\n{shown.strip()}\n```\n")
    return "\n".join(parts)


def schema_text() -> str:
    """The record's JSON Schema, as the package holds it."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def _commands(
    name: str, command: click.Command, parent: click.Context | None
) -> list[tuple[str, click.Command, click.Context | None]]:
    found = [(name, command, parent)]
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name, parent=parent, **command.context_settings)
        for below, inner in sorted(command.commands.items()):
            found += _commands(below, inner, context)
    return found


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["cli", "exports", "ledger", "schema"]
    if "cli" in wanted:
        CLI.write_text(cli_page(), "utf-8")
    if "exports" in wanted:
        EXPORTS.write_text(exports_page(), "utf-8")
    if "ledger" in wanted:
        LEDGER.write_text(reference_page(), "utf-8")
    if "schema" in wanted:
        SCHEMA.write_text(schema_text(), "utf-8")
