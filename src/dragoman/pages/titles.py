"""The title, the standfirst and the byline: what stands at the head of an article."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.codebook.page_marks import Mark
from dragoman.codebook.page_phrases import Phrase
from dragoman.pages.blocks import Block
from dragoman.pages.dates import date_span, is_date, without_stamp_words
from dragoman.pages.regions import Claims, Seen

LEAST_HEADLINE = 1.4
"""The score below which no block above the text passes for its headline."""
WORD = re.compile(r"[^\W_]+")
LONGEST_TITLE = 30
"""Words of the longest headline."""
DATELINE = re.compile(
    r"^[A-Z][A-Z'’. -]{2,30}(?:[,/] ?[^\W\d_][\w'’. -]{1,30}){0,3}(?:,? [^—–-]{0,40}?)?\s?"
    r"(?:\([^)]{2,40}\)\s?)?[—–-]{1,2}\s"
)
"""A dateline opens the first paragraph of a report: "VIENNA, 14 July 2015 (Agency) - "."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Positions of the title and the standfirst among the blocks, and of the first paragraph."""

    title: int | None
    standfirst: int | None
    first: int | None


def words_of(text: str) -> set[str]:
    """The words of a text, without regard to case."""
    return {word.casefold() for word in WORD.findall(text)}


def find_opening(seen: Seen, claims: Claims) -> Opening:
    """Where the article begins: its title, its standfirst, its first paragraph.

    Args:
        seen: the page.
        claims: blocks that are already known to be no part of the article.
    """
    title = _told_title(seen) if seen.layout.head.titles or not seen.plain else None
    if title is None and not seen.plain:
        title = _first_heading(seen, claims)
    first = _first_paragraph(seen, claims, title)
    if title is None:
        title = _title_above(seen, claims, first)
    if title is None and first is not None and _is_sentence_title(seen, first):
        title, first = first, _first_paragraph(seen, claims, first)
    standfirst = _standfirst(seen, claims, title, first)
    return Opening(title, standfirst, first)


def _told_title(seen: Seen) -> int | None:
    """The heading, else the block, that says what the page's head calls its title."""
    told = [words_of(title) for title in seen.layout.head.titles]
    best: tuple[float, int] | None = None
    for at, block in enumerate(seen.blocks):
        if block.word_count > LONGEST_TITLE or Mark.COMMENTS in block.marks or block.tag == "meta":
            continue
        own = words_of(block.text)
        if len(own) < 2:
            continue
        # <title> often adds the outlet, so what counts is how much of the block it holds.
        shared = max(
            (len(own & t) / len(own) * len(own & t) / max(len(t), 1) for t in told), default=0
        )
        score = shared + 0.2 * (block.tag == "h1") + 0.1 * block.heading - 0.4 * (block.links > 0.5)
        score += 0.5 * (Mark.TITLE in block.marks)
        if shared > 0.3 and (best is None or score > best[0]):
            best = (score, at)
    return best[1] if best else None


def _first_heading(seen: Seen, claims: Claims) -> int | None:
    """The block that the markup calls the title, else the first heading of the highest level."""
    for fits in (_is_title, _is_level("h1"), _is_level("h2")):
        for at, block in enumerate(seen.blocks):
            if fits(block) and at not in claims and Mark.COMMENTS not in block.marks:
                return at
    return None


def _is_title(block: Block) -> bool:
    return Mark.TITLE in block.marks and 2 <= block.word_count <= LONGEST_TITLE


def _is_level(tag: str) -> Callable[[Block], bool]:
    return lambda block: block.tag == tag and block.word_count >= 2


def _first_paragraph(seen: Seen, claims: Claims, title: int | None) -> int | None:
    """The first paragraph of running text below the title."""
    for at in range((title + 1) if title is not None else 0, len(seen.blocks)):
        block = seen.blocks[at]
        if at in claims or Mark.COMMENTS in block.marks or Mark.STANDFIRST in block.marks:
            continue
        if block.prose and not is_credit(seen, at):
            return at
    return None


