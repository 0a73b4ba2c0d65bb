"""Which silver pairs go beside the labelled ones, and how much each counts."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from training.events.examples import Example
from training.events.silver import Silver

Item = TypeVar("Item")


@dataclass(frozen=True)
class Mixture:
    """How much silver is taken, and what it counts.

    `each` is the most pairs of one root that are taken, of those whose story has the same label;
    `unrelated` how many that are related to nothing. A pair whose story says otherwise teaches no
    root, but that there is a relation.
    """

    each: int = 60
    unrelated: int = 700
    weight: float = 0.4
    weight_unrelated: float = 0.5


def mixed(
    pairs: Sequence[Silver],
    mixture: Mixture,
    seed: int,
) -> list[Example]:
    """The silver examples of a run.

    Args:
        pairs: silver pairs with a root, or related to nothing.
        mixture: how much of which.
        seed: which of them.
    """
    chance = random.Random(seed)
    agreed: dict[str, list[Silver]] = defaultdict(list)
    unrelated = []
    for pair in pairs:
        if pair.related is False:
            unrelated.append(pair)
        elif pair.root is not None and pair.story == pair.root:
            agreed[pair.root].append(pair)
    found = [
        pair.example(mixture.weight)
        for root in sorted(agreed)
        for pair in _some(agreed[root], mixture.each, chance)
    ]
    found += [
        pair.example(mixture.weight_unrelated)
        for pair in _some(unrelated, mixture.unrelated, chance)
    ]
    return found


def _some(items: Sequence[Item], most: int, chance: random.Random) -> list[Item]:
    return list(items) if len(items) <= most else chance.sample(list(items), most)
