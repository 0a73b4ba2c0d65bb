"""A trained tagger as an ONNX graph of eight-bit weights, written node by node.

Weights are rounded once, one scale a column; what flows through is rounded anew at each run, one
scale a tensor. Norms, attention and the label scores stay in 32 bits. The embeddings of the
vocabulary, half of the file otherwise, have one scale a piece.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.encoder.encoder import Shape, distance_buckets
from training.encoder.evening import divisors

OPSET, MICROSOFT = 17, 1
Array = NDArray[np.generic]


@dataclass
class Graph:
    """Nodes and constants while they are put together."""

    shape: Shape
    positions: int
    bits: int
    reaches: Mapping[str, NDArray[np.float32]]
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: Array) -> str:
        """A named constant; its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self, kind: str, inputs: list[str], output: str, domain: str = "", **more: object
    ) -> str:
        """One node; the name of what it gives."""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **more))
        return output

    def product(self, name: str, source: str, weight: Array, bias: Array | None) -> str:
        """`source`, made even, times a weight that is rounded to `bits` bits, plus a bias."""
        if name in self.reaches:
            by = divisors(self.reaches[name], weight)
            weight = weight * by[:, None]
            source = self.node("Mul", [source, self.constant(f"{name}.by", 1 / by)], f"{name}.even")
        top = 2 ** (self.bits - 1) - 1
        scale = np.maximum(np.abs(weight).max(0), 1e-8).astype(np.float32) / np.float32(top)
        rounded = np.clip(np.rint(weight / scale), -top, top).astype(np.int8)
        inputs = [
            source,
            self.constant(f"{name}.weight", rounded),
            self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
        ]
        if bias is not None:
            inputs.append(self.constant(f"{name}.bias", bias))
        return self.node("DynamicQuantizeMatMul", inputs, name, "com.microsoft")


def exported(
    state: Mapping[str, torch.Tensor],
    shape: Shape,
    positions: int,
    bits: int = 8,
    reaches: Mapping[str, NDArray[np.float32]] | None = None,
) -> bytes:
    """The graph of a tagger, for windows of at most `positions` pieces.

    It takes `input_ids` and `attention_mask`, int64 of (rows, pieces), and gives `scores`,
    float32 of (rows, pieces, labels). `reaches` says how far values reach before the products.
    """
    values = {name: tensor.float().numpy() for name, tensor in state.items()}
    graph = Graph(shape, positions, bits, reaches or {})
    hidden = _embedded(graph, values)
    if shape.buckets:
        _away(graph)
    graph.node("Cast", ["attention_mask"], "padding", to=TensorProto.INT32)
    for layer in range(shape.layers):
        own = {
            name.removeprefix(f"layers.{layer}."): value
            for name, value in values.items()
            if name.startswith(f"layers.{layer}.")
        }
        hidden = _layer(graph, f"layer{layer}", hidden, own)
    weight = graph.constant("scores.weight", values["scores.weight"].T)
    raw = graph.node("MatMul", [hidden, weight], "scores.raw")
    graph.node("Add", [raw, graph.constant("scores.bias", values["scores.bias"])], "scores")
    return _model(graph).SerializeToString()


def _embedded(graph: Graph, values: Mapping[str, Array]) -> str:
    shape, positions = graph.shape, graph.positions
    words = values["words.weight"]
    scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-8) / np.float32(127)
    table = graph.constant("words", np.rint(words / scale).astype(np.int8))
    scales = graph.constant("words.scale", scale.astype(np.float32))
    graph.node("Gather", [table, "input_ids"], "words.rounded")
    graph.node("Cast", ["words.rounded"], "words.cast", to=TensorProto.FLOAT)
    graph.node("Gather", [scales, "input_ids"], "words.scales")
    graph.node("Mul", ["words.cast", "words.scales"], "words.found")
    places = values["places.weight"][shape.shift : shape.shift + positions]
    table = graph.constant("places", places)
    graph.node("Shape", ["input_ids"], "width", start=1, end=2)
    zero = graph.constant("zero", np.array([0], np.int64))
    graph.node("Slice", [table, zero, "width", zero], "places.found")
    graph.node("Add", ["words.found", "places.found"], "embedded")
    return graph.node(
        "LayerNormalization",
        [
            "embedded",
            graph.constant("norm.weight", values["norm.weight"]),
            graph.constant("norm.bias", values["norm.bias"]),
        ],
        "embedded.normed",
        epsilon=shape.epsilon,
    )


