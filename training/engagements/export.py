"""Make the shipped folder from trained weights: int8 ONNX encoder, heads, tokenizer, manifest.

    python -m training.engagements.export --weights DIR --base DIR --out DIR

`--temperature` and `--claims` are what `calibrate` and `calibrate_claims` printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch

from onrecord.reading.engagement_heads import VERDICTS
from onrecord.reading.engagement_model import SCHEMA
from training.engagements.train import Model
from training.quantizing import in_seven_bits, quantized


def main() -> None:
    """Export with the arguments of the command line."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--weights", type=Path, required=True, help="folder with model.pt")
    asked.add_argument("--base", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--temperature", type=float, default=1.0)
    asked.add_argument(
        "--claims", type=float, nargs=2, default=[1.0, 0.0], metavar=("SLOPE", "SHIFT"),
        help="to make the chance of a step that of its claim",
    )  # fmt: skip
    asked.add_argument("--float", action="store_true", help="leave the encoder as it is")
    told = asked.parse_args()
    model = Model(told.base)
    model.load_state_dict(torch.load(told.weights / "model.pt"))
    model.eval()
    told.out.mkdir(parents=True, exist_ok=True)
    encoder = float_onnx(model)
    if not told.float:
        encoder = in_seven_bits(quantized(encoder))
    (told.out / "model.int8.onnx").write_bytes(encoder.SerializeToString())
    heads = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in model.heads.state_dict().items()
    }
    with (told.out / "heads.npz").open("wb") as out:
        np.savez(out, **heads)
    (told.out / "tokenizer.json").write_bytes((told.base / "tokenizer.json").read_bytes())
    hashes = {
        n: hashlib.sha256((told.out / n).read_bytes()).hexdigest()
        for n in ("model.int8.onnx", "heads.npz", "tokenizer.json")
    }
    manifest = {
        "schema": SCHEMA,
        "temperature": told.temperature,
        "claims": told.claims,
        "verdicts": list(VERDICTS),
        "sha256": hashes,
    }
    (told.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(hashes)


def float_onnx(model: Model) -> onnx.ModelProto:
    """Trace the encoder for any number of pieces, without padding."""
    ids = torch.randint(1000, 20000, (1, 37))
    classes = torch.zeros(1, 37, 4, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "float.onnx")
        torch.onnx.export(
            model.encoder,
            (ids, classes),
            path,
            input_names=["ids", "classes"],
            output_names=["vectors"],
            dynamic_axes={n: {1: "pieces"} for n in ("ids", "classes", "vectors")},
            dynamo=False,
            opset_version=17,
        )
        return onnx.load(path)


if __name__ == "__main__":
    main()
