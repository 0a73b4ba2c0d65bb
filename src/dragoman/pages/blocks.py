"""Blocks: what a page's text falls into before anybody judges what each is for."""

import re
from dataclasses import dataclass
from enum import StrEnum

from dragoman.codebook.page_marks import Mark


class Hint(StrEnum):
    """What markup says about a few words inside a comment."""

    AUTHOR = "author"
    DATE = "date"
    VOTES = "votes"
    CONTROL = "control"


STOPS = (". ", ", ", "; ", ".” ", '." ', "，", "、", "。")
"""Signs inside running text, which no label or headline of that length lacks."""
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
"""Signs of scripts that put no blanks between words: Chinese, Japanese, Thai (and Hangul)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block that stands in one element: offsets into the article's text.

    `node` numbers the element (elements are numbered in page order), `stamp` is the value of
    its machine-readable date.
    """

    text: str
    start: int
    end: int
    hint: Hint | None = None
    stamp: str | None = None
    node: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table cell or line of a page.

    `tag` is the element's name, "line" in plain text; `marks` what the markup around it says;
    `links` the share of its characters that are links; `extracted` whether trafilatura counts
    it to the article (null where it wasn't asked); `apart` whether a blank line, or a block
    boundary, stands before it; `node` the element that it stands in; `quote` the outermost
    <blockquote> around it, -1 where there is none.
    """

    text: str
    start: int
    end: int
    tag: str
    marks: frozenset[Mark] = frozenset()
    links: float = 0.0
    extracted: bool | None = None
    apart: bool = True
    node: int = 0
    quote: int = -1
    runs: tuple[Run, ...] = ()

    @property
    def heading(self) -> bool:
        """Whether the markup calls it a heading."""
        return len(self.tag) == 2 and self.tag[0] == "h" and self.tag[1].isdigit()

    @property
    def word_count(self) -> int:
        """How many words it has; of scripts without blanks two signs count as one."""
        words = len(self.text.split())
        return words if self.text.isascii() else words + len(UNSPACED.findall(self.text)) // 2

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip("\"'”’»)]」』） ")[-1:] in tuple(".!?…。！？؟")

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: sentences, not a label, a headline or a menu."""
        if self.links > 0.5 or self.heading:
            return False
        words = self.word_count
        return (words >= 6 and self.ends_sentence) or (
            words >= 18
            and any(
                stop in self.text for stop in (". ", ", ", "; ", ".” ", '." ', "，", "、", "。")
            )
        )


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's markup says of itself, each in order of trust; empty for plain text."""

    titles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    language: str | None = None
    standfirsts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as blocks in page order over one text, with the tree that they stand in.

    Elements are numbered in page order: `parents[n]` is the element around element n, -1 at
    the root, and `ends[n]` the first element after it that does not stand inside it.
    """

    text: str
    blocks: tuple[Block, ...]
    head: Head = Head()
    parents: tuple[int, ...] = (-1,)
    ends: tuple[int, ...] = (1,)

    def ancestors(self, node: int) -> list[int]:
        """The elements around an element, itself first."""
        line = []
        while node >= 0:
            line.append(node)
            node = self.parents[node]
        return line

    def inside(self, block: Block, node: int) -> bool:
        """Whether a block stands in an element, or in one below it."""
        return node <= block.node < self.ends[node]
