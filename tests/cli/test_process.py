"""The command as a process: its start-up, its streams, and how it is stopped."""

from __future__ import annotations

import os
import pty
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_readings import SET, reading, write_readings

from command_line import onrecord

ONRECORD = [sys.executable, "-c", "from onrecord.cli import main; main()"]


def _run(
    *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*ONRECORD, *arguments],
        capture_output=True,
        check=False,
        env=None if environment is None else {**os.environ, **environment},
    )


def test_help_is_quick() -> None:
    """Within half a second of one core's time, whatever else the machine is doing."""
    _run("--help")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert _run("--help").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


@pytest.mark.parametrize(
    "arguments", [[], ["bord"], ["read"], ["board", "--format", "yaml"], ["show"]]
)
def test_a_command_line_that_is_none_exits_with_2(arguments: list[str]) -> None:
    ran = _run(*arguments)
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


def test_a_narrow_encoding_does_not_touch_the_json() -> None:
    told = reading("Lukáš Novák will visit Malmö.", "2024-05-02", "scheduled", "scheduled")
    onrecord("add", "--reading", write_readings(Path("told.jsonl"), (told,)))
    narrow = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    arguments = ("board", "--as-of", "2100-01-01", "--format", "json")
    ran = _run(*arguments, environment=narrow)
    assert (ran.returncode, ran.stdout) == (0, _run(*arguments).stdout)
    assert "Malmö".encode() in ran.stdout
    (found,) = onrecord("board", "--ids").out.split()
    table = _run("show", found, environment=narrow)
    assert (table.returncode, table.stderr) == (0, b"")
    assert b"Malm?" in table.stdout


def test_a_reader_who_has_seen_enough_closes_the_pipe_in_silence() -> None:
    onrecord("add", "--reading", write_readings(Path("told.jsonl")))
    command = [*ONRECORD, "ledger", "export", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaint = running.stderr.read()
    assert complaint == b""
    assert running.returncode in (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize(
    "arguments", [["board", "--format", "json"], ["board"], ["ledger", "export", "-"], ["--help"]]
)
def test_a_full_disk_is_said_in_one_line(arguments: list[str]) -> None:
    onrecord("add", "--reading", write_readings(Path("told.jsonl")))
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*ONRECORD, *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode == 2
    (line,) = ran.stderr.decode().splitlines()
    assert line.startswith("onrecord: standard output: cannot be written (")


def test_ctrl_c_exits_with_130_and_says_nothing() -> None:
    # A shell's background job ignores the signal, and so would every program that it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with subprocess.Popen(
            [*ONRECORD, "read", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running:
            assert running.stdin is not None
            assert running.stderr is not None
            time.sleep(2)  # it now waits for standard input, which never comes
            running.send_signal(signal.SIGINT)
            assert running.wait(timeout=20) == 130
            assert running.stderr.read() == b""
    finally:
        signal.signal(signal.SIGINT, before)


def test_many_inputs_show_a_bar_on_a_terminal_and_nowhere_else() -> None:
    files = [str(write_readings(Path(f"{n}.json"), (SET,))) for n in range(5)]
    arguments = ["add", "--reading", "--format", "json"]
    terminal, ours = pty.openpty()
    ran = subprocess.run(
        [*ONRECORD, *arguments, *files], stdout=subprocess.PIPE, stderr=ours, check=True
    )
    os.close(ours)
    assert b"adding" in os.read(terminal, 10_000)
    os.close(terminal)
    assert len(ran.stdout.splitlines()) == 5
    assert _run(*arguments, *files).stderr == b""
