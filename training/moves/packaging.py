"""Puts a trained head of moves into a folder as the package ships it: model, tokenizer, table."""

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
from training.moves.examples import LABELS, MANNERS, Example
from training.moves.training import ROOM, collated

BITS = 7
"""Bits of a weight: with eight, processors without dot-product instructions overflow."""
BATCHES, EACH = 40, 8
"""Batches, and passages in each, from which is learned how far values reach."""


def export(
    run: Path, examples: Sequence[Example], weights: Path, out: Path, bits: int = BITS
) -> dict[str, Any]:
    """Writes `out`/model.onnx, tokenizer.json and marks.json; their sizes in bytes.

    The table's slope and shift are those that cross-validation found (`run`/cross.json).
    """
    options = json.loads((run / "options.json").read_text("utf-8"))
    crossed = json.loads((run / "cross.json").read_text("utf-8"))
    held = torch.load(run / "model.pt", weights_only=True)
    state, shape = held["model"], Shape(**held["shape"])
    passages = [e.passage for e in examples]
    words = {w for p in passages for part in (p.topic, p.before, p.words) for w in part}
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
    table: dict[str, Any] = {"labels": LABELS, "manners": MANNERS, "room": ROOM}
    table |= {key: crossed[key] for key in ("slope", "shift")}
    out.mkdir(parents=True, exist_ok=True)
    for part, (name, content) in contents.items():
        (out / name).write_bytes(content)
        table[part] = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    (out / "marks.json").write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    return {path.name: path.stat().st_size for path in sorted(out.iterdir())}


def _some(examples: Sequence[Example], pieces: Pieces) -> Iterator[tuple[Tensor, Tensor]]:
    """Some of the training data, from its beginning to its end."""
    step = max(1, len(examples) // (BATCHES * EACH))
    chosen = examples[::step]
    for at in range(0, len(chosen), EACH):
        batch = collated(chosen[at : at + EACH], pieces)
        yield batch.ids, batch.mask
