"""Examples: sentences with a marked source and target, and the label that they have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook.plover import PLV_15 as ROOTS
from dragoman.evaluation.marked_rows import BadRow, read_rows
from dragoman.language.pairs import Pair


@dataclass(frozen=True)
class Example:
    """A pair and what is known of it.

    `root` is the place of its label in `ROOTS`, None where that is unknown or there is none;
    `related` says whether there is any relation, None where that is unknown; `weight` is how
    much the example counts.
    """

    pair: Pair
    root: int | None
    related: float | None
    weight: float = 1.0


def read(path: Path) -> list[Example]:
    """The labelled sentences of a file as `plv_train.tsv` is one.

    Raises:
        ValueError: a row can't be used, or has no label.
    """
    found = []
    for row in read_rows(path):
        if isinstance(row, BadRow) or row.gold is None:
            raise ValueError(f"{path}, line {row.number}: no labelled pair")
        found.append(Example(row.pair, ROOTS.index(row.gold), 1.0))
    return found


TOGETHER = ("AGREE", "CONSULT", "COOPERATE")
"""Roots that most often hold both ways."""


def turned(examples: Sequence[Example]) -> list[Example]:
    """The pairs the other way round, which are related to nothing; acts done together left out."""
    return [
        Example(Pair(e.pair.words, e.pair.target, e.pair.source), None, 0.0)
        for e in examples
        if e.pair.source and e.pair.target and e.root is not None and ROOTS[e.root] not in TOGETHER
    ]


def folds(
    examples: Sequence[Example], number: int
) -> Iterator[tuple[list[Example], list[Example]]]:
    """Training and held-out examples of each fold; every root is spread over all folds.

    Examples of one sentence are in one fold.
    """
    chosen: dict[tuple[str, ...], int] = {}
    met = dict.fromkeys(range(len(ROOTS)), 0)
    for example in examples:
        assert example.root is not None
        if example.pair.words not in chosen:
            chosen[example.pair.words] = met[example.root] % number
            met[example.root] += 1
    for fold in range(number):
        yield (
            [e for e in examples if chosen[e.pair.words] != fold],
            [e for e in examples if chosen[e.pair.words] == fold],
        )
