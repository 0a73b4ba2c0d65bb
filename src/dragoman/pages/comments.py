"""Comments: who wrote which words of a thread, and when.

A thread is read as a row of runs (words that stand in one element, or one part of a line):
names, dates, votes, controls and text, told apart by what the markup says, else by their shape
and order. A comment opens at a name or a date; where names come after the words, it closes there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.pages.blocks import Block, Hint, Layout, Run
from dragoman.pages.dates import DayOrder, date_span, day_in, without_stamp_words
from dragoman.pages.signatures import (
    CONTROL,
    SENTENCE_END,
    Row,
    name_in,
    names_follow,
    rows_of,
    votes_in,
)
from dragoman.records import Comment, content_id

TAKEN_DOWN = re.compile(
    r"[\[(]?(?:this )?(?:comment |message )?(?:was |has been )?"
    r"(?:removed|deleted|retir[eé])\b.{0,100}",
    re.I,
)


@dataclass(slots=True)
class _Draft:
    """A comment while its thread is read."""

    author: str | None = None
    stamp: str | None = None
    dated: bool = False
    hinted: bool = False
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
    rows = rows_of(blocks)
    drafts = _trailing(rows) if names_follow(rows, layout) else _leading(rows)
    kept = [draft for draft in drafts if _whole(draft)]
    if sum(draft.dated for draft in kept) * 10 >= len(kept) * 6:
        kept = [draft for draft in kept if draft.dated or draft.hinted]
    return _finished(kept, layout, order, language)


def _whole(draft: "_Draft") -> bool:
    """Whether a draft has words and a name or a date, and was not taken down."""
    taken_down = any(TAKEN_DOWN.fullmatch(run.text.strip()) for run in draft.text[:3])
    return bool(draft.text and not taken_down and (draft.author or draft.dated))


def _leading(rows: list[Row]) -> list[_Draft]:
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
    """Whether a line or a list's item is a headline with its date: no part of a thread."""
    if block.tag not in ("line", "li") or block.word_count > 25:
        return False
    found = date_span(block.text)
    if not found or len(block.text[found[1] :].strip(" ).")) > 0:
        return False
    before = name_in(block.text[: found[0]].split(",")[0])
    words = [w for w in before.split() if without_stamp_words(w) and not CONTROL.fullmatch(w)]
    return len(words) > 4


def _again(draft: _Draft, row: Row) -> bool:
    """Whether a name opens another comment though the one before it has no words."""
    named = row.kind is Hint.AUTHOR and draft.author is not None
    return named and draft.dated and name_in(row.run.text) != draft.author


def _trailing(rows: list[Row]) -> list[_Draft]:
    drafts: list[_Draft] = []
    draft = _Draft()
    signed = False
    for row in rows:
        if row.kind is None and signed:
            drafts.append(draft)
            draft, signed = _Draft(), False
        if row.kind is None and not row.block.ends_sentence and not draft.text:
            continue  # the thread's heading
        signed |= row.kind in (Hint.AUTHOR, Hint.DATE)
        _take(draft, row)
    return [*drafts, draft]


def _stray(last: Run, row: Row) -> bool:
    """Whether words stand apart from the comment before them and are a headline."""
    plain = row.block.tag == "line"
    return (
        plain
        and row.first
        and row.block.apart
        and not row.block.ends_sentence
        and bool(SENTENCE_END.search(last.text.rstrip()))
        and row.block.word_count >= 4
    )


def _take(draft: _Draft, row: Row) -> None:
    text = row.run.text.strip()
    draft.runs.append(row.run)
    if row.kind is Hint.AUTHOR:
        # A heading, or a letter for the commenter's picture, may stand above the name.
        if not draft.text and not draft.dated and not (draft.hinted and row.run.hint is None):
            draft.author = name_in(text) or draft.author
        draft.author = draft.author or name_in(text)
        draft.hinted |= row.run.hint is Hint.AUTHOR
    elif row.kind is Hint.DATE:
        draft.stamp = draft.stamp or row.run.stamp or text
        draft.dated = True
    elif row.kind is Hint.VOTES:
        draft.votes = votes_in(text) if draft.votes is None else draft.votes
    elif row.kind is None:
        draft.text.append(row.run)


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
