"""`dragoman evaluate thresholds`: how sure events must be, told by annotated pages."""

import sys
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.evaluation.calibrating import annotated, compared, thresholds_of
from dragoman.flow import Reader
from dragoman.views.writing import written_whole


def write_thresholds(folder: Path, out: Path) -> None:
    """Writes the thresholds of the pages of a folder, and prints them.

    Raises:
        UsageError: no page there has annotated events, or the table can't be written.
    """
    found = compared(annotated(folder), Reader())
    if not found.events:
        raise UsageError(f"No page of {folder} has both events and an annotation of its events.")
    lines = ["confidence\tfalse\tkept"]
    lines += [f"{t.confidence}\t{t.false}\t{t.kept}" for t in thresholds_of(found)]
    with written_whole(out, folder) as file:
        file.write("\n".join(lines) + "\n")
    sys.stdout.write("\n".join(lines).expandtabs(12) + "\n")
