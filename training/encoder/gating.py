"""A gate: whether a passage is worth the upper layers of a model, by what the lower make of it.

As early exits have it (Schwartz et al., ACL 2020): most passages hold nothing that a head is to
find, and that shows before all layers have run.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


class Gate(nn.Module):
    """Units that look at each piece; what they see most of goes into one score a passage."""

    def __init__(self, width: int, units: int = 32) -> None:
        super().__init__()
        self.units = nn.Linear(width, units)
        self.score = nn.Linear(units, 1)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Scores, (rows,), of hidden states, (rows, pieces, width); the mask is 0 behind a row."""
        seen = functional.relu(self.units(hidden)) * mask[..., None]
        found: Tensor = self.score(seen.amax(1))
        return found[:, 0]


@dataclass(frozen=True)
class Gating:
    """A gate in its place.

    Args:
        gate: the gate.
        below: how many layers run before it.
        least: the score from which on a passage is worth the rest.
    """

    gate: Gate
    below: int
    least: float


def least_of(scores: Tensor, worth: Tensor, kept: float) -> float:
    """The score that the part `kept` of the passages have which are `worth` it, both (passages,).

    Raises:
        ValueError: none is worth it.
    """
    own = scores[worth]
    if not len(own):
        raise ValueError("no passage is worth anything")
    return float(torch.quantile(own, 1 - kept))
