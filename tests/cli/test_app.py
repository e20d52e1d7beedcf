"""The commands, put together: what the first page says is what each says of itself."""

from __future__ import annotations

import pytest

from command_line import onrecord
from onrecord import __version__
from onrecord.cli.app import SUMMARIES


@pytest.mark.parametrize("command", SUMMARIES)
def test_a_command_s_help_begins_with_its_summary_and_ends_with_examples(command: str) -> None:
    ran = onrecord(command, "--help")
    assert ran.code == 0
    lines = [line.strip() for line in ran.out.splitlines() if line.strip()]
    assert lines[0].startswith(f"Usage: onrecord {command} ")
    assert lines[1] == SUMMARIES[command]
    if "Commands:" not in lines:
        examples = lines[lines.index("Examples:") + 1 :]
        assert any(f"onrecord {command}" in line for line in examples)


def test_the_version_is_said() -> None:
    assert onrecord("--version").out == f"onrecord {__version__}\n"


def test_a_mistyped_command_is_told_its_likeness() -> None:
    ran = onrecord("bord")
    assert ran.code == 2
    assert "'board'" in ran.err
