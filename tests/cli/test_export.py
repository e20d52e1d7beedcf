"""`onrecord export`: every format from the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar
from made_readings import SET, TOLD, write_readings

from command_line import onrecord

FORMATS = ("ics", "atom", "jsonfeed", "csv", "claims", "jsonld", "plover")


@pytest.fixture(autouse=True)
def _told() -> None:
    assert onrecord("add", "--reading", write_readings(Path("told.jsonl"), TOLD)).code == 0


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_calendar_holds_the_visit() -> None:
    (event,) = Calendar.from_ical(onrecord("export", "ics").out).walk("VEVENT")
    assert event["X-ONRECORD-STATUS"] == "rescheduling"
    assert event["STATUS"] == "TENTATIVE"
    (row,) = rows(onrecord("export", "csv").out)
    assert row["uid"] == event["UID"]


def test_each_format_is_what_it_says() -> None:
    (entry,) = feedparser.parse(onrecord("export", "atom").out.encode()).entries
    (item,) = json.loads(onrecord("export", "jsonfeed").out)["items"]
    assert entry.id == item["id"]
    (event,) = json.loads(onrecord("export", "jsonld").out)["@graph"]
    assert event["eventStatus"] == "https://schema.org/EventPostponed"
    claims = rows(onrecord("export", "claims").out)
    assert [c["status"] for c in claims] == ["scheduled", "cancelled", "rescheduling"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_ledger_gives_the_same_bytes(form: str) -> None:
    ran = onrecord("export", form)
    assert ran.code == 0
    assert ran.out == onrecord("export", form).out != ""


def test_what_a_format_has_no_place_for_is_said() -> None:
    ran = onrecord("export", "plover")
    assert rows(ran.out) == []
    assert "1 of 1 are no event in PLOVER and are left out" in ran.err


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_would_be_printed(form: str) -> None:
    ran = onrecord("export", form, "--output", "out")
    assert (ran.code, ran.out) == (0, "")
    assert Path("out").read_bytes().decode() == onrecord("export", form).out


def test_a_file_that_cannot_be_written_is_named() -> None:
    ran = onrecord("export", "csv", "--output", "nowhere/out.csv")
    assert ran.code == 2
    assert "nowhere/out.csv" in ran.err


def test_the_board_is_chosen_from_as_elsewhere() -> None:
    assert onrecord("export", "csv", "--side", "Brazil").code == 0
    ran = onrecord("export", "csv", "--side", "FRA")
    assert ran.code == 1
    assert rows(ran.out) == []
    assert onrecord("export", "csv", "--as-of", "2001-01-01").code == 1


def test_a_format_that_is_none_is_refused_with_those_that_are() -> None:
    ran = onrecord("export", "xml")
    assert ran.code == 2
    assert all(form in ran.err for form in FORMATS)


def test_a_limit_keeps_the_latest() -> None:
    second = write_readings(Path("more.jsonl"), (SET,))
    assert onrecord("add", "--reading", second).code == 0
    assert len(rows(onrecord("export", "csv", "--limit", "1").out)) == 1
