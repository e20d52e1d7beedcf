"""What every feed tells of a standing: its title, its lines, its number, its time, its name."""

from __future__ import annotations

import datetime as dt

import pytest
from made_up import START, Ledger, ruled, said, told

from onrecord.feeds.told import (
    addresses_of,
    change_id,
    changed_at,
    sentences_of,
    sequence_of,
    title_of,
)
from onrecord.terms import Reading, Standing

SET = told("2031-06-01", "scheduled", place="Santiago", planned_start="2031-06-20")
AGAIN = told("2031-06-02", "scheduled", place="Santiago", planned_start="2031-06-20")
OFF = told(
    "2031-06-05",
    "cancelled",
    said("cancelled", "on_record", "NOR", when="2031-06-05"),
    was_planned_start="2031-06-20",
)
NO_IT_IS_ON = told(
    "2031-06-06",
    "scheduled",
    said("cancelled", "statement", "CHL", stance="denies"),
    planned_start="2031-06-20",
)


def standing(*readings: Reading) -> Standing:
    (found,) = Ledger(*readings).stand()
    return found


def test_the_title_says_where_it_stands() -> None:
    assert title_of(standing(SET)) == (
        "scheduled: NOR (Ingrid Dahl) and CHL: visit · Santiago · 20 June 2031"
    )


def test_the_title_says_that_it_is_contested() -> None:
    found = standing(SET, OFF, NO_IT_IS_ON)
    assert found.contested
    assert title_of(found).endswith("· contested: event")


def test_each_claim_has_its_line_in_the_order_of_the_timeline() -> None:
    found = standing(SET, OFF)
    lines = list(sentences_of(found))
    assert lines[0] == "cancelled since 5 June 2031"
    assert lines[1] == "NOR, by name: cancelled (on_record of NOR)"
    assert [line.split(":")[0] for line in lines[-2:]] == ["1 June 2031", "5 June 2031"]
    assert lines[-1].endswith("“words”")


def test_no_line_holds_what_would_end_it() -> None:
    evil = told(
        "2031-06-01",
        "scheduled",
        said("scheduled", "on_record", "NOR", source="Dahl\r\nSTATUS:HELD\x1b[2J"),
    )
    for line in sentences_of(standing(evil)):
        assert line.isprintable(), line


def test_the_number_grows_with_each_telling_and_never_falls() -> None:
    ledger = Ledger(SET)
    numbers = []
    for body in (AGAIN, OFF):
        (before,) = ledger.stand()
        numbers.append(sequence_of(before))
        ledger.add(body)
    (last,) = ledger.stand()
    numbers.append(sequence_of(last))
    assert numbers == [0, 1, 2]
    # The only claim of a report is struck off: there is less to tell, and a newer version of it.
    struck = last.history[-1].id
    (after,) = ledger.add(ruled("reject", struck))
    assert after.status == "scheduled"
    assert sequence_of(after) > sequence_of(last)


def test_the_time_is_when_the_ledger_last_learned_of_it() -> None:
    found = standing(SET, OFF)
    assert changed_at(found) == START + dt.timedelta(hours=2)


def test_another_report_of_the_same_is_no_change() -> None:
    assert change_id(standing(SET)) == change_id(standing(SET, AGAIN))


@pytest.mark.parametrize("news", [OFF, NO_IT_IS_ON])
def test_a_new_status_and_a_new_contest_are_changes(news: Reading) -> None:
    before = (SET,) if news is OFF else (SET, OFF)
    assert change_id(standing(*before)) != change_id(standing(*before, news))


def test_addresses_are_those_of_the_reports_each_once() -> None:
    assert addresses_of(standing(SET, OFF)) == (
        "https://wire.example/2031-06-01/",
        "https://wire.example/2031-06-05/",
    )
