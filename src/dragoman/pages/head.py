"""What an HTML page says of itself in its head: JSON-LD, Open Graph, meta elements, microdata."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from dragoman.pages.blocks import Head

ARTICLES = re.compile(
    r"Article|BlogPosting|LiveBlog|Report|WebPage|PressRelease|DiscussionForumPosting|Posting"
)
OWNERS = re.compile(r"Organization|WebSite|Newspaper")
METAS = {
    "titles": ("og:title", "twitter:title", "dc.title", "headline", "title"),
    "outlets": (
        "og:site_name",
        "application-name",
        "publisher",
        "dc.publisher",
        "article:publisher",
    ),
    "dates": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "dcterms.date",
        "article.published",
        "published-date",
        "article_date_original",
        "citation_publication_date",
        "originalpublicationdate",
        "timestamp",
        "cxenseparse:recs:publishtime",
    ),
    "authors": ("author", "article:author", "dc.creator", "byl", "parsely-author"),
    "urls": ("og:url", "twitter:url"),
    "standfirsts": ("og:description", "description", "twitter:description", "dc.description"),
}
LONGEST_JSON = 2_000_000


def read_head(tree: etree._Element) -> Head:
    """The page's own words on its title, outlet, dates, authors, address and language."""
    found: dict[str, list[str]] = {key: [] for key in METAS}
    owners: list[str] = []
    for linked in _linked_data(tree):
        if ARTICLES.search(_kinds(linked)):
            _from_linked(linked, found)
        else:
            owners += _texts(linked.get("name"))
    _from_metas(tree, found)
    _from_microdata(tree, found)
    found["outlets"] += owners
    canonical = (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")
    found["urls"] = [href for href in canonical if href][:1] + found["urls"]
    title = tree.findtext(".//head/title") or tree.findtext(".//title")
    if title:
        found["titles"].append(title)
    return Head(
        titles=_unique(found["titles"]),
        outlets=_unique(found["outlets"]),
        dates=_unique(found["dates"]),
        authors=_unique(found["authors"]),
        urls=_unique(found["urls"]),
        language=_language(tree),
        standfirsts=_unique(found["standfirsts"]),
    )


def _unique(values: list[str]) -> tuple[str, ...]:
    folded = (" ".join(value.replace("\u00ad", "").split()) for value in values)
    return tuple(dict.fromkeys(value for value in folded if value))


def _language(tree: etree._Element) -> str | None:
    locales = (meta for meta in tree.iter("meta") if meta.get("property") == "og:locale")
    asked = tree.get("lang") or next((meta.get("content") for meta in locales), None) or ""
    found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", asked.strip())
    return found[0].replace("_", "-") if found else None


def _linked_data(tree: etree._Element) -> Iterator[dict[str, Any]]:
    """The articles and owners among the page's JSON-LD objects; invalid JSON is passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (script.text or "").strip()
        if not text or len(text) > LONGEST_JSON:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        stack, seen = [data], 0
        while stack and seen < 500:
            item = stack.pop(0)
            seen += 1
            if isinstance(item, list):
                stack += item
            elif isinstance(item, dict):
                if ARTICLES.search(_kinds(item)) or OWNERS.search(_kinds(item)):
                    yield item
                stack += [item[key] for key in ("@graph", "mainEntity") if key in item]


def _kinds(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _from_linked(item: dict[str, Any], found: dict[str, list[str]]) -> None:
    found["titles"] += _texts(item.get("headline"))
    found["dates"] += _texts(item.get("datePublished")) or _texts(item.get("dateCreated"))
    found["outlets"] += _names(item.get("publisher")) or _names(item.get("sourceOrganization"))
    found["authors"] += _names(item.get("author"))
    found["standfirsts"] += _texts(item.get("description"))
    found["urls"] += _texts(item.get("url"))


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text.strip()]


def _names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in values]
    return [name for name in names if isinstance(name, str) and "://" not in name and name.strip()]


def _from_metas(tree: etree._Element, found: dict[str, list[str]]) -> None:
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if content:
            metas.setdefault(key.strip().lower(), []).append(content)
    for kind, keys in METAS.items():
        found[kind] += [
            value
            for key in keys
            for value in metas.get(key, ())
            if kind not in ("outlets", "authors") or "://" not in value
        ]


def _from_microdata(tree: etree._Element, found: dict[str, list[str]]) -> None:
    """Dates and publishers that item properties give outside any comment."""
    for element in tree.iter():
        prop = element.get("itemprop") if isinstance(element.tag, str) else None
        if not prop or _in_comment(element):
            continue
        value = element.get("content") or element.get("datetime") or _words(element)
        names = prop.lower().split()
        if "datepublished" in names:
            found["dates"].append(value[:100])
        elif "headline" in names:
            found["titles"].append(value[:500])
        elif "publisher" in names and element.tag != "meta":
            inner = next((e for e in element.iter() if e.get("itemprop") == "name"), element)
            found["outlets"].append((inner.get("content") or _words(inner))[:200])


def _words(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _in_comment(element: etree._Element) -> bool:
    for above in element.iterancestors():
        names = " ".join(above.get(key) or "" for key in ("itemtype", "itemprop", "class", "id"))
        if "comment" in names.lower() and next(above.iter("h1"), None) is None:
            return True
    return False
