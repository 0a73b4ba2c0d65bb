"""The walk over an HTML tree: its elements, and the pieces of text between block boundaries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from dragoman.codebook.markup_words import markup_words
from dragoman.codebook.page_marks import Mark, page_marks
from dragoman.pages.blocks import Hint

TAG_MARKS = {
    "nav": Mark.NAVIGATION,
    "footer": Mark.FOOTER,
    "aside": Mark.ASIDE,
    "figcaption": Mark.CAPTION,
    "button": Mark.SHARE,
    "select": Mark.SHARE,
    "form": Mark.SHARE,
    "dialog": Mark.CONSENT,
    "marquee": Mark.ASIDE,
}
MARKING = (
    "class",
    "id",
    "role",
    "itemprop",
    "itemtype",
    "aria-label",
    "data-component",
    "data-testid",
    "data-name",
)
LONGEST_VALUE = 400
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
WORDS = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")


@dataclass(slots=True)
class Node:
    """One element: what its own markup says, and what stands below it.

    `size` counts the characters of text and `prose` those of running text in it and below;
    `quote` is the outermost block quotation around it, -1 where there is none; `title` says
    whether the page's main heading stands below it, `opening` whether the first running text
    below that heading does, `asks` whether it takes an address or a text from the reader.
    """

    tag: str
    parent: int
    marks: frozenset[Mark]
    hint: Hint | None
    stamp: str | None
    quote: int = -1
    size: int = 0
    prose: int = 0
    title: bool = False
    opening: bool = False
    asks: bool = False


@dataclass(slots=True)
class Piece:
    """A stretch of text between block boundaries: (words, element, whether in a link) each."""

    tag: str
    node: int
    apart: bool
    runs: list[tuple[str, int, bool]] = field(default_factory=list)


class Walk:
    """One walk over a tree; `nodes` and `pieces` are in page order.

    The walk keeps no recursion, so depth costs nothing but its stack.
    """

    def __init__(self, tree: etree._Element) -> None:
        self.nodes: list[Node] = []
        self.pieces: list[Piece] = []
        self._blocks = markup_words("block")
        self._unseen_tags = markup_words("unseen")
        self._stack: list[int] = []
        self._links = 0
        self._unseen = 0
        self._preformatted = 0
        self._fresh = self._apart = True  # whether the next text begins a piece, and a paragraph
        for event, element in etree.iterwalk(tree, events=("start", "end", "comment")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self._open(element, tag)
            elif event == "end":
                self._close(element, tag)
            else:
                self._add(element.tail)

    def _open(self, element: etree._Element, tag: str) -> None:
        parent = self._stack[-1] if self._stack else -1
        node = _node(element, tag, parent)
        self.nodes.append(node)
        number = len(self.nodes) - 1
        if parent >= 0 and self.nodes[parent].quote >= 0:
            node.quote = self.nodes[parent].quote
        elif tag == "blockquote":
            node.quote = number
        self._stack.append(number)
        self._unseen += self._hidden(element, tag)
        self._links += tag == "a"
        self._preformatted += tag == "pre"
        self._bound(tag)
        self._fresh |= tag == "br"
        self._add(element.text)

    def _close(self, element: etree._Element, tag: str) -> None:
        self._unseen -= self._hidden(element, tag)
        self._links -= tag == "a"
        self._preformatted -= tag == "pre"
        self._stack.pop()
        self._bound(tag)
        self._add(element.tail)

    def _bound(self, tag: str) -> None:
        if tag in self._blocks or "-" in tag:  # custom elements stand for whole parts of a page
            self._fresh = self._apart = True

    def _hidden(self, element: etree._Element, tag: str) -> bool:
        return (
            tag in self._unseen_tags
            or element.get("hidden") is not None
            or bool(HIDING.search(element.get("style") or ""))
        )

    def _add(self, text: str | None) -> None:
        if not text or self._unseen or not self._stack:
            return
        lines = text.split("\n") if self._preformatted else [text]
        for number, line in enumerate(lines):
            self._fresh |= number > 0
            self._add_line(line)

    def _add_line(self, text: str) -> None:
        if self._fresh:
            if not text.strip():
                return
            around = self._around()
            self.pieces.append(Piece(self.nodes[around].tag, around, self._apart))
            self._fresh = self._apart = False
        self.pieces[-1].runs.append((text, self._stack[-1], self._links > 0))
        self.nodes[self._stack[-1]].size += len(text.strip())

    def _makes_block(self, number: int) -> bool:
        tag = self.nodes[number].tag
        return tag in self._blocks or "-" in tag

    def _around(self) -> int:
        """The nearest element around the next text that makes a block."""
        return next((n for n in reversed(self._stack) if self._makes_block(n)), 0)


def _node(element: etree._Element, tag: str, parent: int) -> Node:
    runs = [
        tuple(word.lower() for word in WORDS.findall(value))
        for key in MARKING
        for value in _values(key, (element.get(key) or "")[:LONGEST_VALUE])
    ]
    if "-" in tag:
        runs.append(tuple(tag.split("-")))
    marks = set(_marks(runs))
    if tag in TAG_MARKS:
        marks.add(TAG_MARKS[tag])
    if tag == "table" and (element.get("align") or "").lower() in ("left", "right"):
        marks.add(Mark.ASIDE)  # a box that the text floats around
    words = {word for run in runs for word in run}
    hint = next((hint for hint in Hint if words & markup_words(hint)), None) if words else None
    if hint is None and tag in ("time", "cite"):
        hint = Hint.DATE if tag == "time" else Hint.AUTHOR
    node = Node(tag, parent, frozenset(marks), hint, _stamp(element, tag, hint))
    node.asks = tag == "input" and (element.get("type") or "text").lower() in ("email", "text")
    return node


def _stamp(element: etree._Element, tag: str, hint: Hint | None) -> str | None:
    """The machine-readable date of an element, where it has one."""
    if tag == "time" and element.get("datetime"):
        return element.get("datetime")
    keys = ("data-datetime", "data-date", "data-published", "data-timestamp", "data-time")
    told = next((element.get(key) for key in keys if element.get(key)), None)
    if told or (tag != "abbr" and hint is not Hint.DATE):
        return told
    return element.get("content") or element.get("title")


def _values(key: str, value: str) -> list[str]:
    """The names in an attribute: a label is one, the others list theirs between blanks."""
    return [value] if key == "aria-label" else value.split()


def _marks(runs: list[tuple[str, ...]]) -> Iterator[Mark]:
    table = page_marks()
    for words in runs:
        for i in range(len(words)):
            for run in (words[i : i + 1], words[i : i + 2]):
                if run in table:
                    yield table[run]
