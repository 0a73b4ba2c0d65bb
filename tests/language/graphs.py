"""The smallest heads there are: each piece has the scores that a table gives it."""

import numpy as np
import pytest


def table_graph(scores, *, picked=False):
    """A model that gives each piece its row of `scores`; of some pieces alone if `picked`."""
    onnx = pytest.importorskip("onnx")
    helper, integer, real = onnx.helper, onnx.TensorProto.INT64, onnx.TensorProto.FLOAT
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["raw"]),
        helper.make_node("Cast", ["attention_mask"], ["real"], to=real),
        helper.make_node("Unsqueeze", ["real", "axis"], ["column"]),
        helper.make_node("Mul", ["raw", "column"], ["all" if picked else "scores"]),
    ]
    inputs = [
        helper.make_tensor_value_info(name, integer, ["rows", "pieces"])
        for name in ("input_ids", "attention_mask")
    ]
    if picked:
        nodes.append(helper.make_node("Gather", ["all", "read_at"], ["scores"], axis=1))
        inputs.append(helper.make_tensor_value_info("read_at", integer, ["places"]))
    output = helper.make_tensor_value_info("scores", real, ["rows", None, scores.shape[1]])
    constants = [
        onnx.numpy_helper.from_array(scores, "table"),
        onnx.numpy_helper.from_array(np.array([2]), "axis"),
    ]
    graph = helper.make_graph(nodes, "tiny", inputs, [output], constants)
    opsets = [helper.make_opsetid("", 17)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString()


def word_tokenizer(pieces):
    """A tokenizer that knows these words, in this order."""
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = {piece: n for n, piece in enumerate(pieces)}
    made = tokenizers.Tokenizer(tokenizers.models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return made.to_str().encode()
