"""A head that judges marked phrases: which labels each of them has towards a topic.

What the labels mean is not known here: a judge is a folder with a model, a tokenizer and a table
of its labels, its manners, and how its scores become probabilities.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import ModelError
from dragoman.language.marked_head import MarkedHead, logistic, shares
from dragoman.language.marks import (
    LEAST_ROOM,
    SIGNS,
    UNSEEN,
    MarkedPassage,
    PassagePieces,
    passage_pieces,
)

TABLE = "marks.json"
WHOLE = 0
"""The piece at which a passage is read as a whole: its first."""


@dataclass(frozen=True, slots=True)
class JudgedMark:
    """What a head says of one phrase.

    `labels` are the probabilities of the labels, each by itself, since a phrase may have several
    or none; `manners` those of the manners, of which it has one.
    """

    labels: Mapping[str, float]
    manners: Mapping[str, float]

    @property
    def manner(self) -> str:
        """The likeliest manner."""
        return max(self.manners, key=lambda name: (self.manners[name], name))


@dataclass(frozen=True, slots=True)
class JudgedPassage:
    """What a head says of a passage: as a whole, and of each phrase asked about.

    A phrase that the model couldn't see is None.
    """

    whole: JudgedMark
    marks: tuple[JudgedMark | None, ...]

    @property
    def likeliest(self) -> float:
        """The probability of the likeliest label of all; 0 where there is none."""
        seen = (self.whole, *(mark for mark in self.marks if mark is not None))
        return max((sure for mark in seen for sure in mark.labels.values()), default=0.0)


@dataclass(frozen=True)
class MarkJudge:
    """A head that judges marked phrases.

    Args:
        marked: its model and tokenizer, name and room.
        labels, manners: their names; the model gives the scores of both in this order.
        slope, shift: by what a label's score is multiplied, and what is added then.
    """

    marked: MarkedHead
    labels: tuple[str, ...]
    manners: tuple[str, ...]
    slope: float
    shift: float

    @staticmethod
    def load(folder: Path, threads: int = 1) -> "MarkJudge":
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

    def judge(self, passage: MarkedPassage) -> JudgedPassage:
        """What the head says of a passage.

        Raises:
            ModelError: the model or its tokenizer is missing, broken, or another one.
        """
        row = self._pieces(passage)
        seen = [at for at in row.places if at != UNSEEN]
        whole, *others = map(self._judged, self._run(row.ids, [WHOLE, *seen]))
        found = iter(others)
        judged = (None if at == UNSEEN else next(found) for at in row.places)
        return JudgedPassage(whole, tuple(judged))

    @property
    def name(self) -> str:
        """What records call the head."""
        return self.marked.name

    def _pieces(self, passage: MarkedPassage) -> PassagePieces:
        head = self.marked
        topic, asked, other = head.marks(SIGNS)
        marks = (topic, asked, other)
        return passage_pieces(passage, head.subwords.pieces, head.frame, marks, head.room)

    def _run(self, pieces: Sequence[int], places: Sequence[int]) -> list[list[float]]:
        """The scores at some places: one a label, then one a manner."""
        import numpy as np  # noqa: PLC0415 - loaded with the first head

        ids = np.array([pieces], np.int64)
        given = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "read_at": np.array(places, np.int64),
        }
        scores = self.marked.head.run(given)["scores"]
        if scores.shape != (1, len(places), len(self.labels) + len(self.manners)):
            raise ModelError(
                f"The model {self.marked.head.model.path} does not give the scores of "
                f"{len(self.labels)} labels. Install Dragoman anew."
            )
        found: list[list[float]] = scores[0].tolist()
        return found

    def _judged(self, scores: Sequence[float]) -> JudgedMark:
        known = len(self.labels)
        each = (logistic(self.slope * score + self.shift) for score in scores[:known])
        return JudgedMark(
            dict(zip(self.labels, each, strict=True)),
            dict(zip(self.manners, shares(scores[known:]), strict=True)),
        )


def _from_table(folder: Path, given: Mapping[str, Any], threads: int) -> MarkJudge:
    return MarkJudge(
        marked=MarkedHead.of(folder, given, LEAST_ROOM, threads),
        labels=tuple(map(str, given["labels"])),
        manners=tuple(map(str, given["manners"])),
        slope=float(given["slope"]),
        shift=float(given["shift"]),
    )
