"""`onrecord recode`: what a newer reader would change is said before it does."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from made_readings import OFF, SET, TOLD, write_readings

from command_line import onrecord
from onrecord import opening
from onrecord.terms import Reader, Reading, Report


@pytest.fixture(autouse=True)
def told() -> None:
    write_readings(Path("told.jsonl"), TOLD)
    assert onrecord("add", "--reading", "told.jsonl").code == 0


def _newer(monkeypatch: pytest.MonkeyPatch, **changed: Reading | None) -> None:
    """Let a newer reader read as `changed` says by day, and otherwise what was read before."""
    known = {r.report.id: r for r in TOLD}
    for day, reading in changed.items():
        (report,) = [r.report for r in TOLD if str(r.report.published) == day.replace("_", "-")[1:]]
        known[report.id] = reading or Reading(report, Reader("newer"))

    def read(report: Report) -> Reading:
        return dataclasses.replace(known[report.id], report=report)

    monkeypatch.setattr(opening, "open_reader", lambda _: read)


def _postponed() -> Reading:
    (engagement,) = OFF.engagements
    (claim,) = engagement.history
    put_off = dataclasses.replace(
        engagement,
        status="postponed",
        plan="postponed",
        history=(dataclasses.replace(claim, status="postponed"),),
    )
    return dataclasses.replace(OFF, reader=Reader("newer"), engagements=(put_off,))


def test_the_same_reader_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _newer(monkeypatch)
    ran = onrecord("recode")
    assert ran.code == 0
    assert "0 readings differ and would be added; 0 engagements change" in ran.out


def test_a_change_is_said_first_and_made_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    (claim_before,) = [
        c["claim"]
        for s in onrecord("board", "--format", "json").json
        for c in s["history"]
        if c["status"] == "scheduled"
    ]
    _newer(monkeypatch, _2024_05_10=_postponed(), _2024_05_13=None)
    head = onrecord("verify", "--format", "json").out
    ran = onrecord("recode")
    assert "2 readings differ and would be added; 1 engagements change" in ran.out
    assert "rescheduling → postponed" in ran.out
    (change,) = onrecord("recode", "--format", "json").json
    assert (change["before"]["status"], change["after"]["status"]) == ("rescheduling", "postponed")
    assert onrecord("verify", "--format", "json").out == head, "nothing was kept"
    assert "were added" in onrecord("recode", "--apply").out
    (standing,) = onrecord("board", "--format", "json").json
    assert standing["status"] == "postponed"
    assert claim_before in {c["claim"] for c in standing["history"]}, "ids survive"
    assert "0 readings differ" in onrecord("recode").out


def test_what_would_be_gone_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    _newer(monkeypatch, _2024_05_02=None, _2024_05_10=None, _2024_05_13=None)
    ran = onrecord("recode")
    assert ran.out.startswith("gone")
    (change,) = onrecord("recode", "--format", "json").json
    assert change["after"] is None


def test_a_ruling_outlives_the_newer_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    (standing,) = onrecord("board", "--format", "json").json
    (off,) = [c["claim"] for c in standing["history"] if c["status"] == "cancelled"]
    assert onrecord("rule", "accept", off, "--who", "ada").code == 0
    _newer(monkeypatch, _2024_05_10=None)
    assert "0 engagements change" in onrecord("recode", "--apply").out
    (after,) = onrecord("board", "--format", "json").json
    assert off in {c["claim"] for c in after["history"]}


def test_a_change_of_dates_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    (engagement,) = SET.engagements
    later = dataclasses.replace(engagement, planned_start="2024-05-16")
    write_readings(Path("set.jsonl"), (SET,))
    assert onrecord("add", "--reading", "set.jsonl", "--ledger", "set.db").code == 0
    newer = dataclasses.replace(SET, reader=Reader("newer"), engagements=(later,))
    _newer(monkeypatch, _2024_05_02=newer)
    assert "14 May 2024 → 16 May 2024" in onrecord("recode", "--ledger", "set.db").out
