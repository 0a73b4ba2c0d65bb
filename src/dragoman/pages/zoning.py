"""Zoning: what each block of a page is for.

Claims are made in turn, and the first on a block stands: what the markup marks, what a block
says in so many words, what a heading opens, the thread of comments; then the title and what
stands with it; and of the rest the article's own paragraphs, which stand together.
"""

import re
from dataclasses import dataclass

from dragoman.codebook.page_marks import Mark
from dragoman.codebook.page_phrases import Phrase
from dragoman.pages.blocks import Block, Layout
from dragoman.pages.dates import date_span
from dragoman.pages.regions import (
    Claim,
    Claims,
    Seen,
    comment_region,
    headed_claims,
    marked_claims,
    phrase_claims,
)
from dragoman.pages.signatures import thread_start
from dragoman.pages.titles import Opening, find_opening, inside_head, is_credit
from dragoman.records import ZoneKind

FEW = 5
"""Lines of a text that may be nothing but its article though none of them is long."""
MAIN_SHARE = 0.8
"""The share of a page's running text that its smallest main element holds."""
BYLINE_GAP = re.compile(r"\s*[|,·•–—]\s*|\s+in\s+|^\s*(?:[Ff]rom|[Bb]y|[Ww]ords by)\s+")
NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){1,4}")
LONGEST_BIO = 40


@dataclass(frozen=True, slots=True)
class Zoning:
    """What each block is for, and which hold the title, the standfirst and the first paragraph."""

    kinds: tuple[Claim, ...]
    opening: Opening


def zone_blocks(layout: Layout) -> Zoning:
    """What each block of a page is for, with a confidence."""
    seen = Seen.of(layout)
    early = phrase_claims(seen) | marked_claims(seen)
    opening = find_opening(seen, early)
    headed = headed_claims(seen, opening.title)
    claims = _first(
        _thread_claims(seen, early, headed, opening),
        _title_claims(seen, opening),
        headed | early,
        _stray_claims(seen),
    )
    opening = _settled(seen, claims, opening)
    claims = _first(claims, _head_claims(seen, opening))
    claims = _first(claims, _body_claims(seen, claims, opening))
    unclaimed = Claim(ZoneKind.FURNITURE, 0.7)
    return Zoning(tuple(claims.get(at, unclaimed) for at in range(len(layout.blocks))), opening)


def _first(*layers: Claims) -> Claims:
    """Claims laid over one another: on each block the first layer that has one stands."""
    claims: Claims = {}
    for layer in layers:
        claims = layer | claims
    return claims


def _thread_claims(seen: Seen, early: Claims, headed: Claims, opening: Opening) -> Claims:
    """The thread of comments: where markup or a heading tells, else where names and dates do."""
    last = _last_sure(seen, early, opening)
    thread = comment_region(seen, opening.title, opening.first, last)
    start = thread_start(seen.blocks, opening.first or 0)
    if start is not None and (thread is None or start < thread[0]):
        thread = range(start, len(seen.blocks))
    if not thread:
        return {}
    return {at: Claim(ZoneKind.COMMENT, 0.9) for at in _closed(seen, early, headed, thread)}


def _title_claims(seen: Seen, opening: Opening) -> Claims:
    """The title, also where the page prints it twice."""
    if opening.title is None:
        return {}
    title = seen.blocks[opening.title].text.strip("*_# ")
    near = range(opening.title, min(opening.title + 3, len(seen.blocks)))
    same = (at for at in near if seen.blocks[at].text.strip("*_# ") == title)
    return {at: Claim(ZoneKind.TITLE, 0.9) for at in same}


def _stray_claims(seen: Seen) -> Claims:
    """What the markup calls comments though no thread was found there."""
    strays = (at for at, block in enumerate(seen.blocks) if Mark.COMMENTS in block.marks)
    return {at: Claim(ZoneKind.FURNITURE, 0.8) for at in strays}


