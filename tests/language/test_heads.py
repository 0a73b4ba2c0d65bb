"""A tiny graph and a tiny tokenizer -> what a head loads, encodes, runs and refuses."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError, UsageError
from dragoman.language.heads import Head, ModelFile

onnx = pytest.importorskip("onnx")
tokenizers = pytest.importorskip("tokenizers")

WORDS = ["[PAD]", "[UNK]", "[CLS]", "Iran", "talks", "left", "the", "café"]


def graph():
    """A model that gives each token's id times its mask, and their sum for each row."""
    helper, integer = onnx.helper, onnx.TensorProto.INT64
    shape = ["rows", "tokens"]
    product = helper.make_node("Mul", ["input_ids", "attention_mask"], ["tokens"])
    total = helper.make_node("ReduceSum", ["tokens", "axes"], ["sums"], keepdims=0)
    made = helper.make_graph(
        [product, total],
        "tiny",
        [
            helper.make_tensor_value_info(name, integer, shape)
            for name in ("input_ids", "attention_mask")
        ],
        [
            helper.make_tensor_value_info("tokens", integer, shape),
            helper.make_tensor_value_info("sums", integer, ["rows"]),
        ],
        [helper.make_tensor("axes", integer, [1], [1])],
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    return model.SerializeToString()


def words():
    """A tokenizer of whole words, with a special token at the head of each text."""
    vocabulary = {word: i for i, word in enumerate(WORDS)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A", special_tokens=[("[CLS]", WORDS.index("[CLS]"))]
    )
    return tokenizer.to_str().encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("head")
    (made / "model.onnx").write_bytes(graph())
    (made / "tokenizer.json").write_bytes(words())
    return made


def file(path: Path, digest: str | None = None) -> ModelFile:
    return ModelFile(path, digest or hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.fixture(scope="module")
def head(folder):
    return Head(
        file(folder / "model.onnx"), file(folder / "tokenizer.json"), longest=6, tokens_a_batch=12
    )


def test_one_text_becomes_ids_mask_and_offsets(head):
    text = "Iran left the café"
    [batch] = head.encode([text])
    assert batch.rows == (0,)
    assert batch.ids.tolist() == [[2, 3, 5, 6, 7]]
    assert batch.mask.tolist() == [[1, 1, 1, 1, 1]]
    assert batch.ids.dtype == batch.mask.dtype == batch.offsets.dtype == np.int64
    told = [text[start:end] for start, end in batch.offsets[0]]
    assert told == ["", "Iran", "left", "the", "café"]


def test_shorter_texts_are_filled_up_and_masked(head):
    [batch] = head.encode(["Iran left", "talks"])
    assert batch.rows == (1, 0)
    assert batch.ids.tolist() == [[2, 4, 0], [2, 3, 5]]
    assert batch.mask.tolist() == [[1, 1, 0], [1, 1, 1]]


def test_texts_are_cut_at_the_longest(head):
    [batch] = head.encode(["talks " * 50])
    assert batch.ids.tolist() == [[2, 4, 4, 4, 4, 4]]


def test_no_texts_give_no_batches(head):
    assert list(head.encode([])) == []


def test_the_model_runs_on_a_batch(head):
    [batch] = head.encode(["Iran left", "talks"])
    found = head.run(batch.inputs)
    assert sorted(found) == ["sums", "tokens"]
    assert found["sums"].tolist() == [6, 10]


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(st.characters(), max_size=12), max_size=30))
def test_every_text_is_in_one_bounded_batch(head, texts):
    batches = list(head.encode(texts))
    assert sorted(row for batch in batches for row in batch.rows) == list(range(len(texts)))
    for batch in batches:
        assert batch.ids.shape == batch.mask.shape == batch.offsets.shape[:2]
        assert batch.ids.size <= 12
        for row, offsets in zip(batch.rows, batch.offsets.tolist(), strict=True):
            assert all(0 <= start <= end <= len(texts[row]) for start, end in offsets)


def test_a_row_longer_than_a_batch_stands_alone(folder):
    narrow = Head(file(folder / "model.onnx"), file(folder / "tokenizer.json"), tokens_a_batch=1)
    assert [batch.rows for batch in narrow.encode(["Iran", "talks"])] == [(0,), (1,)]


def test_files_are_not_touched_before_they_are_needed(folder):
    missing = ModelFile(folder / "none", "0" * 64)
    absent = Head(missing, file(folder / "tokenizer.json"))
    assert [batch.rows for batch in absent.encode(["Iran"])] == [(0,)]
    with pytest.raises(ModelError, match=r"none can't be read \(No such file"):
        absent.run({})
    with pytest.raises(ModelError, match=r"none can't be read"):
        list(Head(file(folder / "model.onnx"), missing).encode(["Iran"]))


def test_another_file_than_expected_is_refused(folder):
    wrong = file(folder / "model.onnx", "ab" * 32)
    with pytest.raises(ModelError, match=r"abababababab\.\.\. was expected"):
        Head(wrong, file(folder / "tokenizer.json")).run({})


def test_broken_files_are_refused(folder):
    broken = folder / "broken"
    broken.write_bytes(b"\x00 neither a graph nor JSON")
    with pytest.raises(ModelError, match="broken can't be loaded"):
        Head(file(broken), file(folder / "tokenizer.json")).run({})
    with pytest.raises(ModelError, match="broken can't be loaded"):
        list(Head(file(folder / "model.onnx"), file(broken)).encode(["Iran"]))


def test_a_model_with_other_inputs_is_refused(head):
    with pytest.raises(ModelError, match="takes attention_mask, input_ids and was given pixels"):
        head.run({"pixels": np.zeros((1, 1))})


def test_a_model_that_fails_on_its_input_says_so(head):
    pair = {
        "input_ids": np.zeros((1, 2), dtype=np.float32),
        "attention_mask": np.zeros((1, 2), dtype=np.int64),
    }
    with pytest.raises(ModelError, match="failed on its input"):
        head.run(pair)


@pytest.mark.parametrize("name", ["threads", "longest", "tokens_a_batch"])
def test_numbers_below_one_are_misuse(head, name):
    with pytest.raises(UsageError, match=f"{name} must be at least 1"):
        Head(head.model, head.tokenizer, **{name: 0})


def test_importing_heads_loads_neither_runtime_nor_tokenizers():
    code = (
        "import sys, dragoman.language.heads\n"
        "sys.exit(bool({'onnxruntime', 'tokenizers', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
