"""Plain text to blocks: lines, and paragraphs where an editor has broken the lines."""

import re

from dragoman.pages.blocks import Block, Layout, Run

NARROWEST, WIDEST = 50, 100
"""Characters of the longest lines of a text that an editor has broken to fit."""
PARTS = re.compile(r"\s*(?:\t+|\s\|\s|\s[·•»–—]\s|\s{2,}(?=\S))\s*")


def layout_of_text(text: str) -> Layout:
    """The blocks of a plain text: one a line, or one a paragraph where lines were broken to fit."""
    return Layout(text, tuple(_blocks(text)))


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    apart = True
    at = 0
    width = width_of(text.split("\n"))
    group: list[tuple[int, str]] = []
    for line in text.split("\n"):
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


def width_of(lines: list[str]) -> int:
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
