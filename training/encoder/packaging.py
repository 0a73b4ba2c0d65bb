"""Puts a trained head into a folder as the package ships it: model, tokenizer, table."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor

from training.encoder.encoder import Encoder, Shape
from training.encoder.evening import reaches
from training.encoder.exporting import exported
from training.encoder.gating import Gating
from training.encoder.vocabulary import pruned
from training.encoder.weights import archive

BITS = 7
"""Bits of a weight: with eight, processors without dot-product instructions overflow."""
BATCHES, EACH = 40, 8
"""Batches, and examples in each, from which is learned how far values reach."""
Example = TypeVar("Example")


def tokenizer_of(run: Path, weights: Path) -> bytes:
    """The tokenizer of the starting weights of a run."""
    options = json.loads((run / "options.json").read_text("utf-8"))
    return archive(weights, options["weights"])["tokenizer.json"]


def some(examples: Sequence[Example]) -> Iterable[Sequence[Example]]:
    """Some of the training data in batches, from its beginning to its end."""
    chosen = examples[:: max(1, len(examples) // (BATCHES * EACH))]
    return (chosen[at : at + EACH] for at in range(0, len(chosen), EACH))


def package(
    run: Path,
    out: Path,
    *,
    name: str,
    table: Mapping[str, Any],
    tokenizer: bytes,
    words: Iterable[str],
    batches: Iterable[tuple[Tensor, Tensor]],
    picked: bool = False,
    gating: Gating | None = None,
) -> dict[str, int]:
    """Writes `out`/model.onnx, tokenizer.json and the table `name`; their sizes in bytes.

    Args:
        run: the folder of `model.pt`.
        out: where to.
        name: the table's file.
        table: what it holds beside the files' digests; its `room` bounds the model's windows.
        tokenizer: that of the starting weights.
        words: those of the training data, whose pieces are kept.
        batches: ids and masks of some of the training data.
        picked: whether the model gives the scores of some places alone.
        gating: what spares passages the upper layers, if anything.
    """
    held = torch.load(run / "model.pt", weights_only=True)
    state, shape = held["model"], Shape(**held["shape"])
    vocabulary = pruned(tokenizer, sorted(set(words)))
    model = Encoder(shape)
    model.load_state_dict(state)
    reach = reaches(model, batches)
    state = state | {"words.weight": state["words.weight"][list(vocabulary.rows)]}
    shape = replace(shape, vocabulary=len(vocabulary.rows))
    contents = {
        "model": (
            "model.onnx",
            exported(
                state, shape, table["room"], bits=BITS, reaches=reach, picked=picked, gating=gating
            ),
        ),
        "tokenizer": ("tokenizer.json", vocabulary.tokenizer),
    }
    written = dict(table)
    out.mkdir(parents=True, exist_ok=True)
    for part, (file, content) in contents.items():
        (out / file).write_bytes(content)
        written[part] = {"file": file, "sha256": hashlib.sha256(content).hexdigest()}
    (out / name).write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    return {path.name: path.stat().st_size for path in sorted(out.iterdir())}
