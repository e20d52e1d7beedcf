"""What an exported model folder holds: heads in int8, and an encoder that shows its lower layers.

Skipped where PyTorch and ONNX are not installed; nothing but training needs them.
"""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.reading.engagement_heads import SCALES, unpacked

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
pytest.importorskip("transformers")

from onnx import TensorProto, helper  # noqa: E402 - only where it can be
from training.engagements.export import opened, packed  # noqa: E402


def test_heads_come_back_from_int8_within_a_step_of_each_row() -> None:
    torch.manual_seed(3)
    heads = {"a.weight": torch.randn(5, 7) * torch.tensor([[1.0], [9.0], [0.1], [1e-4], [0.0]]),
             "a.bias": torch.randn(5)}  # fmt: skip
    kept = packed(heads)
    assert kept["a.weight"].dtype == np.int8
    back = unpacked(kept)
    assert set(back) == {"a.weight", "a.bias"}
    apart = np.abs(back["a.weight"] - heads["a.weight"].numpy())
    assert (apart <= kept["a.weight" + SCALES][:, None] / 2 + 1e-9).all()
    np.testing.assert_allclose(back["a.bias"], heads["a.bias"].numpy(), rtol=1e-3)


def test_an_encoder_is_opened_at_its_lower_layers_once() -> None:
    names = [f"/encoder/layer.{k}/output/LayerNorm/LayerNormalization" for k in range(3)]
    nodes = [
        helper.make_node("Identity", [start], [end], name=name)
        for name, start, end in zip(names, ("ids", "a", "b"), ("a", "b", "vectors"), strict=True)
    ]
    ends = [
        helper.make_tensor_value_info(n, TensorProto.FLOAT, [1, "pieces", 4])
        for n in ("ids", "vectors")
    ]
    model = helper.make_model(helper.make_graph(nodes, "g", ends[:1], ends[1:]))
    for _ in range(2):
        model = opened(model)
        onnx.checker.check_model(model)
        assert [one.name for one in model.graph.output] == ["vectors", "lower"]
    assert model.graph.node[1].output == ["lower"]
    assert model.graph.node[2].input == ["lower"]
