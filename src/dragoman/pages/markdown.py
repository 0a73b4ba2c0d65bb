"""Markdown to blocks: its front matter is the page's own word, the rest is read as HTML."""

import re

from dragoman.pages.blocks import Head, Layout
from dragoman.pages.markup import layout_of
from dragoman.pages.plain import width_of
from dragoman.records import Fault

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


def layout_of_markdown(text: str) -> tuple[Layout, tuple[Fault, ...]]:
    """The blocks of a Markdown text, without its signs, and what was wrong with it.

    A block of `key: value` lines between two `---` at the top is the page's own word on its
    title, outlet, date, author and address; it is no part of the article's text.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only for Markdown

    front = FRONT.match(text)
    body = text[front.end() :] if front else text
    # Where an editor broke the lines to fit, their ends say nothing; elsewhere they part lines.
    breaks = not width_of(body.split("\n"))
    parser = MarkdownIt("commonmark", {"html": False, "breaks": breaks}).enable("table")
    layout, faults = layout_of(f"<body>{parser.render(body)}</body>")
    head = _front_head(front[1]) if front else Head()
    return Layout(layout.text, layout.blocks, head, layout.parents, layout.ends), faults


def _front_head(front: str) -> Head:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in PAIR.findall(front):
        kind = FRONT_KEYS.get(key.strip().lower())
        if kind and value:
            found[kind] = (*found.get(kind, ()), value)
    return Head(
        titles=found.get("titles", ()),
        outlets=found.get("outlets", ()),
        dates=found.get("dates", ()),
        authors=found.get("authors", ()),
        urls=found.get("urls", ()),
        standfirsts=found.get("standfirsts", ()),
    )
