"""Make a shipped tagger read alike on every processor, without training it again.

    python -m training.attribution.narrow --model DIR --out DIR

`--model` is a model folder whose network has eight-bit weights and one scale for all wordpieces, as
the first one that shipped (its hash is in the model card). `--out` becomes the same network with a
scale for each wordpiece, weights in seven bits, and decoding that leans a little towards no span:
what `training.attribution.export` now does with float weights.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import onnx

from onrecord.reading.tagger_decoding import Decoding
from training.attribution.folder import leaning, write_manifest
from training.quantizing import in_seven_bits, scaled_by_row


def main(arguments: list[str] | None = None) -> None:
    """Narrow with the arguments given, or those of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    wanted = parser.parse_args(arguments)
    wanted.out.mkdir(parents=True, exist_ok=True)
    network = in_seven_bits(scaled_by_row(onnx.load(wanted.model / "model.int8.onnx")))
    (wanted.out / "model.int8.onnx").write_bytes(network.SerializeToString())
    shutil.copy(wanted.model / "tokenizer.json", wanted.out / "tokenizer.json")
    numbers = json.loads((wanted.model / "decoding.json").read_text())
    decoding = leaning(Decoding.from_lists(numbers)).as_lists()
    (wanted.out / "decoding.json").write_text(json.dumps(decoding) + "\n")
    window = json.loads((wanted.model / "manifest.json").read_text())["window"]
    write_manifest(wanted.out, window)


if __name__ == "__main__":
    main()
