"""Comments: who wrote which words of a thread, and when.

A thread is read as a row of runs (words that stand in one element, or one part of a line):
names, dates, votes, controls and text, told apart by what the markup says, else by their shape
and order. A comment opens at a name or a date; where names come after the words, it closes there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dragoman.codebook.page_phrases import Phrase
from dragoman.pages.blocks import Block, Hint, Layout, Run
from dragoman.pages.dates import DayOrder, day_in, is_date
from dragoman.pages.regions import phrases_of
from dragoman.records import Comment, content_id

VOTES = re.compile(
    r"\s*(?:[▲△⬆👍♥❤+]\s*(\d+)|(\d+)\s*(?:likes?|votes?|points?|upvotes?|recommends?|thumbs?|people)"
    r"|(?:likes?|recommend(?:ed)?|upvotes?|votes?|score|agree|helpful|rating|points)\W{0,3}"
    r"(-?\d+)\)?|([+-]\d+))\s*",
    re.I,
)
CONTROL = re.compile(
    r"\s*(?>(?:reply|report(?: abuse)?|like|dislike|share|flag|permalink|link|edit|delete|quote|"
    r"follow|more|collapse|expand|hide|show|recommend|upvote|downvote|vote|thanks|says|wrote|"
    r"said|reply to this|log in to reply|in reply to .{1,40}|newest|oldest|most voted|best|"
    r"top(?: rated)?|new|name|date|message|comment|author|sort by.{0,30}|edited|pinned|verified|"
    r"staff|moderator|guest|member|subscriber|most liked|all comments|permalien|"
    r"\d+ repl(?:y|ies)|view repl(?:y|ies)|\d{1,3}|#\d+|[▲▼△▽↑↓]|[·•|:,.–—-]|on|at|by|"
    r"posted by|comment by)(?:[\s:·•|.,-]++|\b|$))++",
    re.I,
)
SAYS = re.compile(r"(.{1,60}?)\s+(?:says|said|wrote|writes|commented|replied)\s*[:.…]*\s*", re.I)
BY = re.compile(
    r"(?:>\s?)*(?:(?:posted |written |comment |commented )?by:?|from:)\s+(.{1,40})", re.I
)
AT = re.compile(r"\s+(?:on|at)\s*$", re.I)
STATUS = re.compile(
    r"\s*[(\[](?:not verified|verified|guest|author|op|moderator|mod|staff|edited|member|"
    r"subscriber|new|admin|anonymous)[)\]]\s*$",
    re.I,
)
LONGEST_NAME = 40
HEADINGS_END = re.compile(r"[.!?…]['\"”’)]*$")


@dataclass(slots=True)
class _Draft:
    """A comment while its thread is read."""

    author: str | None = None
    stamp: str | None = None
    dated: bool = False
    votes: int | None = None
    runs: list[Run] = field(default_factory=list)
    text: list[Run] = field(default_factory=list)


def read_thread(
    blocks: Sequence[Block],
    layout: Layout,
    order: DayOrder | None = None,
    language: str | None = None,
) -> tuple[Comment, ...]:
    """The comments in the blocks of a thread, in page order.

    Args:
        blocks: the thread's blocks, its heading and controls included.
        layout: the page, for the elements that tell replies from comments.
        order: how dates of figures alone are read.
        language: the page's language, for the names of months.
    """
    rows = [_Kinded(run, block, first, kind) for block, run, first, kind in _kinds(blocks)]
    drafts = _trailing(rows) if _names_follow(rows) else _leading(rows)
    kept = [draft for draft in drafts if draft.text and (draft.author or draft.dated)]
    return _finished(kept, layout, order, language)


def thread_start(blocks: Sequence[Block], after: int) -> int | None:
    """Where a thread begins that no heading announces; None where there is none.

    It is the first of at least two signatures (a name beside a date) by different people, each
    with a sentence below it.

    Args:
        blocks: all blocks of the page.
        after: the position of a block that surely stands before any comment.
    """
    rows = [_Kinded(run, block, first, kind) for block, run, first, kind in _kinds(blocks[after:])]
    places = {id(block): at for at, block in enumerate(blocks)}
    names: dict[str, int] = {}
    for i, row in enumerate(rows):
        beside = rows[i + 1 : i + 4]
        dated = any(r.kind is Hint.DATE and is_date(r.run.text.strip()) for r in beside)
        signed = row.kind is Hint.AUTHOR and dated
        below = next((r.block for r in rows[i + 1 : i + 7] if r.kind is None), None)
        hinted = row.run.hint is Hint.AUTHOR or len(row.run.text.split()) <= 3
        if signed and hinted and below and below.ends_sentence and below.word_count >= 4:
            names.setdefault(_name(row.run.text.strip()), places[id(row.block)])
    return min(names.values()) if len(names) >= 2 else None


@dataclass(frozen=True, slots=True)
class _Kinded:
    """A run with what it is: a hint, or None for a comment's own words."""

    run: Run
    block: Block
    first: bool
    kind: Hint | None


