"""A trained tagger as an ONNX graph of eight-bit weights, written node by node.

Weights are rounded once, one scale a column; what flows through is rounded anew at each run, one
scale a tensor. Norms, attention and the label scores stay in 32 bits. The embeddings of the
vocabulary, half of the file otherwise, have one scale a piece.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.encoder.encoder import Shape, distance_buckets
from training.encoder.evening import divisors
from training.encoder.gating import Gating

OPSET, MICROSOFT = 17, 1
SHUT = -30.0
"""The score of every label where a gate lets nothing through."""
Array = NDArray[np.generic]


@dataclass
class Graph:
    """Nodes and constants while they are put together."""

    shape: Shape
    positions: int
    bits: int
    reaches: Mapping[str, NDArray[np.float32]]
    picked: bool = False
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

    def product(
        self, name: str, source: str, weight: Array, bias: Array | None, reach: str = ""
    ) -> str:
        """`source`, made even, times a weight that is rounded to `bits` bits, plus a bias.

        `reach` is the name under which it is known how far `source` reaches, else the product's.
        """
        if (reach or name) in self.reaches:
            by = divisors(self.reaches[reach or name], weight)
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
    *,
    bits: int = 8,
    reaches: Mapping[str, NDArray[np.float32]] | None = None,
    picked: bool = False,
    gating: Gating | None = None,
) -> bytes:
    """The graph of a tagger, for windows of at most `positions` pieces.

    It takes `input_ids` and `attention_mask`, int64 of (rows, pieces), and gives `scores`,
    float32 of (rows, pieces, labels). `reaches` says how far values reach before the products.

    A graph that is `picked` also takes `read_at`, int64 of (places,), and gives the scores of these
    pieces alone, (rows, places, labels): what its last layer makes of the others isn't worked out.
    With a gate it gives SHUT for all of them where no row is worth the layers above the gate.

    Raises:
        ValueError: a picked graph of a shape that looks at distances.
    """
    if picked and shape.buckets:
        raise ValueError("what looks at distances has to work out all places")
    values = {name: tensor.float().numpy() for name, tensor in state.items()}
    graph = Graph(shape, positions, bits, reaches or {}, picked)
    hidden = _embedded(graph, values)
    if shape.buckets:
        _away(graph)
    graph.node("Cast", ["attention_mask"], "padding", to=TensorProto.INT32)
    if gating is None:
        hidden = _layers(graph, hidden, values, range(shape.layers))
        _scores(graph, hidden, values, "scores")
        return _model(graph).SerializeToString()
    below, above = range(gating.below), range(gating.below, shape.layers)
    hidden = _layers(graph, hidden, values, below)
    through = _gate(graph, hidden, gating)
    upper = replace(graph, nodes=[])  # constants are all in the outer graph
    found = _scores(upper, _layers(upper, hidden, values, above), values, "scores.found")
    shut = _shut(graph)
    branches = {"then_branch": _branch(upper, found), "else_branch": _branch(shut, "scores.shut")}
    graph.nodes.append(helper.make_node("If", [through], ["scores"], **branches))
    return _model(graph).SerializeToString()


def _layers(graph: Graph, hidden: str, values: Mapping[str, Array], layers: range) -> str:
    """Some layers on what those below give."""
    for layer in layers:
        own = {
            name.removeprefix(f"layers.{layer}."): value
            for name, value in values.items()
            if name.startswith(f"layers.{layer}.")
        }
        picked = graph.picked and layer == graph.shape.layers - 1
        hidden = _layer(graph, f"layer{layer}", hidden, own, picked=picked)
    return hidden


def _scores(graph: Graph, hidden: str, values: Mapping[str, Array], name: str) -> str:
    weight = graph.constant("scores.weight", values["scores.weight"].T)
    raw = graph.node("MatMul", [hidden, weight], "scores.raw")
    return graph.node("Add", [raw, graph.constant("scores.bias", values["scores.bias"])], name)


def _gate(graph: Graph, hidden: str, gating: Gating) -> str:
    """Whether any row is worth the layers above."""
    held = {name: value.float().numpy() for name, value in gating.gate.state_dict().items()}
    for name, value in (
        ("gate.units", held["units.weight"].T),
        ("gate.units.bias", held["units.bias"]),
        ("gate.score", held["score.weight"].T),
        ("gate.least", np.float32(gating.least) - held["score.bias"]),
    ):
        graph.constant(name, value)
    graph.node("MatMul", [hidden, "gate.units"], "gate.raw")
    graph.node("Add", ["gate.raw", "gate.units.bias"], "gate.added")
    graph.node("Relu", ["gate.added"], "gate.seen")
    graph.node("Unsqueeze", ["attention_mask", graph.constant("gate.axis", np.array([2]))], "real")
    graph.node("Cast", ["real"], "gate.real", to=TensorProto.FLOAT)
    graph.node("Mul", ["gate.seen", "gate.real"], "gate.own")
    graph.node("ReduceMax", ["gate.own"], "gate.most", axes=[1], keepdims=0)
    graph.node("MatMul", ["gate.most", "gate.score"], "gate.height")
    graph.node("ReduceMax", ["gate.height"], "gate.highest", keepdims=0)
    graph.node("Squeeze", ["gate.least"], "gate.lowest")
    return graph.node("GreaterOrEqual", ["gate.highest", "gate.lowest"], "gate.through")


def _shut(graph: Graph) -> Graph:
    """What a shut gate gives, as a graph."""
    shut = replace(graph, nodes=[])
    labels = graph.constant("shut.labels", np.array([graph.shape.labels], np.int64))
    graph.constant("shut.score", np.array(SHUT, np.float32))
    shut.node("Shape", ["input_ids"], "shut.rows", start=0, end=1)
    places = shut.node("Shape", ["read_at"], "shut.places") if graph.picked else "width"
    shut.node("Concat", ["shut.rows", places, labels], "shut.shape", axis=0)
    shut.node("Expand", ["shut.score", "shut.shape"], "scores.shut")
    return shut


def _branch(graph: Graph, output: str) -> onnx.GraphProto:
    found = helper.make_tensor_value_info(output, TensorProto.FLOAT, _sides(graph))
    return helper.make_graph(graph.nodes, output, [], [found])


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
    """How far each place is from each other, as the row of a table of distances.

    Worked out of constants alone, so that ONNX Runtime does it once, as it loads the graph.
    """
    place = np.arange(graph.positions, dtype=np.int64)
    graph.constant("place", place[None])
    graph.constant("asking", place[:, None])
    graph.node("Sub", ["place", "asking"], "away")
    graph.node(
        "Add", ["away", graph.constant("middle", np.array(graph.positions - 1, np.int64))], "row"
    )
    graph.constant("corner", np.zeros(2, np.int64))
    graph.constant("sides", np.array([2, 3], np.int64))
    graph.node("Concat", ["width", "width"], "square", axis=0)


def _distances(graph: Graph, name: str, table: Array) -> str:
    """What each head adds for the distance of two places: (1, heads, pieces, pieces).

    Cut out of what it adds at all places, which is found once.
    """
    buckets = distance_buckets(graph.positions, graph.shape.buckets).numpy()
    away = np.concatenate([buckets[::-1, 0][:-1], buckets[0]])  # from far before to far behind
    graph.node(
        "Gather", [graph.constant(f"{name}.table", table[away].T), "row"], f"{name}.found", axis=1
    )
    graph.node("Unsqueeze", [f"{name}.found", "zero"], f"{name}.all")
    return graph.node("Slice", [f"{name}.all", "corner", "square", "sides"], name)


def _layer(graph: Graph, name: str, hidden: str, own: Mapping[str, Array], *, picked: bool) -> str:
    if picked:
        parts, hidden = _looking(graph, name, hidden, own)
    else:
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


def _looking(
    graph: Graph, name: str, hidden: str, own: Mapping[str, Array]
) -> tuple[list[str], str]:
    """What the picked places look with and at, and what they are themselves."""
    weight, bias, reach = own["qkv.weight"].T, own["qkv.bias"], f"{name}.qkv"
    width = len(bias) // 3
    picked = graph.node("Gather", [hidden, "read_at"], f"{name}.picked", axis=1)
    q = graph.product(f"{name}.q", picked, weight[:, :width], bias[:width], reach)
    kv = graph.product(f"{name}.kv", hidden, weight[:, width:], bias[width:], reach)
    parts = [f"{name}.k", f"{name}.v"]
    graph.nodes.append(helper.make_node("Split", [kv], parts, axis=2))
    return [q, *parts], picked


def _normed(graph: Graph, name: str, inputs: list[str], own: Mapping[str, Array], norm: str) -> str:
    # Sum, not Add: ONNX Runtime would fuse Add and norm to one node that takes ten times as long.
    added = graph.node("Sum", inputs, f"{name}.sum")
    weight = graph.constant(f"{name}.weight", own[f"{norm}.weight"])
    shift = graph.constant(f"{name}.shift", own[f"{norm}.bias"])
    return graph.node(
        "LayerNormalization", [added, weight, shift], name, epsilon=graph.shape.epsilon
    )


def _sides(graph: Graph) -> list[str | int]:
    """The shape of the scores."""
    return ["rows", "places" if graph.picked else "pieces", graph.shape.labels]


def _model(graph: Graph) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["rows", "pieces"])
        for name in ("input_ids", "attention_mask")
    ]
    if graph.picked:
        inputs.append(helper.make_tensor_value_info("read_at", TensorProto.INT64, ["places"]))
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, _sides(graph))
    made = helper.make_graph(graph.nodes, "tagger", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT)]
    return helper.make_model(made, opset_imports=opsets, ir_version=8)
