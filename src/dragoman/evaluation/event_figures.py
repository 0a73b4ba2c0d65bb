"""How well the events found in short texts agree with gold event records.

What counts as found are the events that a record calls actual or planned; those alleged, denied
or supposed are no claim that they happened. Of a text's events with the same type and the same
parties on either side one is kept. Events are paired within a text, one to one; a pair agrees when

- the types agree (CONCEDE and RETREAT are one), and
- each side shares a state; a gold side without any state agrees with whoever is found there.

The measures:

- *events*: precision, recall and F1 of pairs that agree; *type*: the same by the type alone.
- *source*, *target*: of the pairs whose types agree, those with a state on that side of gold, the
  share whose state is right. *mode*: of those whose gold has a mode that the manual 0.8 gives the
  type, the share with that mode.
- *false events per 100 records*: what was found and agrees with nothing.
- *silence*: of the texts that gold says tell no event, the share in which none was found.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from dragoman.codebook.organisations import group_country
from dragoman.codebook.plover import plover_types
from dragoman.codebook.states import states
from dragoman.evaluation.event_records import GoldEvent, GoldText, scored_type
from dragoman.evaluation.pairing import one_to_one
from dragoman.evaluation.rates import Rate
from dragoman.flow import Reader
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat
from dragoman.records import Event, Modality, PageFault, Record

CLAIMED = {Modality.ACTUAL, Modality.PLANNED}
"""What an event must be to count as found."""


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One event as it was found: the parties on either side, and the states that they are of."""

    type: str
    mode: str | None
    modality: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    sources: frozenset[str]
    targets: frozenset[str]
    trigger: str

    @property
    def triple(self) -> tuple[str, frozenset[str], frozenset[str]]:
        """What makes it the same as another one of its text."""
        return scored_type(self.type), frozenset(self.source), frozenset(self.target)

    @property
    def claimed(self) -> bool:
        """Whether it counts as found."""
        return self.modality in CLAIMED


@dataclass(frozen=True, slots=True)
class ScoredText:
    """A text with all that was found in it, and who is paired with whom.

    `found` are all events, `counted` the positions of those that count; `pairs` are positions in
    the gold events and in `found`, of equal type, and `agreed` those of them that agree in all.
    """

    gold: GoldText
    found: tuple[FoundEvent, ...]
    counted: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    agreed: frozenset[tuple[int, int]]

    def lines(self) -> Iterator[str]:
        """Its records as lines of JSON, each with `outcome` and with all that was `found`.

        The outcome is right, type (right in type alone) or missed; of a record without an event,
        silent, or false where something was found.
        """
        events = [_told(event, self._fate(i)) for i, event in enumerate(self.found)]
        outcomes = iter([self._outcome(i) for i in range(len(self.gold.events))])
        silence = "false" if self.counted else "silent"
        for record in self.gold.records:
            outcome = silence if record.event is None else next(outcomes)
            yield json.dumps(record.given | {"outcome": outcome, "found": events})

    def _outcome(self, number: int) -> str:
        if any(one == number for one, _ in self.agreed):
            return "right"
        return "type" if any(one == number for one, _ in self.pairs) else "missed"

    def _fate(self, number: int) -> str:
        if number not in self.counted:
            return "not counted"
        return "right" if number in {found for _, found in self.agreed} else "false"


