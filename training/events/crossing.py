"""Cross-validation of the relation head, and what its scores are worth as probabilities."""

import json
import math
import random
import statistics
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor

from dragoman.evaluation.marked_rows import figures_of
from training.events.examples import ROOTS, folds, read, turned
from training.events.mixing import Mixture, mixed
from training.events.silver import load
from training.events.training import Options, scored, trained

FOLDS = 3
HELD = 400
"""Unrelated silver pairs that no fold trains on: with them is told how sure a relation is."""


def cross(options: Options, mixture: Mixture, data: Path, run: Path, weights: Path) -> None:
    """Trains on all folds but one, scores that one, and again for each; writes `run`/cross.json.

    It holds each fold's macro-F1, their mean and spread, the figures of all held-out rows
    together, and the temperature, slope and shift that make probabilities of the scores.
    """
    examples = read(data / "plv" / "plv_train.tsv")
    silver = load(run / "silver.jsonl")
    unrelated = [pair for pair in silver if pair.related is False]
    apart = random.Random(options.seed).sample(unrelated, min(HELD, len(unrelated) // 3))
    beside = [pair for pair in silver if pair not in set(apart)]
    strange = [pair.example(1.0) for pair in apart]
    gold: list[int] = []
    rows: list[Tensor] = []
    denied: list[Tensor] = []
    macro: list[float] = []
    for number, (learned, held) in enumerate(folds(examples, FOLDS)):
        done = run / f"fold-{number}.pt"
        if not done.exists():
            model, pieces = trained(
                mixed(learned, beside, mixture, options.seed), weights, options, log=True
            )
            others = [*strange, *turned(held)]
            kept = {"rows": scored(model, pieces, held), "denied": scored(model, pieces, others)}
            torch.save(kept, done)
        found = torch.load(done, weights_only=True)
        own = [e.root for e in held if e.root is not None]
        macro.append(_macro(own, found["rows"]))
        gold += own
        rows.append(found["rows"])
        denied.append(found["denied"])
        print(f"fold {number}: macro-F1 {macro[-1]:.4f}", flush=True)
    scores, unlike = torch.cat(rows), torch.cat(denied)
    slope, shift = _logistic(scores[:, -1], unlike[:, -1])
    found_roots = scores[:, :-1].argmax(1)
    result = {
        "folds": [round(figure, 4) for figure in macro],
        "mean": round(statistics.mean(macro), 4),
        "spread": round(statistics.stdev(macro), 4),
        "macro_f1": round(_macro(gold, scores), 4),
        "accuracy": round((found_roots == torch.tensor(gold)).float().mean().item(), 4),
        "temperature": round(_temperature(scores[:, :-1], torch.tensor(gold)), 4),
        "related": [round(slope, 4), round(shift, 4)],
        "options": asdict(options),
        "mixture": asdict(mixture),
    }
    (run / "cross.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


def _macro(gold: Sequence[int], scores: Tensor) -> float:
    found = scores[:, :-1].argmax(1).tolist()
    return figures_of((ROOTS[g] for g in gold), (ROOTS[f] for f in found)).macro_f1


def _temperature(scores: Tensor, gold: Tensor) -> float:
    """By what scores are best divided, of a fine grid (Guo et al., ICML 2017)."""
    grid = [0.3 * 1.03**n for n in range(90)]
    losses = [torch.nn.functional.cross_entropy(scores / t, gold).item() for t in grid]
    return grid[min(range(len(grid)), key=losses.__getitem__)]


def _logistic(yes: Tensor, no: Tensor) -> tuple[float, float]:
    """Slope and shift of a logistic curve through scores of related and unrelated pairs (Platt).

    Both kinds count the same, whatever their numbers.
    """
    scores = torch.cat([yes, no]).double()
    goals = torch.cat([torch.ones(len(yes)), torch.zeros(len(no))]).double()
    weights = torch.cat([torch.full((len(n),), 1 / len(n)) for n in (yes, no)]).double()
    parameters = torch.tensor([1.0, 0.0], dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([parameters], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        heights = parameters[0] * scores + parameters[1]
        value = torch.nn.functional.binary_cross_entropy_with_logits(heights, goals, weights)
        value = value * len(goals) + 1e-3 * parameters[0] ** 2
        value.backward()
        return value

    optimizer.step(loss)
    slope, shift = parameters.tolist()
    if not (math.isfinite(slope) and math.isfinite(shift)):
        raise ArithmeticError("no logistic curve fits the scores")
    return slope, shift
