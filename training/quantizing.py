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
import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

_LEAST = 1e-6
"""A vector of zeros is divided by this, not by zero."""


def quantized(model: ModelProto) -> ModelProto:
    """Weights of matrix products to int8 by channel, the vocabulary's vectors to int8 by row."""
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
