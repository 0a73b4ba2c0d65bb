"""The gate of the head of moves: it spares questions the upper layers that tell no step."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder.encoder import Encoder
from training.encoder.fitting import batches
from training.encoder.gating import Gate, Gating, least_of
from training.encoder.pieces import Pieces
from training.moves.examples import LABELS, Example
from training.moves.training import MarkBatch, collated, mark_scores

Curve = tuple[float, float]
"""By what a label's score is multiplied, and what is added then, before it is a probability."""


@dataclass(frozen=True)
class Sparing:
    """How the gate is made.

    It comes behind the first `below` layers. A question is worth the rest where the model gives
    some phrase a step with a probability of `sure`; the gate is set so that it lets through the
    part `kept` of those that it didn't learn from, of which one text in `apart` is.
    """

    below: int = 1
    units: int = 32
    sure: float = 0.5
    kept: float = 0.975
    apart: int = 5
    epochs: int = 6
    batch: int = 32
    rate: float = 2e-3
    weight_decay: float = 0.05
    seed: int = 4


@dataclass(frozen=True)
class Seen:
    """What the lower layers make of a question, (pieces, width), and whether it is worth more."""

    text: str
    hidden: Tensor
    worth: bool


def gated(
    model: Encoder, pieces: Pieces, examples: Sequence[Example], curve: Curve, options: Sparing
) -> tuple[Gating, float]:
    """A gate for a model, and what part of the questions not worth it still pass."""
    seen = _seen(model, pieces, examples, curve, options)
    chance = random.Random(options.seed)
    texts = sorted({one.text for one in seen})
    apart = set(chance.sample(texts, max(1, len(texts) // options.apart)))
    held = [one for one in seen if one.text in apart]
    gate = _fitted([one for one in seen if one.text not in apart], model.shape.width, options)
    with torch.no_grad():
        scores = torch.cat([_scores(gate, [one]) for one in held])
    worth = torch.tensor([one.worth for one in held])
    least = least_of(scores, worth, options.kept)
    passed = float((scores[~worth] >= least).float().mean())
    return Gating(gate, options.below, least), passed


def _fitted(seen: Sequence[Seen], width: int, options: Sparing) -> Gate:
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    gate = Gate(width, options.units)
    fit = torch.optim.AdamW(gate.parameters(), options.rate, weight_decay=options.weight_decay)
    for epoch in range(options.epochs):
        for group in fit.param_groups:
            group["lr"] = options.rate * (1 - epoch / options.epochs)
        for some in batches(seen, options.batch, chance, lambda one: len(one.hidden)):
            goal = torch.tensor([float(one.worth) for one in some])
            loss = functional.binary_cross_entropy_with_logits(_scores(gate, some), goal)
            fit.zero_grad()
            loss.backward()
            fit.step()
    return gate


def _scores(gate: Gate, some: Sequence[Seen]) -> Tensor:
    rows = [one.hidden.float() for one in some]
    real = [torch.ones(len(row)) for row in rows]
    pad = torch.nn.utils.rnn.pad_sequence
    found: Tensor = gate(pad(rows, batch_first=True), pad(real, batch_first=True))
    return found


@torch.no_grad()
def _seen(
    model: Encoder, pieces: Pieces, examples: Sequence[Example], curve: Curve, options: Sparing
) -> list[Seen]:
    """What the lower layers make of all questions, in half precision."""
    kept: list[Tensor] = []
    layer = model.layers[options.below - 1]
    hook = layer.register_forward_hook(lambda _, __, out: kept.append(out.half()))
    model.eval()
    found: list[Seen] = []
    ordered = sorted(examples, key=lambda e: len(e.passage.words) + len(e.passage.before))
    for at in range(0, len(ordered), options.batch):
        some = ordered[at : at + options.batch]
        batch = collated(some, pieces)
        with torch.autocast("cpu", torch.bfloat16):
            scores = mark_scores(model, batch).float()
        hidden = kept.pop()
        for n, worth in enumerate(_worth(scores, batch, curve, options.sure)):
            own = hidden[n, : int(batch.mask[n].sum())].clone()
            found.append(Seen(some[n].text, own, worth))
    hook.remove()
    return found


def _worth(scores: Tensor, batch: MarkBatch, curve: Curve, sure: float) -> list[bool]:
    """Which passages have a phrase, or are as a whole, what some label calls them."""
    slope, shift = curve
    likely = torch.sigmoid(slope * scores[:, : len(LABELS)] + shift).amax(1)
    return [bool(likely[batch.rows == n].max() >= sure) for n in range(len(batch.ids))]
