"""A tagger of a few kilobytes, made while the tests run: each piece has its label by itself.

Its graph is a real one, read by ONNX Runtime; what it knows is that "minister" and "ministry" are
sources, "said" is a cue, and words in small letters behind are content.
"""

import hashlib
import json

import numpy as np

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "minister", "said", "talks", "go", "on", "“"]
LIKELY = {
    "the": "O",
    "minister": "B-source",
    "said": "B-cue",
    "talks": "B-content",
    "go": "I-content",
    "on": "I-content",
    "“": "B-content",
}


def make(folder, onnx, tokenizers, *, labels=LABELS, room=32):
    """Writes the tagger's folder and gives it back."""
    files = {"model.onnx": _graph(onnx), "tokenizer.json": _tokenizer(tokenizers)}
    count = len(labels)
    table = {
        "labels": labels,
        "room": room,
        "first": [0.0] * count,
        "following": [[0.0] * count] * count,
        "last": [0.0] * count,
    }
    for part, (name, content) in zip(("model", "tokenizer"), files.items(), strict=True):
        (folder / name).write_bytes(content)
        table[part] = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    (folder / "tagger.json").write_text(json.dumps(table))
    return folder


def _graph(onnx):
    helper, integer, real = onnx.helper, onnx.TensorProto.INT64, onnx.TensorProto.FLOAT
    scores = np.zeros((len(PIECES), len(LABELS)), np.float32)
    for word, label in LIKELY.items():
        scores[PIECES.index(word), LABELS.index(label)] = 8
    scores[PIECES.index("[UNK]"), LABELS.index("O")] = 8
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["raw"]),
        helper.make_node("Cast", ["attention_mask"], ["real"], to=real),
        helper.make_node("Unsqueeze", ["real", "axis"], ["column"]),
        helper.make_node("Mul", ["raw", "column"], ["scores"]),
    ]
    inputs = [
        helper.make_tensor_value_info(name, integer, ["rows", "pieces"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("scores", real, ["rows", "pieces", len(LABELS)])
    constants = [
        onnx.numpy_helper.from_array(scores, "table"),
        onnx.numpy_helper.from_array(np.array([2]), "axis"),
    ]
    graph = helper.make_graph(nodes, "tiny", inputs, [output], constants)
    opsets = [helper.make_opsetid("", 17)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString()


def _tokenizer(tokenizers):
    vocabulary = {piece: n for n, piece in enumerate(PIECES)}
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    made.normalizer = tokenizers.normalizers.Lowercase()
    return made.to_str().encode()
