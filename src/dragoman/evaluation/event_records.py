"""Gold event records: who did what to whom in a sentence or two, read from JSON.

The shape is that of the gold standard records of the Open Event Data Alliance, in a JSON list or
in JSON Lines: `text` and its `date`; `event`, a type of PLOVER's or null where the text tells none;
`source` and `target`, lists of `{"code": ...}`, anything else standing for nobody; `mode`. Types
are taken as the manual 0.8 names them, those of 0.5 turned into them, and CONCEDE and RETREAT are
one, YIELD. A side counts by the states in the first three letters of its codes; what belongs to
no state (IGO, NGO) leaves the side open. Records with one text and date are read together.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.states import states
from dragoman.errors import UsageError
from dragoman.records import EventType

YIELD = "YIELD"
"""CONCEDE and RETREAT, which records of 0.5 divide otherwise than 0.8 does."""

LATER = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
"""Types of PLOVER 0.5 under their names of 0.8."""

SLIPS = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
"""Codes of published records that are slips."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One record's event: its type as it is scored, and the states (alpha-3) on either side."""

    type: str
    sources: frozenset[str]
    targets: frozenset[str]
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """One record: where it stands in the file, what it holds, its event or None for none."""

    number: int
    given: dict[str, Any]
    text: str
    published: str | None
    event: GoldEvent | None


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that can't be used, and why."""

    number: int
    message: str


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text with its date and all records that it has."""

    text: str
    published: str | None
    records: tuple[GoldRecord, ...]

    @property
    def events(self) -> tuple[GoldEvent, ...]:
        """The events that it tells."""
        return tuple(record.event for record in self.records if record.event is not None)


def scored_type(name: str) -> str:
    """A type's name as it is scored: of 0.8, CONCEDE and RETREAT together.

    Raises:
        ValueError: neither 0.8 nor 0.5 has such a type.
    """
    found = EventType(LATER.get(name, name))
    return YIELD if found in (EventType.CONCEDE, EventType.RETREAT) else found.value


def read_records(path: Path) -> Iterator[GoldRecord | BadRecord]:
    """The records of a file in their order; blank lines are passed over.

    Raises:
        UsageError: the file can't be read, or holds no UTF-8, or a list that is no JSON.
    """
    try:
        text = path.read_text("utf-8-sig")
        rows = json.loads(text) if text.lstrip().startswith("[") else None
    except OSError as error:
        raise UsageError(f"{path} can't be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is neither a JSON list nor JSON Lines: {error}.") from error
    if rows is not None:
        yield from (_record(number, row) for number, row in enumerate(rows, 1))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _line(number, line)


def texts_of(records: list[GoldRecord]) -> list[GoldText]:
    """The records by text and date, in the order in which these come first."""
    groups: dict[tuple[str, str | None], list[GoldRecord]] = {}
    for record in records:
        groups.setdefault((record.text, record.published), []).append(record)
    return [GoldText(text, day, tuple(group)) for (text, day), group in groups.items()]


def _line(number: int, line: str) -> GoldRecord | BadRecord:
    try:
        return _record(number, json.loads(line))
    except (ValueError, RecursionError):
        return BadRecord(number, "is no JSON")


def _record(number: int, row: object) -> GoldRecord | BadRecord:
    if not isinstance(row, dict):
        return BadRecord(number, "is no object")
    text, day = row.get("text"), row.get("date")
    if not isinstance(text, str) or not text.strip():
        return BadRecord(number, "has no text")
    try:
        event = _event(row)
    except ValueError:
        return BadRecord(number, f"has an unknown event {row.get('event')!r}")
    return GoldRecord(number, row, text, day if isinstance(day, str) and day else None, event)


def _event(row: Mapping[str, object]) -> GoldEvent | None:
    name, mode = row.get("event"), row.get("mode")
    if name is None:
        return None
    return GoldEvent(
        type=scored_type(str(name)),
        sources=_countries(row.get("source")),
        targets=_countries(row.get("target")),
        mode=mode if isinstance(mode, str) and mode else None,
    )


def _countries(side: object) -> frozenset[str]:
    known = {state.code for state in states()}
    codes = [
        str(actor.get("code"))[:3]
        for actor in (side if isinstance(side, list) else [])
        if isinstance(actor, dict)
    ]
    return frozenset(SLIPS.get(code, code) for code in codes) & known
