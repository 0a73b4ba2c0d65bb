"""Puts a trained head of moves into a folder as the package ships it."""

import json
from collections.abc import Sequence
from pathlib import Path

from training.encoder.packaging import package, some, tokenizer_of
from training.encoder.pieces import Pieces
from training.moves.examples import LABELS, MANNERS, Example
from training.moves.training import ROOM, collated


def export(run: Path, examples: Sequence[Example], weights: Path, out: Path) -> dict[str, int]:
    """Writes `out`/model.onnx, tokenizer.json and marks.json; their sizes in bytes.

    The table's slope and shift are those that cross-validation found (`run`/cross.json).
    """
    crossed = json.loads((run / "cross.json").read_text("utf-8"))
    table = {"labels": LABELS, "manners": MANNERS, "room": ROOM}
    table |= {key: crossed[key] for key in ("slope", "shift")}
    tokenizer = tokenizer_of(run, weights)
    passages = [e.passage for e in examples]
    words = (w for p in passages for part in (p.topic, p.before, p.words) for w in part)
    pieces = Pieces(tokenizer)
    batches = (collated(part, pieces) for part in some(examples))
    seen = ((batch.ids, batch.mask) for batch in batches)
    return package(
        run, out, name="marks.json", table=table, tokenizer=tokenizer, words=words, batches=seen
    )