def _closed(seen: Seen, early: Claims, headed: Claims, thread: range) -> range:
    """The thread without what the page puts below it: links, disclaimers, copyright lines."""
    if Mark.COMMENTS not in seen.blocks[thread[0]].marks:
        for at in thread[1:]:
            below = headed.get(at)
            told = {Phrase.RELATED_HEADING, Phrase.SECTION} & seen.phrases[at]
            if told and below and seen.blocks[at].apart and seen.heading_like(at):
                thread = range(thread[0], at)
                break
    last = thread[-1]
    while last > thread[0]:
        block = seen.blocks[last]
        signed = block.word_count <= 12 and date_span(block.text) is not None
        if last not in early or Mark.COMMENTS in block.marks or not block.apart or signed:
            break
        last -= 1
    return range(thread[0], last + 1)


def _settled(seen: Seen, claims: Claims, opening: Opening) -> Opening:
    """The opening once the regions are known: its first paragraph lies in none of them."""
    found = find_opening(seen, {at: c for at, c in claims.items() if c.kind is not ZoneKind.TITLE})
    return (
        Opening(opening.title, found.standfirst, found.first)
        if (found.title == opening.title)
        else opening
    )


def _last_sure(seen: Seen, claims: Claims, opening: Opening) -> int:
    """The position of the last block that the article surely has: prose that trafilatura keeps,
    or, in plain text, the second paragraph.
    """
    first = opening.first if opening.first is not None else 0
    if seen.plain:
        return first
    sure = [
        at
        for at, block in enumerate(seen.blocks)
        if at not in claims and block.prose and Mark.BODY in block.marks
    ]
    return sure[-1] if sure else first


def _head_claims(seen: Seen, opening: Opening) -> Claims:
    claims: Claims = {}
    if opening.standfirst is not None:
        claims[opening.standfirst] = Claim(ZoneKind.STANDFIRST, 0.8)
    for at, block in enumerate(seen.blocks):
        near = opening.title is not None and abs(at - opening.title) <= 4
        after = opening.first is not None and at >= opening.first
        if (inside_head(at, opening) or (near and not after)) and is_credit(seen, at):
            claims.setdefault(at, Claim(ZoneKind.BYLINE, 0.85))
        elif Mark.BYLINE in block.marks and block.word_count <= 25:
            claims.setdefault(at, Claim(ZoneKind.BYLINE, 0.7))
    return claims


def _body_claims(seen: Seen, claims: Claims, opening: Opening) -> Claims:
    """The article's paragraphs, and the short lines that stand among them."""
    start = opening.first
    if start is None:
        return _few_words(seen, claims)
    free = [at for at in range(start, len(seen.blocks)) if at not in claims]
    prose = [at for at in free if seen.blocks[at].prose]
    prose = _unbroken(seen, claims, prose) if seen.plain else _main(seen, prose)
    bios = _bios(seen, prose)
    prose = [at for at in prose if at not in bios]
    if not prose:
        return {}
    body = {at: Claim(ZoneKind.BODY, _sureness(seen.blocks[at])) for at in prose}
    last = prose[-1]
    for at in free:
        if at in body or at > last:
            continue
        body[at] = _among(seen, at)
    for at in range(start - 1, -1, -1):  # a heading, or words that lead in, above the first one
        if at in claims or not (seen.blocks[at].heading or seen.blocks[at].text.endswith(":")):
            break
        body[at] = Claim(ZoneKind.BODY, 0.6)
    for at in range(last + 1, len(seen.blocks)):  # a last short sentence below the last long one
        if at in claims or at in bios or not _goes_with(seen, at) or not seen.beside(at, last):
            break
        body[at] = Claim(ZoneKind.BODY, 0.6)
    return body


def _few_words(seen: Seen, claims: Claims) -> Claims:
    """The sentences of a text that is too short to have a paragraph: a telex, a row of a table."""
    if not seen.plain or len(seen.blocks) > FEW:
        return {}
    short = (at for at, b in enumerate(seen.blocks) if b.ends_sentence and b.word_count >= 3)
    return {at: Claim(ZoneKind.BODY, 0.5) for at in short if at not in claims}


def _sureness(block: Block) -> float:
    if Mark.BODY in block.marks:
        return 0.95 if block.extracted is not False else 0.85
    return 0.9 if block.extracted is not False else 0.7