def _kinds(blocks: Sequence[Block]) -> Iterator[tuple[Block, Run, bool, Hint | None]]:
    flat = [
        (block, run, i == 0)
        for block in blocks
        for i, run in enumerate(r for r in block.runs if r.text.strip())
    ]
    kinds = [_kind(block, run) for block, run, _ in flat]
    for at, (block, run, first) in enumerate(flat):
        kind = kinds[at]
        if kind is None and _is_name(at, flat, kinds):
            kind = Hint.AUTHOR
        yield block, run, first, kind


def _kind(block: Block, run: Run) -> Hint | None:
    text = run.text.strip()
    if Phrase.COMMENTS_HEADING in phrases_of(block):
        return Hint.CONTROL
    stamped = run.stamp and len(text) <= LONGEST_NAME and day_in(run.stamp)
    if stamped or is_date(text) or (run.hint is Hint.DATE and day_in(text)):
        return Hint.DATE
    if VOTES.fullmatch(text):
        return Hint.VOTES
    if CONTROL.fullmatch(text) or run.hint is Hint.CONTROL:
        return Hint.CONTROL
    if run.hint is Hint.VOTES and len(text) <= 20:
        return Hint.VOTES
    return Hint.AUTHOR if _signs(block, run, text) else None


def _signs(block: Block, run: Run, text: str) -> bool:
    """Whether a run says of itself that it is a name: by markup, or "NAME wrote:", "by NAME"."""
    hinted = run.hint is Hint.AUTHOR and len(text) <= LONGEST_NAME * 2
    says = SAYS.fullmatch(text) and len(block.runs) <= 3
    return hinted or bool(says) or bool(BY.fullmatch(text) and len(text.split()) <= 6)


def _is_name(at: int, flat: list[tuple[Block, Run, bool]], kinds: list[Hint | None]) -> bool:
    """Whether a short run is a commenter's name going by what stands beside it."""
    block, run, first = flat[at]
    text = run.text.strip()
    if not first or len(text) > LONGEST_NAME or len(text.split()) > 6:
        return False
    if HEADINGS_END.search(text) and not re.search(r"\b[A-Z]\.$", text):
        return False
    for i in range(at + 1, min(at + 4, len(flat))):
        if kinds[i] is Hint.DATE:
            return True
        if kinds[i] is Hint.CONTROL:
            continue
        # The same name twice (a picture's label and a link) before the date.
        if flat[i][1].text.strip() != text:
            break
    after = flat[at + 1][0] if at + 1 < len(flat) else None
    before = kinds[at - 1] if at else Hint.CONTROL
    opens = block.apart or before in (Hint.CONTROL, Hint.VOTES)
    return (
        opens
        and block.quote < 0
        and not text.endswith((":", ","))
        and len(text.split()) <= 4
        and before is not None
        and after is not None
        and after is not block
        and kinds[at + 1] is None
        and after.word_count >= 3
        and len(block.runs) == 1
    )


def _names_follow(rows: list[_Kinded]) -> bool:
    """Whether names stand after the words that they sign: the thread opens with words."""
    telling = [row for row in rows if row.kind in (None, Hint.AUTHOR, Hint.DATE)]
    while telling and telling[0].kind is None and not telling[0].block.prose:
        telling = telling[1:]  # the thread's heading
    if not telling or telling[0].kind is not None:
        return False
    return telling[-1].kind is not None