def _away(graph: Graph) -> None:
    """How far each place is from each other, as the row of a table of distances."""
    zero = graph.constant("none", np.array(0, np.int64))
    one = graph.constant("one", np.array(1, np.int64))
    graph.node("Squeeze", ["width", "zero"], "length")
    graph.node("Range", [zero, "length", one], "place")
    graph.node("Unsqueeze", ["place", graph.constant("axis", np.array([1], np.int64))], "asking")
    graph.node("Sub", ["place", "asking"], "away")
    graph.node(
        "Add", ["away", graph.constant("middle", np.array(graph.positions - 1, np.int64))], "row"
    )


def _distances(graph: Graph, name: str, table: Array) -> str:
    """What each head adds for the distance of two places: (1, heads, pieces, pieces)."""
    buckets = distance_buckets(graph.positions, graph.shape.buckets).numpy()
    away = np.concatenate([buckets[::-1, 0][:-1], buckets[0]])  # from far before to far behind
    graph.node(
        "Gather", [graph.constant(f"{name}.table", table[away].T), "row"], f"{name}.found", axis=1
    )
    return graph.node("Unsqueeze", [f"{name}.found", "zero"], name)


def _layer(graph: Graph, name: str, hidden: str, own: Mapping[str, Array]) -> str:
    qkv = graph.product(f"{name}.qkv", hidden, own["qkv.weight"].T, own["qkv.bias"])
    parts = [f"{name}.{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [qkv], parts, axis=2))
    inputs = [*parts, "", "padding"]
    if graph.shape.buckets:
        table = own["distances.weight"]
        inputs.append(_distances(graph, f"{name}.distances", table))
    seen = graph.node(
        "MultiHeadAttention", inputs, f"{name}.seen", "com.microsoft", num_heads=graph.shape.heads
    )
    mixed = graph.product(f"{name}.mixed", seen, own["mixed.weight"].T, own["mixed.bias"])
    hidden = _normed(graph, f"{name}.norm1", [mixed, hidden], own, "norm1")
    inner = graph.product(f"{name}.inner", hidden, own["inner.weight"].T, None)
    added = graph.constant(f"{name}.inner.added", own["inner.bias"])
    bent = graph.node("BiasGelu", [inner, added], f"{name}.bent", "com.microsoft")
    outer = graph.product(f"{name}.outer", bent, own["outer.weight"].T, own["outer.bias"])
    return _normed(graph, f"{name}.norm2", [outer, hidden], own, "norm2")


def _normed(graph: Graph, name: str, inputs: list[str], own: Mapping[str, Array], norm: str) -> str:
    # Sum, not Add: ONNX Runtime would fuse Add and norm to one node that takes ten times as long.
    added = graph.node("Sum", inputs, f"{name}.sum")
    weight = graph.constant(f"{name}.weight", own[f"{norm}.weight"])
    shift = graph.constant(f"{name}.shift", own[f"{norm}.bias"])
    return graph.node(
        "LayerNormalization", [added, weight, shift], name, epsilon=graph.shape.epsilon
    )


def _model(graph: Graph) -> onnx.ModelProto:
    sides = ["rows", "pieces"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, sides)
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info(
        "scores", TensorProto.FLOAT, [*sides, graph.shape.labels]
    )
    made = helper.make_graph(graph.nodes, "tagger", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT)]
    return helper.make_model(made, opset_imports=opsets, ir_version=8)
