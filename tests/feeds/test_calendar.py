"""The calendar: which days an entry has, how sure it is, and that it is one entry for ever."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from made_up import Ledger, said, told

from onrecord.feeds.calendar import Days, calendar_of, certainty_of, days_of
from onrecord.terms import Reading, Standing, Status

SET = told("2031-06-01", "scheduled", place="Santiago", planned_start="2031-06-20")
OFF = told("2031-06-05", "cancelled", said("cancelled", "media"), was_planned_start="2031-06-20")
WISH = told("2031-06-01", "sought")


def standing(*readings: Reading) -> Standing:
    (found,) = Ledger(*readings).stand()
    return found


def entry(found: Standing) -> Event:
    (event,) = Calendar.from_ical(calendar_of([found])).walk("VEVENT")
    return event


def test_an_entry_tells_what_stands() -> None:
    event = entry(standing(SET))
    assert event["SUMMARY"] == "NOR (Ingrid Dahl) and CHL: visit"
    assert event["LOCATION"] == "Santiago"
    assert event["DTSTART"].dt == dt.date(2031, 6, 20)
    assert event["DTEND"].dt == dt.date(2031, 6, 21)
    assert event["X-ONRECORD-STATUS"] == "scheduled"
    assert event["TRANSP"] == "OPAQUE"


def test_what_was_called_off_stays_in_its_place_under_its_uid() -> None:
    before, after = entry(standing(SET)), entry(standing(SET, OFF))
    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], before["DTSTART"].dt)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["STATUS"] == "CANCELLED"
    assert after["SUMMARY"].startswith("CANCELLED: ")


def test_what_has_no_day_is_left_out() -> None:
    written = calendar_of(
        Ledger(WISH, told("2031-06-01", "scheduled", planned_start="2031-07")).stand()
    )
    assert Calendar.from_ical(written).walk("VEVENT") == []


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (("2031-06-20", None), Days(dt.date(2031, 6, 20), dt.date(2031, 6, 20), sure=True)),
        (("2031-06-20", "2031-06-22"), Days(dt.date(2031, 6, 20), dt.date(2031, 6, 22), sure=True)),
        (("2031-06-20~", None), Days(dt.date(2031, 6, 20), dt.date(2031, 6, 20), sure=False)),
        (("2031-06-20/2031-06-25", None), Days(dt.date(2031, 6, 20), dt.date(2031, 6, 25), sure=False)),
        # An end before its start is a slip of the report: the entry is the day it starts.
        (("2031-06-20", "2031-06-18"), Days(dt.date(2031, 6, 20), dt.date(2031, 6, 20), sure=True)),
        (("2031-06", None), None),
        (("2031", None), None),
        (("2031-06-31", None), None),
        ((None, "2031-06-22"), None),
        ((None, None), None),
    ],
)  # fmt: skip
def test_days(planned: tuple[str | None, str | None], expected: Days | None) -> None:
    start, end = planned
    assert days_of(replace(standing(WISH), planned_start=start, planned_end=end)) == expected


def test_what_was_put_off_shows_the_day_that_fell_away_and_takes_no_time() -> None:
    put_off = told("2031-06-05", "postponed", was_planned_start="2031-06-20")
    event = entry(standing(put_off))
    assert event["DTSTART"].dt == dt.date(2031, 6, 20)
    assert (event["STATUS"], event["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")


@pytest.mark.parametrize(
    ("footing", "side", "more", "expected"),
    [
        ("on_record", "NOR", {}, "CONFIRMED"),
        ("statement", "CHL", {}, "CONFIRMED"),
        ("anonymous", "NOR", {}, "TENTATIVE"),
        ("on_record", "PER", {}, "TENTATIVE"),
        ("reporter", None, {}, "TENTATIVE"),
        ("on_record", "NOR", {"stance": "does_not_deny"}, "TENTATIVE"),
    ],
)
def test_a_plan_is_confirmed_when_a_party_says_so_by_name(
    footing: str, side: str | None, more: dict[str, Any], expected: str
) -> None:
    claim = said("scheduled", footing, side, **more)
    found = standing(told("2031-06-01", "scheduled", claim, planned_start="2031-06-20"))
    assert entry(found)["STATUS"] == expected


def test_a_hedged_day_is_tentative_whoever_says_it() -> None:
    claim = said("scheduled", "on_record", "NOR")
    found = standing(told("2031-06-01", "scheduled", claim, planned_start="2031-06-20~"))
    assert entry(found)["STATUS"] == "TENTATIVE"


def test_every_status_has_its_certainty() -> None:
    day = Days(dt.date(2031, 6, 20), dt.date(2031, 6, 20), sure=True)
    found = {s: certainty_of(replace(standing(SET), status=s), day) for s in get_args(Status)}
    off = {s for s, certainty in found.items() if certainty == "CANCELLED"}
    sure = {s for s, certainty in found.items() if certainty == "CONFIRMED"}
    assert off == {"cancelled", "refused", "denied"}
    assert sure == {"rescheduled", "under_way", "held", "suspended"}


@given(st.text(), st.text(min_size=1), st.integers(0, 400))
def test_what_is_written_is_read_again(place: str, name: str, later: int) -> None:
    day = dt.date(2031, 6, 20) + dt.timedelta(days=later)
    found = replace(standing(SET), place=place, topic=name, planned_end=day.isoformat())
    party = replace(found.parties[0], name=name)
    found = replace(found, parties=(party, *found.parties[1:]))
    written = calendar_of([found])
    assert max(map(len, written.split(b"\r\n"))) <= 75  # octets of a line: RFC 5545, 3.1
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert event["UID"] == found.uid
    assert event["DTEND"].dt == day + dt.timedelta(days=1)
    assert not event.errors


def test_the_order_of_what_is_given_changes_nothing() -> None:
    other = told("2031-06-02", "scheduled", sides=("PER", "FJI"), planned_start="2031-08-01")
    found = list(Ledger(SET, other).stand())
    assert calendar_of(found) == calendar_of(found[::-1])
