"""The float weights inside a shipped model folder, to train on from where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import NodeProto, numpy_helper
from torch import Tensor

from onrecord.reading.engagement_heads import unpacked

_EMBEDDINGS = "encoder.embeddings.word_embeddings.weight"


def shipped_weights(folder: Path) -> dict[str, Tensor]:
    """Give the weights of the model in a folder by their names in training, rounding included.

    Biases and norms are as they were trained; matrices and vocabulary are what int8 left of them.
    """
    network = onnx.load(folder / "model.int8.onnx")
    kept = {one.name: numpy_helper.to_array(one) for one in network.graph.initializer}
    found = {n: v for n, v in kept.items() if n.startswith("encoder.")}
    found[_EMBEDDINGS] = kept["vocabulary"].astype(np.float32) * kept["vocabulary_scale"]
    readers: dict[str, list[NodeProto]] = {}
    for node in network.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    for node in network.graph.node:
        if node.op_type == "MatMulInteger":
            bias = _bias(node, readers, kept)
            found[bias.removesuffix("bias") + "weight"] = _matrix(node.input[1], kept).T
    weights = {f"encoder.{n}": torch.tensor(v) for n, v in found.items()}
    with np.load(folder / "heads.npz") as heads:
        for name, value in unpacked(heads).items():
            if not name.startswith("rereading."):
                weights[f"heads.{name}"] = torch.tensor(value)
    return weights


def _matrix(name: str, kept: Mapping[str, npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
    base = name.removesuffix("_quantized")
    whole = kept[name].astype(np.float32) - kept[f"{base}_zero_point"].astype(np.float32)
    found: npt.NDArray[np.float32] = whole * kept[f"{base}_scale"]
    return found


def _bias(
    node: NodeProto, readers: Mapping[str, list[NodeProto]], kept: Mapping[str, object]
) -> str:
    """Follow a product to the addition of its bias, whose name says which layer it is."""
    while node.op_type != "Add":
        (node,) = readers[node.output[0]]
    (bias,) = [name for name in node.input if name in kept]
    return bias
