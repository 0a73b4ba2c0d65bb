"""`dragoman evaluate`: figures on standard output."""

import sys
from pathlib import Path

from dragoman.evaluation.pages import find_scorer, read_gold, run_scorer
from dragoman.views.reading import complain


def print_figures(folder: Path, scorer: Path | None, *, as_json: bool) -> bool:
    """Reads all gold pages of a folder and prints what their scorer says.

    Returns:
        Whether every page gave a record.

    Raises:
        UsageError: there are no gold pages, or no scorer.
        BrokenEnvironmentError: the scorer failed.
    """
    scorer = scorer or find_scorer(folder)
    records, faults = read_gold(folder)
    for fault in faults:
        complain(fault.page, fault.fault.message)
    sys.stdout.write(run_scorer(scorer, records, folder, ["--json"] if as_json else []))
    return not faults
