"""The sentence around a few words, found in the bare text: for showing, where no parse is kept."""

import re

REACH = 400
"""Characters on either side that are looked through; a sentence that is longer is cut there."""

BREAK = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bSen)(?<!\bCol)"
    r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n\s*\n"
)
"""Where one sentence ends and another begins: not after an initial or a title."""


def sentence_around(text: str, start: int, end: int) -> str:
    """The whole sentence, or sentences, in which the words from `start` to `end` stand.

    White space counts as one blank.
    """
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    before, after = text[first:start], text[end:last]
    # A break is seen by the capital behind it, which may be the first of the words.
    breaks = BREAK.finditer(text, first, min(len(text), start + 3))
    opening = max((m.end() - first for m in breaks if m.end() <= start), default=None)
    if opening is None:
        opening = 0 if first == 0 else len(before) if " " not in before else before.index(" ")
    # The words may hold their own full stop, behind which nothing is missing.
    closing = BREAK.search(text[max(start, end - 3) : last])
    if closing is not None:
        until = max(end, max(start, end - 3) + closing.end())
    else:
        until = last if last == len(text) else end + max(after.rfind(" "), 0)
    return " ".join(text[first + opening : until].split())
