"""What the kept board depends on besides the entries: one name for all of it."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from functools import cache
from pathlib import Path

import rapidfuzz

from onrecord import __version__

_ROOT = Path(__file__).parents[1]
_PARTS = (
    "standing",
    "keeping",
    "contract.py",
    "contract_parsing.py",
    "headline.py",
    "identity.py",
    "packing.py",
    "terms.py",
)
"""Code and tables on which it depends where an engagement stands, and how that is written."""


@cache
def fold_version() -> str:
    """Give the hash of the code and tables by which standings are derived, as 64 hex digits.

    Whatever is changed there changes it, so that nobody has to remember to count it up. It takes
    in the number of this release, the tables of Unicode, the library that compares names, and the
    order of bytes.
    """
    digest = hashlib.sha256()
    for part in _PARTS:
        path = _ROOT / part
        files = [path] if path.is_file() else sorted(path.glob("*.*"))
        for file in files:
            if file.suffix in (".py", ".tsv"):
                digest.update(f"{file.relative_to(_ROOT).as_posix()}\0".encode())
                digest.update(file.read_bytes())
    facts = (__version__, unicodedata.unidata_version, rapidfuzz.__version__, sys.byteorder)
    for fact in facts:
        digest.update(f"{fact}\0".encode())
    return digest.hexdigest()
