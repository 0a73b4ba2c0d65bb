"""Puts a trained tagger into a folder as the package ships it: model, tokenizer, table."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from training.attributions.encoder import Shape
from training.attributions.exporting import exported
from training.attributions.paragraphs import rebuilt
from training.attributions.sentences import LABELS, grouped
from training.attributions.vocabulary import pruned
from training.attributions.weights import archive

ROOM = 192
"""Pieces that the exported head sees at once."""
BITS = 7
"""Bits of a weight: with eight, processors without dot-product instructions overflow."""


def export(run: Path, weights: Path, data: Path, out: Path, bits: int = BITS) -> dict[str, Any]:
    """Writes `out`/model.onnx, tokenizer.json and tagger.json; their sizes in bytes."""
    options = json.loads((run / "options.json").read_text("utf-8"))
    held = torch.load(run / "model.pt", weights_only=True)
    state, shape = held["model"], Shape(**held["shape"])
    words = {w for article in grouped(rebuilt(data)) for line in article for w in line.words}
    vocabulary = pruned(archive(weights, options["weights"])["tokenizer.json"], sorted(words))
    state = state | {"words.weight": state["words.weight"][list(vocabulary.rows)]}
    shape = replace(shape, vocabulary=len(vocabulary.rows))
    contents = {
        "model": ("model.onnx", exported(state, shape, ROOM, bits)),
        "tokenizer": ("tokenizer.json", vocabulary.tokenizer),
    }
    table: dict[str, Any] = {"labels": LABELS, "room": ROOM}
    out.mkdir(parents=True, exist_ok=True)
    for part, (name, content) in contents.items():
        (out / name).write_bytes(content)
        table[part] = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    for key, name in (("first", "first"), ("following", "next"), ("last", "last")):
        table[key] = _rounded(state[f"chain.{name}"].tolist())
    (out / "tagger.json").write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    return {path.name: path.stat().st_size for path in sorted(out.iterdir())}


def _rounded(given: Any) -> Any:  # noqa: ANN401 - numbers, or lists of them
    return [_rounded(item) for item in given] if isinstance(given, list) else round(given, 4)
