"""trafilatura's opinion: which lines of an HTML page belong to its article."""

import logging
import re

LETTERS = re.compile(r"\W+")
SHORTEST = 20
"""Letters that a line must have before its being in the article says anything."""


def article_lines(source: str) -> frozenset[str]:
    """The lines of the article as trafilatura extracts it, letters only; empty if it finds none."""
    import trafilatura  # noqa: PLC0415 - heavy: loaded when the first HTML page is read

    # Its complaints about a page are ours to make, in the page's faults.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(source, include_comments=False, include_tables=True, fast=True)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return frozenset()  # odd markup makes some versions stumble; our own judgement stands
    lines = (_letters(line) for part in (text or "").splitlines() for line in part.split("|"))
    return frozenset(line for line in lines if len(line) >= SHORTEST)


def in_article(text: str, lines: frozenset[str]) -> bool:
    """Whether a block's text stands as a line of the article."""
    return _letters(text) in lines


def _letters(text: str) -> str:
    return LETTERS.sub("", text).casefold()
