"""HTML to blocks: a walk over the tree that keeps what the markup says about each stretch."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser as FlatParser

from lxml import etree
from lxml import html as lxml_html

from dragoman.codebook.page_marks import Mark, page_marks
from dragoman.pages.blocks import Block, Hint, Layout, Run
from dragoman.pages.extraction import article_lines, in_article
from dragoman.pages.head import read_head
from dragoman.records import Fault, Stage

BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html input label legend li "
    "main nav ol option p pre section select summary table tbody td textarea tfoot th thead tr "
    "ul video audio".split()
)
UNSEEN_TAGS = frozenset(
    "head script style noscript template svg math iframe object embed canvas datalist".split()
)
TAG_MARKS = {
    "nav": Mark.NAVIGATION,
    "footer": Mark.FOOTER,
    "aside": Mark.ASIDE,
    "figcaption": Mark.CAPTION,
    "button": Mark.SHARE,
    "select": Mark.SHARE,
    "form": Mark.SHARE,
    "dialog": Mark.CONSENT,
}
HINT_WORDS = {
    Hint.AUTHOR: frozenset(
        "author user username name fn nick nickname commenter poster member handle creator "
        "displayname writer".split()
    ),
    Hint.DATE: frozenset("date time posted timestamp ago datetime when created published".split()),
    Hint.VOTES: frozenset(
        "vote votes like likes score points up upvote upvotes rating karma recommend "
        "recommends thumbs".split()
    ),
    Hint.CONTROL: frozenset(
        "reply report share flag action actions tools menu says sort controls permalink".split()
    ),
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
LONGEST_HINT = 80
"""Characters below an element that still may be a name, a date or a count of votes."""
GAP = re.compile(r"[ \t\n\r\f\v\u00a0\u200b\u00ad]+")
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
WORDS = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")


@dataclass(slots=True)
class _Node:
    """An element while the tree is walked."""

    tag: str
    parent: int
    marks: frozenset[Mark]
    hint: Hint | None
    stamp: str | None
    author: str | None
    size: int = 0
    quote: int = -1
    prose: int = 0
    title: bool = False


@dataclass(slots=True)
class _Piece:
    """A block while the tree is walked: its words, each with the element that they stand in."""

    tag: str
    node: int
    apart: bool
    runs: list[tuple[str, int, bool]] = field(default_factory=list)


def layout_of(source: str) -> tuple[Layout, tuple[Fault, ...]]:
    """The blocks of an HTML page, what its head says, and what was wrong with its markup."""
    faults: tuple[Fault, ...] = ()
    tree, whole = _parse(source)
    if not whole:
        faults = (
            Fault(
                Stage.PAGES,
                "The page's elements are nested more than 2,000 deep; it was read without its "
                "structure, so its zones rest on the words alone.",
            ),
        )
        tree, _ = _parse(_flattened(source))
    if tree is None:
        return Layout("", ()), faults
    nodes, pieces = _walk(tree)
    extract = article_lines(source if whole else _flattened(source))
    return _layout(nodes, pieces, extract, tree), faults


def _parse(source: str) -> tuple[etree._Element | None, bool]:
    """The tree of a page, and whether all of the page is in it."""
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8", remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, True
    deep = any("xcessive depth" in entry.message for entry in parser.error_log)
    return tree, not deep


class _Flattener(FlatParser):
    """Rewrites a page without its nesting: each stretch of text between blocks is a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN_TAGS:
            self._unseen += 1
        elif tag in BLOCK_TAGS or tag == "br":
            self.out.append("<p>")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN_TAGS:
            self._unseen = max(0, self._unseen - 1)
        elif tag in BLOCK_TAGS:
            self.out.append("<p>")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.out.append(data.replace("&", "&amp;").replace("<", "&lt;"))


def _flattened(source: str) -> str:
    flattener = _Flattener()
    flattener.feed(source)
    flattener.close()
    return re.sub(r"(?:<p>\s*)+", "\n<p>", "".join(flattener.out))


