"""Make the shipped folder from trained weights: int8 ONNX networks, heads, tokenizer, manifest.

    python -m training.engagements.export --weights DIR --reread DIR --base DIR --out DIR
    python -m training.engagements.export --shipped DIR --reread DIR --base DIR --out DIR

With `--shipped` encoder and heads stay as they are in a shipped folder, and only the second reading
is another. `--worth-...` and `--claims` are what `calibrate` and `calibrate_claims` printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper
from torch import Tensor, nn

from onrecord.reading.engagement_heads import SCALES, VERDICTS
from onrecord.reading.engagement_model import SCHEMA, TWICE_READ
from onrecord.reading.engagement_rereading import LOWER_LAYERS
from training.engagements.network import Encoder
from training.engagements.rereading import Rereading, Upper
from training.engagements.shipped import rereading_in, weights_in
from training.engagements.train import Model
from training.quantizing import in_seven_bits, quantized


def main() -> None:
    """Export with the arguments of the command line."""
    told = _arguments()
    model = Model(told.base)
    model.load_state_dict(weights_in(told.weights or told.shipped))
    rereading = Rereading(model.encoder)
    rereading.load_state_dict(rereading_in(told.reread))
    model.eval()
    rereading.eval()
    if told.shipped:
        encoder = onnx.load(told.shipped / "model.int8.onnx")
    else:
        encoder = in_seven_bits(quantized(encoder_onnx(model.encoder)))
    upper = in_seven_bits(quantized(upper_onnx(rereading.upper), vocabulary=False))
    heads = {
        **model.heads.state_dict(),
        **{
            f"rereading.{name}": value
            for name, value in rereading.state_dict().items()
            if not name.startswith("upper.")
        },
    }
    told.out.mkdir(parents=True, exist_ok=True)
    (told.out / "model.int8.onnx").write_bytes(opened(encoder).SerializeToString())
    (told.out / "rereading.int8.onnx").write_bytes(upper.SerializeToString())
    with (told.out / "heads.npz").open("wb") as out:
        np.savez_compressed(out, **packed(heads))
    vocabulary = json.loads((told.base / "tokenizer.json").read_text(encoding="utf-8"))
    (told.out / "tokenizer.json").write_text(
        json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    hashes = {
        n: hashlib.sha256((told.out / n).read_bytes()).hexdigest()
        for n in ("model.int8.onnx", "rereading.int8.onnx", "heads.npz", "tokenizer.json")
    }
    manifest = {
        "schema": SCHEMA,
        "worth": {name: getattr(told, f"worth_{name}") for name in TWICE_READ},
        "claims": told.claims,
        "verdicts": list(VERDICTS),
        "sha256": hashes,
    }
    (told.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(hashes)


def encoder_onnx(encoder: Encoder) -> onnx.ModelProto:
    """Trace the encoder for any number of pieces, without padding."""
    ids = torch.randint(1000, 20000, (1, 37))
    classes = torch.zeros(1, 37, 4, dtype=torch.long)
    return _traced(encoder, (ids, classes), ["ids", "classes"], "vectors")


def upper_onnx(upper: Upper) -> onnx.ModelProto:
    """Trace the upper layers of the second reading for any number of pieces, without padding."""
    width = upper.layers[0].attention.self.query.in_features
    return _traced(upper, (torch.randn(1, 37, width),), ["lower"], "vectors")


def opened(encoder: onnx.ModelProto) -> onnx.ModelProto:
    """Let an encoder also give what its lower layers make of the pieces, as "lower".

    Changes the model in place and gives it back; one that does so already stays as it is.
    """
    graph = encoder.graph
    if "lower" not in {one.name for one in graph.output}:
        place = f"layer.{LOWER_LAYERS - 1}/output/LayerNorm/LayerNormalization"
        (norm,) = [node for node in graph.node if node.name.endswith(place)]
        was = norm.output[0]
        for node in graph.node:
            node.input[:] = ["lower" if name == was else name for name in node.input]
        norm.output[0] = "lower"
        shape = graph.output[0].type.tensor_type.shape
        lower = helper.make_tensor_value_info("lower", TensorProto.FLOAT, None)
        lower.type.tensor_type.shape.CopyFrom(shape)
        graph.output.append(lower)
    return encoder


def packed(heads: Mapping[str, Tensor]) -> dict[str, npt.NDArray[np.generic]]:
    """Pack heads as `onrecord.reading.engagement_heads.unpacked` takes them."""
    found: dict[str, npt.NDArray[np.generic]] = {}
    for name, value in heads.items():
        weight = value.detach().numpy().astype(np.float32)
        if weight.ndim > 1:
            scale = np.maximum(np.abs(weight).max(axis=1), 1e-12) / 127
            found[name] = np.round(weight / scale[:, None]).astype(np.int8)
            found[name + SCALES] = scale.astype(np.float32)
        else:
            found[name] = weight.astype(np.float16)
    return found


def _traced(
    network: nn.Module, inputs: tuple[Tensor, ...], names: list[str], result: str
) -> onnx.ModelProto:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "float.onnx")
        torch.onnx.export(
            network,
            inputs,
            path,
            input_names=names,
            output_names=[result],
            dynamic_axes={n: {1: "pieces"} for n in (*names, result)},
            dynamo=False,
            opset_version=17,
        )
        return onnx.load(path)


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    known = asked.add_mutually_exclusive_group(required=True)
    known.add_argument("--weights", type=Path, help="folder with model.pt")
    known.add_argument("--shipped", type=Path, help="a shipped model folder")
    asked.add_argument("--reread", type=Path, required=True, help="of a run or shipped")
    asked.add_argument("--base", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    for name in TWICE_READ:
        asked.add_argument(
            f"--worth-{name}", type=float, nargs=2, default=[0.5, 0.5], metavar=("FIRST", "AGAIN"),
            help=f"what the logits of the two readings of the {name} are worth",
        )  # fmt: skip
    asked.add_argument(
        "--claims", type=float, nargs=2, default=[1.0, 0.0], metavar=("SLOPE", "SHIFT"),
        help="to make the chance of a step that of its claim",
    )  # fmt: skip
    return asked.parse_args()


if __name__ == "__main__":
    main()