def is_credit(seen: Seen, at: int) -> bool:
    """Whether a block says who wrote the article, or when, rather than telling anything."""
    block = seen.blocks[at]
    if Mark.BYLINE in block.marks and block.word_count <= 25:
        return True
    if block.word_count > 18:
        return False
    told = {Phrase.BYLINE, Phrase.DATELINE} & seen.phrases[at]
    if told or any(is_date(run.text.strip()) for run in block.runs):
        return True
    dated = date_span(block.text)
    if dated is None:
        return False
    others = [word for word in block.text[: dated[0]].split() if without_stamp_words(word)]
    return len(others) <= 4


def _title_above(seen: Seen, claims: Claims, first: int | None) -> int | None:
    """The title of a page that doesn't mark one: the headline above the first paragraph.

    Menus and mastheads come in lines close together, and short; a headline stands apart, and its
    words come again in the text below.
    """
    if first is None:
        return None
    below = words_of(" ".join(block.text for block in seen.blocks[first : first + 12]))
    scores = {at: _headline_score(seen, at, below) for at in range(first) if at not in claims}
    between = 0
    for at in range(first - 1, -1, -1):  # the nearer to the text, the likelier
        if at in scores and scores[at] > 0:
            scores[at] += 0.6 / (1 + between)
            between += seen.blocks[at].apart
    best = max(scores, key=lambda at: scores[at], default=None)
    if best is None or scores[best] < LEAST_HEADLINE:
        return None
    # Of two that stand apart in a row the first is the headline, the second its standfirst.
    above = best - 1
    if (
        scores.get(above, 0) > LEAST_HEADLINE
        and seen.blocks[best].apart
        and seen.blocks[above].apart
    ):
        return above
    return best


def _is_sentence_title(seen: Seen, at: int) -> bool:
    """Whether the first sentence of a page stands alone as its headline ("Is the deal dead?")."""
    block = seen.blocks[at]
    after = seen.blocks[at + 1] if at + 1 < len(seen.blocks) else None
    alone = block.apart and (after is None or after.apart)
    return alone and block.word_count <= 16 and block.text.endswith(("?", "!"))


def _headline_score(seen: Seen, at: int, below: set[str]) -> float:
    """How much a block above the text looks like its headline; 0 where it can't be one."""
    block = seen.blocks[at]
    if block.tag == "meta" or not 2 <= block.word_count <= LONGEST_TITLE:
        return 0.0
    if is_credit(seen, at) or block.text.endswith((",", ":")) or block.links > 0.5:
        return 0.0
    own = {word for word in words_of(block.text) if len(word) > 4}
    again = len(own & below) / len(own) if own else 0.0
    after = at + 1 < len(seen.blocks) and seen.blocks[at + 1]
    alone = block.apart and (not after or after.apart or is_credit(seen, at + 1))
    length = min(block.word_count, 6) / 6
    return (
        again
        + length
        + (0.8 if alone else 0.3 * block.apart)
        + 0.3 * block.heading
        - 0.3 * block.ends_sentence
    )


def _standfirst(seen: Seen, claims: Claims, title: int | None, first: int | None) -> int | None:
    if title is None:
        return None
    end = first if first is not None else len(seen.blocks)
    told = [words_of(text) for text in seen.layout.head.standfirsts]
    for at in range(title + 1, min(end + 1, len(seen.blocks))):
        block = seen.blocks[at]
        if at in claims or Mark.COMMENTS in block.marks or is_credit(seen, at):
            continue
        if block.text == seen.blocks[title].text:
            continue
        if Mark.STANDFIRST in block.marks:
            return at
        if at > title + 3 or block.word_count < 6:
            continue
        if at < end and block.word_count >= 7 and not block.text.endswith(":"):
            return at
        later = at + 1 < len(seen.blocks) and is_credit(seen, at + 1)
        own = words_of(block.text)
        same = any(len(own & words) > 0.8 * max(len(own), len(words)) for words in told)
        if at == end and later and (same or block.word_count <= 40):
            return at
    return None


def has_dateline(block: Block) -> bool:
    """Whether a paragraph opens with a dateline."""
    return bool(DATELINE.match(block.text))


def inside_head(at: int, opening: Opening) -> bool:
    """Whether a block stands between the title and the first paragraph."""
    return (
        opening.title is not None
        and at > opening.title
        and (opening.first is None or at < opening.first)
    )
