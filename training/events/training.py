"""Training the relation head: an encoder read at its first piece and at both marks.

The scores of a pair are the sum of three linear layers, one for each of the three places, so that
the exported graph is that of a tagger: it gives each piece all three, and the package adds up.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.language.pairs import SIGNS, marked
from training.encoder.encoder import Encoder
from training.encoder.fitting import batches, fit
from training.encoder.pieces import Pieces
from training.encoder.weights import archive, start
from training.events.examples import ROOTS, Example, read
from training.events.mixing import Mixture, mixed
from training.events.silver import load

SCORES = len(ROOTS) + 1
"""The scores of a pair: one a root, and the last for whether there is any relation."""
ROOM = 160
"""Pieces of a marked sentence that the model sees."""


@dataclass(frozen=True)
class Options:
    """All that decides a run.

    `rate` is the learning rate of the top layer; each layer below has `decay` times that of the
    one above, the scores `scores_rate`. `smoothing` is how much of a label's probability goes to
    the others.
    """

    weights: str = "minilm"
    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    epochs: int = 8
    batch: int = 16
    rate: float = 2e-4
    decay: float = 0.9
    scores_rate: float = 1e-3
    warm: float = 0.1
    dropout: float = 0.1
    weight_decay: float = 0.01
    smoothing: float = 0.1
    seed: int = 1


@dataclass(frozen=True)
class PairBatch:
    """Pairs as tensors: `ids` and `mask` (pairs, pieces), `places` (pairs, 3)."""

    ids: Tensor
    mask: Tensor
    places: Tensor


def collated(examples: Sequence[Example], pieces: Pieces) -> PairBatch:
    """Pairs as one batch of tensors."""
    marks = (pieces.words.pieces(SIGNS[0])[0], pieces.words.pieces(SIGNS[1])[0])
    frame = (pieces.begin, pieces.end)
    rows = [marked(e.pair, pieces.words.pieces, frame, marks, ROOM) for e in examples]
    width = max(len(row.ids) for row in rows)
    return PairBatch(
        torch.tensor([[*row.ids, *[pieces.pad] * (width - len(row.ids))] for row in rows]),
        torch.tensor([[1] * len(row.ids) + [0] * (width - len(row.ids)) for row in rows]),
        torch.tensor([[0, row.source, row.target] for row in rows]),
    )


def pair_scores(model: Encoder, batch: PairBatch) -> Tensor:
    """The scores of each pair, (pairs, SCORES)."""
    scores, _ = model(batch.ids, batch.mask)
    rows = torch.arange(len(batch.ids))[:, None]
    found: Tensor = scores[rows, batch.places].unflatten(2, (3, SCORES))
    return found[:, 0, 0] + found[:, 1, 1] + found[:, 2, 2]


def loss_of(scores: Tensor, examples: Sequence[Example], options: Options) -> Tensor:
    """Mean loss of the roots and of whether there is a relation, each where it is known."""
    total = scores.new_zeros(())
    known = [n for n, e in enumerate(examples) if e.root is not None]
    if known:
        roots = torch.tensor([examples[n].root for n in known])
        weights = torch.tensor([examples[n].weight for n in known])
        each = functional.cross_entropy(
            scores[known, :-1], roots, reduction="none", label_smoothing=options.smoothing
        )
        total = total + (each * weights).sum() / len(examples)
    asked = [n for n, e in enumerate(examples) if e.related is not None]
    if asked:
        goals = torch.tensor([examples[n].related for n in asked])
        weights = torch.tensor([examples[n].weight for n in asked])
        each = functional.binary_cross_entropy_with_logits(
            scores[asked, -1], goals, reduction="none"
        )
        total = total + 0.5 * (each * weights).sum() / len(examples)
    return total


def trained(
    examples: Sequence[Example], weights: Path, options: Options, log: bool = False
) -> tuple[Encoder, Pieces]:
    """A model trained on examples."""
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    pieces = Pieces(archive(weights, options.weights)["tokenizer.json"])
    model = start(weights, options.weights, options.layers, 3 * SCORES, options.dropout)
    torch.nn.init.zeros_(model.scores.bias)
    plan = [
        batch
        for _ in range(options.epochs)
        for batch in batches(examples, options.batch, chance, lambda e: len(e.pair.words))
    ]

    def loss(batch: Sequence[Example]) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            scores = pair_scores(model, collated(batch, pieces))
        return loss_of(scores.float(), batch, options)

    fit(model, plan, options, loss, 50 if log else 0)
    return model, pieces


@torch.inference_mode()
def scored(model: Encoder, pieces: Pieces, examples: Sequence[Example]) -> Tensor:
    """The scores of all examples, in order."""
    model.eval()
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].pair.words))
    found = torch.zeros(len(examples), SCORES)
    for at in range(0, len(order), 32):
        part = order[at : at + 32]
        with torch.autocast("cpu", torch.bfloat16):
            found[part] = pair_scores(model, collated([examples[n] for n in part], pieces)).float()
    return found


def train(options: Options, mixture: Mixture, data: Path, run: Path, weights: Path) -> None:
    """Trains on all labelled rows and the silver beside them; writes `run`/model.pt.

    Raises:
        FileNotFoundError: there are no silver pairs yet, or no starting weights.
    """
    examples = read(data / "plv" / "plv_train.tsv")
    silver = load(run / "silver.jsonl")
    mix = mixed(examples, silver, mixture, options.seed)
    model, _ = trained(mix, weights, options, log=True)
    held = {"model": model.state_dict(), "shape": asdict(model.shape)}
    torch.save(held, run / "model.part")
    (run / "model.part").replace(run / "model.pt")
    (run / "options.json").write_text(json.dumps(asdict(options), indent=1) + "\n", "utf-8")
