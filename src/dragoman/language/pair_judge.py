"""A head that judges pairs: how the first of two marked phrases relates to the second.

What the labels mean is not known here: a judge is a folder with a model, a tokenizer and a table
of its labels and of how its scores become probabilities.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dragoman.errors import ModelError
from dragoman.language.heads import Head, ModelFile
from dragoman.language.pairs import LEAST_ROOM, SIGNS, MarkedPieces, Pair, marked
from dragoman.language.subwords import Subwords

TABLE = "pairs.json"
PLACES = 3
"""Where a pair is read: at the first piece, at the source's mark and at the target's."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a head says of a pair.

    `labels` are all labels with their probabilities, given that there is a relation, the
    likeliest first; `related` is the probability that there is one.
    """

    labels: tuple[tuple[str, float], ...]
    related: float

    @property
    def best(self) -> str:
        """The likeliest label."""
        return self.labels[0][0]

    def probability(self, label: str) -> float:
        """How likely a label is, given that there is a relation; 0 for one that isn't known."""
        return dict(self.labels).get(label, 0.0)


@dataclass(frozen=True)
class PairJudge:
    """A head that judges pairs.

    Args:
        head: its model and tokenizer.
        name: what records call it.
        labels: the labels, in the model's order.
        room: pieces that the model sees.
        temperature: by what the labels' scores are divided before they become probabilities.
        related: by what the score of a relation is multiplied, and what is added then.
    """

    head: Head
    name: str
    labels: tuple[str, ...]
    room: int
    temperature: float
    related: tuple[float, float]

    @staticmethod
    def load(folder: Path, threads: int = 1) -> "PairJudge":
        """The judge of a folder; its model is read when it is first used.

        Raises:
            ModelError: the folder's table is missing or broken.
        """
        try:
            given = json.loads((folder / TABLE).read_text("utf-8"))
            return _from_table(folder, given, threads)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"{folder / TABLE} is missing or broken ({error!r}). Install Dragoman anew."
            ) from error

    def judge(self, pairs: Iterable[Pair]) -> list[Judged]:
        """What the head says of each pair, in order.

        Raises:
            ModelError: the model or its tokenizer is missing, broken, or another one.
        """
        # One pair a run: what flows through the model is rounded by the run's own reach, so
        # other pairs in it would change what this one gets.
        return [self._judged(self._run(self._marked(pair))) for pair in pairs]

    @cached_property
    def _subwords(self) -> Subwords:
        return Subwords(self.head.cut, self.head.piece("[UNK]", "<unk>"))

    @cached_property
    def _frame(self) -> tuple[int, int]:
        return self.head.piece("<s>", "[CLS]"), self.head.piece("</s>", "[SEP]")

    def _marked(self, pair: Pair) -> MarkedPieces:
        pieces = self._subwords.pieces
        marks = (pieces(SIGNS[0])[0], pieces(SIGNS[1])[0])
        return marked(pair, pieces, self._frame, marks, self.room)

    def _run(self, row: MarkedPieces) -> list[float]:
        """The scores of one pair: one a label, and the last for any relation."""
        import numpy as np  # noqa: PLC0415 - loaded with the first head

        ids = np.array([row.ids], np.int64)
        scores = self.head.run({"input_ids": ids, "attention_mask": np.ones_like(ids)})["scores"]
        each = len(self.labels) + 1
        if scores.shape != (*ids.shape, PLACES * each):
            raise ModelError(
                f"The model {self.head.model.path} does not give the scores of "
                f"{len(self.labels)} labels. Install Dragoman anew."
            )
        places = (0, row.source, row.target)
        parts = [scores[0, at, n * each : (n + 1) * each] for n, at in enumerate(places)]
        return [float(score) for score in np.sum(parts, axis=0)]

    def _judged(self, scores: Sequence[float]) -> Judged:
        heights = [score / self.temperature for score in scores[:-1]]
        top = max(heights)
        shares = [math.exp(height - top) for height in heights]
        total = sum(shares)
        found = zip(self.labels, (share / total for share in shares), strict=True)
        slope, shift = self.related
        related = 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * scores[-1] + shift))))
        return Judged(tuple(sorted(found, key=lambda item: (-item[1], item[0]))), related)


def _from_table(folder: Path, given: Mapping[str, Any], threads: int) -> PairJudge:
    model, tokenizer = (
        ModelFile(folder / given[part]["file"], given[part]["sha256"])
        for part in ("model", "tokenizer")
    )
    room, temperature = int(given["room"]), float(given["temperature"])
    slope, shift = map(float, given["related"])
    if room < LEAST_ROOM or temperature <= 0:
        raise ValueError(f"a room of {room} pieces or a temperature of {temperature}")
    return PairJudge(
        head=Head(model, tokenizer, threads, longest=room),
        name=f"{folder.name} {model.sha256[:12]}",
        labels=tuple(map(str, given["labels"])),
        room=room,
        temperature=temperature,
        related=(slope, shift),
    )
