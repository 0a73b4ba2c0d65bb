"""What makes an event sure, and how many false ones a threshold lets through."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dragoman.codebook.tables import read_table
from dragoman.errors import CodebookError, UsageError


@dataclass(frozen=True, slots=True)
class Threshold:
    """Events at least this sure, and how they fared on annotated pages.

    `false` is how many of them, for 100 sentences, annotators had not coded; `kept` the share
    of the right ones that is left.
    """

    confidence: float
    false: float
    kept: float


@cache
def confidence_weights() -> Mapping[str, float]:
    """The weights of `event_confidence.tsv` by feature.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    rows = read_table("event_confidence.tsv", lambda row: (row["feature"], float(row["weight"])))
    return MappingProxyType(dict(rows))


def thresholds(path: Path | None = None) -> tuple[Threshold, ...]:
    """The thresholds that annotated pages gave, the lowest first.

    Args:
        path: a table of one's own; the package's where there is none.

    Raises:
        CodebookError: the package's table can't be read.
        UsageError: one's own can't, or is no such table.
    """
    if path is None:
        rows = read_table("event_thresholds.tsv", _threshold)
    else:
        try:
            rows = read_table(str(path), _threshold, path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, CodebookError) as error:
            raise UsageError(f"{path} is no table of thresholds: {error}") from error
        if not rows:
            raise UsageError(f"{path} is no table of thresholds: it has no rows.")
    return tuple(sorted(rows, key=lambda row: row.confidence))


def _threshold(row: Mapping[str, str]) -> Threshold:
    found = Threshold(float(row["confidence"]), float(row["false"]), float(row["kept"]))
    if not 0 <= found.confidence <= 1 or found.false < 0 or not 0 <= found.kept <= 1:
        raise ValueError("a confidence or share outside 0 to 1, or a negative count")
    return found


def threshold_for(most_false: float, known: tuple[Threshold, ...]) -> float:
    """The least confidence at which no more than so many events for 100 sentences were false.

    Where none is low enough, nothing is let through: the answer is above 1.
    """
    return next((row.confidence for row in known if row.false <= most_false), 1.01)
