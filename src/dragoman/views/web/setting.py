"""An article set for reading: blocks by zone, the words by voice, acts beside their sentences."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.records import (
    Attribution,
    Event,
    Move,
    Record,
    Span,
    Zone,
    ZoneKind,
    unnamed,
    voice_key,
    voice_parts,
    voices,
)
from dragoman.views.chains import ARROW, Speakers

COLOURED = 7
"""Voices besides the outlet's that get a colour of their own; the rest share one."""
OWN = "own"
LINES = re.compile(r"[^\n]*\S[^\n]*")
OUTSIDE = {
    ZoneKind.APPEAL: "An appeal to readers",
    ZoneKind.DISCLAIMER: "A disclaimer",
    ZoneKind.RELATED: "Links to other pages",
    ZoneKind.COMMENT: "Readers’ comments",
    ZoneKind.FURNITURE: "The page’s furniture",
}
"""What stands on a page and is not the article's, in words."""


@dataclass(frozen=True, slots=True)
class Part:
    """One voice's part: `key` asks for it, `place` is its colour, 0 the outlet's own."""

    key: str
    place: int
    name: str
    share: float
    claims: int
    actor: str | None
    start: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one voice. `chain` says on whose word; `hidden` are those that were not asked for.

    `claim` is the attribution that the words belong to, `anchor` the one that begins here.
    """

    text: str
    place: int = 0
    chain: str | None = None
    hidden: bool = False
    anchor: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """An event or a move, to stand beside its sentence, under a number."""

    number: int
    event: Event | None
    move: Move | None
    who: str
    whom: str
    chain: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page, which is its permanent address there."""
        return f"e-{self.event.id}" if self.event else f"m-{self.move.id if self.move else ''}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its notes, or what lies between such sentences."""

    runs: tuple[Run, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A zone in paragraphs; `outside` where it is not the article's."""

    kind: str
    outside: str | None
    outlet: str | None
    paragraphs: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution: its chain from the outlet to whoever says so, and what is said."""

    id: str
    place: int
    chain: tuple[str, ...]
    actor: str | None
    stance: str
    kind: str
    content: str
    in_text: bool


class Setting:
    """One article as a page shows it.

    Args:
        record: what was read.
        only: the key of the voice that was asked for; None for all.
    """

    def __init__(self, record: Record, only: str | None = None) -> None:
        self.record = record
        self.only = only
        self.speakers = Speakers(record)
        self.parts = tuple(self._parts())
        self._places = {part.key: part.place for part in self.parts}
        self._claims = {claim.id: claim for claim in record.attributions}
        self._cut = list(voice_parts(record))
        self._starts = [start for start, _, _ in self._cut]
        self._anchored: set[str] = set()
        self.notes = tuple(self._notes())
        self.blocks = tuple(self._block(zone) for zone in record.article.zones)
        self.claims = tuple(self._listed())
        self.unnamed = len(unnamed(record))

    def key_of(self, attribution: str | None) -> str:
        """The key of the voice that tells something."""
        return voice_key(self.record, self._claims.get(attribution or "")) or OWN

    def _parts(self) -> Iterator[Part]:
        start = 0.0
        for place, voice in enumerate(voices(self.record)):
            key = voice_key(self.record, voice.source) or OWN
            name = self.speakers.source(voice.source) if voice.source else self.speakers.outlet
            place_ = min(place, COLOURED + 1)
            yield Part(key, place_, name, voice.share, voice.claims, voice.actor, start)
            start += voice.share

    def _notes(self) -> Iterator[Note]:
        found: list[tuple[int, Event | Move]] = [(e.sentence.start, e) for e in self.record.events]
        found += [(m.evidence.start, m) for m in self.record.moves]
        number = 0
        for _, told in sorted(found, key=lambda each: each[0]):
            if self.only not in (None, self.key_of(told.attribution)):
                continue
            number += 1
            chain = self.speakers.chain(told.attribution)
            if isinstance(told, Event):
                who = self.speakers.actors(told.source)
                yield Note(number, told, None, who, self.speakers.actors(told.target), chain)
            else:
                who = self.speakers.actor(told.actor) if told.actor else "–"
                yield Note(number, None, told, who, told.name, chain)

    def _block(self, zone: Zone) -> Block:
        text = self.record.article.text
        lines = (
            Span(zone.start + line.start(), zone.start + line.end())
            for line in LINES.finditer(text[zone.start : zone.end])
        )
        if zone.kind.tells:
            paragraphs = tuple(tuple(self._passages(line)) for line in lines)
        else:
            paragraphs = tuple((Passage((Run(text[s.start : s.end]),)),) for s in lines)
        return Block(zone.kind.value, OUTSIDE.get(zone.kind), zone.outlet, paragraphs)

    def _passages(self, line: Span) -> Iterator[Passage]:
        """A paragraph cut where sentences with notes begin and end."""
        at = line.start
        for sentence, notes in self._noted(line):
            if at < sentence.start:
                yield Passage(tuple(self._runs(at, sentence.start)))
            yield Passage(tuple(self._runs(sentence.start, sentence.end)), notes)
            at = sentence.end
        if at < line.end:
            yield Passage(tuple(self._runs(at, line.end)))

    def _noted(self, line: Span) -> list[tuple[Span, tuple[Note, ...]]]:
        """The sentences that begin in a paragraph and have notes; those that overlap are one."""
        found: list[tuple[Span, list[Note]]] = []
        for note in self.notes:
            span = note.event.sentence if note.event else note.move.evidence if note.move else line
            if not line.start <= span.start < line.end:
                continue
            end = min(span.end, line.end)
            if found and span.start < found[-1][0].end:
                whole = Span(found[-1][0].start, max(found[-1][0].end, end))
                found[-1] = (whole, [*found[-1][1], note])
            else:
                found.append((Span(span.start, end), [note]))
        return [(span, tuple(notes)) for span, notes in found]

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        """A stretch of the text cut by voice."""
        text = self.record.article.text
        at = max(bisect_right(self._starts, start) - 1, 0)
        for first, last, claim in self._cut[at:]:
            if first >= end:
                break
            low, high = max(first, start), min(last, end)
            if low < high:
                yield self._run(text[low:high], claim)

    def _run(self, words: str, claim: Attribution | None) -> Run:
        key = voice_key(self.record, claim) or OWN
        hidden = self.only not in (None, key)
        if claim is None:
            return Run(words, hidden=hidden)
        anchor = None if claim.id in self._anchored else claim.id
        self._anchored.add(claim.id)
        chain = ARROW.join(self.speakers.chain(claim.id))
        return Run(words, self._places.get(key, COLOURED + 1), chain, hidden, anchor, claim.id)

    def _listed(self) -> Iterator[Claim]:
        for claim in self.record.attributions:
            key = voice_key(self.record, claim)
            if self.only in (None, key):
                yield Claim(
                    id=claim.id,
                    place=self._places.get(key, COLOURED + 1),
                    chain=self.speakers.chain(claim.id),
                    actor=claim.source.actor if claim.source else None,
                    stance=claim.stance.value,
                    kind=claim.kind.value,
                    content=" … ".join(self.words(claim.content)),
                    in_text=claim.id in self._anchored,
                )

    def words(self, spans: Sequence[Span]) -> list[str]:
        """The words of some spans."""
        return [self.record.article.words(span) for span in spans]
