"""Model files that ship with onrecord, each held to its hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

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
