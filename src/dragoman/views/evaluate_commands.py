"""The commands under `dragoman evaluate`."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from dragoman.views.examples import (
    ATTRIBUTIONS_EXAMPLES,
    EVALUATE_EXAMPLES,
    EVENTS_EXAMPLES,
    RELATIONS_EXAMPLES,
)

FILE = click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
GOLD_DIR = click.argument(
    "folder",
    metavar="GOLD_DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
Command = TypeVar("Command", bound=Callable[..., object])


def _predictions(told: str) -> Callable[[Command], Command]:
    """The option that names where predictions go; `told` says what is written there."""
    path = click.Path(dir_okay=False, path_type=Path)
    return click.option("--predictions", metavar="OUT", type=path, help=told)


@click.group()
def evaluate() -> None:
    """Measure the reader against gold."""


@evaluate.command("pages", epilog=EVALUATE_EXAMPLES)
@GOLD_DIR
@click.option(
    "--scorer",
    metavar="PATH",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The scorer's script, where no score_pages.py lies in GOLD_DIR or beside it.",
)
@AS_JSON
@click.pass_context
def evaluate_pages(
    ctx: click.Context,
    /,
    *,
    folder: Path,
    scorer: Path | None,
    as_json: bool,
) -> None:
    """Read every gold page of GOLD_DIR and print its own scorer's figures.

    A gold page is a .html or .txt file with its annotation, a .json file of the same name,
    beside it. The scorer is a Python script (run it only where you trust it) that takes
    RECORDS.jsonl and GOLD_DIR.
    """
    from dragoman.views.evaluating import print_figures  # noqa: PLC0415 - heavy

    ctx.exit(0 if print_figures(folder, scorer, as_json=as_json) else 1)


@evaluate.command("attributions", epilog=ATTRIBUTIONS_EXAMPLES)
@FILE
@_predictions("Write the lines here, each with its `predicted` labels.")
@click.option("--alone", is_flag=True, help="Read each line by itself, whatever its id.")
@AS_JSON
@click.pass_context
def evaluate_attributions(
    ctx: click.Context,
    /,
    *,
    file: Path,
    predictions: Path | None,
    alone: bool,
    as_json: bool,
) -> None:
    """Label sources, cues and contents, and print how well.

    FILE has one paragraph or sentence a line, a JSON object with `tokens` and, where it is
    gold, `labels` (BIO of source, cue, content). Consecutive lines with the same `id` are read
    as one article. What can't be used is named on standard error and left out.
    """
    from dragoman.language.heads import shipped  # noqa: PLC0415 - heavy
    from dragoman.language.tagging import Tagger  # noqa: PLC0415 - heavy
    from dragoman.views.labelling import tag_lines  # noqa: PLC0415 - heavy

    tagger = Tagger.load(shipped("attributions"))
    ctx.exit(0 if tag_lines(file, predictions, tagger, alone=alone, as_json=as_json) else 1)


@evaluate.command("events", epilog=EVENTS_EXAMPLES)
@FILE
@_predictions("Write the records here, a line each, with all events `found` in the text.")
@AS_JSON
@click.pass_context
def evaluate_events(
    ctx: click.Context, /, *, file: Path, predictions: Path | None, as_json: bool
) -> None:
    """Code events in short texts, and print how well they agree with gold records.

    FILE is a JSON list or JSON Lines of records as the Open Event Data Alliance writes them, each
    with `text`, `date`, `source`, `event` and `target`; `event` is null where the text tells none.
    Types of PLOVER 0.5 are read as those of 0.8. What can't be used is named on standard error
    and left out.
    """
    from dragoman.views.event_scores import print_event_scores  # noqa: PLC0415 - heavy

    ctx.exit(0 if print_event_scores(file, predictions, as_json=as_json) else 1)


@evaluate.command("thresholds")
@GOLD_DIR
@click.option(
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the table goes, for --calibration.",
)
def evaluate_thresholds(*, folder: Path, out: Path) -> None:
    """Find how sure events must be for how few false ones, on annotated pages of your own.

    GOLD_DIR has pages with their annotations, as for `evaluate pages`; those whose annotation
    has `events` count.
    """
    from dragoman.views.calibrating import write_thresholds  # noqa: PLC0415 - heavy

    write_thresholds(folder, out)


@evaluate.command("relations", epilog=RELATIONS_EXAMPLES)
@FILE
@_predictions("Write the rows here, each with its `predicted_root` and `confidence`.")
@AS_JSON
@click.pass_context
def evaluate_relations(
    ctx: click.Context, /, *, file: Path, predictions: Path | None, as_json: bool
) -> None:
    """Tell the PLOVER roots of marked sentences, and print how well.

    FILE has tab-separated columns: `marked_sentence` with <s>source</s> and <t>target</t> and,
    where it is gold, `gold_root` (profile plv-15: CONCEDE and RETREAT are YIELD). What can't be
    used is named on standard error and left out.
    """
    from dragoman.flow.judging_pairs import HEAD  # noqa: PLC0415 - heavy
    from dragoman.language.heads import shipped  # noqa: PLC0415 - heavy
    from dragoman.language.pair_judge import PairJudge  # noqa: PLC0415 - heavy
    from dragoman.views.relating import judge_rows  # noqa: PLC0415 - heavy

    judge = PairJudge.load(shipped(HEAD))
    ctx.exit(0 if judge_rows(file, predictions, judge, as_json=as_json) else 1)


def add_commands(main: click.Group) -> None:
    """Adds the group to the command line."""
    main.add_command(evaluate)
