"""Puts the sentences of the training data back into their paragraphs.

A line of the valid and test splits is a paragraph, and content runs on in it from sentence to
sentence; a line of the training split is a sentence. The paragraphs come from the articles' raw
text, and that a span runs on from the stand-off annotations. Sentences and text are brought
together by their letters and digits alone, which no tokenizer changes.
"""

import json
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from pathlib import Path

BRACKETS = frozenset(("-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-"))
KINDS = {"Source": "source", "Cue": "cue", "Content": "content"}


@dataclass(frozen=True)
class Line:
    """One line of the training split, and where its letters lie in the text.

    `start` and `end` are -1 where no letter of the line was found.
    """

    words: tuple[str, ...]
    labels: tuple[str, ...]
    start: int
    end: int


def rebuilt(data: Path) -> Iterator[dict[str, object]]:
    """The paragraphs of the training split, as lines like those of valid."""
    rows = map(json.loads, (data / "sentences_train.jsonl").open(encoding="utf-8"))
    annotated = defaultdict(list)
    for file in sorted((data / "train" / "attributions").glob("*.ann")):
        annotated[file.stem.rsplit("_", 1)[0]].append(file)
    for name, group in groupby(rows, key=lambda row: row["id"]):
        text = (data / "train" / "text" / f"{name}.txt").read_text("utf-8")
        fragments = [f for file in annotated[name] for f in _fragments(file)]
        lines = _placed([(row["tokens"], row["labels"]) for row in group], text)
        for paragraph in _paragraphs(lines, text):
            tokens, labels = _joined(paragraph, fragments)
            yield {"id": name, "tokens": tokens, "labels": labels}


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text without accents, and where each stands."""
    found: list[str] = []
    at: list[int] = []
    for i, character in enumerate(text):
        for plain in unicodedata.normalize("NFKD", character):
            if plain.isalnum():
                found.append(plain.casefold()[:1])
                at.append(i)
    return "".join(found), at


def _placed(rows: Sequence[tuple[list[str], list[str]]], text: str) -> list[Line]:
    whole, places = _letters(text)
    own = [_letters("".join(w for w in words if w not in BRACKETS))[0] for words, _ in rows]
    joined = "".join(own)
    if joined == whole:
        where = list(range(len(joined)))
    else:
        where = [-1] * len(joined)
        matcher = SequenceMatcher(None, joined, whole, autojunk=False)
        for block in matcher.get_matching_blocks():
            where[block.a : block.a + block.size] = range(block.b, block.b + block.size)
    lines, begun = [], 0
    for (words, labels), letters in zip(rows, own, strict=True):
        found = [places[n] for n in where[begun : begun + len(letters)] if n >= 0]
        begun += len(letters)
        start, end = (found[0], found[-1] + 1) if found else (-1, -1)
        lines.append(Line(tuple(words), tuple(labels), start, end))
    return lines


def _paragraphs(lines: Sequence[Line], text: str) -> Iterator[list[Line]]:
    breaks = [i for i, character in enumerate(text) if character == "\n"]
    held: list[Line] = []
    last = -1
    for line in lines:
        paragraph = bisect_left(breaks, line.start) if line.start >= 0 else last
        if held and paragraph != last:
            yield held
            held = []
        held.append(line)
        last = paragraph
    if held:
        yield held


def _fragments(file: Path) -> list[tuple[str, int, int]]:
    """The contiguous stretches of a file's spans: kind, start, end."""
    found = []
    for row in file.read_text("utf-8").splitlines():
        parts = row.split("\t")
        kind, *places = parts[1].split(" ", 1) if len(parts) > 1 else ("",)
        if row.startswith("T") and kind in KINDS:
            for place in places[0].split(";"):
                start, end = map(int, place.split())
                found.append((KINDS[kind], start, end))
    return found


def _joined(
    paragraph: Sequence[Line], fragments: Sequence[tuple[str, int, int]]
) -> tuple[list[str], list[str]]:
    words = list(paragraph[0].words)
    labels = list(paragraph[0].labels)
    for before, line in pairwise(paragraph):
        own = list(line.labels)
        for kind, start, end in fragments:
            if (
                start < before.end
                and line.start >= 0
                and before.start >= 0
                and line.start < end
                and start < line.start
                and before.end <= end
                and _run_on(labels, own, kind)
            ):
                break
        words += line.words
        labels += own
    return words, labels


def _run_on(before: list[str], after: list[str], kind: str) -> bool:
    """Makes a span that ends `before` go on `after`, where both sides have it; whether they do."""
    begun = next((i for i in range(min(3, len(after))) if after[i] == f"B-{kind}"), None)
    ended = next((i for i in range(1, 4) if before[-i:][:1] and before[-i][2:] == kind), None)
    if begun is None or ended is None:
        return False
    for i in range(1, ended):
        before[-i] = f"I-{kind}"
    for i in range(begun + 1):
        after[i] = f"I-{kind}"
    return True
