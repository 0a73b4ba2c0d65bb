"""Calibration: what a coded event's confidence is worth, told by annotated pages.

An event is right where the annotation has one of its type in the same sentence with a shared
source and a shared target (as the gold pages' scorer matches leniently; optional ones count).
"""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.codebook.confidence import Threshold
from dragoman.evaluation.pages import gold_pages
from dragoman.events.confidence import confidence_of, features
from dragoman.events.sides import Sides
from dragoman.flow import Reader
from dragoman.records import Event, PageFault, Record

STEPS = 4000
RATE = 0.1
RIDGE = 0.01
"""Weights that the pages say nothing of stay near 0."""
SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class CodedAgainstGold:
    """An event of a page, and whether the annotation has it."""

    event: Event
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """All events of annotated pages, and how many sentences these have."""

    events: tuple[CodedAgainstGold, ...]
    sentences: int


def annotated(folder: Path) -> list[tuple[Path, Path]]:
    """The pages of a folder, each with its annotation.

    Raises:
        UsageError: the folder has no gold pages.
    """
    return [(page, page.with_suffix(".json")) for page in gold_pages(folder)]


def compared(pages: Iterable[tuple[Path, Path]], reader: Reader) -> Calibration:
    """The events of all pages whose annotations have events.

    Args:
        pages: pages with their annotations.
        reader: what reads them.
    """
    found: list[CodedAgainstGold] = []
    total = 0
    known = [(page, gold) for page, path in pages if (gold := _gold(path).get("events"))]
    records = reader.read_paths(str(page) for page, _ in known)
    for (_, gold), record in zip(known, records, strict=True):
        if isinstance(record, PageFault):
            continue
        found.extend(_against(record, gold))
        total += sentences_of(record)
    return Calibration(tuple(found), total)


def fitted(events: Sequence[CodedAgainstGold]) -> dict[str, float]:
    """The weights of a logistic curve through events, by feature, with a small ridge."""
    rows = [(_features(each.event), each.right) for each in events if each.event.coding]
    names = sorted({name for found, _ in rows for name in found})
    weights = dict.fromkeys(names, 0.0)
    for _ in range(STEPS):
        slopes = {name: RIDGE * weights[name] for name in names}
        for found, right in rows:
            height = sum(weights[name] * value for name, value in found.items())
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, height)))) - right
            for name, value in found.items():
                slopes[name] += error * value / len(rows)
        for name in names:
            weights[name] -= RATE * slopes[name]
    return {name: round(weight, 3) for name, weight in weights.items()}


def _features(event: Event) -> dict[str, float]:
    coding = event.coding
    assert coding is not None
    return features(event.type, coding, Sides(event.source, event.target), event.modality)


def thresholds_of(calibration: Calibration) -> Iterator[Threshold]:
    """For each of some confidences how many events above it are false, and what is kept."""
    right = sum(e.right for e in calibration.events)
    for step in range(20):
        least = step / 20
        kept = [e for e in calibration.events if e.event.confidence >= least]
        false = sum(not e.right for e in kept)
        yield Threshold(
            least,
            round(100 * false / max(calibration.sentences, 1), 2),
            round(sum(e.right for e in kept) / max(right, 1), 3),
        )


def sentences_of(record: Record) -> int:
    """How many sentences the zones have in which an article tells."""
    text = record.article.text
    zones = (z for z in record.article.zones if z.kind.tells)
    return sum(len(SENTENCE_END.findall(text[z.start : z.end])) or 1 for z in zones)


def recalibrated(calibration: Calibration, weights: Mapping[str, float]) -> Calibration:
    """The same events with the confidences that other weights give."""
    events = []
    for each in calibration.events:
        event = each.event
        if event.coding is None:
            continue
        sides = Sides(event.source, event.target)
        sure = confidence_of(event.type, event.coding, sides, event.modality, weights)
        events.append(replace(each, event=replace(event, confidence=sure)))
    return replace(calibration, events=tuple(events))


def _gold(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _against(record: Record, gold: Sequence[Mapping[str, Any]]) -> Iterator[CodedAgainstGold]:
    text = record.article.text
    for event in record.events:
        sentence = text[event.sentence.start : event.sentence.end]
        yield CodedAgainstGold(event, any(_fits(record, event, sentence, want) for want in gold))


def _fits(record: Record, event: Event, sentence: str, want: Mapping[str, Any]) -> bool:
    if event.type != want["type"] or not _shares(" ".join(sentence.split()), want["sentence"]):
        return False
    sources, targets = ({_code(record, a) for a in side} for side in (event.source, event.target))
    gold_sources, gold_targets = set(want["source"]), set(want["target"])
    if len(gold_sources) > 1 and gold_sources == gold_targets:
        return len((sources | targets) & gold_sources) > 1
    return (not gold_sources or bool(gold_sources & sources)) and (
        not gold_targets or bool(gold_targets & targets)
    )


def _shares(sentence: str, piece: str) -> bool:
    wanted = " ".join(piece.split())
    return wanted in sentence or sentence in wanted


def _code(record: Record, actor: str) -> str:
    found = next((a for a in record.actors if a.id == actor), None)
    return actor if found is None else found.party
