"""Weights to int8, activations to int8 by wordpiece: how both encoders are made small.

onnxruntime's dynamic quantisation gives one scale to all the activations of a matrix product, and
the few wordpieces with the largest values then leave the others a handful of levels. Here each
wordpiece's vector is divided by its own largest value before and multiplied by it after: token-wise
scales, as in ZeroQuant (Yao et al. 2022, arXiv:2206.01861). On the engagement model that halves
the distance from the float network.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

Floats = npt.NDArray[np.float32]

_LEAST = 1e-6
"""A vector of zeros is divided by this, not by zero."""
_MOST_IN_SEVEN_BITS = 64
"""Two products of an unsigned byte with such a weight fit 16 bits: 2 * 255 * 64 < 2**15."""
_SHARES_OF_LARGEST = tuple(k / 100 for k in range(50, 101))


def quantized(model: ModelProto, *, vocabulary: bool = True) -> ModelProto:
    """Weights of matrix products to int8 by channel, the vocabulary's vectors to int8 by row.

    A network without a `vocabulary` takes vectors in.
    """
    if vocabulary:
        _quantize_vocabulary(model)
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "fused.onnx", Path(folder) / "int8.onnx"
        onnx.save(model, before)
        quantize_dynamic(
            before,
            after,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
        return scaled_by_row(onnx.load(after))


def scaled_by_row(model: ModelProto) -> ModelProto:
    """Give every wordpiece its own scale in the matrix products of a quantised model.

    Changes the model in place and gives it back; weights stay as they are.
    """
    graph = model.graph
    graph.initializer.append(numpy_helper.from_array(np.float32([_LEAST]), "least"))
    for number, node in enumerate([n for n in graph.node if n.op_type == "DynamicQuantizeLinear"]):
        vectors, most = node.input[0], f"most_{number}"
        before = [
            helper.make_node("Abs", [vectors], [f"size_{number}"]),
            helper.make_node(
                "ReduceMax", [f"size_{number}"], [f"largest_{number}"], axes=[-1], keepdims=1
            ),
            helper.make_node("Max", [f"largest_{number}", "least"], [most]),
            helper.make_node("Div", [vectors, most], [f"unit_{number}"]),
        ]
        _insert(model, node, before)
        node.input[0] = f"unit_{number}"
        for product in [n for n in graph.node if n.input and n.input[0] == node.output[0]]:
            if product.op_type != "MatMulInteger":
                raise ValueError(f"{product.op_type} reads quantised vectors, not a MatMulInteger")
            (cast,) = _readers(model, product.output[0])
            (scaled,) = _readers(model, cast.output[0])
            result = scaled.output[0]
            scaled.output[0] = f"{result}_unit"
            back = helper.make_node("Mul", [scaled.output[0], most], [result])
            graph.node.insert(list(graph.node).index(scaled) + 1, back)
    return model


def in_seven_bits(model: ModelProto) -> ModelProto:
    """Narrow the weights of a quantised model's matrix products, so that no processor saturates.

    Processors without VNNI add two products of bytes in 16 bits and cut off what does not fit
    (onnxruntime's quantisation guide, `reduce_range`): with eight bits the same text may be read
    otherwise on another machine. Each column takes the scale at which it is least distorted, large
    weights cut off if need be. Changes the model in place and gives it back.
    """
    by_name = {one.name: one for one in model.graph.initializer}
    products = [n for n in model.graph.node if n.op_type == "MatMulInteger"]
    for name in sorted({node.input[1] for node in products}):
        scaled = name.removesuffix("_quantized") + "_scale"
        scale = numpy_helper.to_array(by_name[scaled])
        columns = numpy_helper.to_array(by_name[name]).astype(np.float32) * scale
        narrow, wider = _least_distorted(columns)
        by_name[name].CopyFrom(numpy_helper.from_array(narrow, name))
        by_name[scaled].CopyFrom(numpy_helper.from_array(wider.reshape(scale.shape), scaled))
    return model


def _least_distorted(columns: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    largest = np.maximum(np.abs(columns).max(axis=0), _LEAST)
    best = np.full(columns.shape[1], np.inf, dtype=np.float32)
    narrow = np.zeros(columns.shape, dtype=np.int8)
    scales = np.ones(columns.shape[1], dtype=np.float32)
    for share in _SHARES_OF_LARGEST:
        scale = (largest * share / _MOST_IN_SEVEN_BITS).astype(np.float32)
        whole = np.clip(np.round(columns / scale), -_MOST_IN_SEVEN_BITS, _MOST_IN_SEVEN_BITS)
        distance = np.square(whole * scale - columns).sum(axis=0)
        better = distance < best
        best[better], scales[better] = distance[better], scale[better]
        narrow[:, better] = whole[:, better].astype(np.int8)
    return narrow, scales


def _readers(model: ModelProto, name: str) -> list[NodeProto]:
    return [n for n in model.graph.node if name in n.input]


def _insert(model: ModelProto, node: NodeProto, before: list[NodeProto]) -> None:
    at = list(model.graph.node).index(node)
    for place, one in enumerate(before):
        model.graph.node.insert(at + place, one)


def _quantize_vocabulary(model: ModelProto) -> None:
    """Replace the look-up of a float vector by that of an int8 row times the row's own scale.

    One scale for the whole table would be set by the few largest vectors.
    """
    table = max(model.graph.initializer, key=lambda one: int(np.prod(one.dims)))
    (look_up,) = [node for node in model.graph.node if table.name in node.input]
    rows = numpy_helper.to_array(table)
    scale = np.abs(rows).max(axis=1, keepdims=True) / 127
    small = np.round(rows / np.maximum(scale, 1e-12)).astype(np.int8)
    model.graph.initializer.remove(table)
    model.graph.initializer.extend(
        [
            numpy_helper.from_array(small, "vocabulary"),
            numpy_helper.from_array(scale.astype(np.float32), "vocabulary_scale"),
        ]
    )
    ids, result = look_up.input[1], look_up.output[0]
    nodes = [
        helper.make_node("Gather", ["vocabulary", ids], ["vocabulary_row"]),
        helper.make_node("Cast", ["vocabulary_row"], ["vocabulary_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["vocabulary_scale", ids], ["vocabulary_row_scale"]),
        helper.make_node("Mul", ["vocabulary_float", "vocabulary_row_scale"], [result]),
    ]
    _insert(model, look_up, nodes)
    model.graph.node.remove(look_up)
