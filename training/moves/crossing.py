"""How well the head of moves does on texts that it wasn't trained on, and what its scores mean."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training.moves.distilling import Small, taught
from training.moves.examples import LABELS, Example
from training.moves.training import MarkBatch, Options, scored, trained

APART = 10
"""One text in so many is held out."""


def held_out(text: str) -> bool:
    """Whether a text, by its name, is held out."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % APART == 0


def cross(
    options: Options, small: Small, examples: Sequence[Example], run: Path, weights: Path
) -> None:
    """Trains on all texts but those held out and scores these; writes `run`/cross.json.

    It holds precision, recall and F1 over the labels of all phrases, how often the manner is
    right, and the slope and shift of the curve that makes probabilities of scores (Platt).
    """
    learned = [e for e in examples if not held_out(e.text)]
    held = [e for e in examples if held_out(e.text)]
    large, pieces = trained(learned, weights, options, log=True)
    model = taught(large, pieces, learned, options, small)
    scores, right = scored(model, pieces, held)
    slope, shift = _logistic(scores[:, : len(LABELS)], right)
    result = {
        "passages": [len(learned), len(held)],
        **_rates(slope * scores[:, : len(LABELS)] + shift > 0, right),
        "manners": _manners(scores[:, len(LABELS) :], right.manners),
        "slope": slope,
        "shift": shift,
        "large": _rates(scored(large, pieces, held)[0][:, : len(LABELS)] > 0, right),
        "options": asdict(options),
        "small": asdict(small),
    }
    (run / "cross.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


def _rates(found: Tensor, right: MarkBatch) -> dict[str, float]:
    counted = right.known > 0
    found, gold = found & counted, (right.goals > 0) & counted
    both = (found & gold).sum().item()
    precision = both / max(1, found.sum().item())
    recall = both / max(1, gold.sum().item())
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    named = {"precision": precision, "recall": recall, "f1": f1}
    return {name: round(value, 4) for name, value in named.items()}


def _manners(scores: Tensor, manners: Tensor) -> float:
    """How often the likeliest manner is the right one, where it is known."""
    known = manners >= 0
    return round((scores[known].argmax(1) == manners[known]).float().mean().item(), 4)


def _logistic(scores: Tensor, right: MarkBatch) -> tuple[float, float]:
    """Slope and shift of the logistic curve that fits scores and labels best."""
    counted = right.known > 0
    heights, goals = scores[counted].double(), right.goals[counted].double()
    parameters = torch.tensor([1.0, 0.0], dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([parameters], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        found = parameters[0] * heights + parameters[1]
        value = functional.binary_cross_entropy_with_logits(found, goals)
        value.backward()
        return value

    optimizer.step(loss)
    slope, shift = parameters.tolist()
    return round(slope, 4), round(shift, 4)


def train(
    options: Options, small: Small, examples: Sequence[Example], run: Path, weights: Path
) -> None:
    """Trains on all examples, the large model and then the small; writes `run`/model.pt."""
    large, pieces = trained(examples, weights, options, log=True)
    model = taught(large, pieces, examples, options, small)
    torch.save({"model": model.state_dict(), "shape": asdict(model.shape)}, run / "model.part")
    (run / "model.part").replace(run / "model.pt")
    chosen = {**asdict(options), "small": asdict(small)}
    (run / "options.json").write_text(json.dumps(chosen, indent=1) + "\n", "utf-8")
