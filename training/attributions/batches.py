"""Windows as tensors: the pieces that the model sees, and where words and sentences lie in them."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.attributions.sentences import Window
from training.encoder.pieces import Pieces


@dataclass(frozen=True)
class Batch:
    """Windows as tensors.

    `ids` and `mask` are (windows, pieces); `places` (sentences, words) say where each word's
    first piece lies among all pieces of the batch, `lengths` how many words a sentence has.
    """

    ids: Tensor
    mask: Tensor
    places: Tensor
    labels: Tensor
    lengths: Tensor


def collated(windows: Sequence[Window], pieces: Pieces) -> Batch:
    """Windows as one batch of tensors."""
    rows: list[list[int]] = []
    places: list[list[int]] = []
    labels: list[list[int]] = []
    owners: list[int] = []
    for row, window in enumerate(windows):
        ids = [pieces.begin]
        for sentence in window.sentences:
            at = []
            for word in sentence.words:
                at.append(len(ids))
                ids.extend(pieces.words.pieces(word))
            ids.append(pieces.end)
            places.append(at)
            labels.append(list(sentence.labels))
            owners.append(row)
        rows.append(ids)
    width = max(map(len, rows))
    longest = max(map(len, places))
    placed = torch.tensor(
        [
            [row * width + p for p in at] + [0] * (longest - len(at))
            for row, at in zip(owners, places, strict=True)
        ]
    )
    return Batch(
        torch.tensor([ids + [pieces.pad] * (width - len(ids)) for ids in rows]),
        torch.tensor([[1] * len(ids) + [0] * (width - len(ids)) for ids in rows]),
        placed,
        torch.tensor([own + [0] * (longest - len(own)) for own in labels]),
        torch.tensor([len(at) for at in places]),
    )
