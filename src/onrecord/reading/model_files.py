"""Model files that ship with onrecord: held to their hashes, and run on one thread."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import ModelMissingError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Pinned:
    """A model's manifest and its files by name, held to the hashes in it.

    `sha256` is that of the manifest, and so of all the files and of what is set beside them.
    """

    manifest: Mapping[str, Any]
    files: Mapping[str, bytes]
    sha256: str


def pinned_files(folder: Path, names: Sequence[str], remedy: str) -> Pinned:
    """Read a model folder's manifest, and the files of these names held to the hashes in it.

    Raises ModelMissingError with `remedy` when a file is not there or is another one.
    """
    raw = checked_file(folder / _MANIFEST, None, remedy)
    manifest = json.loads(raw)
    files = {n: checked_file(folder / n, manifest["sha256"][n], remedy) for n in names}
    return Pinned(manifest, files, hashlib.sha256(raw).hexdigest())


def tokenizer_from(vocabulary: bytes) -> Tokenizer:
    """Load a tokenizer from its JSON, neither truncating nor padding."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - heavy, and not wanted by `import onrecord`

    tokenizer = Tokenizer.from_str(vocabulary.decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def checked_file(path: Path, sha256: str | None, remedy: str) -> bytes:
    """Read a model file and hold it to its hash; None skips the check.

    Raises ModelMissingError with `remedy` when the file is not there or is another one.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as missing:
        raise ModelMissingError(str(path), "the model's file is not there", remedy) from missing
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise ModelMissingError(str(path), "the file does not match its hash", remedy)
    return data


_SLOWER_AS_ONE = ("SkipLayerNormFusion", "BiasGeluFusion")
"""Steps that onnxruntime 1.32 makes one of, and whose joint form takes longer on a CPU than the two
apart: with them a pass of 300 wordpieces takes a sixth more time."""


def one_thread_session(network: bytes) -> Any:
    """Open an onnxruntime session over a network's bytes, on the CPU and on one thread.

    More threads would add the same numbers in another order, and so give other bytes.
    """
    import onnxruntime  # noqa: PLC0415 - heavy, and not wanted by `import onrecord`

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        network,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=list(_SLOWER_AS_ONE),
    )
