"""Whose page it is: the outlet by its metadata, else by how often the page's furniture names it."""

import re
from collections.abc import Iterator

from dragoman.codebook.press import PressSort, bare_name, menu_words, press_phrases
from dragoman.pages.blocks import Layout
from dragoman.pages.titles import WORD, words_of
from dragoman.pages.zoning import Zoning
from dragoman.records import ZoneKind

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
        if 2 <= len(key) <= 60 and name.casefold() not in quoted and words_of(name) - menu_words():
            votes[key] = votes.get(key, 0.0) + weight
    if not votes:
        return None
    best = max(votes, key=lambda name: (votes[name], -len(name)))
    if votes[best] < 1.0:
        return None
    whole = f"The {best}"
    return whole if any(whole in block.text for block in layout.blocks) else best


def _named(layout: Layout, zoning: Zoning) -> Iterator[tuple[str, float]]:
    """The names that may be the outlet's, each with how much it speaks for it."""
    title = zoning.opening.title
    for told in layout.head.titles[-1:]:
        parts = SUFFIX.split(told)
        if len(parts) > 1:
            headline = words_of(layout.blocks[title].text) if title is not None else set()
            ends = [part for part in (parts[0], parts[-1]) if not words_of(part) <= headline]
            for part in ends:
                yield part, 3.0
    for address in layout.head.urls:
        host = re.sub(r"^\w+://(?:www\.)?", "", address).split("/")[0].replace("-", "").casefold()
        for block in layout.blocks:
            squeezed = "".join(WORD.findall(block.text)).casefold()
            if block.word_count <= 6 and len(squeezed) >= 5 and host.startswith(squeezed):
                yield block.text, 3.0
                break
    lead = re.match(r"([^:]{3,40}): ", layout.head.titles[-1]) if layout.head.titles else None
    if lead and title is not None and lead[1] not in layout.blocks[title].text:
        yield lead[1], 2.0
    for at, block in enumerate(layout.blocks):
        if zoning.kinds[at].kind is ZoneKind.COMMENT:
            continue
        for phrase in press_phrases(PressSort.OWNER):
            found = phrase.pattern.search(block.text[:400])
            if found:
                yield RIGHTS.sub("", str(found["name"])).strip("."), phrase.weight
    yield from _masthead(layout, zoning)


def _masthead(layout: Layout, zoning: Zoning) -> Iterator[tuple[str, float]]:
    """Short names above the title: the first one most."""
    title = zoning.opening.title
    above = range(min(title if title is not None else 3, 12))
    weight = 2.0
    for at in above:
        text = layout.blocks[at].text
        if (
            bare_name().match(text[:100])
            and 1 <= len(text.split()) <= 6
            and words_of(text) - menu_words()
        ):
            again = sum(
                text in block.text
                for i, block in enumerate(layout.blocks)
                if i != at and zoning.kinds[i].kind not in TOLD
            )
            yield text, weight + 0.5 * min(again, 3)
            weight = 0.8
