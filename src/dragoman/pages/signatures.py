"""Signatures: in a thread of comments, which words are names, dates, votes, controls or text.

Markup tells where it can; elsewhere shape and order do: a short text beside a date is a name,
so is one alone above words, or one that a label or a verb announces ("Name:", "Rita wrote:").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.page_phrases import Phrase
from dragoman.pages.blocks import Block, Hint, Layout, Run
from dragoman.pages.dates import date_span, day_in, is_date, without_stamp_words
from dragoman.pages.regions import COUNTED, phrases_of

VOTES = re.compile(
    r"\s*(?:[▲△⬆👍♥❤+]\s*(\d+)|(\d+)\s*(?:likes?|votes?|points?|upvotes?|recommends?|thumbs?|people)"
    r"|(?:likes?|recommend(?:ed)?|j.aime|upvotes?|votes?|score|agree|disagree|up|down|helpful|rating|points)\W{0,3}"
    r"(-?\d+)\)?|([+-]\d+))\s*",
    re.I,
)
CONTROL = re.compile(
    r"\s*(?>(?:reply|report(?: abuse)?|like|dislike|share|flag|permalink|link|edit|delete|quote|"
    r"follow|more|collapse|expand|hide|show|recommend|upvote|downvote|vote|thanks|says|wrote|"
    r"said|reply to this|log in to reply|in reply to .{1,40}|newest|oldest|most voted|best|"
    r"best rated|top(?: rated)?|new|name|from|date|message|comment|remark|when|author|avatar|"
    r"sort by.{0,30}|edited|pinned|verified|staff|moderator|most liked|"
    r"all comments|thread|parent|report comment|permalien|repondre|j.aime|me gusta|"
    r"gefällt mir|répondre|signaler|antworten|melden|responder|"
    r"\d+ repl(?:y|ies)|view repl(?:y|ies)|click to rate[ \d]*|\d{1,4}|#\d+|"
    r"no\.? ?\d+|\d+(?:\.\d+)+|(?:member since|joined) \d{4}|"
    r"(?:free|paid|paying|new) (?:member|subscriber)|"
    r"[▲▼△▽▾▴↑↓⬆⬇↩♥›»()∧∨&]|[·•|:,.–—-]|on|at|by|posted by|comment by)(?:[\s:·•|.,-]++|\b|$))++",
    re.I,
)
SAYS = re.compile(
    r"([^,!?;:]{1,40}?)\s+(?:says|said|wrote|writes|commented|replied)\s*(?::|\.{2,}|…)?\s*", re.I
)
BY = re.compile(
    r"(?:>\s?)*(?:(?:post(?:ed)?|written|comment(?:ed)?) by:?|by:?|from:?)\s+(.{1,40})", re.I
)
LABEL = re.compile(r"\s*(?:name|author|user|posted by|by)\s*:\s*", re.I)
AT = re.compile(r"\s+(?:on|at)\s*$", re.I)
VERB = re.compile(r"\s+(?:says|said|wrote|writes|commented|replied)$", re.I)
STATUS = re.compile(
    r"(?<=\S)\s*[(\[](?:not verified|verified|guest|author|op|moderator|mod|staff|edited|member|"
    r"subscriber|new|admin|anonymous)[)\]]\s*$",
    re.I,
)
BARS = re.compile(r"\s[|·•»]\s|^\s*[-–—,|·•]\s")
HOUR = re.compile(r"\d{1,2}[.:h]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?", re.I)
COUNTER = re.compile(r"^\s*\d{1,4}(?:\.\d{1,3})*[.)]?\s+")
ANSWERS = re.compile(r"\s*(?:→|▶|➜|↪|›|in reply to|replying to)\s*", re.I)
PLACE = re.compile(r"(?:,\s+[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,2})+$")
SENTENCE_END = re.compile(r"[.!?…]['\"”’)]*$")
JOINING = re.compile(r"(?:\s+[.·]|[\s,;:—–(-])+$")
ABBREVIATED = re.compile(r"\b(?:Dr|Mrs?|Ms|Prof|St|Capt|Col|Gen|Lt|Maj|Sgt|Rev|[A-Z])\.")
INITIAL = re.compile(r"\b[A-Z]\.$")
LONGEST_NAME = 40
MOST_LEVELS = 30
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A run of a thread with what it is: a hint, or null for a comment's own words.

    `first` says whether it opens its block, controls aside.
    """

    block: Block
    run: Run
    first: bool
    kind: Hint | None

    @property
    def text(self) -> str:
        """The run's words without blanks around them."""
        return self.run.text.strip()


def rows_of(blocks: Sequence[Block]) -> list[Row]:
    """The runs of some blocks, each with what it is."""
    rows = [row for block in blocks for row in _block_rows(block)]
    told = [row for row in rows if row.kind is Hint.AUTHOR and row.run.hint is Hint.AUTHOR]
    if len(told) < 2:
        told = [row for row in rows if row.kind is Hint.AUTHOR and SAYS.fullmatch(row.text)]
    named = []
    for at, row in enumerate(rows):
        quotes = at + 1 < len(rows) and rows[at + 1].run.text.startswith(">")
        if row.kind is Hint.AUTHOR and quotes and SAYS.fullmatch(row.text):
            # "NAME wrote:" above a quotation opens no comment.
            named.append(replace(row, kind=None))
        elif row.kind is None and len(told) < 2 and _is_name(at, rows):
            named.append(replace(row, kind=Hint.AUTHOR))
        else:
            named.append(row)
    return named


