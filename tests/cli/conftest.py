"""The bundled story, and the folder that every test of the command line works in."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.sample import sample_reports


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, with no ledger but the one named there and no terminal's width."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


@pytest.fixture
def story(tmp_path: Path) -> list[Path]:
    """The story's reports as files, oldest first."""
    folder = tmp_path / "story"
    folder.mkdir()
    paths = []
    for name, data in sample_reports():
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    return paths
