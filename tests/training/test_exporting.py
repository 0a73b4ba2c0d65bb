"""A small encoder with weights of chance -> the exported graph gives nearly the same scores."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training's own libraries are not installed")
onnxruntime = pytest.importorskip("onnxruntime")

from training.encoder.cutting import Weighing, cut  # noqa: E402 - needs torch
from training.encoder.encoder import Encoder, Shape  # noqa: E402
from training.encoder.exporting import exported  # noqa: E402

SHAPE = Shape(
    vocabulary=50, width=64, inner=128, heads=4, each=16, layers=2, positions=40, epsilon=1e-5,
    buckets=32, shift=2, labels=7,
)  # fmt: skip


@pytest.fixture
def model():
    torch.manual_seed(1)
    return Encoder(SHAPE).eval()


def scores(model, ids, mask):
    with torch.inference_mode():
        return model(ids, mask)[0].numpy()


def test_the_graph_scores_as_the_model_does(model):
    ids = torch.randint(0, 50, (3, 30))
    mask = torch.ones_like(ids)
    mask[1, 20:] = 0
    session = onnxruntime.InferenceSession(exported(model.state_dict(), SHAPE, 38))
    given = {"input_ids": ids.numpy(), "attention_mask": mask.numpy()}
    [found] = session.run(None, given)
    expected = scores(model, ids, mask)
    real = mask.numpy().astype(bool)
    assert np.abs(found - expected)[real].mean() < 0.1 * expected[real].std()


def test_cutting_nothing_changes_nothing(model):
    ids = torch.randint(0, 50, (2, 12))
    mask = torch.ones_like(ids)
    worth = Weighing(model)
    same = cut(model, worth, SHAPE.heads, SHAPE.inner).eval()
    assert np.allclose(scores(same, ids, mask), scores(model, ids, mask), atol=1e-5)


def test_what_is_worth_nothing_is_cut(model):
    with torch.no_grad():
        for layer in model.layers:
            layer.mixed.weight[:, 16:32] = 0
            layer.outer.weight[:, 100:] = 0
    ids = torch.randint(0, 50, (2, 12))
    mask = torch.ones_like(ids)
    model(ids, mask)[0].square().sum().backward()
    worth = Weighing(model)
    worth.add(model)
    smaller = cut(model, worth, 3, 100).eval()
    assert smaller.layers[0].qkv.weight.shape == (3 * 3 * 16, 64)
    assert np.allclose(scores(smaller, ids, mask), scores(model, ids, mask), atol=1e-5)
