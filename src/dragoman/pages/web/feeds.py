"""RSS and Atom feeds: which pages they name, and what they say of each.

Read are RSS 0.9x and 2.0, RSS 1.0 (RDF) and Atom 1.0 (RFC 4287).
"""

import html
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

ROOTS = ("rss", "feed", "rdf")
ITEMS = ("item", "entry")
DATES = ("pubdate", "published", "date", "issued", "updated")
"""Names of elements that date an item, in order of trust."""
HEAD = 16_384
TAG = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Item:
    """A page that a feed names; null where it says nothing."""

    url: str | None
    title: str | None = None
    published: str | None = None


def is_feed(body: bytes) -> bool:
    """Whether a document is a feed: XML whose outermost element is a feed's."""
    start = body[:HEAD].lower().replace(b"\x00", b"")
    if not any(sign in start for sign in (b"<rss", b"<feed", b"rdf:rdf", b"<rdf")):
        return False
    root = _root(body)
    return root is not None and _name(root) in ROOTS


def items_of(body: bytes, url: str) -> list[Item]:
    """The pages that a feed names, in its order, each once.

    Args:
        body: the feed.
        url: its own address, for addresses that are relative.
    """
    root = _root(body)
    if root is None:
        return []
    found = [_item(node, url) for node in root.iter() if _name(node) in ITEMS]
    # A page that is named twice is told by its first item; items without a page each tell of that.
    return list({item.url or at: item for at, item in reversed([*enumerate(found)])}.values())[::-1]


def _root(body: bytes) -> etree._Element | None:
    # Broken feeds are common, so what can be read is; nothing outside them is ever loaded.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _item(node: etree._Element, url: str) -> Item:
    children = list(node)
    link = _link(children)
    base = node.base if node.base and "://" in node.base else url
    dates = {_name(child): _text(child) for child in reversed(children) if _name(child) in DATES}
    titles = [_bare(_text(child)) for child in children if _name(child) == "title"]
    return Item(
        url=urljoin(base, link) if link else None,
        title=next(filter(None, titles), None),
        published=next((dates[name] for name in DATES if dates.get(name)), None),
    )


def _link(children: list[etree._Element]) -> str | None:
    """An item's page: RSS has it as text, Atom as `href`; else a guid that is an address."""
    for child in children:
        if _name(child) != "link":
            continue
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or "").strip()
        if not child.get("href") and (words := _text(child)):
            return words
    guids = (
        _text(child)
        for child in children
        if _name(child) == "guid" and child.get("isPermaLink", "true") != "false"
    )
    return next((guid for guid in guids if guid and "://" in guid), None)


def _name(node: etree._Element) -> str:
    """An element's name without its namespace, in small letters; empty for a comment."""
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def _bare(title: str | None) -> str | None:
    """A title without the HTML that feeds put into it, as marks or as entities written twice."""
    return None if title is None else " ".join(html.unescape(TAG.sub("", title)).split()) or None


def _text(node: etree._Element) -> str | None:
    return " ".join("".join(map(str, node.itertext())).split()) or None
