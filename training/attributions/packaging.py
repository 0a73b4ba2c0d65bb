"""Puts a trained tagger into a folder as the package ships it: model, tokenizer, table."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.attributions.batches import collated
from training.attributions.paragraphs import rebuilt
from training.attributions.sentences import LABELS, Sentence, grouped, packed
from training.encoder.encoder import Encoder, Shape
from training.encoder.evening import reaches
from training.encoder.exporting import exported
from training.encoder.pieces import Pieces
from training.encoder.vocabulary import pruned
from training.encoder.weights import archive

ROOM = 192
"""Pieces that the exported head sees at once."""
SEEN = 40
"""Articles from which is learned how far values reach."""
BITS = 7
"""Bits of a weight: with eight, processors without dot-product instructions overflow."""


def export(run: Path, weights: Path, data: Path, out: Path, bits: int = BITS) -> dict[str, Any]:
    """Writes `out`/model.onnx, tokenizer.json and tagger.json; their sizes in bytes."""
    options = json.loads((run / "options.json").read_text("utf-8"))
    held = torch.load(run / "model.pt", weights_only=True)
    state, shape = held["model"], Shape(**held["shape"])
    articles = grouped(rebuilt(data))
    words = {w for article in articles for line in article for w in line.words}
    tokenizer = archive(weights, options["weights"])["tokenizer.json"]
    vocabulary = pruned(tokenizer, sorted(words))
    model = Encoder(shape)
    model.load_state_dict(state)
    reach = reaches(model, _some(articles, Pieces(tokenizer)))
    state = state | {"words.weight": state["words.weight"][list(vocabulary.rows)]}
    shape = replace(shape, vocabulary=len(vocabulary.rows))
    contents = {
        "model": ("model.onnx", exported(state, shape, ROOM, bits=bits, reaches=reach)),
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


def _some(
    articles: Sequence[Sequence[Sentence]], pieces: Pieces
) -> Iterator[tuple[Tensor, Tensor]]:
    """A few hundred windows of the training data, of articles from its beginning to its end."""
    for article in articles[:: len(articles) // SEEN]:
        batch = collated(list(packed(article, pieces.words, ROOM))[:8], pieces)
        yield batch.ids, batch.mask


def _rounded(given: Any) -> Any:  # noqa: ANN401 - numbers, or lists of them
    return [_rounded(item) for item in given] if isinstance(given, list) else round(given, 4)
