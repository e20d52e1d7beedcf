"""When a report appeared, as it or its address says."""

from __future__ import annotations

import datetime as dt

import pytest
from line_tools import only

from onrecord.intake.datestamps import is_datestamp, printed_date, url_date, written_date
from onrecord.intake.lines import lines_of

DAY = dt.date(2024, 3, 27)


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-27",
        "2024-03-27T10:15:00+02:00",
        "March 27, 2024",
        "Mar. 27, 2024",
        "Mar 27,2024",
        "Mar 27th 2024",
        "27 March 2024",
        "27th of March, 2024",
        "Wednesday, 27 March, 2024, 01:53 GMT",
        "27.3.2024",
        "27-Mar-2024",
    ],
)
def test_full_dates_are_read_in_the_usual_ways(written: str) -> None:
    assert written_date(written) == DAY


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "March 2024", "03/04/2024", "2024-02-30", "February 30, 2024", "27"],
)
def test_what_is_no_full_date_is_none(written: str) -> None:
    assert written_date(written) is None


@pytest.mark.parametrize(
    "line",
    [
        "March 27, 2024",
        "Published: Wednesday | March 27, 2024 | 12:20 AM",
        "The Daily - March 27, 2024",
        "AFP, Wednesday 27 Mar 2024",
        "ESAT News (March 27, 2024)",
        "Wednesday, 27 March, 2024, 01:53 GMT 02:53 UK",
        "Published in The Daily, March 27th, 2024",
        "Wednesday, March 27, 2024 Published at 19:45 GMT",
        "Updated: 27 March 2024",
    ],
)
def test_a_line_that_only_says_when_is_a_datestamp(line: str) -> None:
    assert is_datestamp(only(line))
    assert printed_date((only(line),), None) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "The two last met on March 27, 2024.",
        "Ruritania's king in Zenda on March 27, 2024",
        "Rupert Hentzau in Zenda on March 27, 2024",
        "March 27",
        "The visit was moved from March 27, 2024 to a day that is still to be named",
    ],
)
def test_a_line_that_says_more_is_no_datestamp(line: str) -> None:
    assert not is_datestamp(only(line))
    assert printed_date((only(line),), None) is None


def test_published_outranks_updated_and_the_dateline() -> None:
    lines = lines_of("Updated March 29, 2024\nPublished March 27, 2024\n\nThe visit is off.")
    assert printed_date(lines, "STRELSAU (RNA - March 26, 2024) ") == DAY


def test_a_dateline_counts_only_with_its_year() -> None:
    lines = lines_of("The visit is off.")
    assert printed_date(lines, "STRELSAU (RNA - 27th March, 2024) ") == DAY
    assert printed_date(lines, "STRELSAU, March 27 (RNA) - ") is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://daily.example/2024/03/27/visit-off", DAY),
        ("https://daily.example/world/2024-03-27-visit", DAY),
        ("https://daily.example/world/2024/mar/27/visit", DAY),
        ("https://daily.example/visit?day=/2024/03/27/", None),
        ("https://daily.example/2024/13/27/visit", None),
        ("https://daily.example/archive/20240327", None),
        ("https://daily.example/2024/03/visit", None),
    ],
)
def test_dates_in_addresses(url: str, day: dt.date | None) -> None:
    assert url_date(url) == day
