"""The passage of a text that shows best what was searched for, with the words that were found."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.ledger.index.queries import WORDS, Asked

LONGEST = 200_000
"""Characters of a text that are looked through."""
PASSAGE = 28
"""Words of a passage."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage; `found` where they are what was searched for."""

    text: str
    found: bool


def passage_of(text: str, asked: Asked) -> tuple[Piece, ...]:
    """The passage of a text with most of what was searched for, the first of several such."""
    text = text[:LONGEST]
    words = [(match.start(), match.end(), folded(match[0])) for match in WORDS.finditer(text)]
    if not words:
        return ()
    hits = sorted(set(_found([word for _, _, word in words], asked)))
    first = _best(hits)
    last = min(first + PASSAGE, len(words)) - 1
    start = words[first][0] if first else 0
    end = words[last][1] if last < len(words) - 1 else len(text)
    marked = [words[hit][:2] for hit in hits if first <= hit <= last]
    pieces = list(_pieces(text, start, end, marked))
    before = [Piece("…", found=False)] if start else []
    after = [Piece("…", found=False)] if end < len(text) else []
    return (*before, *pieces, *after)


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A word without accents and capitals, as the search compares words."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word)
    return "".join(c for c in parts if not unicodedata.combining(c)).lower()


def _found(words: list[str], asked: Asked) -> Iterator[int]:
    """The places of words that match."""
    for phrase in asked.phrases:
        wanted = [folded(word) for word in phrase.words]
        last = len(wanted) - 1
        for at in range(len(words) - last):
            if words[at] != wanted[0] and not (
                last == 0 and phrase.begins and words[at].startswith(wanted[0])
            ):
                continue
            if all(
                words[at + i] == word
                or (i == last and phrase.begins and words[at + i].startswith(word))
                for i, word in enumerate(wanted)
            ):
                yield from range(at, at + last + 1)


def _best(hits: list[int]) -> int:
    """Where the passage with most hits begins, a few words before the first of them."""
    best, most, end = 0, 0, 0
    for start, hit in enumerate(hits):
        end = max(end, start)
        while end < len(hits) and hits[end] < hit + PASSAGE - 4:
            end += 1
        if end - start > most:
            best, most = hit, end - start
    return max(best - 4, 0)


def _pieces(text: str, start: int, end: int, marked: list[tuple[int, int]]) -> Iterator[Piece]:
    """A stretch of a text cut where found words begin and end; neighbours are one."""
    at = start
    while marked:
        first, last = marked.pop(0)
        while marked and not text[last : marked[0][0]].strip():
            last = marked.pop(0)[1]
        if at < first:
            yield Piece(text[at:first], found=False)
        yield Piece(text[first:last], found=True)
        at = last
    if at < end:
        yield Piece(text[at:end], found=False)