@dataclass
class EventFigures:
    """Counts over any number of texts."""

    records: int = 0
    events: Rate = field(default_factory=Rate)
    types: Rate = field(default_factory=Rate)
    sides: dict[str, Rate] = field(default_factory=dict)
    by_type: dict[str, Rate] = field(default_factory=dict)
    silence: Rate = field(default_factory=Rate)

    def add(self, text: ScoredText) -> None:
        """Counts one text."""
        gold = text.gold.events
        self.records += len(text.gold.records)
        found, agreed = len(text.counted), len(text.agreed)
        self.events += Rate(len(gold), found, agreed)
        self.types += Rate(len(gold), found, len(text.pairs))
        if not gold:
            self.silence += Rate(1, 1, not text.counted)
        for event in gold:
            self._count(self.by_type, event.type, Rate(expected=1))
        for number in text.counted:
            self._count(self.by_type, scored_type(text.found[number].type), Rate(found=1))
        for one, _ in text.agreed:
            self._count(self.by_type, gold[one].type, Rate(right=1))
        for one, other in text.pairs:
            self._sides(gold[one], text.found[other])

    def _sides(self, gold: GoldEvent, found: FoundEvent) -> None:
        for name, wanted, given in (
            ("source", gold.sources, found.sources),
            ("target", gold.targets, found.targets),
        ):
            if wanted:
                self._count(self.sides, name, Rate(1, 1, bool(wanted & given)))
        if gold.mode in plover_types()[found.type].modes:
            self._count(self.sides, "mode", Rate(1, 1, gold.mode == found.mode))

    @staticmethod
    def _count(counts: dict[str, Rate], name: str, rate: Rate) -> None:
        counts[name] = counts.get(name, Rate()) + rate

    @property
    def false_per_100(self) -> float:
        """Events found that agree with nothing, for 100 records."""
        return 100 * (self.events.found - self.events.right) / self.records if self.records else 0.0

    def measures(self) -> dict[str, float]:
        """The figures by name, as they are held against floors; those without a case left out."""
        figures = {
            "events precision": self.events.precision,
            "events recall": self.events.recall,
            "events F1": self.events.f1,
            "type F1": self.types.f1,
            **{name: rate.recall for name, rate in sorted(self.sides.items())},
            "false events per 100 records": self.false_per_100,
        }
        return figures | ({"silence": self.silence.recall} if self.silence.expected else {})


def score_texts(texts: Sequence[GoldText], reader: Reader) -> Iterator[ScoredText]:
    """Reads each text as a page of its date, and pairs what is found with what it tells."""
    pages = (
        Page(str(number), text.text, PageFormat.TEXT, Given(published=day, language="en"))
        for number, text in enumerate(texts, 1)
        for day in (text.published,)
    )
    for text, record in zip(texts, reader.read(pages), strict=True):
        yield score_text(text, [] if isinstance(record, PageFault) else found_events(record))


def found_events(record: Record) -> list[FoundEvent]:
    """A record's events as they are scored, in its order."""
    return [_found(record, event) for event in record.events]


def score_text(text: GoldText, found: Iterable[FoundEvent]) -> ScoredText:
    """A text beside what was found in it."""
    events = tuple(found)
    counted: dict[tuple[str, frozenset[str], frozenset[str]], int] = {}
    for number, event in enumerate(events):
        if event.claimed:
            counted.setdefault(event.triple, number)
    numbers = tuple(counted.values())
    fits = [
        (fit, one, other)
        for one, gold in enumerate(text.events)
        for other in numbers
        if (fit := _fit(gold, events[other])) > 0
    ]
    pairs = tuple(one_to_one(fits))
    agreed = frozenset((a, b) for a, b in pairs if _agree(text.events[a], events[b]))
    return ScoredText(text, events, numbers, pairs, agreed)


def _agree(gold: GoldEvent, found: FoundEvent) -> bool:
    return (
        gold.type == scored_type(found.type)
        and (not gold.sources or bool(gold.sources & found.sources))
        and (not gold.targets or bool(gold.targets & found.targets))
    )


def _fit(gold: GoldEvent, found: FoundEvent) -> float:
    """0 where the types differ; else more where all agrees, and more where states are shared."""
    if gold.type != scored_type(found.type):
        return 0
    shared = bool(gold.sources & found.sources) + bool(gold.targets & found.targets)
    return 1 + shared + 4 * _agree(gold, found)


def _found(record: Record, event: Event) -> FoundEvent:
    source, target = _parties(record, event.source), _parties(record, event.target)
    return FoundEvent(
        type=event.type.value,
        mode=event.mode,
        modality=event.modality.value,
        source=source,
        target=target,
        sources=_states(source),
        targets=_states(target),
        trigger=record.article.text[event.trigger.start : event.trigger.end],
    )


def _parties(record: Record, actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for actor in actors for p in record.cast.parties(actor)))


def _states(parties: Iterable[str]) -> frozenset[str]:
    known = {state.code for state in states()}
    return frozenset(group_country(party) or party for party in parties) & known


def _told(event: FoundEvent, fate: str) -> dict[str, Any]:
    told = {k: v for k, v in asdict(event).items() if k not in ("sources", "targets")}
    return told | {"outcome": fate}
