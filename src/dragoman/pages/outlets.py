"""Whose page it is: the outlet by its metadata, else by how often the page's furniture names it."""

import re
from collections.abc import Iterator

from dragoman.codebook.powers import is_power
from dragoman.codebook.press import (
    PressSort,
    bare_name,
    menu_words,
    press_phrases,
    sounds_like_press,
)
from dragoman.pages.blocks import Layout
from dragoman.pages.titles import WORD, words_of
from dragoman.pages.zoning import Zoning
from dragoman.records import ZoneKind

LOGO = re.compile(r"^\s*(?:\[[^\]]{0,30}\]\s*|[Ff]rom\s+)")
ADDITIONS = re.compile(r"\s+[/|(–—-]|\s{2,}|\s+No\.\s|,\s+English\b")
LEAST = 1.0
"""The votes below which no name passes for the outlet's."""
TOLD = (ZoneKind.BODY, ZoneKind.TITLE, ZoneKind.RELATED, ZoneKind.COMMENT)
SUFFIX = re.compile(r"\s[|·•–—:»-]+\s")
RIGHTS = re.compile(
    r"[.,]? (?:\d{4}\b|All|Media|Ltd|LLC|Inc|Group|Publishing|Republish|Some|No|Reproduction|"
    r"Terms|Company|or)\b.*$"
)


def find_outlet(layout: Layout, zoning: Zoning, passages: tuple[str, ...]) -> str | None:
    """The name of the outlet whose page it is, null where the page doesn't tell.

    Its metadata counts first, then what the <title> adds to the headline, then the name that the
    page's furniture gives most: in copyright lines, appeals, disclaimers, the masthead.

    Args:
        layout: the page.
        zoning: what each of its blocks is for.
        passages: outlets whose reports the page republishes; they are not its own.
    """
    if layout.head.outlets:
        return layout.head.outlets[0]
    quoted = {name.casefold() for name in passages}
    votes: dict[str, float] = {}
    for name, weight in _named(layout, zoning):
        key = name.removeprefix("the ").removeprefix("The ").strip()
        if _may_own(key) and name.casefold() not in quoted:
            votes[key] = votes.get(key, 0.0) + weight
    best = max(votes, key=lambda name: (_sum(name, votes), -len(name)), default=None)
    if best is None or votes[best] < LEAST:
        return None
    whole = f"The {best}"
    return whole if any(whole in block.text for block in layout.blocks) else best


def _may_own(name: str) -> bool:
    """Whether a name can be an outlet's: no state's or body's, no word of a menu or a button."""
    letters = sum(map(str.isalpha, name))
    if is_power(name):
        return False
    return 3 <= letters <= 60 and 2 * letters > len(name) and bool(words_of(name) - menu_words())


def _sum(name: str, votes: dict[str, float]) -> float:
    """The votes for a name, with those for its shorter forms ("the Merchant")."""
    own = words_of(name)
    return votes[name] + sum(v for other, v in votes.items() if words_of(other) < own)


def _named(layout: Layout, zoning: Zoning) -> Iterator[tuple[str, float]]:
    """The names that may be the outlet's, each with how much it speaks for it."""
    yield from _in_title(layout, zoning)
    yield from _in_address(layout)
    for at, block in enumerate(layout.blocks):
        if zoning.kinds[at].kind is ZoneKind.COMMENT:
            continue
        phrases = press_phrases(PressSort.OWNER)
        if zoning.kinds[at].kind is not ZoneKind.BODY:
            phrases = (*phrases, *press_phrases(PressSort.NOTICE))
        for phrase in phrases:
            found = phrase.pattern.search(block.text[:400])
            if found:
                yield RIGHTS.sub("", str(found["name"])).strip("."), phrase.weight
    yield from _masthead(layout, zoning)


def _in_title(layout: Layout, zoning: Zoning) -> Iterator[tuple[str, float]]:
    """What the page's <title>, or a line above the headline that holds it, adds to it."""
    title = zoning.opening.title
    if title is None:
        return
    headline = words_of(layout.blocks[title].text)
    lines = [b.text for b in layout.blocks[:title] if layout.blocks[title].text in b.text]
    for told in (*layout.head.titles[-1:], *lines):
        ends = SUFFIX.split(told)
        if len(ends) > 1:
            yield from ((end, 3.0) for end in (ends[0], ends[-1]) if not words_of(end) <= headline)
    if not layout.head.titles:
        return
    told = layout.head.titles[-1]
    lead = re.match(r"([^:]{3,40}): ", told)
    if lead and lead[1] not in layout.blocks[title].text:
        yield lead[1], 2.0


def _in_address(layout: Layout) -> Iterator[tuple[str, float]]:
    """A short text of the page that its address spells: "Danube Courier", danubecourier.example."""
    for address in layout.head.urls:
        host = re.sub(r"^\w+://(?:www\.)?", "", address).split("/")[0].replace("-", "").casefold()
        for block in layout.blocks:
            squeezed = "".join(WORD.findall(block.text)).casefold()
            if block.word_count <= 6 and len(squeezed) >= 5 and host.startswith(squeezed):
                yield block.text, 3.0
                break


def _masthead(layout: Layout, zoning: Zoning) -> Iterator[tuple[str, float]]:
    """Short names above the title, the first one most; and one below it that sounds like press."""
    opening = zoning.opening
    title = opening.title if opening.title is not None else 3
    weight = 2.0
    for block in layout.blocks[: min(title, 12)]:
        lines = (_bare(block.text), _bare(block.runs[0].text))
        for text in dict.fromkeys(lines):
            if len(text.split()) <= 6 and bare_name().match(text[:100]) and _may_own(text):
                again = sum(
                    text in other.text
                    for i, other in enumerate(layout.blocks)
                    if other is not block and zoning.kinds[i].kind not in TOLD
                )
                yield text, weight + 0.5 * min(again, 3)
                weight = 0.8
    for block in layout.blocks[: max(title, opening.first or 0)]:
        name = _bare(block.text)
        if bare_name().match(name[:100]) and sounds_like_press(name) and block.links < 0.5:
            yield name, 2.5


def _bare(text: str) -> str:
    """A masthead's name without what stands around it: "[logo]", "From", "/ English desk"."""
    return ADDITIONS.split(LOGO.sub("", text), maxsplit=1)[0].strip()
