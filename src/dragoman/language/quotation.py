"""Quotation marks: which stretches of a paragraph are quoted.

One pass over the characters, whatever the marks: straight, curly, guillemets, low marks and the
doubled backticks of tokenised corpora. Only the outermost quotation counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from dragoman.language.sentences import ParsedArticle
from dragoman.records import Span

CLOSERS = {
    '"': '"',
    "“": '”"',
    "”": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
}
"""Each mark that opens a double quotation, with those that may close it."""

SINGLE = {"'": "'", "‘": "’'", "`": "'", "‚": "‘’"}
"""The same for single marks, which are apostrophes as well."""

MARK = re.compile("[" + "".join(map(re.escape, sorted({*CLOSERS, *SINGLE}))) + "]")

OPENS_AFTER = frozenset("([{-–—/:")
"""Besides white space, what may stand before an opening mark."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch of the text, its marks included.

    `closed` is False where the closing mark is missing and the paragraph's end stands for it;
    `continues` is True where the quotation of the paragraph before goes on.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False

    @property
    def span(self) -> Span:
        """Where the quotation lies, its marks included."""
        return Span(self.start, self.end)


def quotations(parsed: ParsedArticle) -> tuple[Quotation, ...]:
    """The quotations of an article's telling sentences, in text order.

    A paragraph's end closes what is open; a next paragraph of the same zone that begins with an
    opening mark continues it.
    """
    found: list[Quotation] = []
    open_in = None
    for (_, zone), group in groupby(parsed.telling, key=lambda s: (s.paragraph, s.zone)):
        sentences = list(group)
        start, end = sentences[0].start, sentences[-1].end
        here = list(quotations_in(parsed.article.text, start, end))
        if here and open_in == zone and here[0].start == start:
            here[0] = replace(here[0], continues=True)
        open_in = zone if here and not here[-1].closed else None
        found.extend(here)
    return tuple(found)


def quotations_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Quotation]:
    """The quotations of one paragraph, `text[start:end]`, in one pass.

    A double mark that never closes runs to the paragraph's end; a single one that never closes is
    an apostrophe. A closing mark that was never opened is passed over.
    """
    end = len(text) if end is None else min(end, len(text))
    unclosed: set[str] = set()  # single marks that nothing further on can close
    at = start
    while (found := MARK.search(text, at, end)) is not None:
        at, mark = found.start(), found[0]
        if mark in SINGLE and not text.startswith(("``", "''"), at):
            closing = 0 if mark in unclosed else _single_end(text, at, start, end)
            if closing < 0:
                unclosed.add(mark)
            if closing > 0:
                yield Quotation(at, closing)
            at = max(at + 1, closing)
        elif (width := _opens(text, at, start, end)) > 0:
            closing = _double_end(text, at, width, end)
            yield Quotation(at, closing if closing > 0 else end, closing > 0)
            at = closing if closing > 0 else end
        else:
            at += 1


def _opens(text: str, at: int, start: int, end: int) -> int:
    """How many characters the opening double mark at `at` has; 0 where none stands there."""
    if text.startswith("``", at) or _opens_doubled(text, at, start, end):
        return 2
    mark = text[at]
    if mark not in CLOSERS:
        return 0
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark in '"”»' and (not (before.isspace() or before in OPENS_AFTER)):
        return 0
    if mark in "”»" and after.isspace():
        return 0
    return 1


def _opens_doubled(text: str, at: int, start: int, end: int) -> bool:
    """Whether two apostrophes at `at` open a quotation, as some agencies' texts have it."""
    if not text.startswith("''", at):
        return False
    before = text[at - 1] if at > start else " "
    after = text[at + 2] if at + 2 < end else " "
    return (before.isspace() or before in OPENS_AFTER) and not after.isspace()


def _double_end(text: str, at: int, width: int, end: int) -> int:
    """Where the double quotation that opens at `at` ends, its mark included; -1 if nowhere."""
    if width == 2:
        for i in range(at + 2, end):
            if text[i] == '"':
                return i + 1
            if text.startswith("''", i):
                return i + 2
        return -1
    closers, depth, opener, last = CLOSERS[text[at]], 0, text[at], -1
    for i in range(at + 1, end):
        if text[i] in closers:
            last = i + 1
            if not depth:
                break
            depth -= 1
        elif text[i] == opener:
            depth += 1
    return last  # where fewer are closed than opened, the last mark closes


def _single_end(text: str, at: int, start: int, end: int) -> int:
    """Where the single quotation that opens at `at` ends; 0 if it opens none, -1 if unclosed."""
    if not _may_open(text, at, start, end):
        return 0
    closers, weak = SINGLE[text[at]], -1
    for i in range(at + 2, end):
        if text[i] not in SINGLE and text[i] not in closers:
            continue
        if weak > 0 and _may_open(text, i, start, end):
            break  # another quotation begins: the plural's mark was the end after all
        if text[i] not in closers or text[i - 1].isspace():
            continue
        if i + 1 < end and text[i + 1].isalnum():
            continue
        if text[i - 1] not in "sS":
            return i + 1
        weak = i + 1 if weak < 0 else weak  # "ministers'" may be a plural: better look further
    return weak


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    """Whether a single mark at `at` stands where a quotation may begin."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in OPENS_AFTER) and after.isalpha()
