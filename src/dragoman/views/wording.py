"""Words from pages, made fit for a terminal.

A page can hold anything: escape sequences that recolour or retitle the terminal, characters
that turn the writing direction round so that a sentence reads as another. None of it may reach
the screen.
"""

import re
import unicodedata

UNSAFE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Unicode categories that no terminal should be sent: controls, formats (the bidirectional
overrides are among them), private use, lone surrogates, line and paragraph separators."""

JOINERS = "\u200c\u200d"
"""Format characters that spelling needs (Persian, emoji), and that do no harm."""

BLANKS = re.compile(r"\s+")


def plain(text: str | None) -> str:
    """The text on one line, without anything that would command the terminal."""
    if not text:
        return ""
    joined = BLANKS.sub(" ", text).strip()
    if joined.isascii() and joined.isprintable():
        return joined
    return "".join(c for c in joined if c in JOINERS or unicodedata.category(c) not in UNSAFE)


def shorten(text: str | None, limit: int) -> str:
    """The plain text, cut at a word so that it has at most `limit` characters."""
    whole = plain(text)
    if len(whole) <= limit:
        return whole
    cut = whole[: max(limit - 1, 1)]
    at = cut.rfind(" ")
    return (cut[:at] if at > limit // 2 else cut).rstrip(" ,;:-–—") + "…"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 page", "2 pages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
