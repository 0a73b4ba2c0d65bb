"""Regions: which blocks belong to a thread of comments, a list of links, an appeal.

Where the markup marks a region, it stands. Elsewhere a heading tells ("More on this story",
"3 comments"), and the region reaches as far as the element around the heading does, or, in
plain text, as far as the lines that belong to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.page_marks import Mark
from dragoman.codebook.page_phrases import Phrase, folded, page_phrases
from dragoman.pages.blocks import Block, Hint, Layout, Run
from dragoman.pages.dates import date_span, is_date
from dragoman.records import ZoneKind

Claims = dict[int, "Claim"]
"""For each block, by its position, what it is for: the first claim on a block stands."""

FURNITURE_MARKS = frozenset(
    {
        Mark.CONSENT,
        Mark.ADVERT,
        Mark.SHARE,
        Mark.NAVIGATION,
        Mark.FOOTER,
        Mark.ASIDE,
        Mark.CAPTION,
    }
)
MARK_KINDS = (
    (Mark.RELATED, ZoneKind.RELATED),
    (Mark.APPEAL, ZoneKind.APPEAL),
    (Mark.DISCLAIMER, ZoneKind.DISCLAIMER),
)
PHRASE_KINDS = {
    Phrase.APPEAL: ZoneKind.APPEAL,
    Phrase.DISCLAIMER: ZoneKind.DISCLAIMER,
    Phrase.FURNITURE: ZoneKind.FURNITURE,
    Phrase.RELATED: ZoneKind.RELATED,
}
HEADING_KINDS = {
    Phrase.APPEAL_HEADING: ZoneKind.APPEAL,
    Phrase.RELATED_HEADING: ZoneKind.RELATED,
    Phrase.NOTE: ZoneKind.DISCLAIMER,
    Phrase.SECTION: ZoneKind.FURNITURE,
}


LONGEST_APPEAL = 40
LONGEST_NOTE = 60
"""Words of the longest paragraph that a heading of notes ("About us") makes a note."""
EMPHASIS = re.compile(r"[*_]{1,3}(?=\w)|(?<=[\w.!?:])[*_]{1,3}")
COUNTED = re.compile(r"\(\d{1,4}\)\s*$")
BOXED = re.compile(r"[|+].*[|+]$")
LONGEST_CAPTION = 45
ASKED_AGAIN = 512
"""Blocks whose phrases are kept, since zones and threads ask after the same ones."""
PICTURE = re.compile(r"(?:photo(?:graph)?s?|pictures?|images?|foto)(?: by| credit)?:", re.I)
MENU_GAP = re.compile(r"\s[|·•/-]\s|\s{2,}|\t")
NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[ivx]{1,4}[.)])\s+")
HEADINGS = frozenset({*HEADING_KINDS, Phrase.COMMENTS_HEADING})


@dataclass(frozen=True, slots=True)
class Claim:
    """What a block is for, and how sure that is."""

    kind: ZoneKind
    confidence: float


def phrases_of(block: Block) -> frozenset[Phrase]:
    """The phrases that a block begins with."""
    return _phrases_of(block.text, block.word_count)


@lru_cache(maxsize=ASKED_AGAIN)
def _phrases_of(text: str, words: int) -> frozenset[Phrase]:
    begun = folded(NUMBERED.sub("", EMPHASIS.sub("", text.lstrip("#>*-–—•|·.…([ "))))
    return frozenset(row.zone for row in page_phrases() if row.fits(begun, words))


@dataclass(frozen=True)
class Seen:
    """A layout together with the phrases of each of its blocks."""

    layout: Layout
    phrases: tuple[frozenset[Phrase], ...]

    @classmethod
    def of(cls, layout: Layout) -> "Seen":
        """Looks at each block once."""
        return cls(layout, tuple(phrases_of(block) for block in layout.blocks))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The layout's blocks."""
        return self.layout.blocks

    @property
    def plain(self) -> bool:
        """Whether the page is text without markup."""
        return len(self.layout.parents) == 1

    def inside(self, at: int, node: int) -> bool:
        """Whether a block stands in an element, or in one below it."""
        return self.layout.inside(self.blocks[at], node)

    def beside(self, at: int, other: int) -> bool:
        """Whether two blocks stand in the same element, or their elements do."""
        nodes = self.blocks[at].node, self.blocks[other].node
        return nodes[0] == nodes[1] or len({self.layout.parents[n] for n in nodes}) == 1

    def heading_like(self, at: int) -> bool:
        """Whether a block can head others: short, and no sentence."""
        block = self.blocks[at]
        return block.heading or (
            block.word_count <= 14 and (not block.ends_sentence or block.text.endswith("?"))
        )


