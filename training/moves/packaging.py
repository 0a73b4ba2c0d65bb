"""Puts a trained head of moves into a folder as the package ships it."""

import json
from collections.abc import Sequence
from pathlib import Path

import torch

from training.encoder.encoder import Encoder, Shape
from training.encoder.packaging import package, some, tokenizer_of
from training.encoder.pieces import Pieces
from training.moves.examples import LABELS, MANNERS, Example
from training.moves.sparing import Sparing, gated
from training.moves.training import ROOM, collated


def export(
    run: Path, examples: Sequence[Example], weights: Path, out: Path, sparing: Sparing
) -> dict[str, float]:
    """Writes `out`/model.onnx, tokenizer.json and marks.json, the model with a gate.

    Gives their sizes in bytes, and what part of the questions without a step pass the gate. The
    table's slope and shift are those that cross-validation found (`run`/cross.json).
    """
    crossed = json.loads((run / "cross.json").read_text("utf-8"))
    table = {"labels": LABELS, "manners": MANNERS, "room": ROOM}
    table |= {key: crossed[key] for key in ("slope", "shift")}
    tokenizer = tokenizer_of(run, weights)
    passages = [e.passage for e in examples]
    words = (w for p in passages for part in (p.topic, p.before, p.words) for w in part)
    pieces = Pieces(tokenizer)
    curve = (crossed["slope"], crossed["shift"])
    gating, passed = gated(_model(run), pieces, examples, curve, sparing)
    batches = (collated(part, pieces) for part in some(examples))
    sizes = package(
        run,
        out,
        name="marks.json",
        table=table,
        tokenizer=tokenizer,
        words=words,
        batches=((batch.ids, batch.mask) for batch in batches),
        picked=True,
        gating=gating,
    )
    return {**sizes, "passed": round(passed, 3)}


def _model(run: Path) -> Encoder:
    """The model that was trained."""
    held = torch.load(run / "model.pt", weights_only=True)
    model = Encoder(Shape(**held["shape"]), 0.0)
    model.load_state_dict(held["model"])
    return model
