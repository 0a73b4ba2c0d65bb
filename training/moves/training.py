"""Training the head of moves: an encoder read at the opening mark of each phrase.

A phrase may have several labels or none, each by itself; the manner is one of several, learned
from phrases that have a label.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.language.marks import SIGNS, UNSEEN, passage_pieces
from training.encoder.encoder import Encoder
from training.encoder.fitting import batches, fit
from training.encoder.pieces import Pieces
from training.encoder.weights import archive, start
from training.moves.examples import LABELS, MANNERS, Answer, Example

SCORES = len(LABELS) + len(MANNERS)
ROOM = 160
"""Pieces of a passage that the model sees."""


@dataclass(frozen=True)
class Options:
    """All that decides a run; the rates are as in `training/events/training.py`.

    `weight` is how much a label that a phrase has counts beside one that it hasn't; `manner` how
    much the manners count beside the labels; `empty` which part of the passages in which nobody
    takes a step an epoch has.
    """

    weights: str = "minilm"
    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    epochs: int = 12
    batch: int = 16
    rate: float = 2e-4
    decay: float = 0.9
    scores_rate: float = 1e-3
    warm: float = 0.1
    dropout: float = 0.1
    weight_decay: float = 0.01
    weight: float = 2.0
    manner: float = 1.0
    empty: float = 0.6
    seed: int = 1


@dataclass(frozen=True)
class MarkBatch:
    """Passages as tensors.

    `ids` and `mask` are (passages, pieces); `rows` and `places` say where each of the phrases is
    read; `goals` and `known` are (phrases, labels), `manners` (phrases,) with -100 where unknown.
    """

    ids: Tensor
    mask: Tensor
    rows: Tensor
    places: Tensor
    goals: Tensor
    known: Tensor
    manners: Tensor


def collated(examples: Sequence[Example], pieces: Pieces) -> MarkBatch:
    """Passages as one batch; phrases that the model can't see are left out."""
    topic, asked, other = (pieces.words.pieces(sign)[0] for sign in SIGNS)
    marks = (topic, asked, other)
    frame = (pieces.begin, pieces.end)
    cut = [passage_pieces(e.passage, pieces.words.pieces, frame, marks, ROOM) for e in examples]
    width = max(len(row.ids) for row in cut)
    at: list[tuple[int, int]] = []
    answers: list[Answer] = []
    for n, (example, row) in enumerate(zip(examples, cut, strict=True)):
        places = [(0, example.whole), *zip(row.places, example.answers, strict=True)]
        for place, answer in places:
            if place != UNSEEN:
                at.append((n, place))
                answers.append(answer)
    goals, known = torch.zeros(len(at), len(LABELS)), torch.ones(len(at), len(LABELS))
    for n, answer in enumerate(answers):
        goals[n, list(answer.labels)] = 1
        known[n, list(answer.open)] = 0
    return MarkBatch(
        torch.tensor([[*row.ids, *[pieces.pad] * (width - len(row.ids))] for row in cut]),
        torch.tensor([[1] * len(row.ids) + [0] * (width - len(row.ids)) for row in cut]),
        torch.tensor([row for row, _ in at]),
        torch.tensor([place for _, place in at]),
        goals,
        known,
        torch.tensor([-100 if a.manner is None else a.manner for a in answers]),
    )


def mark_scores(model: Encoder, batch: MarkBatch) -> Tensor:
    """The scores of each phrase, (phrases, SCORES)."""
    scores, _ = model(batch.ids, batch.mask)
    found: Tensor = scores[batch.rows, batch.places]
    return found


def loss_of(scores: Tensor, batch: MarkBatch, options: Options) -> Tensor:
    """The labels' mean loss a phrase, and the manners' mean loss where they are known."""
    each = functional.binary_cross_entropy_with_logits(
        scores[:, : len(LABELS)],
        batch.goals,
        weight=batch.known,
        pos_weight=torch.full((len(LABELS),), options.weight),
        reduction="sum",
    )
    total = each / len(scores)
    if (batch.manners >= 0).any():
        told = functional.cross_entropy(scores[:, len(LABELS) :], batch.manners)
        share = (batch.manners >= 0).float().mean()
        total = total + options.manner * told * share
    return total


def planned(
    examples: Sequence[Example], epochs: int, options: Options, chance: random.Random
) -> list[list[Example]]:
    """The batches of some epochs."""
    telling = [e for e in examples if e.whole.labels or any(a.labels for a in e.answers)]
    known = {id(example) for example in telling}
    others = [e for e in examples if id(e) not in known]
    plan: list[list[Example]] = []
    for _ in range(epochs):
        some = [*telling, *chance.sample(others, int(options.empty * len(others)))]
        plan += batches(some, options.batch, chance, lambda e: len(e.passage.words))
    return plan


def trained(
    examples: Sequence[Example], weights: Path, options: Options, log: bool = False
) -> tuple[Encoder, Pieces]:
    """A model trained on examples."""
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    pieces = Pieces(archive(weights, options.weights)["tokenizer.json"])
    model = start(weights, options.weights, options.layers, SCORES, options.dropout)
    torch.nn.init.zeros_(model.scores.bias)

    def loss(some: Sequence[Example]) -> Tensor:
        batch = collated(some, pieces)
        with torch.autocast("cpu", torch.bfloat16):
            scores = mark_scores(model, batch)
        return loss_of(scores.float(), batch, options)

    plan = planned(examples, options.epochs, options, chance)
    fit(model, plan, options, loss, 50 if log else 0)
    return model, pieces


@torch.inference_mode()
def scored(model: Encoder, pieces: Pieces, examples: Sequence[Example]) -> tuple[Tensor, MarkBatch]:
    """The scores of all phrases of some examples, and what is right of them (ids left out)."""
    model.eval()
    scores, batches_ = [], []
    for at in range(0, len(examples), 32):
        batch = collated(examples[at : at + 32], pieces)
        with torch.autocast("cpu", torch.bfloat16):
            scores.append(mark_scores(model, batch).float())
        batches_.append(batch)
    joined = [
        torch.cat([getattr(b, name) for b in batches_]) for name in ("goals", "known", "manners")
    ]
    nothing = torch.zeros(0)
    return torch.cat(scores), MarkBatch(nothing, nothing, nothing, nothing, *joined)
