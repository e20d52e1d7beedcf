"""The name of everything that the kept board depends on."""

from __future__ import annotations

import re
import subprocess
import sys

from onrecord.keeping import version
from onrecord.keeping.version import fold_version

_IMPORTED = re.compile(r"^from onrecord\.([a-z_]+)", re.MULTILINE)
_WITHOUT_PART = {"errors", "json_fields", "ledger"}
"""What standings do not follow from: errors, checks of foreign JSON, and how lines are kept."""


def test_it_is_the_same_in_another_process() -> None:
    program = "from onrecord.keeping.version import fold_version; print(fold_version())"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert ran.stdout.strip() == fold_version()
    assert len(fold_version()) == 64


def test_whatever_the_fold_imports_is_in_it() -> None:
    named = {part.removesuffix(".py") for part in version._PARTS}
    for part in version._PARTS:
        path = version._ROOT / part
        for file in [path] if path.is_file() else path.glob("*.py"):
            imported = set(_IMPORTED.findall(file.read_text(encoding="utf-8")))
            assert imported <= named | _WITHOUT_PART, file.name
