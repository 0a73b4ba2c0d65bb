"""How far values reach before each product of a model: what rounding them to eight bits needs.

A few units reach twenty times as far as the others, and one scale for all would round the others
to nearly nothing. So each unit is divided by a number of its own before the product and its
weights are multiplied by it, which changes nothing but what rounding costs (SmoothQuant, Xiao et
al., ICML 2023).
"""

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.encoder.encoder import Encoder

EVENED = ("qkv", "inner")
"""The products before which values are made even; before the others they are even enough."""


def reaches(
    model: Encoder, batches: Iterable[tuple[Tensor, Tensor]]
) -> dict[str, NDArray[np.float32]]:
    """The largest value of each unit before each product, by the product's name.

    Args:
        model: the encoder.
        batches: ids and masks, each (rows, pieces), of texts like those it will see.
    """
    found: dict[str, Tensor] = {}

    def watch(name: str, product: nn.Module) -> None:
        def seen(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            largest = given[0].detach().abs().flatten(0, 1).amax(0)
            found[name] = torch.maximum(found[name], largest) if name in found else largest

        product.register_forward_pre_hook(seen)

    for n, layer in enumerate(model.layers):
        for part in EVENED:
            watch(f"layer{n}.{part}", getattr(layer, part))
    model.eval()
    with torch.inference_mode():
        for ids, mask in batches:
            model(ids, mask)
    return {name: reach.numpy() for name, reach in found.items()}


def divisors(reach: NDArray[np.float32], weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """By what each unit is divided, so that values and weights are even to the same degree."""
    largest = np.maximum(np.abs(weight).max(1), 1e-5)
    found = np.sqrt(np.maximum(reach, 1e-3) / largest)
    return (found / np.exp(np.log(found).mean())).astype(np.float32)
