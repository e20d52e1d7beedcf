"""EDTF dates as periods, and when two agree."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.standing.periods import Period, day_of, period_of


def days(first: str, last: str) -> tuple[int, int]:
    return dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal()


@pytest.mark.parametrize(
    ("text", "first", "last", "exact"),
    [
        ("2031-06-20", "2031-06-20", "2031-06-20", True),
        ("2031-06", "2031-06-01", "2031-06-30", False),
        ("2031", "2031-01-01", "2031-12-31", False),
        ("2031-06-20~", "2031-06-16", "2031-06-24", False),
        ("2031-02-27/2031-03-02", "2031-02-27", "2031-03-02", True),
        ("2031-23", "2031-09-01", "2031-11-30", False),
    ],
)
def test_what_a_date_can_mean(text: str, first: str, last: str, *, exact: bool) -> None:
    period = period_of(text)
    assert period is not None
    assert ((period.first, period.last), period.exact) == (days(first, last), exact)


@pytest.mark.parametrize("text", [None, "", "soon", "2031-13", "2031-02-30", "20310620", "../2031"])
def test_what_is_no_date_gives_none(text: str | None) -> None:
    assert period_of(text) is None
    assert day_of(text) is None


def test_an_end_before_the_start_is_passed_over() -> None:
    assert period_of("2031-06-20", "2031-06-01") == period_of("2031-06-20")


@given(st.dates(), st.dates())
def test_gap_is_symmetric_and_zero_only_when_days_are_shared(one: dt.date, other: dt.date) -> None:
    a = Period(one.toordinal(), one.toordinal(), exact=True)
    b = Period(other.toordinal(), other.toordinal(), exact=True)
    assert a.gap(b) == b.gap(a) == abs((one - other).days)


def test_a_common_day_says_more_than_a_common_month() -> None:
    day, about, month = (period_of(t) for t in ("2031-06-20", "2031-06-19~", "2031-06"))
    assert day is not None
    assert about is not None
    assert month is not None
    assert day.agreement(day) > day.agreement(about) > day.agreement(month)


@given(st.text(max_size=12))
def test_any_text_is_taken(text: str) -> None:
    period = period_of(text)
    assert period is None or period.first <= period.last
