"""Plain text and Markdown to blocks: lines, and paragraphs where an editor has broken the lines."""

import re

from dragoman.pages.blocks import Block, Head, Layout, Run

NARROWEST, WIDEST = 50, 100
"""Characters of the longest lines of a text that an editor has broken to fit."""
PARTS = re.compile(r"\s*(?:\t+|\s\|\s|\s[·•»–—]\s|\s{2,}(?=\S))\s*")
MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")
MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
MARKDOWN_SIGNS = re.compile(r"^(?:>\s?)+|^(?:[-*+]|\d{1,2}[.)])\s+")
FRONT = re.compile(r"\A---\n(.{0,5000}?)\n---\s*\n", re.S)
PAIR = re.compile(r"""^([A-Za-z_ -]{2,20})\s*:\s*["']?(.*?)["']?\s*$""", re.M)
FRONT_KEYS = {
    "title": "titles",
    "headline": "titles",
    "outlet": "outlets",
    "source": "outlets",
    "publication": "outlets",
    "publisher": "outlets",
    "site": "outlets",
    "date": "dates",
    "published": "dates",
    "author": "authors",
    "url": "urls",
    "link": "urls",
    "canonical": "urls",
    "standfirst": "standfirsts",
    "summary": "standfirsts",
    "description": "standfirsts",
}


def layout_of_text(text: str) -> Layout:
    """The blocks of a plain text: one a line, or one a paragraph where lines were broken to fit."""
    return Layout(text, tuple(_blocks(text)))


def layout_of_markdown(text: str) -> Layout:
    """The blocks of a Markdown text: its headings, block quotations and links are taken as such.

    A block of `key: value` lines between two `---` at the top is the page's own word on its
    title, outlet, date, author and address.
    """
    front = FRONT.match(text)
    start = front.end() if front else 0
    blocks = [_marked(block) for block in _blocks(text, start)]
    if front:
        whole = front[0].rstrip()
        blocks.insert(0, Block(whole, 0, len(whole), "meta", runs=(Run(whole, 0, len(whole)),)))
    return Layout(text, tuple(blocks), _front_head(front[1]) if front else Head())


def _front_head(front: str) -> Head:
    found: dict[str, list[str]] = {}
    for key, value in PAIR.findall(front):
        kind = FRONT_KEYS.get(key.strip().lower())
        if kind and value:
            found.setdefault(kind, []).append(value)
    lists = {kind: tuple(values) for kind, values in found.items()}
    return Head(
        titles=lists.get("titles", ()),
        outlets=lists.get("outlets", ()),
        dates=lists.get("dates", ()),
        authors=lists.get("authors", ()),
        urls=lists.get("urls", ()),
        standfirsts=lists.get("standfirsts", ()),
    )


def _marked(block: Block) -> Block:
    """A block with what Markdown's signs say of it; the text keeps its signs, so offsets hold."""
    heading = MARKDOWN_HEADING.match(block.text)
    if heading and heading[2]:
        start = block.start + heading.start(2)
        return Block(
            heading[2],
            block.start,
            block.end,
            f"h{len(heading[1])}",
            apart=block.apart,
            runs=(Run(heading[2], start, start + len(heading[2])),),
        )
    linked = sum(len(match[0]) for match in MARKDOWN_LINK.finditer(block.text))
    return Block(
        block.text,
        block.start,
        block.end,
        "li" if MARKDOWN_SIGNS.match(block.text) and block.text[0] != ">" else block.tag,
        links=linked / max(1, len(block.text)),
        apart=block.apart,
        quote=0 if block.text.startswith(">") else -1,
        runs=block.runs,
    )


def _blocks(text: str, start: int = 0) -> list[Block]:
    blocks: list[Block] = []
    apart = True
    at = start
    width = _width(text[start:].split("\n"))
    group: list[tuple[int, str]] = []
    for line in text[start:].split("\n"):
        if line.strip():
            if group and not (width and _goes_on(group[-1][1], line, width)):
                blocks.append(_block(text, group, apart))
                apart, group = False, []
            group.append((at, line))
        elif group:
            blocks.append(_block(text, group, apart))
            apart, group = True, []
        else:
            apart = True
        at += len(line) + 1
    if group:
        blocks.append(_block(text, group, apart))
    return blocks


def _width(lines: list[str]) -> int:
    """The width to which a text's lines were broken, 0 where they were not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths or lengths[int(len(lengths) * 0.98)] > WIDEST:
        return 0
    width = lengths[int(len(lengths) * 0.95)]
    full = sum(length > width - 12 for length in lengths)
    return width if width >= NARROWEST and full >= 5 and full * 4 > len(lengths) else 0


def _goes_on(last: str, line: str, width: int) -> bool:
    """Whether `line` goes on the paragraph of the line before it, which an editor has broken.

    It does where its first word would not have fitted on the line before, and it is no list
    item, heading or quotation sign of e-mail.
    """
    indented = line.startswith("    ") and not last.startswith("    ")
    if line[:1] in "#>|*-+" or indented:
        return False
    return len(last.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > width - 3


def _block(text: str, lines: list[tuple[int, str]], apart: bool) -> Block:
    first, last = lines[0], lines[-1]
    start = first[0] + len(first[1]) - len(first[1].lstrip())
    end = last[0] + len(last[1].rstrip())
    whole = text[start:end]
    runs = []
    at = start
    for gap in PARTS.finditer(whole) if len(lines) == 1 else ():
        runs.append(Run(text[at : start + gap.start()], at, start + gap.start()))
        at = start + gap.end()
    runs.append(Run(text[at:end], at, end))
    return Block(
        whole.replace("\n", " "),
        start,
        end,
        "line",
        apart=apart,
        runs=tuple(run for run in runs if run.text.strip()) or (Run(whole, start, end),),
    )
