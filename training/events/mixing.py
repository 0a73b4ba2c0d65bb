"""What goes beside the labelled pairs: pairs that are related to nothing."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.events.examples import Example, turned
from training.events.silver import Silver


@dataclass(frozen=True)
class Mixture:
    """How many pairs that are related to nothing are taken, and what each counts.

    `unrelated` are of the silver pairs, `turned` the labelled ones the other way round. `unknown`
    are pairs around words that no row of the codebook knows; most of them, not all, are related
    to nothing, so each counts `weight_unknown`.
    """

    unrelated: int = 500
    turned: int = 250
    unknown: int = 400
    weight: float = 0.5
    weight_unknown: float = 0.25


def mixed(
    learned: Sequence[Example], silver: Sequence[Silver], mixture: Mixture, seed: int
) -> list[Example]:
    """The examples of a run: the labelled ones, and those related to nothing.

    Args:
        learned: the labelled examples that the run may learn from.
        silver: silver pairs; those with a root are left out, as the labels that rules give made
            the head no better.
        mixture: how much of which.
        seed: which of them.
    """
    chance = random.Random(seed)
    unrelated = [pair.example(mixture.weight) for pair in silver if pair.related is False]
    unknown = [
        replace(pair.example(mixture.weight_unknown), related=0.0)
        for pair in silver
        if pair.related is None and pair.story is None
    ]
    others = [replace(example, weight=mixture.weight) for example in turned(learned)]
    return [
        *learned,
        *_some(unrelated, mixture.unrelated, chance),
        *_some(others, mixture.turned, chance),
        *_some(unknown, mixture.unknown, chance),
    ]


def _some(items: Sequence[Example], most: int, chance: random.Random) -> list[Example]:
    return list(items) if len(items) <= most else chance.sample(list(items), most)
