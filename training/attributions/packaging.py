"""Puts a trained tagger into a folder as the package ships it: model, tokenizer, table."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import torch

from training.attributions.encoder import Shape
from training.attributions.exporting import exported
from training.attributions.sentences import LABELS
from training.attributions.training import Options
from training.attributions.weights import archive


def packed_up(
    state: Mapping[str, torch.Tensor], shape: Shape, options: Options, weights: Path, out: Path,
    room: int, bits: int = 8,
) -> None:
    """Writes `out`/model.onnx, tokenizer.json and tagger.json."""
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = json.loads(archive(weights, options.weights)["tokenizer.json"])
    tokenizer["padding"] = tokenizer["truncation"] = None
    contents = {
        "model": ("model.onnx", exported(state, shape, room, bits)),
        "tokenizer": ("tokenizer.json", json.dumps(tokenizer, ensure_ascii=False).encode()),
    }
    table: dict[str, object] = {"labels": LABELS, "room": room}
    for part, (name, content) in contents.items():
        (out / name).write_bytes(content)
        table[part] = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    for key, name in (("first", "first"), ("following", "next"), ("last", "last")):
        table[key] = [[round(x, 4) for x in row] for row in state[f"chain.{name}"].tolist()] \
            if name == "next" else [round(x, 4) for x in state[f"chain.{name}"].tolist()]
    (out / "tagger.json").write_text(json.dumps(table, indent=1) + "\n", "utf-8")
