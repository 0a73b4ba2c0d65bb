"""Puts a trained relation head into a folder as the package ships it."""

import json
from pathlib import Path

from training.encoder.packaging import package, some, tokenizer_of
from training.encoder.pieces import Pieces
from training.events.examples import ROOTS, read
from training.events.silver import load
from training.events.training import ROOM, collated


def export(run: Path, data: Path, weights: Path, out: Path) -> dict[str, int]:
    """Writes `out`/model.onnx, tokenizer.json and pairs.json; their sizes in bytes.

    The table's temperature and curve are those that cross-validation found (`run`/cross.json).
    """
    crossed = json.loads((run / "cross.json").read_text("utf-8"))
    table = {"labels": ROOTS, "room": ROOM}
    table |= {key: crossed[key] for key in ("temperature", "related")}
    tokenizer = tokenizer_of(run, weights)
    examples = read(data / "plv" / "plv_train.tsv")
    words = {word for example in examples for word in example.pair.words}
    words |= {word for pair in load(run / "silver.jsonl") for word in pair.words}
    pieces = Pieces(tokenizer)
    batches = (collated(part, pieces) for part in some(examples))
    seen = ((batch.ids, batch.mask) for batch in batches)
    return package(
        run, out, name="pairs.json", table=table, tokenizer=tokenizer, words=words, batches=seen
    )
