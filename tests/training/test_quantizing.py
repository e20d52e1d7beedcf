"""What quantisation leaves of a network's numbers."""

from __future__ import annotations

import numpy as np
import pytest

onnx = pytest.importorskip("onnx")
from onnx import TensorProto, helper, numpy_helper  # noqa: E402 - only where onnx is
from training.quantizing import in_seven_bits  # noqa: E402 - imports onnx


def product(weights: np.ndarray, scale: np.ndarray) -> onnx.ModelProto:
    """Give a model of one product with quantised weights."""
    node = helper.make_node("MatMulInteger", ["x", "w_quantized"], ["y"])
    x = helper.make_tensor_value_info("x", TensorProto.UINT8, [1, weights.shape[0]])
    y = helper.make_tensor_value_info("y", TensorProto.INT32, [1, weights.shape[1]])
    kept = [
        numpy_helper.from_array(weights, "w_quantized"),
        numpy_helper.from_array(scale, "w_scale"),
    ]
    return helper.make_model(helper.make_graph([node], "one", [x], [y], kept))


def test_two_products_of_bytes_fit_sixteen_bits_and_values_stay_near() -> None:
    chance = np.random.default_rng(1)
    weights = chance.integers(-127, 128, (384, 7)).astype(np.int8)
    weights[:, 3] = 0
    scale = chance.uniform(0.001, 0.01, 7).astype(np.float32)
    narrowed = {
        one.name: numpy_helper.to_array(one)
        for one in in_seven_bits(product(weights, scale)).graph.initializer
    }
    assert 2 * 255 * int(np.abs(narrowed["w_quantized"].astype(int)).max()) < 2**15
    before = weights * scale
    after = narrowed["w_quantized"] * narrowed["w_scale"]
    assert not after[:, 3].any()
    assert np.abs(after - before).max(axis=0) == pytest.approx(
        np.zeros(7), abs=float(scale.max()) * 1.5
    )