def _walk(tree: etree._Element) -> tuple[list[_Node], list[_Piece]]:
    """All elements in page order, and the pieces of text between block boundaries."""
    nodes: list[_Node] = []
    pieces: list[_Piece] = []
    stack: list[int] = []
    links = 0
    unseen = 0
    fresh = True  # whether the next text begins a new piece
    apart = True

    def add(text: str | None) -> None:
        nonlocal fresh, apart
        if not text or unseen or not stack:
            return
        if fresh:
            if not text.strip():
                return
            around = next(n for n in reversed(stack) if nodes[n].tag in BLOCK_TAGS or n == 0)
            pieces.append(_Piece(nodes[around].tag, around, apart))
            fresh = apart = False
        pieces[-1].runs.append((text, stack[-1], links > 0))
        nodes[stack[-1]].size += len(text.strip())

    for event, element in etree.iterwalk(tree, events=("start", "end", "comment")):
        if event == "comment":
            add(element.tail)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            nodes.append(_node(element, tag, stack[-1] if stack else -1))
            if stack and nodes[stack[-1]].quote >= 0:
                nodes[-1].quote = nodes[stack[-1]].quote
            elif tag == "blockquote":
                nodes[-1].quote = len(nodes) - 1
            stack.append(len(nodes) - 1)
            unseen += _is_unseen(element, tag)
            links += tag == "a"
            if tag in BLOCK_TAGS:
                fresh = apart = True
            elif tag == "br":
                fresh = True
            add(element.text)
        else:
            unseen -= _is_unseen(element, tag)
            links -= tag == "a"
            stack.pop()
            if tag in BLOCK_TAGS:
                fresh = apart = True
            add(element.tail)
    return nodes, pieces


def _is_unseen(element: etree._Element, tag: str) -> bool:
    return (
        tag in UNSEEN_TAGS
        or element.get("hidden") is not None
        or bool(HIDING.search(element.get("style") or ""))
    )


def _node(element: etree._Element, tag: str, parent: int) -> _Node:
    words = [
        tuple(w.lower() for w in WORDS.findall(value))
        for key in MARKING
        for value in _values(key, (element.get(key) or "")[:400])
    ]
    marks = set(_marks(words))
    if tag in TAG_MARKS:
        marks.add(TAG_MARKS[tag])
    flat = {word for run in words for word in run}
    hint = next((hint for hint, known in HINT_WORDS.items() if flat & known), None)
    stamp = element.get("datetime") if tag == "time" else element.get("data-datetime")
    if tag == "time" and hint is None:
        hint = Hint.DATE
    if tag == "cite" and hint is None:
        hint = Hint.AUTHOR
    author = element.get("data-author") or element.get("data-username")
    return _Node(tag, parent, frozenset(marks), hint, stamp, author)


def _values(key: str, value: str) -> list[str]:
    """The names in an attribute: a label is one, the others list theirs between blanks."""
    return [value] if key == "aria-label" else value.split()


def _marks(runs: list[tuple[str, ...]]) -> Iterator[Mark]:
    table = page_marks()
    for words in runs:
        for i, word in enumerate(words):
            if (word,) in table:
                yield table[(word,)]
            if words[i : i + 2] in table:
                yield table[words[i : i + 2]]


def _layout(
    nodes: list[_Node], pieces: list[_Piece], extract: frozenset[str], tree: etree._Element
) -> Layout:
    text, blocks = _blocks(nodes, pieces, extract)
    for block in blocks:
        nodes[block.node].prose += len(block.text) if block.prose else 0
        nodes[block.node].title |= block.tag == "h1"
    for node in reversed(nodes):
        if node.parent >= 0:
            above = nodes[node.parent]
            above.size += node.size
            above.prose += node.prose
            above.title |= node.title
    standing = _standing_marks(nodes)
    finished = tuple(_finished(block, nodes, standing) for block in blocks)
    parents = tuple(node.parent for node in nodes)
    return Layout(text, finished, read_head(tree), parents, _ends(parents))


def _ends(parents: tuple[int, ...]) -> tuple[int, ...]:
    """For each element the number of the first after it that does not stand inside it."""
    ends = list(range(1, len(parents) + 1))
    for node in range(len(parents) - 1, 0, -1):
        above = parents[node]
        ends[above] = max(ends[above], ends[node])
    return tuple(ends)


