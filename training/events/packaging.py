"""Puts a trained relation head into a folder as the package ships it: model, tokenizer, table."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.encoder.encoder import Encoder, Shape
from training.encoder.evening import reaches
from training.encoder.exporting import exported
from training.encoder.pieces import Pieces
from training.encoder.vocabulary import pruned
from training.encoder.weights import archive
from training.events.examples import ROOTS, Example, read
from training.events.silver import load
from training.events.training import ROOM, collated

BITS = 7
"""Bits of a weight: with eight, processors without dot-product instructions overflow."""
BATCHES, EACH = 40, 8
"""Batches, and pairs in each, from which is learned how far values reach."""


def export(run: Path, data: Path, weights: Path, out: Path, bits: int = BITS) -> dict[str, Any]:
    """Writes `out`/model.onnx, tokenizer.json and pairs.json; their sizes in bytes.

    The table's temperature and curve are those that cross-validation found (`run`/cross.json).
    """
    options = json.loads((run / "options.json").read_text("utf-8"))
    crossed = json.loads((run / "cross.json").read_text("utf-8"))
    held = torch.load(run / "model.pt", weights_only=True)
    state, shape = held["model"], Shape(**held["shape"])
    examples = read(data / "plv" / "plv_train.tsv")
    words = {w for e in examples for w in e.pair.words}
    words |= {w for pair in load(run / "silver.jsonl") for w in pair.words}
    tokenizer = archive(weights, options["weights"])["tokenizer.json"]
    vocabulary = pruned(tokenizer, sorted(words))
    model = Encoder(shape)
    model.load_state_dict(state)
    reach = reaches(model, _some(examples, Pieces(tokenizer)))
    state = state | {"words.weight": state["words.weight"][list(vocabulary.rows)]}
    shape = replace(shape, vocabulary=len(vocabulary.rows))
    contents = {
        "model": ("model.onnx", exported(state, shape, ROOM, bits, reach)),
        "tokenizer": ("tokenizer.json", vocabulary.tokenizer),
    }
    table: dict[str, Any] = {"labels": ROOTS, "room": ROOM}
    table |= {key: crossed[key] for key in ("temperature", "related")}
    out.mkdir(parents=True, exist_ok=True)
    for part, (name, content) in contents.items():
        (out / name).write_bytes(content)
        table[part] = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    (out / "pairs.json").write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    return {path.name: path.stat().st_size for path in sorted(out.iterdir())}


def _some(examples: Sequence[Example], pieces: Pieces) -> Iterator[tuple[Tensor, Tensor]]:
    """Some of the training data, from its beginning to its end."""
    step = max(1, len(examples) // (BATCHES * EACH))
    chosen = examples[::step]
    for at in range(0, len(chosen), EACH):
        batch = collated(chosen[at : at + EACH], pieces)
        yield batch.ids, batch.mask
