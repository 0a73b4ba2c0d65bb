"""A head that judges pairs: how the first of two marked phrases relates to the second.

What the labels mean is not known here: a judge is a folder with a model, a tokenizer and a table
of its labels and of how its scores become probabilities.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import ModelError
from dragoman.language.marked_head import MarkedHead, logistic, shares
from dragoman.language.pairs import LEAST_ROOM, SIGNS, MarkedPieces, Pair, marked

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
        marked: its model and tokenizer, name and room.
        labels: the labels, in the model's order.
        temperature: by what the labels' scores are divided before they become probabilities.
        related: by what the score of a relation is multiplied, and what is added then.
    """

    marked: MarkedHead
    labels: tuple[str, ...]
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
        return [self._judged(self._run(self._pieces(pair))) for pair in pairs]

    @property
    def name(self) -> str:
        """What records call the head."""
        return self.marked.name

    def _pieces(self, pair: Pair) -> MarkedPieces:
        head = self.marked
        first, second = head.marks(SIGNS)
        return marked(pair, head.subwords.pieces, head.frame, (first, second), head.room)

    def _run(self, row: MarkedPieces) -> list[float]:
        """The scores of one pair: one a label, and the last for any relation."""
        import numpy as np  # noqa: PLC0415 - loaded with the first head

        ids = np.array([row.ids], np.int64)
        scores = self.marked.head.run({"input_ids": ids, "attention_mask": np.ones_like(ids)})[
            "scores"
        ]
        each = len(self.labels) + 1
        if scores.shape != (*ids.shape, PLACES * each):
            raise ModelError(
                f"The model {self.marked.head.model.path} does not give the scores of "
                f"{len(self.labels)} labels. Install Dragoman anew."
            )
        places = (0, row.source, row.target)
        parts = [scores[0, at, n * each : (n + 1) * each] for n, at in enumerate(places)]
        return [float(score) for score in np.sum(parts, axis=0)]

    def _judged(self, scores: Sequence[float]) -> Judged:
        heights = [score / self.temperature for score in scores[:-1]]
        found = zip(self.labels, shares(heights), strict=True)
        slope, shift = self.related
        related = logistic(slope * scores[-1] + shift)
        return Judged(tuple(sorted(found, key=lambda item: (-item[1], item[0]))), related)


def _from_table(folder: Path, given: Mapping[str, Any], threads: int) -> PairJudge:
    slope, shift = map(float, given["related"])
    temperature = float(given["temperature"])
    if temperature <= 0:
        raise ValueError(f"a temperature of {temperature}")
    return PairJudge(
        marked=MarkedHead.of(folder, given, LEAST_ROOM, threads),
        labels=tuple(map(str, given["labels"])),
        temperature=temperature,
        related=(slope, shift),
    )
