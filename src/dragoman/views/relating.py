"""`dragoman evaluate relations`: marked sentences judged, and how well."""

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dragoman.codebook.plover import PLV_15
from dragoman.evaluation.marked_rows import BadRow, MarkedRow, RootFigures, columns_of, read_rows
from dragoman.language.pair_judge import Judged, PairJudge
from dragoman.views.reading import complain
from dragoman.views.writing import written_whole

PREDICTED, CONFIDENCE = "predicted_root", "confidence"
CONFUSIONS = 10


def judge_rows(path: Path, predictions: Path | None, judge: PairJudge, *, as_json: bool) -> bool:
    """Judges the rows of a file, writes them with their roots, and prints figures for gold.

    Returns:
        Whether every row could be used.

    Raises:
        UsageError: the file can't be read, or the predictions can't be written.
        BrokenEnvironmentError: the judge's model can't be used.
    """
    figures, bad, judged = RootFigures(), 0, 0
    with _written(path, predictions) as write:
        for row in read_rows(path):
            if isinstance(row, BadRow):
                bad += 1
                complain(f"{path}, line {row.number}", f"The row {row.message}; it is left out.")
                continue
            found = judge.judge([row.pair])[0]
            judged += 1
            if write is not None:
                write.writerow(_row(row, found))
            if row.gold is not None:
                figures.add(row.gold, found.best)
    if as_json:
        sys.stdout.write(json.dumps(_as_json(figures), indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_shown(figures, judged, bad)) + "\n")
    return not bad


@contextmanager
def _written(path: Path, predictions: Path | None) -> Iterator["csv.DictWriter[str] | None"]:
    """Writes rows to a file that is there under its name only once it is whole."""
    if predictions is None:
        yield None
        return
    with written_whole(predictions, path) as out:
        columns = [*columns_of(path), PREDICTED, CONFIDENCE]
        writer = csv.DictWriter(
            out,
            list(dict.fromkeys(columns)),
            delimiter="\t",
            lineterminator="\n",
            quoting=csv.QUOTE_NONE,
            quotechar=None,
        )
        writer.writeheader()
        yield writer


def _row(row: MarkedRow, found: Judged) -> dict[str, str]:
    """The row as it was, with its likeliest root and how probable a relation of it is."""
    confidence = found.related * found.probability(found.best)
    return {**row.given, PREDICTED: found.best, CONFIDENCE: f"{confidence:.4f}"}


def _as_json(figures: RootFigures) -> dict[str, Any]:
    return {
        "rows": figures.rows,
        "macro_f1": round(figures.macro_f1, 4),
        "accuracy": round(figures.accuracy, 4),
        "roots": {
            root: {
                "precision": round(rate.precision, 4),
                "recall": round(rate.recall, 4),
                "f1": round(rate.f1, 4),
                "expected": rate.expected,
                "found": rate.found,
            }
            for root in PLV_15
            for rate in (figures.rate(root),)
        },
    }


def _shown(figures: RootFigures, judged: int, bad: int) -> Iterator[str]:
    yield f"{judged:,} rows judged{f', {bad:,} left out' if bad else ''}"
    if not figures.rows:
        yield "No row has a root: nothing to compare with."
        return
    yield f"macro-F1 {100 * figures.macro_f1:.1f}, accuracy {100 * figures.accuracy:.1f}"
    yield ""
    yield f"{'root':12}{'precision':>10}{'recall':>8}{'F1':>7}{'gold':>7}{'found':>7}"
    for root in PLV_15:
        rate = figures.rate(root)
        shares = f"{100 * rate.precision:10.1f}{100 * rate.recall:8.1f}{100 * rate.f1:7.1f}"
        yield f"{root:12}{shares}{rate.expected:7,}{rate.found:7,}"
    yield ""
    yield "told instead"
    for gold, found, n in figures.confused(CONFUSIONS):
        yield f"{n:5,}  {gold} as {found}"