def _main(seen: Seen, prose: list[int]) -> list[int]:
    """The paragraphs inside the smallest element that holds most of the running text.

    Where the markup marks the article's body, those outside it count only if they stand before
    its end and trafilatura keeps them.
    """
    blocks = seen.blocks
    marked = [at for at in prose if Mark.BODY in blocks[at].marks]
    if marked and len(marked) * 2 >= len(prose):
        return [
            at
            for at in prose
            if Mark.BODY in blocks[at].marks or (at < marked[-1] and blocks[at].extracted)
        ]
    whole = sum(len(blocks[at].text) for at in prose)
    if not prose:
        return []
    heaviest = max(prose, key=lambda at: len(blocks[at].text))
    for node in seen.layout.ancestors(blocks[heaviest].node):
        inside = [at for at in prose if seen.inside(at, node)]
        if sum(len(blocks[at].text) for at in inside) >= MAIN_SHARE * whole:
            last = inside[-1]
            return [at for at in prose if at in set(inside) or (at < last and blocks[at].extracted)]
    return prose


def _unbroken(seen: Seen, claims: Claims, prose: list[int]) -> list[int]:
    """In plain text: the paragraphs up to where the page turns to other things.

    After an appeal, a disclaimer or links the article may go on, but only with more than one
    paragraph, or a long one: a single one there is the page's own notice.
    """
    if not prose:
        return []
    kept = [prose[0]]
    for i, at in enumerate(prose[1:], 1):
        between = [claims[j].kind for j in range(kept[-1] + 1, at) if j in claims]
        turned = {ZoneKind.APPEAL, ZoneKind.DISCLAIMER} & set(between)
        turned_to_links = between.count(ZoneKind.RELATED) > 1
        lone = i + 1 == len(prose) or any(j in claims for j in range(at + 1, prose[i + 1]))
        if (turned or turned_to_links) and lone and seen.blocks[at].word_count < 40:
            continue
        kept.append(at)
    return kept


def _bios(seen: Seen, prose: list[int]) -> frozenset[int]:
    """The paragraphs near the end that say who the author is."""
    if len(prose) < 3:
        return frozenset()
    names = {name.strip() for name in seen.layout.head.authors}
    for block in seen.blocks[: prose[0]]:
        names |= {part.strip() for part in BYLINE_GAP.split(block.text[:120])}
    names = {name for name in names if NAME.fullmatch(name) and not name.startswith("The ")}
    return frozenset(at for at in prose[-4:] if _is_bio(seen.blocks[at].text, names))


def _is_bio(text: str, names: set[str]) -> bool:
    return len(text.split()) <= LONGEST_BIO and any(text.startswith(f"{name} ") for name in names)


def _among(seen: Seen, at: int) -> Claim:
    """What a block that is no running text is for when it stands among paragraphs."""
    block = seen.blocks[at]
    listed = block.tag in ("li", "dd", "dt", "td") and block.word_count >= 3
    teaser = seen.plain and block.apart and 7 <= block.word_count <= 20
    judgements = (
        (block.links > 0.5, ZoneKind.RELATED, 0.7),
        (block.heading or block.quote >= 0 or _goes_with(seen, at), ZoneKind.BODY, 0.7),
        (is_credit(seen, at), ZoneKind.FURNITURE, 0.7),
        (listed, ZoneKind.BODY, 0.6),
        (teaser, ZoneKind.RELATED, 0.5),
        (block.word_count >= 3, ZoneKind.BODY, 0.5),
    )
    found = next((Claim(kind, sure) for fits, kind, sure in judgements if fits), None)
    return found or Claim(ZoneKind.FURNITURE, 0.6)


def _goes_with(seen: Seen, at: int) -> bool:
    """Whether a short block reads as part of the article: a sentence, or words that lead in."""
    block = seen.blocks[at]
    whole = block.text.rstrip("\"'”’»)] ")
    sentence = block.ends_sentence and block.word_count >= 2
    leads = whole.endswith((":", ",", ";", "—", "–"))
    return block.links <= 0.5 and (sentence or leads) and not is_credit(seen, at)
