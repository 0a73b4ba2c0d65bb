"""A smaller vocabulary: the pieces that English news needs, and their rows of the embeddings.

Half of a small model is its table of pieces, and much of that is names of other languages, other
scripts and room left for later. What is left out is spelled with smaller pieces.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from tokenizers import Tokenizer

from dragoman.language.subwords import MOST_PIECES, written

FREQUENT = 15_000
"""Pieces up to this number are kept: the table is in the order of their frequency in English."""
SPECIAL = ("<s>", "</s>", "<pad>", "<unk>", "[CLS]", "[SEP]", "[PAD]", "[UNK]", "<mask>", "[MASK]")
LATIN, MARKS = 0x24F, range(0x2000, 0x2100)


@dataclass(frozen=True)
class Vocabulary:
    """A tokenizer, and which rows of the larger one's embeddings its pieces have."""

    tokenizer: bytes
    rows: tuple[int, ...]


def pruned(content: bytes, words: Iterable[str]) -> Vocabulary:
    """A tokenizer's file without what neither frequent nor any of these words needs."""
    table = json.loads(content)
    table["padding"] = table["truncation"] = table["post_processor"] = None
    whole = Tokenizer.from_str(json.dumps(table))
    used = {
        piece
        for word in words
        for piece in whole.encode(written(word), add_special_tokens=False).ids[:MOST_PIECES]
    }
    pieces = table["model"]["vocab"]
    kept = sorted(
        number
        for piece, number in pieces.items()
        if piece in SPECIAL or (_latin(piece) and (number < FREQUENT or number in used))
    )
    place = {number: at for at, number in enumerate(kept)}
    table["model"]["vocab"] = {
        piece: place[number]
        for piece, number in sorted(pieces.items(), key=lambda item: item[1])
        if number in place
    }
    table["added_tokens"] = []  # a page that says "<s>" means these three characters
    return Vocabulary(json.dumps(table, ensure_ascii=False).encode(), tuple(kept))


def _latin(piece: str) -> bool:
    return "[unused" not in piece and all(ord(c) <= LATIN or ord(c) in MARKS for c in piece)
