"""Cuts a tagger down while it is trained: the attention heads and inner units that matter least.

How much one matters is how much the loss would change without it, to the first order: its weights
times their gradients, summed, squared, and gathered over some steps (Molchanov et al., CVPR 2019).
Each layer keeps the same number.
"""

from dataclasses import replace

import torch
from torch import Tensor

from training.encoder.encoder import Encoder


class Weighing:
    """What each head and inner unit has been worth so far."""

    def __init__(self, model: Encoder) -> None:
        shape = model.shape
        self.heads = torch.zeros(shape.layers, shape.heads)
        self.inner = torch.zeros(shape.layers, shape.inner)

    def add(self, model: Encoder) -> None:
        """Takes the gradients of one step into account."""
        for n, layer in enumerate(model.layers):
            for weight, worth, each in (
                (layer.mixed.weight, self.heads, model.shape.each),
                (layer.outer.weight, self.inner, 1),
            ):
                if weight.grad is not None:
                    change = (weight.detach() * weight.grad).sum(0)
                    worth[n] += change.view(-1, each).sum(1) ** 2


def cut(model: Encoder, worth: Weighing, heads: int, inner: int) -> Encoder:
    """The model with the `heads` heads and `inner` units of each layer that are worth most."""
    shape = replace(model.shape, heads=heads, inner=inner)
    smaller = Encoder(shape, model.dropout)
    state = model.state_dict()
    for n in range(shape.layers):
        kept = worth.heads[n].topk(heads).indices.sort().values
        units = worth.inner[n].topk(inner).indices.sort().values
        state |= _layer(state, f"layers.{n}.", kept, units, shape.each)
    smaller.load_state_dict(state)
    return smaller


def _layer(
    state: dict[str, Tensor], name: str, heads: Tensor, units: Tensor, each: int
) -> dict[str, Tensor]:
    columns = (heads[:, None] * each + torch.arange(each)).flatten()
    whole = state[f"{name}mixed.weight"].shape[1]
    rows = torch.cat([columns + part * whole for part in range(3)])
    found = {
        f"{name}qkv.weight": state[f"{name}qkv.weight"][rows],
        f"{name}qkv.bias": state[f"{name}qkv.bias"][rows],
        f"{name}mixed.weight": state[f"{name}mixed.weight"][:, columns],
        f"{name}inner.weight": state[f"{name}inner.weight"][units],
        f"{name}inner.bias": state[f"{name}inner.bias"][units],
        f"{name}outer.weight": state[f"{name}outer.weight"][:, units],
    }
    distances = f"{name}distances.weight"
    return found | ({distances: state[distances][:, heads]} if distances in state else {})
