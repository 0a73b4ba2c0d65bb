"""Weights of signs, learned so that the right options outweigh the others."""

import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from training.links.examples import Example

EPOCHS = 12
RATE = 0.3
SHRINKAGE = 1e-4
LEAST = 0.15
"""Weights nearer to zero are left out of the table."""


def learned(examples: Sequence[Example], seed: int = 0) -> dict[str, float]:
    """The weights of a conditional logit model, by stochastic descent with Adagrad's step sizes.

    The same examples and seed give the same weights.
    """
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    chance = random.Random(seed)
    order = list(examples)
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for example in order:
            for sign, slope in _slopes(example, weights).items():
                step = slope - SHRINKAGE * weights[sign]
                squares[sign] += step * step
                weights[sign] += RATE * step / math.sqrt(squares[sign])
    return {sign: round(w, 2) for sign, w in sorted(weights.items()) if abs(w) >= LEAST}


def _slopes(example: Example, weights: Mapping[str, float]) -> dict[str, float]:
    scores = [sum(weights[sign] for sign in signs) for signs in example.signs]
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    whole, right = sum(parts), sum(parts[i] for i in example.right)
    slopes: dict[str, float] = defaultdict(float)
    for i, signs in enumerate(example.signs):
        slope = (parts[i] / right if i in example.right else 0.0) - parts[i] / whole
        for sign in signs:
            slopes[sign] += slope
    return slopes


def share_right(examples: Sequence[Example], weights: Mapping[str, float]) -> float:
    """The share of examples in which the heaviest option is a right one."""
    hits = 0
    for example in examples:
        scores = [sum(weights.get(sign, 0.0) for sign in signs) for signs in example.signs]
        hits += scores.index(max(scores)) in example.right
    return hits / len(examples) if examples else 0.0
