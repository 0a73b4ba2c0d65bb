"""The steps by which a model is fitted to examples, one for all heads that read marked phrases."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

import torch
from torch import Tensor

from training.encoder.encoder import Encoder

POOLED = 8
"""Batches within which examples of like length are put together."""
LEAST = 0.02
"""The part of its learning rate that a parameter keeps at the end."""
Example = TypeVar("Example")


class Rates(Protocol):
    """How fast the parts of a model learn.

    `rate` is the learning rate of the top layer; each layer below has `decay` times that of the
    one above, the scores `scores_rate`. For the part `warm` of all steps the rates rise.
    """

    @property
    def rate(self) -> float: ...
    @property
    def decay(self) -> float: ...
    @property
    def scores_rate(self) -> float: ...
    @property
    def weight_decay(self) -> float: ...
    @property
    def warm(self) -> float: ...


def groups_of(model: Encoder, rates: Rates) -> list[dict[str, object]]:
    """Parameters with the learning rate of their layer; the table of pieces stays as it is."""
    model.words.requires_grad_(False)
    depth = len(model.layers)
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad or name.startswith("chain"):
            continue
        if name.startswith("scores"):
            rate = rates.scores_rate
        elif name.startswith("layers."):
            rate = rates.rate * rates.decay ** (depth - 1 - int(name.split(".")[1]))
        else:
            rate = rates.rate * rates.decay**depth
        fades = rates.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, fades), []).append(parameter)
    return [
        {"params": own, "lr": rate, "base": rate, "weight_decay": fades}
        for (rate, fades), own in groups.items()
    ]


def batches(
    examples: Sequence[Example],
    size: int,
    chance: random.Random,
    length: Callable[[Example], int],
) -> Iterator[list[Example]]:
    """The examples in batches, shuffled, those of like length together."""
    order = list(examples)
    chance.shuffle(order)
    found = []
    for at in range(0, len(order), size * POOLED):
        part = sorted(order[at : at + size * POOLED], key=length)
        found.extend(part[n : n + size] for n in range(0, len(part), size))
    chance.shuffle(found)
    yield from found


def fit(
    model: Encoder,
    plan: Sequence[Sequence[Example]],
    rates: Rates,
    loss_of: Callable[[Sequence[Example]], Tensor],
    log: int = 0,
) -> None:
    """Takes one step a batch of `plan`; prints how it goes every `log` steps, if any."""
    optimizer = torch.optim.AdamW(groups_of(model, rates), betas=(0.9, 0.98), fused=True)
    model.train()
    for step, batch in enumerate(plan, 1):
        done = step / len(plan)
        rate = done / rates.warm if done < rates.warm else (1 - done) / (1 - rates.warm)
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * max(rate, LEAST)
        loss = loss_of(batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if log and step % log == 0:
            print(f"{step}/{len(plan)} loss {loss.item():.3f}", flush=True)
