"""Signs that a content belongs to somebody who speaks in another sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.attributions.linking import QUOTES
from dragoman.attributions.quoted import Quoted
from dragoman.attributions.runs import Part, Run, Runs


@dataclass(frozen=True, slots=True)
class Place:
    """How a content lies in its sentence and in the quotations of the article."""

    extent: str  # whole, first, last or inside
    opening: str  # quoted, open (in a quotation from further up) or plain
    closing: str  # quoted, runs on (into the next sentence) or plain

    @property
    def quoted(self) -> bool:
        """Whether a quotation begins, ends or goes on in the content."""
        return not self.opening == self.closing == "plain"


def place_of(content: Run, quoted: Quoted) -> Place:
    """How a content lies in its sentence."""
    sentence = content.sentence
    words = [t.i for t in sentence.tokens if t.pos != "PUNCT"]
    first = not words or content.first <= words[0]
    last = not words or content.last >= words[-1]
    extent = "whole" if first and last else "first" if first else "last" if last else "inside"
    opening = closing = "plain"
    for quotation in quoted.overlapping(content.span):
        if quotation.start < sentence.start:
            opening = "open"
        elif quotation.start <= content.span.start + 1:
            opening = "quoted"
        if quotation.end > sentence.end + 1:
            closing = "runs on"
        elif quotation.end >= content.span.end:
            closing = "quoted"
    if opening == "plain" and content.tokens[0].text in QUOTES:
        opening = "quoted"
    if closing == "plain" and content.tokens[-1].text in QUOTES:
        closing = "quoted"
    return Place(extent, opening, closing)


def back_signs(
    content: Run, place: Place, here: Runs, spoken: Run, quoted: Quoted
) -> Iterator[str]:
    """The signs that a content goes on with what was spoken in the sentence before.

    Args:
        content: the content whose speaker is sought.
        place: how it lies in its sentence.
        here: all runs of its sentence.
        spoken: the last content of whoever was speaking, or the cue where there was none.
        quoted: the article's quotations.
    """
    paragraph = _paragraphs(spoken, content)
    before = "announced" if spoken.part is Part.CUE else place_of(spoken, quoted).closing
    side = _side(content, here.cues[:1])
    yield "back, goes on" if content.goes_on else "back"
    yield f"back, {side}"
    yield f"back, {paragraph} paragraph, {place.opening}"
    yield f"back, {place.extent}, {place.opening}, {side}"
    yield f"back, {before} before, {place.opening}"
    yield f"back, {before} before, {place.opening}, {place.extent}, {paragraph} paragraph, {side}"


def ahead_signs(content: Run, place: Place, here: Runs, cue: Run, ahead: Runs) -> Iterator[str]:
    """The signs that a content is spoken by whoever the first cue further on names.

    Args:
        content: the content whose speaker is sought.
        place: how it lies in its sentence.
        here: all runs of its sentence.
        cue: the first cue of a sentence further on.
        ahead: the runs of that sentence.
    """
    paragraph = _paragraphs(content, cue)
    side = _side(content, here.cues[-1:])
    first = f"{ahead.all[0].part} first there"
    steps = min(3, cue.sentence.index - content.sentence.index)
    yield "ahead, goes on" if content.goes_on else "ahead"
    yield f"ahead, {side}"
    yield f"ahead, {paragraph} paragraph, {place.closing}"
    yield f"ahead, {first}, {place.closing}"
    yield f"ahead, {place.extent}, {place.closing}, {side}"
    yield f"ahead, {place.opening} to {place.closing}, {steps} on"
    yield f"ahead, {first}, {place.closing}, {paragraph} paragraph, {side}, {place.opening}"


def alone_signs(content: Run, place: Place, here: Runs, others: int) -> Iterator[str]:
    """The signs that none of the cues at hand is a content's: the head missed its own.

    Args:
        content: the content whose speaker is sought.
        place: how it lies in its sentence.
        here: all runs of its sentence.
        others: how many speakers of other sentences there are to choose from.
    """
    side = _side(content, here.cues[:1])
    yield "alone, goes on" if content.goes_on else "alone"
    yield f"alone, {side}, {others} others"
    yield f"alone, {place.extent}, {place.opening} to {place.closing}"
    yield f"alone, {place.opening}, {side}"


def _side(content: Run, cues: Sequence[Run]) -> str:
    """Where a cue of the content's own sentence stands, the first or the last one alone given."""
    if not cues:
        return "no cue"
    return "cue before" if cues[0].place < content.place else "cue behind"


def _paragraphs(one: Run, other: Run) -> str:
    apart = other.sentence.paragraph - one.sentence.paragraph
    return "same" if not apart else "next" if apart == 1 else "later"