def name_in(text: str) -> str:
    """The name in a signature: "Rita wrote:" is Rita, "Rita → Bo" too, "J. B., Ohio" J. B."""
    says = SAYS.fullmatch(text) or BY.fullmatch(text)
    whole = COUNTER.sub("", says[1] if says else text)
    name = ANSWERS.split(whole, maxsplit=1)[0]
    name = STATUS.sub("", VERB.sub("", AT.sub("", name))).strip(" :|,·•–—-*_>")
    name = name.removesuffix("(").rstrip()
    return PLACE.sub("", name)[: LONGEST_NAME * 2]


def votes_in(text: str) -> int | None:
    """The number in a text that counts votes."""
    found = VOTES.fullmatch(text) or re.search(r"()()()(-?\d+)", text)
    return int(next(group for group in found.groups() if group)) if found else None


def names_follow(rows: Sequence[Row], layout: Layout) -> bool:
    """Whether names stand after the words that they sign.

    Each name beside a date is held against the words before and after it: those that stand in
    the same element, or in plain text without a blank line between, are its own.
    """
    votes = 0
    for i, row in enumerate(rows):
        if row.kind is not Hint.AUTHOR or not any(r.kind is Hint.DATE for r in rows[i : i + 3]):
            continue
        above = next((r for r in reversed(rows[max(0, i - 4) : i]) if r.kind is None), None)
        below = next((r for r in rows[i + 1 : i + 7] if r.kind is None), None)
        touches = i > 0 and not row.block.apart and rows[i - 1].kind is None
        if above is None or below is None:
            votes += 1 if above and (touches or row.block.tag != "line") else -1
        elif row.block.tag == "line":
            votes += touches - (not below.block.apart)
        else:
            votes += _depth(row, above, layout) - _depth(row, below, layout)
    return votes > 0


def _depth(row: Row, other: Row, layout: Layout) -> int:
    """How deep the smallest element stands that holds two runs."""
    mine = layout.ancestors(row.block.node)[:MOST_LEVELS]
    theirs = set(layout.ancestors(other.block.node)[:MOST_LEVELS])
    return next((len(mine) - i for i, node in enumerate(mine) if node in theirs), 0)


def thread_start(blocks: Sequence[Block], after: int) -> int | None:
    """Where a thread begins that no heading announces; None where there is none.

    It is the first of at least two signatures (a name beside a date) by different people, each
    with a sentence below it.

    Args:
        blocks: all blocks of the page.
        after: the position of a block that surely stands before any comment.
    """
    rows = rows_of(blocks[after:])
    places = {id(block): at for at, block in enumerate(blocks)}
    names: dict[str, int] = {}
    for i, row in enumerate(rows):
        if row.kind is Hint.AUTHOR and _signature(rows, i):
            names.setdefault(name_in(row.text), places[id(row.block)])
    return min(names.values()) if len(names) >= 2 else None


def _signature(rows: Sequence[Row], i: int) -> bool:
    """Whether a name is a commenter's: it has a date beside it or below, and a sentence."""
    row = rows[i]
    if Phrase.DISCLAIMER in phrases_of(row.block):
        return False
    near = rows[i + 1 : i + 4]
    dated = any(r.kind is Hint.DATE and _is_day(r.run) for r in near)
    texts = (r.block for r in rows[i + 1 : i + 7] if r.kind is None)
    below = next((block for block in texts if block.word_count >= 3), None)
    short = len(row.text.split()) <= (5 if any(r.block is row.block for r in near) else 3)
    named = row.run.hint is Hint.AUTHOR or short
    return dated and named and below is not None and below.ends_sentence


def _is_day(run: Run) -> bool:
    """Whether a run gives a day, and not only the hour of a live report."""
    text = run.text.strip()
    return is_date(text) or bool(run.stamp and day_in(run.stamp) and not HOUR.fullmatch(text))


def _block_rows(block: Block) -> Iterator[Row]:
    heads = Phrase.COMMENTS_HEADING in phrases_of(block) or bool(COUNTED.search(block.text))
    first = True
    labelled = False
    for run in block.runs:
        for piece in _parts(run, first):
            part = piece
            kind = _kind(block, part, heads)
            if kind is None and labelled:
                kind, part = Hint.AUTHOR, replace(part, hint=Hint.AUTHOR)
            yield Row(block, part, first, kind)
            labelled = bool(LABEL.fullmatch(part.text))
            first = first and kind is Hint.CONTROL