def _leading(rows: list[_Kinded]) -> list[_Draft]:
    drafts: list[_Draft] = []
    draft: _Draft | None = None
    for row in rows:
        # A date below words that have a name but no date yet is theirs.
        closes = row.kind is Hint.DATE and draft and draft.author and not draft.dated
        opens = row.kind in (Hint.AUTHOR, Hint.DATE) and not closes and not _teaser(row.block)
        if opens and (draft is None or draft.text or _again(draft, row)):
            draft = _Draft()
            drafts.append(draft)
        if _teaser(row.block):
            draft = None
        if draft is not None:
            if row.kind is None and draft.text and _stray(draft.text[-1], row):
                draft = None  # a headline after the last comment
                continue
            _take(draft, row)
    return drafts


def _teaser(block: Block) -> bool:
    """Whether a line is a headline with its date: no part of a thread."""
    if block.tag != "line" or len(block.runs) != 2:
        return False
    words, stamp = block.runs
    return len(words.text.split()) > 4 and is_date(stamp.text.strip())


def _again(draft: _Draft, row: _Kinded) -> bool:
    """Whether a name opens another comment though the one before it has no words."""
    named = row.kind is Hint.AUTHOR and draft.author is not None
    return named and draft.dated and _name(row.run.text) != draft.author


def _trailing(rows: list[_Kinded]) -> list[_Draft]:
    drafts: list[_Draft] = []
    draft = _Draft()
    signed = False
    for row in rows:
        if row.kind is None and signed:
            drafts.append(draft)
            draft, signed = _Draft(), False
        if row.kind is None and not row.block.prose and not draft.text:
            continue
        signed |= row.kind in (Hint.AUTHOR, Hint.DATE)
        _take(draft, row)
    return [*drafts, draft]


def _stray(last: Run, row: _Kinded) -> bool:
    """Whether words stand apart from the comment before them and are a headline."""
    plain = row.block.tag == "line"
    return (
        plain
        and row.first
        and row.block.apart
        and not row.block.ends_sentence
        and bool(HEADINGS_END.search(last.text.rstrip()))
        and row.block.word_count >= 4
    )


def _take(draft: _Draft, row: _Kinded) -> None:
    text = row.run.text.strip()
    draft.runs.append(row.run)
    if row.kind is Hint.AUTHOR:
        # A letter or two stand for the commenter's picture; the name comes after.
        if draft.author is None or len(draft.author) <= 2:
            draft.author = _name(text)
    elif row.kind is Hint.DATE:
        draft.stamp = draft.stamp or row.run.stamp or text
        draft.dated = True
    elif row.kind is Hint.VOTES:
        match = VOTES.fullmatch(text) or re.search(r"()()()(-?\d+)", text)
        if match and draft.votes is None:
            draft.votes = int(next(group for group in match.groups() if group))
    elif row.kind is None:
        draft.text.append(row.run)


def _name(text: str) -> str:
    says = SAYS.fullmatch(text) or BY.fullmatch(text)
    name = says[1] if says else text
    name = STATUS.sub("", AT.sub("", name)).strip(" :|,·•–—-@*_>")
    return name[: LONGEST_NAME * 2]


def _finished(
    drafts: list[_Draft], layout: Layout, order: DayOrder | None, language: str | None
) -> tuple[Comment, ...]:
    comments: list[Comment] = []
    around: list[tuple[int, Comment]] = []  # the comments that this one stands in, outermost first
    for number, draft in enumerate(drafts):
        start, end = draft.runs[0].start, draft.runs[-1].end
        posted = day_in(draft.stamp, order, language) if draft.stamp else None
        words = " ".join(run.text for run in draft.text)
        comment = Comment(
            id=content_id("comment", number, draft.author, posted, words),
            author=draft.author or None,
            posted=posted,
            votes=draft.votes,
            start=start,
            end=end,
        )
        node = _element(draft, layout)
        while around and not around[-1][0] < node < layout.ends[around[-1][0]]:
            around.pop()
        if around:
            comment = replace(comment, reply_to=around[-1][1].id)
        comments.append(comment)
        if node:
            around.append((node, comment))
    return tuple(comments)


def _element(draft: _Draft, layout: Layout) -> int:
    """The smallest element that holds all of a comment, 0 in plain text."""
    nodes = [run.node for run in draft.runs]
    low, high = min(nodes), max(nodes)
    node = low
    while node > 0 and layout.ends[node] <= high:
        node = layout.parents[node]
    return max(node, 0)
