"""A small encoder with weights of chance -> the exported graph gives nearly the same scores."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training's own libraries are not installed")
onnxruntime = pytest.importorskip("onnxruntime")

from training.encoder.cutting import Weighing, cut  # noqa: E402 - needs torch
from training.encoder.encoder import Encoder, Shape  # noqa: E402
from training.encoder.exporting import SHUT, exported  # noqa: E402
from training.encoder.gating import Gate, Gating, least_of  # noqa: E402

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


PLAIN = replace(SHAPE, buckets=0, shift=0)


@pytest.fixture
def plain():
    torch.manual_seed(2)
    return Encoder(PLAIN).eval()


def run(graph, **given):
    session = onnxruntime.InferenceSession(graph)
    return session.run(None, {name: value.numpy() for name, value in given.items()})[0]


def test_a_picked_graph_gives_the_scores_of_some_places_alone(plain):
    ids, read_at = torch.randint(0, 50, (1, 20)), torch.tensor([0, 7, 19])
    mask = torch.ones_like(ids)
    graph = exported(plain.state_dict(), PLAIN, 38, picked=True)
    found = run(graph, input_ids=ids, attention_mask=mask, read_at=read_at)
    expected = scores(plain, ids, mask)[:, [0, 7, 19]]
    assert found.shape == (1, 3, 7)
    assert np.abs(found - expected).mean() < 0.1 * expected.std()


def test_what_looks_at_distances_cannot_be_picked(model):
    with pytest.raises(ValueError, match="distances"):
        exported(model.state_dict(), SHAPE, 38, picked=True)


@pytest.mark.parametrize("picked", [False, True])
def test_a_gate_lets_through_what_reaches_its_score(plain, picked):
    ids = torch.randint(0, 50, (1, 20))
    mask = torch.ones_like(ids)
    gate = Gate(PLAIN.width, 4)
    hidden = []
    plain.layers[0].register_forward_hook(lambda _, __, out: hidden.append(out.clone()))
    expected = scores(plain, ids, mask)
    with torch.inference_mode():
        height = float(gate(hidden[0], mask))
    given = {"input_ids": ids, "attention_mask": mask}
    given |= {"read_at": torch.arange(20)} if picked else {}

    def gated(least):
        gating = Gating(gate, 1, least)
        return run(exported(plain.state_dict(), PLAIN, 38, picked=picked, gating=gating), **given)

    assert np.abs(gated(height - 0.1) - expected).mean() < 0.1 * expected.std()
    assert gated(height + 0.1).shape == expected.shape
    assert (gated(height + 0.1) == SHUT).all()


def test_a_gate_is_set_to_keep_most_of_what_is_worth_it():
    heights, worth = torch.arange(100.0), torch.arange(100) >= 50
    least = least_of(heights, worth, 0.9)
    assert 54 <= least <= 55
    with pytest.raises(ValueError, match="no passage"):
        least_of(heights, heights > 100, 0.9)
