"""The weights that a training run kept, or the float ones inside a shipped model, to go on from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import ModelProto, NodeProto, numpy_helper
from torch import Tensor

from onrecord.reading.arrays import Floats
from onrecord.reading.engagement_heads import unpacked

_REREADING = "rereading."
_EMBEDDINGS = "encoder.embeddings.word_embeddings.weight"


def weights_in(folder: Path) -> dict[str, Tensor]:
    """Load the weights that a training run kept in a folder, or those of a shipped model."""
    return _kept(folder / "model.pt") or shipped_weights(folder)


def rereading_in(folder: Path) -> dict[str, Tensor]:
    """Load the second reading that a training run kept in a folder, or that of a shipped model."""
    return _kept(folder / "rereading.pt") or shipped_rereading(folder)


def shipped_weights(folder: Path) -> dict[str, Tensor]:
    """Give the weights of the model in a folder by their names in training, rounding included.

    Biases and norms are as they were trained; matrices and vocabulary are what int8 left of them.
    """
    network = onnx.load(folder / "model.int8.onnx")
    kept = _arrays(network)
    found = _weights_of(network, kept, "encoder.")
    found[_EMBEDDINGS] = kept["vocabulary"].astype(np.float32) * kept["vocabulary_scale"]
    weights = {f"encoder.{n}": torch.tensor(v) for n, v in found.items()}
    for name, value in _heads(folder).items():
        if not name.startswith(_REREADING):
            weights[f"heads.{name}"] = torch.tensor(value)
    return weights


def shipped_rereading(folder: Path) -> dict[str, Tensor]:
    """Give the weights of the second reading in a folder, as `shipped_weights` does the first's."""
    network = onnx.load(folder / "rereading.int8.onnx")
    found = _weights_of(network, _arrays(network), "layers.")
    weights = {f"upper.{n}": torch.tensor(v) for n, v in found.items()}
    for name, value in _heads(folder).items():
        if name.startswith(_REREADING):
            weights[name.removeprefix(_REREADING)] = torch.tensor(value)
    return weights


def _kept(path: Path) -> dict[str, Tensor] | None:
    return torch.load(path) if path.exists() else None


def _heads(folder: Path) -> dict[str, Floats]:
    with np.load(folder / "heads.npz") as heads:
        return unpacked(heads)


def _arrays(network: ModelProto) -> dict[str, Floats]:
    return {one.name: numpy_helper.to_array(one) for one in network.graph.initializer}


def _weights_of(network: ModelProto, kept: Mapping[str, Floats], prefix: str) -> dict[str, Floats]:
    """Give the biases and norms whose names begin so, and the matrices of their layers."""
    found = {n: v for n, v in kept.items() if n.startswith(prefix)}
    readers: dict[str, list[NodeProto]] = {}
    for node in network.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    for node in network.graph.node:
        if node.op_type == "MatMulInteger":
            bias = _bias(node, readers, kept)
            found[bias.removesuffix("bias") + "weight"] = _matrix(node.input[1], kept).T
    return found


def _matrix(name: str, kept: Mapping[str, Floats]) -> Floats:
    base = name.removesuffix("_quantized")
    whole = kept[name].astype(np.float32) - kept[f"{base}_zero_point"].astype(np.float32)
    found: Floats = whole * kept[f"{base}_scale"]
    return found


def _bias(
    node: NodeProto, readers: Mapping[str, list[NodeProto]], kept: Mapping[str, object]
) -> str:
    """Follow a product to the addition of its bias, whose name says which layer it is."""
    while node.op_type != "Add":
        (node,) = readers[node.output[0]]
    (bias,) = [name for name in node.input if name in kept]
    return bias
