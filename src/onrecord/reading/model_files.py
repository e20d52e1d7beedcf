"""Model files that ship with onrecord: held to their hashes, and run on one thread."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from onrecord.errors import ModelMissingError


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


def one_thread_session(network: bytes) -> Any:
    """Open an onnxruntime session over a network's bytes, on the CPU and on one thread.

    More threads would add the same numbers in another order, and so give other bytes.
    """
    import onnxruntime  # noqa: PLC0415 - heavy, and not wanted by `import onrecord`

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
