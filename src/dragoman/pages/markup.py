"""HTML to blocks, each with what the markup around it says."""

import re
from html.parser import HTMLParser as FlatParser

from lxml import etree
from lxml import html as lxml_html

from dragoman.codebook.markup_words import markup_words
from dragoman.codebook.page_marks import Mark
from dragoman.pages.blocks import Block, Hint, Layout, Run
from dragoman.pages.extraction import article_lines, in_article
from dragoman.pages.head import read_head
from dragoman.pages.tree import Node, Piece, Walk
from dragoman.records import Fault, Stage

LONGEST_HINT = 80
"""Characters below an element that still may be a name, a date or a count of votes."""
LARGEST_ASKING = 400
"""Characters of the largest part of a page that is there to ask for an address."""
WHOLES = ("html", "body", "main", "article")
GAP = re.compile(r"[ \t\n\r\f\v\u00a0\u200b\u00ad]+")


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
        source = _flattened(source)
        tree, _ = _parse(source)
    if tree is None:
        return Layout("", ()), faults
    walk = Walk(tree)
    extract = article_lines(source)
    return _layout(walk.nodes, walk.pieces, extract, tree), faults


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
        self._blocks = markup_words("block") | {"br"}
        self._unseen_tags = markup_words("unseen")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._unseen_tags:
            self._unseen += 1
        elif tag in self._blocks:
            self.out.append("<p>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen_tags:
            self._unseen = max(0, self._unseen - 1)
        elif tag in self._blocks:
            self.out.append("<p>")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.out.append(data.replace("&", "&amp;").replace("<", "&lt;"))


def _flattened(source: str) -> str:
    flattener = _Flattener()
    flattener.feed(source)
    flattener.close()
    return re.sub(r"(?:<p>\s*)+", "\n<p>", "".join(flattener.out))


def _layout(
    nodes: list[Node], pieces: list[Piece], extract: frozenset[str], tree: etree._Element
) -> Layout:
    text, blocks = _blocks(nodes, pieces, extract)
    for block in blocks:
        nodes[block.node].prose += len(block.text) if block.prose else 0
        nodes[block.node].title |= block.tag == "h1"
    _note_opening(nodes, blocks)
    for node in reversed(nodes):
        if node.parent >= 0:
            above = nodes[node.parent]
            above.size += node.size
            above.prose += node.prose
            above.title |= node.title
            above.opening |= node.opening
    _mark_asking(nodes)
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


def _note_opening(nodes: list[Node], blocks: list[Block]) -> None:
    """Notes the element of the first running text below the main heading."""
    titles = [at for at, block in enumerate(blocks) if block.tag == "h1"]
    after = blocks[titles[0] + 1 :] if titles else []
    opening = next((block for block in after if block.prose), None)
    if opening:
        nodes[opening.node].opening = True


def _blocks(
    nodes: list[Node], pieces: list[Piece], extract: frozenset[str]
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


def _mark_asking(nodes: list[Node]) -> None:
    """Marks the small parts of a page that ask for an address: newsletters, log-ins, searches."""
    for node in nodes:
        if not node.asks:
            continue
        at = node.parent
        while (
            at >= 0
            and nodes[at].size <= LARGEST_ASKING
            and not (nodes[at].title or nodes[at].opening or nodes[at].tag in WHOLES)
        ):
            nodes[at].marks |= {Mark.APPEAL}
            at = nodes[at].parent


def _standing_marks(nodes: list[Node]) -> list[frozenset[Mark]]:
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


def _stands(mark: Mark, node: Node, whole: int) -> bool:
    if mark in (Mark.BODY, Mark.TITLE):
        return True
    if mark is Mark.COMMENTS:
        return not (node.opening or node.title)
    if node.title and node.tag != "h1":
        return False
    if mark in (Mark.BYLINE, Mark.STANDFIRST):
        return node.size < 600 and node.prose * 2 < whole
    return node.prose * 2 < whole or not whole


def _finished(block: Block, nodes: list[Node], standing: list[frozenset[Mark]]) -> Block:
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


def _hint(node: int, nodes: list[Node]) -> tuple[Hint | None, str | None]:
    """What the nearest small element around a run says of it, and its machine-readable date."""
    for _ in range(4):
        if node < 0 or nodes[node].size > LONGEST_HINT:
            break
        if nodes[node].hint or nodes[node].stamp:
            return nodes[node].hint, nodes[node].stamp
        node = nodes[node].parent
    return None, None
