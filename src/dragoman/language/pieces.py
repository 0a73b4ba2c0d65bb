"""The stretches of an article that are parsed, each bounded, and those that are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.language.datelines import end_of_dateline
from dragoman.language.sentences import PARSED
from dragoman.records import Article, Fault, Stage, Zone

LONGEST_PARAGRAPH = 10_000
"""Code points of one parsed piece; a longer paragraph is cut at a sentence end or a blank."""

LONGEST_WORD = 200
"""Code points without a blank that are still parsed.

spaCy's tokenizer takes affixes off one by one and looks at the rest anew each time, so that
its cost grows with the square of a run of signs; words and most addresses are far shorter.
"""

LEAST_LETTERS = 0.3
"""The share of letters among signs below which a longer piece is a table or noise, not text."""

SIGNIFICANT = 400
"""Signs (blanks don't count) from which on a piece is asked for its letters."""

SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*$")
WRAPPED = 45
WIDEST = 120
"""A line at least, and at most, this long that ends in mid-sentence was broken by a text editor."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one zone that is parsed as one document.

    `text` has the length of the stretch; what is not to be parsed is blank in it.
    """

    start: int
    text: str
    zone: Zone
    paragraph: int


def pieces_of(article: Article) -> tuple[list[Piece], list[Fault]]:
    """The paragraphs of an article's title, standfirst, body and quoted zones, in order.

    Returns:
        The pieces to parse, and a fault for each stretch that is none: a run without blanks
        longer than any word, a piece with hardly a letter in it.
    """
    pieces: list[Piece] = []
    faults: list[Fault] = []
    paragraph = 0
    for zone in article.zones:
        if zone.kind not in PARSED:
            continue
        for start, whole in _paragraphs(article.text[zone.start : zone.end]):
            for offset, text in _divided(whole):
                piece = Piece(zone.start + start + offset, text, zone, paragraph)
                readable = _readable(piece, faults)
                if readable is not None:
                    pieces.append(readable)
            paragraph += 1
    return pieces, faults


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a zone with their offsets: lines, those broken in mid-sentence rejoined.

    A rejoined line break becomes a blank, so that every offset stays true.
    """
    start, lines = 0, list[str]()
    at = 0
    for line in text.split("\n"):
        if lines and (not line.strip() or not _goes_on(lines[-1])):
            yield start, " ".join(lines)
            lines = []
        if line.strip():
            if not lines:
                start = at
            lines.append(line)
        at += len(line) + 1
    if lines:
        yield start, " ".join(lines)


def _goes_on(line: str) -> bool:
    """Whether a line was broken by a text editor: long, in mid-sentence, no row of a table."""
    if not WRAPPED <= len(line) <= WIDEST or SENTENCE_END.search(line.rstrip()):
        return False
    signs, letters = _signs(line)
    return letters >= signs * LEAST_LETTERS


def _signs(text: str) -> tuple[int, int]:
    """How many code points of a text are no blanks, and how many are letters."""
    return len(text) - sum(map(str.isspace, text)), sum(map(str.isalpha, text))


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """A paragraph in pieces of at most LONGEST_PARAGRAPH, cut after a sentence or at a blank."""
    start = 0
    while len(text) - start > LONGEST_PARAGRAPH:
        window = text[start : start + LONGEST_PARAGRAPH]
        stops = [m.end() for m in re.finditer(r"[.!?][\"”’')]*\s", window)]
        end = stops[-1] if stops else window.rfind(" ") + 1 or LONGEST_PARAGRAPH
        yield start, text[start : start + end]
        start += end
    yield start, text[start:]


def _divided(paragraph: str) -> Iterator[tuple[int, str]]:
    """A paragraph in pieces, its dateline apart: parsers make one name of it and the subject."""
    head = end_of_dateline(paragraph)
    if head:
        yield 0, paragraph[:head]
    for offset, text in _cut(paragraph[head:]):
        yield head + offset, text


def _readable(piece: Piece, faults: list[Fault]) -> Piece | None:
    """A piece with what can't be words blanked out, or None if nothing else is left of it."""
    text = piece.text
    for match in re.finditer(r"\S+", piece.text):
        start, end = match.span()
        if end - start > LONGEST_WORD:
            text = text[:start] + " " * (end - start) + text[end:]
            faults.append(
                _fault(
                    piece.start + start,
                    piece.start + end,
                    f"A run of {end - start} characters without a blank was not parsed. "
                    "If it is text, give the page with blanks between its words.",
                )
            )
    signs, letters = _signs(text)
    if signs >= SIGNIFICANT and letters < signs * LEAST_LETTERS:
        faults.append(
            _fault(
                piece.start,
                piece.start + len(text),
                f"A stretch of {signs} signs, of which {letters} are letters, was not parsed. "
                "If it is text, look at how the page was encoded.",
            )
        )
        return None
    return Piece(piece.start, text, piece.zone, piece.paragraph) if signs else None


def _fault(start: int, end: int, message: str) -> Fault:
    return Fault(Stage.LANGUAGE, message, start, end)
