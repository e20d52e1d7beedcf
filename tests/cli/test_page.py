"""What is shown while somebody waits: on a terminal only, and gone when the work is done."""

from __future__ import annotations

import io

import pytest

from onrecord.cli.page import with_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of stderr: in the test itself, for pytest changes it between."""
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    return shown


def test_no_bar_where_stderr_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert with_bar("counting") is None


def test_the_bar_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    follow = with_bar("counting")
    assert follow is not None
    follow(2, 5)
    follow(5, 5)
    assert "counting" in shown.getvalue()
    assert "2/5" in shown.getvalue()


def test_what_is_done_at_once_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    follow = with_bar("counting")
    assert follow is not None
    follow(3, 3)
    assert shown.getvalue() == ""
