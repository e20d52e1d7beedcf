"""Make the shipped judge folder from trained weights: int8 ONNX, tokenizer, manifest.

python -m training.judge.export --weights DIR --out src/onrecord/models/judge
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import tempfile

import onnx
import torch

from onrecord.reading.judge import VERDICTS
from training.attribution.export import quantized
from training.judge.train import LENGTH, Judge, base_folder


def main() -> None:
    """Export with the arguments of the command line."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument(
        "--weights", type=pathlib.Path, required=True, help="folder with model.pt and the tokenizer"
    )
    asked.add_argument("--out", type=pathlib.Path, required=True)
    told = asked.parse_args()
    judge = Judge(base_folder(told.weights.parent / "minilm"))
    judge.load_state_dict(torch.load(told.weights / "model.pt"))
    judge.eval()
    told.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "float.onnx"
        sample = torch.randint(1000, 20000, (1, 40))
        torch.onnx.export(
            judge,
            (sample, torch.ones_like(sample)),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["logits"],
            dynamic_axes={"input_ids": {1: "pieces"}, "attention_mask": {1: "pieces"}},
            dynamo=False,
            opset_version=17,
        )
        small = quantized(onnx.load(path))
    (told.out / "model.int8.onnx").write_bytes(small.SerializeToString())
    (told.out / "tokenizer.json").write_bytes((told.weights / "tokenizer.json").read_bytes())
    hashes = {
        n: hashlib.sha256((told.out / n).read_bytes()).hexdigest()
        for n in ("model.int8.onnx", "tokenizer.json")
    }
    manifest = {
        "schema": "onrecord/judge/1",
        "length": LENGTH,
        "verdicts": list(VERDICTS),
        "sha256": hashes,
    }
    (told.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(hashes)


if __name__ == "__main__":
    main()
