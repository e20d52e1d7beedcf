"""Make the shipped model folder from trained weights: int8 ONNX, tokenizer, decoding, manifest.

python -m training.attribution.export --weights DIR --base DIR --calibration FILE --out DIR
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnx import ModelProto, helper
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions

from training.attribution.folder import leaning, write_manifest
from training.attribution.network import Network
from training.attribution.train import READ_LIMIT, load_tokenizer
from training.quantizing import in_seven_bits, quantized


def main(arguments: list[str] | None = None) -> None:
    """Export with the arguments given, or those of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="folder with network.pt")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--calibration", type=Path, help="what calibrate printed")
    parser.add_argument("--out", type=Path, required=True)
    wanted = parser.parse_args(arguments)
    network = Network(wanted.base)
    network.load_state_dict(torch.load(wanted.weights / "network.pt"))
    network.eval()
    wanted.out.mkdir(parents=True, exist_ok=True)
    model = in_seven_bits(quantized(to_onnx(network)))
    (wanted.out / "model.int8.onnx").write_bytes(model.SerializeToString())
    (wanted.out / "tokenizer.json").write_text(load_tokenizer(wanted.base).to_str(), "utf-8")
    weights = json.loads(wanted.calibration.read_text()) if wanted.calibration else [0.0] * 6
    decoding = leaning(network.decoding(np.array(weights)))
    (wanted.out / "decoding.json").write_text(json.dumps(decoding.as_lists()) + "\n")
    write_manifest(wanted.out, READ_LIMIT)


def to_onnx(network: Network) -> ModelProto:
    """Trace the network (any number of pieces, no padding) and fuse what onnxruntime can fuse."""
    sample = torch.randint(1000, 20000, (1, 37)), torch.zeros(1, 37, dtype=torch.long)
    names = {"ids": sample[0], "classes": sample[1]}
    outputs = ["emissions", "links"]
    axes = {name: {1: "pieces"} for name in (*names, *outputs)}
    config = network.encoder.config
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "float.onnx")
        torch.onnx.export(
            network,
            sample,
            path,
            input_names=list(names),
            output_names=outputs,
            dynamic_axes=axes,
            dynamo=False,
            opset_version=17,
        )
        fused = optimizer.optimize_model(
            path,
            model_type="bert",
            num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size,
            opt_level=0,
            optimization_options=_fusions(),
        )
    model: ModelProto = fused.model
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model


def _fusions() -> FusionOptions:
    """All fusions but that of residual and norm, which is slower on CPUs than the two apart."""
    wanted = FusionOptions("bert")
    wanted.enable_skip_layer_norm = False
    wanted.enable_bias_skip_layer_norm = False
    return wanted


if __name__ == "__main__":
    main()
