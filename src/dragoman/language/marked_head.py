"""What the heads that read marked phrases share: files, pieces, and what scores mean."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dragoman.language.heads import Head, ModelFile
from dragoman.language.subwords import Subwords

STEEPEST = 30.0
"""Scores beyond which a probability is no longer told from 0 or 1."""


@dataclass(frozen=True)
class MarkedHead:
    """A head with what its pieces are.

    Args:
        head: its model and tokenizer.
        name: what records call it.
        room: pieces that the model sees.
    """

    head: Head
    name: str
    room: int

    @staticmethod
    def of(folder: Path, given: Mapping[str, Any], least: int, threads: int) -> "MarkedHead":
        """The head of a folder whose table says `given`; at least `least` pieces must have room.

        Raises:
            ValueError, KeyError, TypeError: the table is broken.
        """
        model, tokenizer = (
            ModelFile(folder / given[part]["file"], given[part]["sha256"])
            for part in ("model", "tokenizer")
        )
        room = int(given["room"])
        if room < least:
            raise ValueError(f"a room of {room} pieces")
        head = Head(model, tokenizer, threads, longest=room)
        return MarkedHead(head, f"{folder.name} {model.sha256[:12]}", room)

    @cached_property
    def subwords(self) -> Subwords:
        """What cuts words into pieces."""
        return Subwords(self.head.cut, self.head.piece("[UNK]", "<unk>"))

    @cached_property
    def frame(self) -> tuple[int, int]:
        """The pieces at the head and the end of what the model reads."""
        return self.head.piece("<s>", "[CLS]"), self.head.piece("</s>", "[SEP]")

    def marks(self, signs: Sequence[str]) -> tuple[int, ...]:
        """The pieces that signs are."""
        return tuple(self.subwords.pieces(sign)[0] for sign in signs)


def logistic(height: float) -> float:
    """The probability that a score stands for."""
    return 1 / (1 + math.exp(-max(-STEEPEST, min(STEEPEST, height))))


def shares(heights: Sequence[float]) -> list[float]:
    """The probabilities of things of which one is the case, by their scores."""
    top = max(heights)
    found = [math.exp(height - top) for height in heights]
    total = sum(found)
    return [share / total for share in found]
