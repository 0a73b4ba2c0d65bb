"""Commenters' names, left out of a text without moving a single offset."""

import re
from collections.abc import Iterable, Sequence

MASK = "█"
WORD = re.compile(r"\w+")


def mask(text: str, authors: Iterable[str], spans: Sequence[tuple[int, int]]) -> str:
    """The text with each author's name blacked out, code point for code point.

    Args:
        text: the article's text.
        authors: the names that comments are signed with.
        spans: the stretches in which names are looked for: comments and what lies between them.
            The article itself may name the same people for its own reasons.
    """
    names = _by_first_word(authors)
    if not names:
        return text
    pieces: list[str] = []
    done = 0
    for start, end in sorted(spans):
        for word in WORD.finditer(text, max(start, done), end):
            at = word.start()
            if at < done:
                continue
            length = next(
                (n for n, known in names.get(word[0], ()) if text[at : at + n] in known), 0
            )
            if length:
                pieces += (text[done:at], MASK * length)
                done = at + length
    return "".join((*pieces, text[done:]))


def _by_first_word(authors: Iterable[str]) -> dict[str, list[tuple[int, set[str]]]]:
    """Names by their first word, the longer ones first; each length is one look-up."""
    names: dict[str, dict[int, set[str]]] = {}
    for author in authors:
        first = WORD.search(author)
        if first is not None:
            name = author[first.start() :]
            names.setdefault(first[0], {}).setdefault(len(name), set()).add(name)
    return {word: sorted(sizes.items(), reverse=True) for word, sizes in names.items()}
