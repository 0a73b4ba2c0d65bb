"""How well pages that tell one happening are brought together, and its sources counted.

A corpus is JSON Lines; `evaluation/occurrences/README.md` says what its keys hold. Each report has
one annotated event, found by its words, and the name of its happening. The measures:

- *pairs*: two reports of one happening are a right pair. A pair is found where an occurrence has an
  event of both reports whose words lie at the annotated ones. *As annotated*, occurrences are
  gathered from the annotated events, so that gathering is measured by itself; *as read*, from what
  was read of the pages, so that an event that was not found costs its pairs.
- *sources*: of the happenings with two reports or more, the share whose best-told occurrence, as
  read, has as many independent sources as are annotated.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.evaluation.rates import Rate
from dragoman.flow.occurrences import Occurrence, occurrences
from dragoman.flow.opening import OpenLedger
from dragoman.ledger.happening import ToldEvent

Pair = tuple[str, str]

EVENTS = 'SELECT url, article, id, "trigger_start", "trigger_end" FROM events'
TEXTS = "SELECT a.url, t.text FROM articles a JOIN texts t USING (article)"
ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Reported:
    """One report: a short page, and what is annotated of the event that it tells."""

    id: str
    happening: str
    outlet: str
    published: str
    text: str
    words: str
    type: str
    modality: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    date: str
    root: str

    @property
    def url(self) -> str:
        """An address of its own, by which its page is known again."""
        return f"https://reports.example/{self.id}"

    @property
    def page(self) -> dict[str, str]:
        """The page as a row of JSON Lines."""
        told = {"outlet": self.outlet, "published": self.published, "text": self.text}
        return {"url": self.url, **told}


def read_reports(path: Path) -> list[Reported]:
    """The reports of a corpus.

    Raises:
        UsageError: a line is no annotated report; the message says which and why.
    """
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            found.append(_reported(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}, line {number}, is no report: {error!r}.") from error
    return found


def _reported(given: Mapping[str, Any]) -> Reported:
    if given["text"].count(given["words"]) != 1:
        raise ValueError(f"{given['words']!r} must be in the text once")
    sides = {side: tuple(given[side]) for side in ("source", "target")}
    return Reported(**{**given, **sides})


def pairs_of(reports: Iterable[Reported]) -> set[Pair]:
    """The pairs of reports that tell one happening."""
    by_happening: defaultdict[str, list[str]] = defaultdict(list)
    for report in reports:
        by_happening[report.happening].append(report.id)
    return {pair for ids in by_happening.values() for pair in combinations(sorted(ids), 2)}


def gathered_as_annotated(reports: Sequence[Reported]) -> set[Pair]:
    """The pairs that are gathered from the annotated events."""
    events = [
        ToldEvent(
            id=report.id,
            occurrence=report.id,
            article=report.id,
            type=report.type,
            modality=report.modality,
            source=report.source,
            target=report.target,
            date=report.date,
            published=report.published,
            root=report.root,
            own=True,
            sentence=report.text,
        )
        for report in reports
    ]
    return {pair for each in occurrences(events) for pair in combinations(each.articles, 2)}


@dataclass(frozen=True, slots=True)
class AsRead:
    """What was read of the reports: by report, its occurrences, best told first."""

    told: Mapping[str, tuple[Occurrence, ...]]

    @property
    def pairs(self) -> set[Pair]:
        """The pairs of reports that share an occurrence."""
        by_occurrence: defaultdict[str, set[str]] = defaultdict(set)
        for report, found in self.told.items():
            for occurrence in found:
                by_occurrence[occurrence.id].add(report)
        return {pair for ids in by_occurrence.values() for pair in combinations(sorted(ids), 2)}


def as_read(ledger: OpenLedger, reports: Sequence[Reported]) -> AsRead:
    """The occurrences of a ledger that was built from the reports, by report."""
    by_event = {
        (told.article, told.event): occurrence
        for occurrence in ledger.occurrences()
        for told in occurrence.tellings
    }
    texts: dict[str, str] = dict(ledger.sql(TEXTS, rows=ROWS).rows)
    found: dict[str, dict[str, Occurrence]] = {report.id: {} for report in reports}
    named = {report.url: report for report in reports}
    for url, article, event, start, end in ledger.sql(EVENTS, rows=ROWS).rows:
        report = named[url]
        at = texts[url].find(report.words)
        if start < at + len(report.words) and at < end:
            occurrence = by_event[article, event]
            found[report.id][occurrence.id] = occurrence
    return AsRead({name: tuple(each.values()) for name, each in found.items()})


def happening_figures(reports: Sequence[Reported], read: AsRead) -> dict[str, float]:
    """The figures by name."""
    right = pairs_of(reports)
    figures: dict[str, float] = {}
    for name, found in (("annotated", gathered_as_annotated(reports)), ("read", read.pairs)):
        rate = Rate(len(right), len(found), len(right & found))
        figures[f"pairs as {name}: precision"] = rate.precision
        figures[f"pairs as {name}: recall"] = rate.recall
    figures["events found"] = sum(1 for each in read.told.values() if each) / len(reports)
    figures["sources as read"] = _sources(reports, read)
    return figures


def _sources(reports: Sequence[Reported], read: AsRead) -> float:
    by_happening: defaultdict[str, list[Reported]] = defaultdict(list)
    for report in reports:
        by_happening[report.happening].append(report)
    several = [told for told in by_happening.values() if len(told) > 1]
    right = 0
    for told in several:
        found = [each for report in told for each in read.told[report.id]]
        best = max(found, key=lambda each: each.reports, default=None)
        right += best is not None and best.roots == len({report.root for report in told})
    return right / len(several) if several else 0.0