def marked_claims(seen: Seen) -> Claims:
    """What the markup says outright."""
    claims: Claims = {}
    for at, block in enumerate(seen.blocks):
        if block.tag == "meta":
            claims[at] = Claim(ZoneKind.FURNITURE, 1.0)
        elif Mark.COMMENTS in block.marks:
            continue
        elif kind := next((kind for mark, kind in MARK_KINDS if mark in block.marks), None):
            claims[at] = Claim(kind, 0.95)
        elif block.marks & FURNITURE_MARKS:
            claims[at] = Claim(ZoneKind.FURNITURE, 0.95)
    return claims


def phrase_claims(seen: Seen) -> Claims:
    """What single blocks say of themselves in so many words."""
    claims: Claims = {}
    for at, phrases in enumerate(seen.phrases):
        if _menu(seen.blocks[at]):
            claims[at] = Claim(ZoneKind.FURNITURE, 0.8)
        if _captions(seen, at):
            claims[at] = Claim(ZoneKind.FURNITURE, 0.7)
        for phrase, kind in PHRASE_KINDS.items():
            if phrase in phrases and not _news(seen.blocks[at], phrase):
                claims.setdefault(at, Claim(kind, 0.85))
    return claims


def _captions(seen: Seen, at: int) -> bool:
    """Whether a line of plain text stands right above the credit of a picture."""
    if not seen.plain or at + 1 >= len(seen.blocks) or seen.blocks[at].word_count > LONGEST_CAPTION:
        return False
    below = seen.blocks[at + 1]
    return not below.apart and bool(PICTURE.match(below.text))


def _menu(block: Block) -> bool:
    """Whether a line is a row of short labels ("Home | World | Politics"), or drawn as a box."""
    if BOXED.match(block.text):
        return True
    labels = MENU_GAP.split(block.text[:200])
    return len(labels) >= 4 and sum(len(label.split()) for label in labels) <= 3 * len(labels)


def _news(block: Block, phrase: Phrase) -> bool:
    """Whether a block is a long paragraph of news that only begins like a phrase of furniture."""
    return phrase is Phrase.FURNITURE and block.prose and block.word_count > 60


def headed_claims(seen: Seen, title: int | None) -> Claims:
    """The regions of links, appeals and notes that a heading opens."""
    claims: Claims = {}
    for at, phrases in enumerate(seen.phrases):
        kind = next((k for phrase, k in HEADING_KINDS.items() if phrase in phrases), None)
        if kind is None or at == title or at in claims or not seen.heading_like(at):
            continue
        if seen.plain and Phrase.FURNITURE in phrases and seen.blocks[at].word_count == 1:
            continue  # a lone button ("SUBSCRIBE") heads nothing
        block = seen.blocks[at]
        if block.links > 0.5 and not block.heading and kind is not ZoneKind.RELATED:
            continue  # a menu's "Newsletters" heads nothing
        region = _region(seen, at, title, kind)
        for i in region:
            claims.setdefault(i, Claim(kind, 0.9 if i == at else 0.8))
    return claims


def _region(seen: Seen, at: int, title: int | None, kind: ZoneKind) -> Iterator[int]:
    """The heading's position and those of the blocks that belong to it."""
    yield at
    if kind is ZoneKind.APPEAL and not seen.plain:
        yield from _asking(seen, at, title)
    inside = None if seen.plain else _container(seen, at, title)
    if inside is not None:
        yield from (i for i in inside if i > at)
        return
    yield from _following(seen, at, title, kind)


def _container(seen: Seen, at: int, title: int | None) -> range | None:
    """The blocks of the smallest element that holds a heading and more after it.

    None where that element also holds running text before the heading, or the page's title:
    then the heading stands among the article's own paragraphs.
    """
    blocks = seen.blocks
    for node in seen.layout.ancestors(blocks[at].node)[:12]:
        first = last = at
        while first > 0 and seen.inside(first - 1, node):
            first -= 1
        while last + 1 < len(blocks) and seen.inside(last + 1, node):
            last += 1
        if (title is not None and first <= title <= last) or any(
            block.prose for block in blocks[first:at]
        ):
            return None
        if last > at:
            return range(first, last + 1)
    return None


