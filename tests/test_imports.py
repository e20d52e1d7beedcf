"""What a mere import may not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "spacy", "torch", "onnxruntime", "ray", "pyarrow", "starlette", "trafilatura", "httpx2",
    "icalendar",
)  # fmt: skip


@pytest.mark.parametrize(
    "module", ["onrecord", "onrecord.cli", "onrecord.cli.app", "onrecord.opening"]
)
def test_imports_load_nothing_heavy(module: str) -> None:
    program = f"import sys, {module}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == []


def test_reading_a_report_does_not_load_torch() -> None:
    program = (
        "import sys\n"
        "from onrecord.intake.sources import take_in_bytes\n"
        "from onrecord.opening import open_reader\n"
        "(report,) = take_in_bytes(b'Norway and Chad will hold talks on Monday.', 'a report')\n"
        "open_reader()(report)\n"
        "print('spacy' in sys.modules, 'torch' in sys.modules)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["True", "False"]
