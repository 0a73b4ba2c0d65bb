"""Pages in, articles out: the room's one door."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.errors import UsageError
from dragoman.pages.blocks import Hint, Layout
from dragoman.pages.comments import read_thread
from dragoman.pages.dates import DayOrder, day_in, day_order
from dragoman.pages.decoding import clean, decode
from dragoman.pages.languages import language_of, region_of
from dragoman.pages.markdown import layout_of_markdown
from dragoman.pages.markup import layout_of
from dragoman.pages.outlets import find_outlet
from dragoman.pages.page import Given, Page, PageFormat
from dragoman.pages.plain import layout_of_text
from dragoman.pages.published import Published, find_published
from dragoman.pages.quoting import Passage, find_passages
from dragoman.pages.regions import Claim
from dragoman.pages.zoning import Zoning, zone_blocks
from dragoman.records import (
    Article,
    Comment,
    Fault,
    PublishedBasis,
    Stage,
    Zone,
    ZoneKind,
    content_id,
)

SHORTEST_TEXT, LONE = 4, 0.6
"""Words that a lone block must have to be an article, and how sure that then is."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
HTML_SIGNS = ("<!doctype", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ", "<?xml")


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one page gives: an article (null where there is no text) and its faults."""

    article: Article | None
    faults: tuple[Fault, ...] = ()


def read_page(page: Page, option: Given | None = None) -> Reading:
    """The article on a page: its text, zones, comments and dates.

    Args:
        page: the page, with what the row that it came in says of it.
        option: what the user says of it; that goes before what the page says of itself.

    Raises:
        UsageError: the date in `option` is none.
    """
    option = option or Given()
    if option.published and day_in(option.published) != option.published:
        raise UsageError(f"--published wants a day such as 2018-05-19, not {option.published!r}.")
    decoded = decode(page.content) if isinstance(page.content, bytes) else None
    if isinstance(decoded, Fault):
        return Reading(None, (decoded,))
    text = decoded.text if decoded else clean(str(page.content))
    faults = [*(decoded.faults if decoded else ()), *_odd_words(page.given)]
    if not text.strip():
        return Reading(None, (_fault("The page is empty. Check that it was saved whole."),))
    layout, flaws = _layout(text, page.format)
    faults += flaws
    if not layout.blocks:
        return Reading(None, (*faults, _fault("The page has markup but no text to read.")))
    article, missing = _article(page, option, layout)
    return Reading(article, (*faults, *missing))


def _odd_words(given: Given) -> list[Fault]:
    """What a row says of its page that makes no sense; it is left out."""
    faults = []
    if given.published and day_in(given.published) is None:
        shown = given.published[:40]
        faults.append(_fault(f"The row's date {shown!r} is no day; it was left out."))
    if given.language and not LANGUAGE.fullmatch(given.language):
        faults.append(
            _fault(f"The row's language {given.language[:40]!r} is no code; it was left out.")
        )
    return faults


def _layout(text: str, form: PageFormat | None) -> tuple[Layout, tuple[Fault, ...]]:
    if form is None:
        head = text[:2000].lower()
        form = PageFormat.HTML if any(sign in head for sign in HTML_SIGNS) else PageFormat.TEXT
    if form is PageFormat.HTML:
        return layout_of(text)
    if form is PageFormat.MARKDOWN:
        return layout_of_markdown(text)
    return layout_of_text(text), ()


def _article(page: Page, option: Given, layout: Layout) -> tuple[Article, list[Fault]]:
    zoning = _zoned(layout)
    given = option.over(page.given)
    own = given.language if given.language and LANGUAGE.fullmatch(given.language) else None
    told = own or layout.head.language
    body = [at for at, claim in enumerate(zoning.kinds) if claim.kind is ZoneKind.BODY]
    language = own or language_of(" ".join(layout.blocks[at].text for at in body), told)
    order = day_order(_stamps(layout, zoning), region_of(told), (told or "").split("-")[0] or None)
    outlet = given.outlet or find_outlet(layout, zoning, ())
    passages = find_passages(layout.blocks, body, outlet)
    if passages and not given.outlet:
        outlet = find_outlet(layout, zoning, tuple(p.outlet for p in passages))
    url = given.url or next((url for url in layout.head.urls if "://" in url), None)
    published = _given_day(page, option, order, language) or find_published(
        layout, zoning, url, order, language
    )
    comments = _comments(layout, zoning, order, language)
    zones = _zones(layout, zoning, passages, comments)
    identity = content_id("article", url, layout.text)
    article = Article(
        id=identity,
        title=given.title or _text(layout, zoning.opening.title) or _told_title(layout),
        standfirst=_text(layout, zoning.opening.standfirst),
        byline=_byline(layout, zoning),
        outlet=outlet,
        url=url,
        published=published.day,
        published_basis=published.basis,
        language=language,
        text=layout.text,
        zones=zones,
        comments=tuple(replace(c, id=content_id(identity, c.id)) for c in comments),
    )
    return _linked(article, comments), _missing(article, body)


def _zoned(layout: Layout) -> Zoning:
    """What each block is for; a plain text of one block, such as a headline, is all body."""
    zoning = zone_blocks(layout)
    alone = (
        len(layout.blocks) == 1
        and not layout.head.titles
        and zoning.kinds[0].kind is ZoneKind.FURNITURE
    )
    if not alone or layout.blocks[0].word_count < SHORTEST_TEXT:
        return zoning
    return replace(zoning, kinds=(Claim(ZoneKind.BODY, LONE),))


def _linked(article: Article, drafts: Sequence[Comment]) -> Article:
    """The article with replies naming the comments by their final ids."""
    final = {draft.id: comment.id for draft, comment in zip(drafts, article.comments, strict=True)}
    linked = (replace(c, reply_to=final[c.reply_to]) if c.reply_to else c for c in article.comments)
    return replace(article, comments=tuple(linked))


def _missing(article: Article, body: list[int]) -> list[Fault]:
    faults = []
    if not body:
        faults.append(
            _fault(
                "No article was found on this page: no running text stands outside its menus, "
                "links and comments. If it has one, give its text as a .txt file."
            )
        )
    if article.language not in (None, "en"):
        message = (
            f"The article is in {article.language!r}, and the language model reads English: its "
            f"zones were told apart, its actors, attributions, events and moves were not read."
        )
        faults.append(Fault(Stage.LANGUAGE, message))
    return faults


def _stamps(layout: Layout, zoning: Zoning) -> list[str]:
    """The short texts of a page that may hold dates of figures alone."""
    return [
        block.text
        for at, block in enumerate(layout.blocks)
        if block.word_count <= 18 and zoning.kinds[at].kind is not ZoneKind.BODY
    ]


def _given_day(
    page: Page, option: Given, order: DayOrder | None, language: str | None
) -> Published | None:
    """The day that the user, or the row that the page came in, gives."""
    if option.published:
        return Published(option.published, PublishedBasis.OPTION)
    if page.given.published and (day := day_in(page.given.published, order, language)):
        return Published(day, PublishedBasis.METADATA)
    return None


def _comments(
    layout: Layout, zoning: Zoning, order: DayOrder | None, language: str | None
) -> tuple[Comment, ...]:
    blocks = [
        block for at, block in enumerate(layout.blocks) if zoning.kinds[at].kind is ZoneKind.COMMENT
    ]
    return read_thread(blocks, layout, order, language)


def _text(layout: Layout, at: int | None) -> str | None:
    return layout.blocks[at].text.strip("*_# ") if at is not None else None


def _told_title(layout: Layout) -> str | None:
    return layout.head.titles[0] if layout.head.titles else None


def _byline(layout: Layout, zoning: Zoning) -> str | None:
    """Who wrote it: the line that says so, else the page's metadata."""
    for at, block in enumerate(layout.blocks):
        if zoning.kinds[at].kind is ZoneKind.BYLINE:
            named = any(run.hint is Hint.AUTHOR for run in block.runs)
            lower = block.text.lower()
            if named or lower.startswith(("by ", "from ", "words by")) or " by " in lower:
                return block.text
    return ", ".join(layout.head.authors) or None


def _zones(
    layout: Layout,
    zoning: Zoning,
    passages: Sequence[Passage],
    comments: Sequence[Comment],
) -> tuple[Zone, ...]:
    """The zones: blocks of one kind that stand together, each comment a zone of its own."""
    quoted = {at: passage for passage in passages for at in range(passage.first, passage.last + 1)}
    starts = [comment.start for comment in comments]
    zones: list[Zone] = []
    keys: list[object] = []
    for at, block in enumerate(layout.blocks):
        claim = zoning.kinds[at]
        passage = quoted.get(at) if claim.kind is ZoneKind.BODY else None
        kind = ZoneKind.QUOTED if passage else claim.kind
        confidence = passage.confidence if passage else claim.confidence
        key: object = (kind, passage)
        if kind is ZoneKind.COMMENT:
            number = bisect_right(starts, block.start) - 1
            inside = number >= 0 and block.start < comments[number].end
            kind = ZoneKind.COMMENT if inside else ZoneKind.FURNITURE
            key = (kind, number if inside else None)
        outlet = passage.outlet if passage else None
        if keys and keys[-1] == key:
            last = zones[-1]
            zones[-1] = replace(last, end=block.end, confidence=min(last.confidence, confidence))
        else:
            zones.append(Zone(kind, block.start, block.end, outlet, confidence))
            keys.append(key)
    return tuple(zones)


def _fault(message: str) -> Fault:
    return Fault(Stage.PAGES, message)