def _asking(seen: Seen, at: int, title: int | None) -> Iterator[int]:
    """The blocks of a small element that a button or link ("Sign up free") closes."""
    for node in seen.layout.ancestors(seen.blocks[at].node)[:4]:
        first = at
        while first > 0 and seen.inside(first - 1, node):
            first -= 1
        words = sum(block.word_count for block in seen.blocks[first : at + 1])
        if words > LONGEST_APPEAL or (title is not None and first <= title <= at):
            return
        yield from range(first, at)


def _following(seen: Seen, at: int, title: int | None, kind: ZoneKind) -> Iterator[int]:
    """The blocks after a heading that belong to it, where only their order tells."""
    blocks = seen.blocks
    level = blocks[at].tag if blocks[at].heading else None
    group = seen.plain  # still in the lines right below the heading
    paragraphs = 0
    for i in range(at + 1, len(blocks)):
        block = blocks[i]
        if i == title:
            return
        group = group and not block.apart
        if group and _resumes(block, kind):
            return
        if not group:
            if (level and block.heading and block.tag <= level) or seen.phrases[i] & HEADINGS:
                return
            listed = block.tag == "li" and kind is not ZoneKind.APPEAL
            paragraphs += block.prose and not listed
            if block.prose and not listed and (paragraphs > 1 or _news_below(block, kind)):
                return
            if not block.prose and kind is not ZoneKind.RELATED and not level:
                return
        yield i


def _resumes(block: Block, kind: ZoneKind) -> bool:
    """Whether a line right below a heading is too long for what the heading announces."""
    if kind is ZoneKind.DISCLAIMER:
        return block.word_count > LONGEST_NOTE
    return kind is not ZoneKind.RELATED and block.word_count >= 20 and _ours(block)


def _news_below(block: Block, kind: ZoneKind) -> bool:
    """Whether a paragraph below a heading goes on with the article: it is no link, and below an
    appeal or a note it addresses nobody.
    """
    return (kind is ZoneKind.RELATED and block.links < 0.3) or _ours(block)


def _ours(block: Block) -> bool:
    """Whether a paragraph below an appeal or a note is plain news: it addresses nobody."""
    words = {word.strip(".,;:!?\"'“”’").lower() for word in block.text.split()}
    return not words & {"we", "our", "us", "you", "your", "i", "my", "me", "e-mail", "email"}


def comment_region(seen: Seen, title: int | None, first: int | None, last: int) -> range | None:
    """The blocks of the thread of comments, headings included; None where there is none.

    Args:
        seen: the page.
        title: the position of its title.
        first: the position of its first paragraph, below which any thread stands.
        last: the position of the last block that the article surely has.
    """
    marked = [
        at
        for at, block in enumerate(seen.blocks)
        if Mark.COMMENTS in block.marks and at > (first or 0)
    ]
    if any(run.hint is Hint.AUTHOR or _dated(run) for at in marked for run in seen.blocks[at].runs):
        return range(marked[0], marked[-1] + 1)
    for at in range((title or 0) + 1, len(seen.blocks)):
        if not _opens_thread(seen, at, last):
            continue
        inside = None if seen.plain else _container(seen, at, title)
        return inside or range(at, len(seen.blocks))
    return None


def _dated(run: Run) -> bool:
    return (
        bool(run.stamp)
        or (len(run.text) <= 80 and date_span(run.text) is not None)
        or is_date(run.text.strip())
    )


def _opens_thread(seen: Seen, at: int, last: int) -> bool:
    """Whether a block heads a thread: it says so, and what follows looks like one."""
    block = seen.blocks[at]
    ahead = seen.blocks[at + 1 : at + 9]
    if block.prose or (block.links > 0.5 and at < last):
        return False
    dated = any(_dated(run) for b in ahead for run in b.runs)
    if dated and COUNTED.search(block.text) and block.word_count <= 8 and at > last:
        return True
    if Phrase.COMMENTS_HEADING in seen.phrases[at]:
        return at > last or dated
    if Phrase.COMMENTS_HINT in seen.phrases[at]:
        near = seen.phrases[at + 1 : at + 5]
        announced = any(Phrase.COMMENTS_HEADING in phrases for phrases in near)
        return announced or (at > last and dated and block.word_count <= 3)
    says = block.text.lower().endswith((" says:", " said:", " wrote:", " writes:"))
    return at > last and says and block.word_count <= 6 and dated
