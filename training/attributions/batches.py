"""Windows as tensors: the pieces that the model sees, and where words and sentences lie in them."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.language.subwords import Subwords
from training.attributions.sentences import Window


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


class Pieces:
    """A tokenizer's pieces, with the special ones that frame sentences."""

    def __init__(self, content: bytes) -> None:
        tokenizer = Tokenizer.from_str(content.decode("utf-8"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        special = {
            name: tokenizer.token_to_id(name)
            for name in ("[CLS]", "[SEP]", "[PAD]", "[UNK]", "<s>", "</s>", "<pad>", "<unk>")
        }

        def first(*names: str) -> int:
            return next(special[name] for name in names if special[name] is not None)

        self.begin, self.end = first("<s>", "[CLS]"), first("</s>", "[SEP]")
        self.pad = first("<pad>", "[PAD]")
        self.words = Subwords(
            lambda word: tokenizer.encode(word, add_special_tokens=False).ids,
            first("[UNK]", "<unk>"),
        )


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
