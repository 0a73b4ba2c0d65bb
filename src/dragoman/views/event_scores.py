"""`dragoman evaluate events`: short texts read, and how well their events agree with gold."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.evaluation.event_figures import EventFigures, score_texts
from dragoman.evaluation.event_records import BadRecord, GoldRecord, read_records, texts_of
from dragoman.evaluation.rates import Rate
from dragoman.flow import Reader
from dragoman.views.reading import complain
from dragoman.views.writing import written_whole


def print_event_scores(path: Path, predictions: Path | None, *, as_json: bool) -> bool:
    """Reads the texts of gold records, writes what was found, and prints the figures.

    Returns:
        Whether every record could be used.

    Raises:
        UsageError: the file can't be read, or the predictions can't be written.
        BrokenEnvironmentError: the language model can't be used.
    """
    records: list[GoldRecord] = []
    bad = 0
    for record in read_records(path):
        if isinstance(record, BadRecord):
            bad += 1
            complain(f"{path}, record {record.number}", f"It {record.message}; it is left out.")
        else:
            records.append(record)
    if not records:
        raise UsageError(f"{path} has no record that can be used.")
    figures = EventFigures()
    with written_whole(predictions, path) if predictions else nullcontext() as out:
        for text in score_texts(texts_of(records), Reader()):
            figures.add(text)
            if out is not None:
                out.writelines(line + "\n" for line in text.lines())
    if as_json:
        sys.stdout.write(json.dumps(_as_json(figures), indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_shown(figures, bad)) + "\n")
    return not bad


def _as_json(figures: EventFigures) -> dict[str, Any]:
    return {
        "records": figures.records,
        "events": _rate(figures.events),
        "type": _rate(figures.types),
        **{name: _share(rate) for name, rate in sorted(figures.sides.items())},
        "false events per 100 records": round(figures.false_per_100, 4),
        "silence": _share(figures.silence),
        "by type": {name: _rate(rate) for name, rate in sorted(figures.by_type.items())},
    }


def _rate(rate: Rate) -> dict[str, float]:
    return {
        "precision": round(rate.precision, 4),
        "recall": round(rate.recall, 4),
        "f1": round(rate.f1, 4),
        "expected": rate.expected,
        "found": rate.found,
        "right": rate.right,
    }


def _share(rate: Rate) -> dict[str, float]:
    return {"share": round(rate.recall, 4), "cases": rate.expected, "right": rate.right}


def _shown(figures: EventFigures, bad: int) -> Iterator[str]:
    yield f"{figures.records:,} records read{f', {bad:,} left out' if bad else ''}"
    yield ""
    yield f"{'':12}{'precision':>10}{'recall':>10}{'F1':>10}{'gold':>8}{'found':>8}"
    for name, rate in (
        ("events", figures.events),
        ("type alone", figures.types),
        *sorted(figures.by_type.items()),
    ):
        shares = "".join(f"{100 * x:10.1f}" for x in (rate.precision, rate.recall, rate.f1))
        yield f"{name:12}{shares}{rate.expected:8,}{rate.found:8,}"
    yield ""
    for name, rate in sorted(figures.sides.items()):
        yield f"{name + ' right where the type is':32}{100 * rate.recall:6.1f}{rate.expected:8,}"
    yield f"{'false events per 100 records':32}{figures.false_per_100:6.1f}"
    if figures.silence.expected:
        rate = figures.silence
        yield f"{'silent where nothing is told':32}{100 * rate.recall:6.1f}{rate.expected:8,}"