def _blocks(
    nodes: list[_Node], pieces: list[_Piece], extract: frozenset[str]
) -> tuple[str, list[Block]]:
    """The article's text, and its blocks without what only the whole tree can tell."""
    out: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        runs, length, linked = _collapsed(piece.runs)
        if not length:
            continue
        gap = ("\n\n" if piece.apart else "\n") if blocks else ""
        start = at + len(gap)
        words = "".join(text for text, _ in runs)
        placed, offset = [], start
        for text, node in runs:
            placed.append(Run(text, offset, offset + len(text), node=node))
            offset += len(text)
        blocks.append(
            Block(
                text=words,
                start=start,
                end=start + length,
                tag=piece.tag,
                links=linked / length,
                extracted=in_article(words, extract) if extract else None,
                apart=piece.apart,
                node=piece.node,
                runs=tuple(placed),
            )
        )
        out += [gap, words]
        at = start + length
    return "".join(out), blocks


def _collapsed(runs: list[tuple[str, int, bool]]) -> tuple[list[tuple[str, int]], int, int]:
    """Runs with white space folded, the length of all, and how much of it is links."""
    kept: list[tuple[str, int]] = []
    length = linked = 0
    blank = True
    for text, node, link in runs:
        folded = GAP.sub(" ", text.replace("\u00ad", ""))
        if blank:
            folded = folded.lstrip(" ")
        if not folded:
            continue
        blank = folded.endswith(" ")
        if kept and kept[-1][1] == node:
            kept[-1] = (kept[-1][0] + folded, node)
        else:
            kept.append((folded, node))
        length += len(folded)
        linked += len(folded) if link else 0
    if kept and kept[-1][0].endswith(" "):
        last, node = kept[-1]
        kept[-1] = (last[:-1], node)
        length -= 1
    return [run for run in kept if run[0]], length, min(linked, length)


def _standing_marks(nodes: list[_Node]) -> list[frozenset[Mark]]:
    """For each element the marks of all around it that stand.

    A class name says little about an element that holds the page's title or most of its
    running text (`body.has-comments`, `div.sidebar-right`): there it doesn't count.
    """
    whole = nodes[0].prose if nodes else 0
    standing: list[frozenset[Mark]] = []
    for node in nodes:
        above = standing[node.parent] if node.parent >= 0 else frozenset()
        own = {mark for mark in node.marks if _stands(mark, node, whole)}
        standing.append(above | own)
    return standing


def _stands(mark: Mark, node: _Node, whole: int) -> bool:
    if mark in (Mark.BODY, Mark.TITLE):
        return True
    if node.title and node.tag != "h1":
        return False
    if mark is Mark.COMMENTS:
        return True
    if mark in (Mark.BYLINE, Mark.STANDFIRST):
        return node.size < 600 and node.prose * 2 < whole
    return node.prose * 2 < whole or not whole


def _finished(block: Block, nodes: list[_Node], standing: list[frozenset[Mark]]) -> Block:
    runs = []
    for run in block.runs:
        hint, stamp = _hint(run.node, nodes)
        runs.append(Run(run.text, run.start, run.end, hint, stamp, run.node))
    # A byline inside a paragraph doesn't make the paragraph a byline.
    inside = frozenset.intersection(*(standing[run.node] for run in runs))
    marks = standing[block.node] | inside
    return Block(
        block.text,
        block.start,
        block.end,
        block.tag,
        marks,
        block.links,
        block.extracted,
        block.apart,
        block.node,
        nodes[block.node].quote,
        tuple(runs),
    )


def _hint(node: int, nodes: list[_Node]) -> tuple[Hint | None, str | None]:
    """What the nearest small element around a run says of it, and its machine-readable date."""
    for _ in range(4):
        if node < 0 or nodes[node].size > LONGEST_HINT:
            break
        if nodes[node].hint or nodes[node].stamp:
            return nodes[node].hint, nodes[node].stamp
        node = nodes[node].parent
    return None, None
