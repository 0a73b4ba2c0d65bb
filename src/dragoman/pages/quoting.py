"""Republished passages: where another outlet's report begins on a page, and where it ends.

A beginning is told by words ("France 24 reports:", "From Harbour Wire:") or by a block quotation
that names an outlet. In a block quotation the markup gives the end. Elsewhere the end is where
the page's own voice comes back: each paragraph is weighed as wire report or own voice by signs
(`dragoman.codebook.voices`) and by the words that it shares with what the page says before the
passage; the end is the point that parts the two best.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.press import (
    PressSort,
    bare_name,
    press_phrases,
    sounds_like_office,
    sounds_like_press,
)
from dragoman.codebook.voices import voice_signs
from dragoman.pages.blocks import Block
from dragoman.pages.titles import has_dateline, words_of

OVER = re.compile(
    r"^(?:[*·•_=–—-]\s?){3,}$|^\[?\(?(?:end|ends|end of (?:the )?(?:quote|quotation|report|story|"
    r"article|dispatch|excerpt))\)?\]?\.?$",
    re.I,
)
QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
PRIOR = 0.3
"""How much a paragraph counts for the report before any sign: reprints mostly run on."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A republished passage: positions of its first and last block, whose it is, how sure."""

    first: int
    last: int
    outlet: str
    confidence: float


def find_passages(
    blocks: Sequence[Block], body: Sequence[int], outlet: str | None
) -> list[Passage]:
    """The republished passages among the paragraphs of an article.

    Args:
        blocks: all blocks of the page.
        body: the positions of those in the body, in order.
        outlet: the page's own outlet, whose dateline makes no republished passage.
    """
    found: list[Passage] = []
    i = 0
    while i < len(body):
        passage = _passage_at(blocks, body, i, outlet)
        if passage:
            found.append(passage)
            i = body.index(passage.last, i) + 1
        else:
            i += 1
    return found


def _passage_at(
    blocks: Sequence[Block], body: Sequence[int], i: int, outlet: str | None
) -> Passage | None:
    block = blocks[body[i]]
    quote = block.quote >= 0 and (i == 0 or blocks[body[i - 1]].quote != block.quote)
    if quote:
        return _block_quotation(blocks, body, i, outlet)
    name = introduced(block.text)
    following = i + 1 < len(body) and blocks[body[i + 1]].quote < 0
    if name and following and _sure(name, blocks, body, i + 1) and not _same(name, outlet):
        last, confidence = _end(blocks, body, i + 1, name)
        return Passage(body[i + 1], body[last], name, confidence)
    return None


def introduced(text: str) -> str | None:
    """The outlet whose report a paragraph announces ("Harbour Wire reports:"), or None."""
    if not text.endswith(":") or len(text) > 400:
        return None
    return _named(PressSort.INTRODUCTION, text)


def _named(sort: PressSort, text: str) -> str | None:
    """The outlet that the first fitting phrase names; None where it is a person or a body."""
    for phrase in press_phrases(sort):
        found = phrase.pattern.search(text)
        if found:
            name = str(found["name"]).strip()
            return None if sounds_like_office(name) else name
    return None


def _sure(name: str, blocks: Sequence[Block], body: Sequence[int], i: int) -> bool:
    """Whether a name that announces a passage is an outlet's: it sounds like one, or the passage
    opens like a report.
    """
    opening = blocks[body[i]].text
    short = len(name.split()) <= 4
    return (
        sounds_like_press(name) or has_dateline(blocks[body[i]]) or (short and _weight(opening) < 0)
    )


def _same(name: str, outlet: str | None) -> bool:
    mine = words_of(outlet or "") - {"the"}
    return bool(mine) and mine == words_of(name) - {"the"}


def _block_quotation(
    blocks: Sequence[Block], body: Sequence[int], i: int, outlet: str | None
) -> Passage | None:
    """A <blockquote> that an outlet is named for, before it, at its head or at its foot."""
    node = blocks[body[i]].quote
    last = i
    while last + 1 < len(body) and blocks[body[last + 1]].quote == node:
        last += 1
    first = i
    name = None
    if i:
        name = introduced(blocks[body[i - 1]].text)
    if name is None and last > i and (name := introduced(blocks[body[i]].text)):
        first = i + 1
    name = name or _credited(blocks, body[i], node)
    if name is None or _same(name, outlet):
        return None
    return Passage(body[first], body[last], name, 0.95)


def _credited(blocks: Sequence[Block], start: int, node: int) -> str | None:
    """The outlet that a block quotation credits, inside it or in the line right below it."""
    end = start
    while end < len(blocks) and blocks[end].quote == node:
        end += 1
    for at in range(start, min(end + 1, len(blocks))):
        text = blocks[at].text
        if at < end and (name := _credit(text)):
            return name
        if bare_name().match(text[:100]) and sounds_like_press(text):
            return text.strip("—– ")
    return None


def _credit(text: str) -> str | None:
    """The outlet that a text credits: in a dateline, below a passage, in a source line."""
    return _named(PressSort.CREDIT, text[:400])


def _end(blocks: Sequence[Block], body: Sequence[int], first: int, name: str) -> tuple[int, float]:
    """The position (in `body`) of a passage's last paragraph, and how sure it is."""
    own = _style([blocks[at].text for at in body[: first - 1]])
    weights: list[float] = []
    for i in range(first, len(body)):
        text = blocks[body[i]].text
        if i > first and (OVER.match(text) or blocks[body[i]].quote >= 0 or introduced(text)):
            return i - 1, 0.9
        if _credit(text) and _same(_credit(text) or "", name):
            return i, 0.95
        inside = -2.0 if name.casefold() in text.casefold() else 0.0
        weights.append(_weight(text) + inside + _kinship(text, own) - PRIOR)
    return _parting(weights, first)


def _parting(weights: list[float], first: int) -> tuple[int, float]:
    """Where to part wire report (below zero) from own voice (above zero), and how sure that is.

    The end is the one for which the report's weights below zero and the own voice's above zero
    add up to most; the passage has at least one paragraph.
    """
    scores = []
    behind = sum(weights)
    before = 0.0
    for weight in weights:
        before += weight
        behind -= weight
        scores.append(behind - before)
    best = max(range(len(scores)), key=lambda i: (scores[i], i))
    others = [score for i, score in enumerate(scores) if i != best]
    margin = scores[best] - max(others) if others else 2.0
    return first + best, round(1 / (1 + math.exp(-margin)), 3)


def _weight(text: str) -> float:
    """How much a paragraph sounds like an outlet's own voice (above zero) or a wire (below)."""
    whole = text[:2000]
    unquoted = QUOTED.sub("“”", whole)
    return sum(
        sign.weight
        for sign in voice_signs()
        if sign.pattern.search(unquoted if sign.weight > 0 else whole)
    )


def _style(texts: list[str]) -> set[str]:
    """The rarer words of what the page says itself before the passage."""
    words = words_of(" ".join(texts)[:20_000])
    return {word for word in words if len(word) > 6}


def _kinship(text: str, own: set[str]) -> float:
    """How much a paragraph takes up the page's own words again, up to 0.8."""
    words = {word for word in words_of(text[:2000]) if len(word) > 6}
    if len(words) < 4 or not own:
        return 0.0
    return 0.8 * min(1.0, 2 * len(words & own) / len(words))
