"""What a report is about, and what it only recalls."""

from __future__ import annotations

from reading_tools import DAY

from onrecord.intake.reports import make_report
from onrecord.opening import open_reader
from onrecord.terms import Reading

read_report = open_reader()


def read(text: str) -> Reading:
    return read_report(make_report(text, "a test", published=DAY))


def test_what_is_long_past_is_not_what_a_report_is_about() -> None:
    old = (
        "Warsaw's own Camp David\n\nPolish President Adam Lis and Kenyan President Peter Otieno held"
        " a summit in Warsaw in May 2011. The summit took three days and is still talked about."
    )
    (alone,) = read(old).engagements
    assert alone.salience == "main"
    both = read(old + " Poland's foreign minister met Kenya's in Nairobi on Monday.").engagements
    assert {e.planned_start: e.salience for e in both if e.salience == "main"} == {
        "2024-05-13": "main"
    }
