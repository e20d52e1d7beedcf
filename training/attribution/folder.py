"""What a tagger's model folder holds beside the network: how to decode, and the hashes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from onrecord.reading.tagger_decoding import TAGS, Decoding

_TOWARDS_NONE = 0.1
"""What the narrowed network finds too many of: the best of 0, 0.1 and 0.2 on the held-out articles
(pair_iou50 69.8, 70.1, 70.0)."""


def leaning(decoding: Decoding, towards_none: float = _TOWARDS_NONE) -> Decoding:
    """Raise the score of a word's belonging to no span, after any tag and at the start."""
    outside = np.zeros(len(TAGS), dtype=np.float32)
    outside[TAGS.index("O")] = towards_none
    return replace(
        decoding, transitions=decoding.transitions + outside, opening=decoding.opening + outside
    )


def write_manifest(folder: Path, window: int) -> None:
    """Write the manifest: window length, and the SHA-256 of every file the tagger loads."""
    names = ("model.int8.onnx", "decoding.json", "tokenizer.json")
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    manifest = {"schema": "onrecord/tagger/1", "window": window, "sha256": hashes}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
