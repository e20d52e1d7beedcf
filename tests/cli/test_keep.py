"""`onrecord verify`, `rebuild`, `ledger`: the record proves itself and moves house."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from made_readings import SET, TOLD, write_readings

from command_line import onrecord


@pytest.fixture(autouse=True)
def told() -> None:
    onrecord("add", "--reading", write_readings(Path("told.jsonl")))


def test_verify_gives_a_head_that_can_be_asked_for_again() -> None:
    (head,) = onrecord("verify", "--format", "json").json
    assert head["seq"] == 2 * len(TOLD)
    assert onrecord("verify", "--since", f"{head['seq']}:{head['chain']}").code == 0
    assert f"{head['seq']}:{head['chain']}" in onrecord("verify").out
    assert onrecord("verify", "--since", "last Tuesday").code == 2


def test_a_changed_entry_fails_the_check() -> None:
    with sqlite3.connect("ledger.db") as connection:
        connection.execute("DROP TRIGGER entries_never_change")
        connection.execute(
            "UPDATE entries SET body = replace(body, 'Ottawa', 'Oslo') WHERE seq = 1"
        )
    ran = onrecord("verify")
    assert ran.code == 1
    assert "entry 1" in ran.err


def test_the_board_follows_from_the_entries() -> None:
    ran = onrecord("rebuild", "--check")
    assert ran.code == 0
    assert "the same bytes" in ran.out


def test_the_board_that_is_kept_is_checked_and_worked_out_anew() -> None:
    assert onrecord("board").code == 0
    assert "kept is the same bytes" in onrecord("rebuild", "--check").out
    (place,) = Path.cwd().glob("*.db")
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE kept_rows SET value = replace(value, 'held', 'sought')")
        changed = connection.execute("UPDATE kept_rows SET value = replace(value, 'BRA', 'BEL')")
        assert changed.rowcount
    ran = onrecord("rebuild", "--check")
    assert ran.code == 1
    assert "rebuild --board" in ran.out
    assert onrecord("rebuild", "--board").code == 0
    assert "kept is the same bytes" in onrecord("rebuild", "--check").out


def test_rebuilding_reads_every_report_anew_and_then_nothing_differs() -> None:
    assert onrecord("rebuild").code == 0
    (before,) = onrecord("verify", "--format", "json").json
    assert before["seq"] == 3 * len(TOLD), "another reader read them before"
    assert "0 readings differ" in onrecord("rebuild").out
    assert onrecord("verify", "--format", "json").json == [before]


def test_a_ledger_goes_through_a_file_unchanged() -> None:
    assert onrecord("ledger", "export", "record.jsonl").code == 0
    exported = onrecord("ledger", "export", "-").out
    assert exported == Path("record.jsonl").read_text()
    assert onrecord("ledger", "import", "record.jsonl", "--ledger", "copy.db").code == 0
    head = onrecord("verify", "--format", "json").out
    assert onrecord("verify", "--format", "json", "--ledger", "copy.db").out == head
    ran = onrecord("ledger", "import", "-", "--ledger", "piped.db", stdin=exported.encode())
    assert ran.code == 0
    assert onrecord("verify", "--format", "json", "--ledger", "piped.db").out == head


def test_a_file_that_was_cut_off_is_refused() -> None:
    lines = onrecord("ledger", "export", "-").out.splitlines()
    Path("cut.jsonl").write_text("\n".join(lines[:-1]))
    ran = onrecord("ledger", "import", "cut.jsonl", "--ledger", "copy.db")
    assert ran.code == 1
    assert "cut off" in ran.err
    assert onrecord("ledger", "import", "nowhere.jsonl").code == 1


def test_doctor_finds_the_parser_and_the_ledger() -> None:
    findings = {f["about"]: f for f in onrecord("doctor", "--format", "json").json}
    assert findings["parser"]["verdict"] == "ok"
    assert findings["reader"]["verdict"] == "ok"
    assert f"{2 * len(TOLD)} entries" in findings["ledger"]["said"]


def test_doctor_says_what_to_do_about_a_ledger_that_is_none() -> None:
    Path("notes.db").write_text(SET.report.text)
    ran = onrecord("doctor", "--ledger", "notes.db", "--format", "json")
    (ledger,) = [f for f in ran.json if f["about"] == "ledger"]
    assert (ran.code, ledger["verdict"]) == (1, "broken")
    assert ledger["remedy"]