def _parts(run: Run, first: bool) -> Iterator[Run]:
    """A run's parts between bars and bullets and around a date, blank ones left out.

    "July 14, 2016 | Permalink" has two, "Ingeborg R. — 25 January 2020" too.
    """
    at = 0
    for gap in [*BARS.finditer(run.text[:LONGEST_LINE]), None]:
        end = gap.start() if gap else len(run.text)
        for start, stop in _around_date(run.text, at, end, first):
            if run.text[start:stop].strip():
                text = run.text[start:stop]
                yield replace(run, text=text, start=run.start + start, end=run.start + stop)
        at = gap.end() if gap else end


def _around_date(text: str, start: int, end: int, first: bool) -> list[tuple[int, int]]:
    """A stretch cut before and after the date in it, if a name or nothing stands before that."""
    found = date_span(text[start:end][:LONGEST_LINE])
    if not found:
        return [(start, end)]
    low, high = start + found[0], start + found[1]
    before, after = text[start:low].strip(" ,;:—–-("), text[high:end].strip(" ,;:.)—–-")
    if not without_stamp_words(before):
        return [(start, high), (high, end)] if after and not first else [(start, end)]
    label = CONTROL.fullmatch(before.strip("> :"))
    name = ANSWERS.split(JOINING.sub("", before.split(",")[0]), maxsplit=1)[0]
    short = len(name.split()) <= 4 or bool(BY.fullmatch(name))
    plain = "." not in ABBREVIATED.sub("", before).rstrip(".)")
    signs = before and not label and not after and short and plain
    if signs:
        stop = start + len(JOINING.sub("", text[start:low]))
        return [(start, stop), (low, high), (high, end)]
    return [(start, end)]


def _kind(block: Block, run: Run, heads: bool) -> Hint | None:
    text = run.text.strip()
    if heads and not day_in(text):
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
    says = SAYS.fullmatch(text) and len(block.runs) <= 3 and len(text.split()) <= 6
    return hinted or bool(says) or bool(BY.fullmatch(text) and len(text.split()) <= 6)


def _is_name(at: int, rows: Sequence[Row]) -> bool:
    """Whether a short run is a commenter's name going by what stands beside it."""
    row = rows[at]
    if not row.first or len(row.text) > LONGEST_NAME or len(row.text.split()) > 7:
        return False
    ends = SENTENCE_END.search(row.text) and not row.text.endswith(".)")
    if ends and not INITIAL.search(row.text):
        return False
    if _is_place(at, rows):
        return False
    return _beside_date(at, rows) or _heads_words(at, rows) or _dated_below(at, rows)


def _beside_date(at: int, rows: Sequence[Row]) -> bool:
    """Whether a date comes next, controls, the name again or a place's line aside."""
    row = rows[at]
    for other in rows[at + 1 : at + 4]:
        if other.kind is Hint.DATE:
            return True
        line = other.block is not row.block and row.block.apart and not other.block.apart
        beside = other.block is row.block
        place = (line and not other.block.ends_sentence) or beside
        place = place and len(other.text.split()) <= 4
        if other.kind is not Hint.CONTROL and other.text != row.text and not place:
            return False
    return False


def _is_place(at: int, rows: Sequence[Row]) -> bool:
    """Whether a line right below a name and right above a date is where the commenter lives."""
    row = rows[at]
    if row.block.apart or row.block.tag != "line" or at == 0:
        return False
    above = rows[at - 1]
    alone = above.block.apart and above.kind is None and len(above.block.runs) == 1
    return (
        alone
        and above.text != row.text
        and len(above.text.split()) <= 4
        and not above.block.ends_sentence
        and not phrases_of(above.block)
    )


def _heads_words(at: int, rows: Sequence[Row]) -> bool:
    """Whether a line of up to four words stands alone above words, after a control or a gap."""
    row = rows[at]
    before = rows[at - 1].kind if at else Hint.CONTROL
    below = [other for other in rows[at + 1 : at + 3] if other.block is not row.block]
    return (
        (row.block.apart or before in (Hint.CONTROL, Hint.VOTES))
        and before is not None
        and row.block.quote < 0
        and len(row.block.runs) == 1
        and not row.text.endswith((":", ","))
        and len(row.text.split()) <= 4
        and bool(below)
        and below[0].kind is None
        and any(other.kind is None and other.block.word_count >= 3 for other in below)
    )


def _dated_below(at: int, rows: Sequence[Row]) -> bool:
    """Whether a small heading, or a short line of markup, stands above words that a date closes.

    A line of markup counts if it also holds a control ("joined 2018") or a second label.
    """
    block = rows[at].block
    labelled = any(r.block is block and r.kind is Hint.CONTROL for r in rows[at + 1 : at + 3])
    pair = len(block.runs) == 2 and all(len(run.text.split()) <= 5 for run in block.runs)
    small = (block.heading and block.tag >= "h4") or (
        (labelled or pair) and block.tag != "line" and block.word_count <= 8
    )
    if not small or phrases_of(block):
        return False
    ahead = [row for row in rows[at + 1 : at + 7] if row.block is not block]
    date_at = next((i for i, row in enumerate(ahead) if row.kind is Hint.DATE), None)
    return date_at is not None and any(
        row.block.ends_sentence and row.kind is None for row in ahead[:date_at]
    )
