"""Labelled sentences: read, grouped by article, and spread over windows for training."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from dragoman.language.subwords import Subwords, written

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
LONGEST = 384
"""Pieces of one sentence that the model sees at once."""
DIRECTED = frozenset("“”")


@dataclass(frozen=True)
class Sentence:
    """One labelled sentence; `article` is None where it stands alone."""

    words: tuple[str, ...]
    labels: tuple[int, ...]
    article: str | None


@dataclass(frozen=True)
class Window:
    """Consecutive sentences that the model sees together."""

    sentences: tuple[Sentence, ...]
    size: int


@dataclass(frozen=True)
class Spread:
    """How training spreads sentences over windows.

    `alone` is the share of articles whose sentences are shown one by one, `straight` that of
    windows whose quotation marks lose their direction, `split` that of windows whose hyphened
    words are cut at the hyphens, as spaCy cuts them.
    """

    pieces: int = 192
    alone: float = 0.15
    straight: float = 0.35
    split: float = 0.3


def read(path: Path, *, context: bool = True) -> list[list[Sentence]]:
    """The sentences of a file, consecutive ones of an article together."""
    return grouped(map(json.loads, path.open(encoding="utf-8")), context=context)


def grouped(rows: Iterable[dict[str, Any]], *, context: bool = True) -> list[list[Sentence]]:
    """Rows as sentences, consecutive ones of an article together."""
    sentences = [
        Sentence(
            tuple(row["tokens"]),
            tuple(LABELS.index(label) for label in row["labels"]),
            row.get("id") if context else None,
        )
        for row in rows
    ]
    if not context:
        return [[sentence] for sentence in sentences]
    return [list(group) for _, group in groupby(sentences, key=lambda s: s.article)]


def shuffled(
    articles: Sequence[Sequence[Sentence]],
    subwords: Subwords,
    spread: Spread,
    chance: random.Random,
) -> list[Window]:
    """The windows of one epoch, in any order: each sentence lies in exactly one of them."""
    windows: list[Window] = []
    for article in articles:
        changed = [
            _changed(sentence, spread, chance) for sentence in _varied(article, spread, chance)
        ]
        limit = 1 if chance.random() < spread.alone else spread.pieces
        first = chance.randint(limit // 8, limit) if limit > 1 else 1
        windows += packed(changed, subwords, limit, first)
    chance.shuffle(windows)
    return windows


def packed(
    sentences: Sequence[Sentence], subwords: Subwords, limit: int, first: int | None = None
) -> Iterator[Window]:
    """Consecutive sentences in windows of at most `limit` pieces, the first of at most `first`."""
    held: list[Sentence] = []
    size, room = 1, first or limit
    for sentence, length in _cut(sentences, subwords):
        if held and size + length > room:
            yield Window(tuple(held), size)
            held, size, room = [], 1, limit
        held.append(sentence)
        size += length
    if held:
        yield Window(tuple(held), size)


def batches(windows: Sequence[Window], pieces: int, chance: random.Random) -> list[list[Window]]:
    """Windows of like size together, at most `pieces` in a batch, those that fill up counted."""
    ordered = sorted(windows, key=lambda window: window.size + chance.random() * 8)
    found: list[list[Window]] = []
    held: list[Window] = []
    for window in ordered:
        if held and (len(held) + 1) * window.size > pieces:
            found.append(held)
            held = []
        held.append(window)
    if held:
        found.append(held)
    chance.shuffle(found)
    return found


def _cut(sentences: Sequence[Sentence], subwords: Subwords) -> Iterator[tuple[Sentence, int]]:
    """Sentences with their size; those beyond `LONGEST` pieces (lists, tables) in parts."""
    for sentence in sentences:
        start, size = 0, 1
        for at, word in enumerate(sentence.words):
            length = len(subwords.pieces(word))
            if size + length > LONGEST:
                yield _part(sentence, start, at), size
                start, size = at, 1
            size += length
        yield _part(sentence, start, len(sentence.words)), size


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    words, labels = sentence.words[start:end], sentence.labels[start:end]
    return replace(sentence, words=words, labels=labels)


def _varied(
    article: Sequence[Sentence], spread: Spread, chance: random.Random
) -> Iterator[Sentence]:
    straight = chance.random() < spread.straight
    for sentence in article:
        if not straight:
            yield sentence
            continue
        words = tuple('"' if written(word) in DIRECTED else word for word in sentence.words)
        yield replace(sentence, words=words)


def _changed(sentence: Sentence, spread: Spread, chance: random.Random) -> Sentence:
    if chance.random() >= spread.split or not any("-" in word for word in sentence.words):
        return sentence
    words: list[str] = []
    labels: list[int] = []
    for word, label in zip(sentence.words, sentence.labels, strict=True):
        parts = word.split("-")
        if len(parts) == 1 or not all(part.isalpha() for part in parts):
            parts = [word]
        for i, part in enumerate(parts):
            for piece in (["-"] if i else []) + [part]:
                inside = label + 1 if LABELS[label].startswith("B-") else label
                labels.append(label if piece is part and not i else inside)
                words.append(piece)
    return replace(sentence, words=tuple(words), labels=tuple(labels))
