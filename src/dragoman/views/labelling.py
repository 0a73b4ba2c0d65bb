"""`dragoman evaluate attributions`: labelled lines tagged, and how well."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from dragoman.evaluation.labelled_spans import LENGTHS, MEASURES, SpanFigures
from dragoman.evaluation.rates import Rate
from dragoman.evaluation.tagged_lines import BadLine, read_rows, tag_rows
from dragoman.language.tagging import Tagger
from dragoman.views.reading import complain
from dragoman.views.writing import written_whole

KINDS = ("source", "cue", "content")
QUOTING = ("direct", "mixed", "indirect")
CLASSES = (*QUOTING, *(f"{a}-{b}" if b else f"{a}+" for a, b in LENGTHS))


def tag_lines(
    path: Path, predictions: Path | None, tagger: Tagger, *, alone: bool, as_json: bool
) -> bool:
    """Tags the lines of a file, writes them with `predicted`, and prints figures for those in gold.

    Returns:
        Whether every line could be used.

    Raises:
        UsageError: the file can't be read, or the predictions can't be written.
        BrokenEnvironmentError: the tagger's model can't be used.
    """
    figures, bad, tagged = SpanFigures(), 0, 0
    rows = read_rows(path, tagger.labels)
    with _written(path, predictions) as out:
        for item in tag_rows(rows, tagger, alone=alone):
            if isinstance(item, BadLine):
                bad += 1
                complain(f"{path}, line {item.number}", f"The line {item.message}; it is left out.")
                continue
            tagged += 1
            if out is not None:
                out.write(item.line + "\n")
            if item.row.gold is not None:
                figures.add(item.row.tokens, item.row.gold, item.predicted)
    if as_json:
        sys.stdout.write(json.dumps(_as_json(figures), indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_shown(figures, tagged, bad)) + "\n")
    return not bad


@contextmanager
def _written(path: Path, predictions: Path | None) -> Iterator[IO[str] | None]:
    if predictions is None:
        yield None
        return
    with written_whole(predictions, path) as out:
        yield out


def _as_json(figures: SpanFigures) -> dict[str, Any]:
    return {
        "lines": figures.lines,
        **{
            kind: {
                name: _rate(figures.rate(name, kind))
                for name in (*MEASURES, *(CLASSES if kind == "content" else ()))
            }
            | {"fates": {fate: n for (fate, k), n in figures.fates.items() if k == kind}}
            for kind in KINDS
        },
    }


def _rate(rate: Rate) -> dict[str, float]:
    return {
        "precision": round(rate.precision, 4),
        "recall": round(rate.recall, 4),
        "f1": round(rate.f1, 4),
        "expected": rate.expected,
        "found": rate.found,
    }


def _shown(figures: SpanFigures, tagged: int, bad: int) -> Iterator[str]:
    yield f"{tagged:,} lines tagged{f', {bad:,} left out' if bad else ''}"
    if not figures.lines:
        yield "No line has labels: nothing to compare with."
        return
    yield ""
    yield f"{'F1':22}" + "".join(f"{kind:>10}" for kind in KINDS)
    for measure in MEASURES:
        rates = (figures.rate(measure, kind).f1 for kind in KINDS)
        yield f"{measure:22}" + "".join(f"{100 * f1:10.1f}" for f1 in rates)
    for name in ("precision", "recall"):
        rates = (getattr(figures.rate("exact", kind), name) for kind in KINDS)
        yield f"{'exact ' + name:22}" + "".join(f"{100 * value:10.1f}" for value in rates)
    yield ""
    yield f"{'content':22}{'F1 exact':>10}{'gold':>10}{'found':>10}"
    for name in CLASSES:
        rate = figures.rate(name, "content")
        label = name if name in QUOTING else f"{name} words"
        yield f"{label:22}{100 * rate.f1:10.1f}{rate.expected:10,}{rate.found:10,}"
    yield ""
    yield f"{'what became of gold':22}" + "".join(f"{kind:>10}" for kind in KINDS)
    for fate in sorted({fate for fate, _ in figures.fates}, key=_order):
        counts = (figures.fates[fate, kind] for kind in KINDS)
        yield f"{fate:22}" + "".join(f"{count:10,}" for count in counts)


FATES = (
    "exact",
    "edge: marks or `that`",
    "edge: other words",
    "found in parts",
    "taken for another kind",
    "missed",
    "found where none is",
)


def _order(fate: str) -> int:
    return FATES.index(fate)
