"""`onrecord demo`: the first thing a stranger runs."""

from __future__ import annotations

from pathlib import Path

from command_line import onrecord
from onrecord.sample import OUTLINE, sample_reports


def test_the_story_is_told_the_same_way_each_time() -> None:
    ran = onrecord("demo")
    assert (ran.code, ran.err) == (0, "")
    assert " ".join(ran.out.split()).startswith(OUTLINE)
    assert "timeline" in ran.out
    assert onrecord("demo").out == ran.out
    assert not Path("ledger.db").exists(), "the reader's own ledger is left alone"


def test_the_story_s_days_are_on_the_record() -> None:
    assert onrecord("demo", "--ledger", "desk.db").code == 0
    statuses = []
    for day in ("2024-05-01", "2024-05-02", "2024-05-09", "2024-05-10", "2024-05-13", "2024-05-14"):
        ran = onrecord("board", "--ledger", "desk.db", "--as-of", day, "--format", "json")
        visits = [s for s in ran.json if s["kind"] == "visit"]
        statuses.append([s["status"] for s in visits])
    assert statuses == [
        [],
        ["scheduled"],
        ["scheduled"],
        ["cancelled"],
        ["rescheduling"],
        ["rescheduling"],
    ]


def test_the_reports_are_copied_out() -> None:
    assert onrecord("demo", "--copy-to", "story").code == 0
    assert {p.name: p.read_bytes() for p in Path("story").iterdir()} == dict(sample_reports())
