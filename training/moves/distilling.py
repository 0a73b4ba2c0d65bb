"""A small head of moves: some layers of the large one, cut down, and taught by what it says."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder.cutting import Weighing, cut
from training.encoder.encoder import Encoder
from training.encoder.fitting import fit
from training.encoder.pieces import Pieces
from training.moves.examples import LABELS, Example
from training.moves.training import Options, collated, loss_of, mark_scores, planned

WEIGHED = 20
"""Batches after which is known what matters least."""
EACH = 32
"""Passages that the large model scores at once."""


@dataclass(frozen=True)
class Small:
    """What is left of the large model, and how it is taught.

    `annotation`, `labels`, `manners` and `scores` weigh the parts of the loss: that of the
    annotation, the cross-entropy with the large model's labels, the divergence from its manners,
    and the square of what is between the scores.
    """

    layers: tuple[int, ...] = (0, 1, 3, 5)
    inner: int = 768
    heads: int = 8
    epochs: int = 6
    rate: float = 3e-4
    dropout: float = 0.05
    annotation: float = 0.5
    labels: float = 1.0
    manners: float = 0.3
    scores: float = 0.1
    seed: int = 3


def taught(
    large: Encoder, pieces: Pieces, examples: Sequence[Example], options: Options, small: Small
) -> Encoder:
    """A small model that was taught by a large one on the same examples."""
    options = replace(options, rate=small.rate, decay=1.0, dropout=small.dropout)
    chance = random.Random(small.seed)
    said = _said(large, pieces, examples)
    order = {id(example): n for n, example in enumerate(examples)}
    model = _cut(large, pieces, examples, options, small)
    torch.manual_seed(small.seed)

    def loss(some: Sequence[Example]) -> Tensor:
        batch = collated(some, pieces)
        with torch.autocast("cpu", torch.bfloat16):
            scores = mark_scores(model, batch).float()
        goal = torch.cat([said[order[id(example)]] for example in some])
        return small.annotation * loss_of(scores, batch, options) + _apart(scores, goal, small)

    plan = planned(examples, small.epochs, options, chance)
    fit(model, plan, options, loss, 100)
    return model


@torch.inference_mode()
def _said(large: Encoder, pieces: Pieces, examples: Sequence[Example]) -> list[Tensor]:
    """What the large model says of each example: (phrases, scores)."""
    large.eval()
    found: list[Tensor] = []
    for at in range(0, len(examples), EACH):
        batch = collated(examples[at : at + EACH], pieces)
        with torch.autocast("cpu", torch.bfloat16):
            scores = mark_scores(large, batch).float()
        found += [scores[batch.rows == n] for n in range(len(batch.ids))]
    return [scores.clone() for scores in found]


def _apart(scores: Tensor, goal: Tensor, small: Small) -> Tensor:
    """How far scores are from those of the large model."""
    at = len(LABELS)
    labels = functional.binary_cross_entropy_with_logits(
        scores[:, :at], torch.sigmoid(goal[:, :at]), reduction="sum"
    )
    manners = functional.kl_div(
        functional.log_softmax(scores[:, at:], 1),
        functional.log_softmax(goal[:, at:], 1),
        log_target=True,
        reduction="sum",
    )
    squares = functional.mse_loss(scores[:, :at], goal[:, :at])
    told = small.labels * labels + small.manners * manners
    return told / len(scores) + small.scores * squares


def _cut(
    large: Encoder, pieces: Pieces, examples: Sequence[Example], options: Options, small: Small
) -> Encoder:
    """Some layers of the large model, with the heads and inner units that matter most."""
    state: dict[str, Tensor] = {}
    for name, value in large.state_dict().items():
        parts = name.split(".")
        if parts[0] != "layers":
            state[name] = value
        elif int(parts[1]) in small.layers:
            parts[1] = str(small.layers.index(int(parts[1])))
            state[".".join(parts)] = value
    model = Encoder(replace(large.shape, layers=len(small.layers)), small.dropout)
    model.load_state_dict(state)
    worth = Weighing(model)
    for some in planned(examples, 1, options, random.Random(small.seed))[:WEIGHED]:
        batch = collated(some, pieces)
        model.zero_grad()
        loss_of(mark_scores(model, batch), batch, options).backward()
        worth.add(model)
    return cut(model, worth, small.heads, small.inner)
