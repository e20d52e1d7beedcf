"""Standings as an iCalendar that may be subscribed to (RFC 5545).

An engagement keeps its UID for as long as it is known, and its SEQUENCE grows with each change, so
that a calendar moves the entry it has and makes no second one. What was called off stays, as
CANCELLED: an entry that vanished would stand for ever in calendars that had taken it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from icalendar import Calendar, Event

from onrecord.feeds.told import addresses_of, changed_at, name_of, sentences_of, sequence_of
from onrecord.terms import Standing, Status
from onrecord.wording import plain, status_word

Certainty = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]

_CERTAINTY: Mapping[Status, Certainty] = {
    "mooted": "TENTATIVE",
    "sought": "TENTATIVE",
    "agreed": "TENTATIVE",
    "scheduled": "CONFIRMED",
    "under_way": "CONFIRMED",
    "held": "CONFIRMED",
    "postponed": "TENTATIVE",
    "rescheduling": "TENTATIVE",
    "rescheduled": "CONFIRMED",
    "cancelled": "CANCELLED",
    "refused": "CANCELLED",
    "suspended": "CONFIRMED",
    "denied": "CANCELLED",
    "disputed": "TENTATIVE",
}
_TAKES_NO_TIME = frozenset({"mooted", "sought", "postponed", "rescheduling", "denied", "disputed"})
_AS_PLANNED = frozenset({"agreed", "scheduled", "rescheduled", "under_way", "held"})
_SAID = frozenset({"asserts", "confirms"})
_NAMED = frozenset({"on_record", "statement"})
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})([~?%]?)\Z")


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an entry, both included; not `sure` where the text hedges or gives a range."""

    first: dt.date
    last: dt.date
    sure: bool


def calendar_of(standings: Iterable[Standing], *, name: str = "Engagements on record") -> bytes:
    """Write standings as a calendar; what has no day (`days_of`) is left out. Bytes of UTF-8."""
    calendar = Calendar()
    calendar.add("prodid", "-//onrecord//onrecord//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain(name))
    for standing in sorted(standings, key=lambda s: s.uid):
        days = days_of(standing)
        if days is not None:
            calendar.add_component(_entry(standing, days))
    written: bytes = calendar.to_ical()
    return written


def days_of(standing: Standing) -> Days | None:
    """Give the days that stand for an engagement, or else those that fell away.

    None where no day is known: "in June" is no entry in a calendar. Of what was put off the day
    that fell away is shown, as taking no time, until there is another.
    """
    s = standing
    return _days(s.planned_start, s.planned_end) or _days(s.was_planned_start, s.was_planned_end)


def certainty_of(standing: Standing, days: Days) -> Certainty:
    """Say how sure an entry is: STATUS of RFC 5545, 3.8.1.11.

    What is only scheduled is confirmed when one of the parties says so by name or in a statement.
    """
    certainty = _CERTAINTY[standing.status]
    if certainty != "CONFIRMED" or standing.status in {"under_way", "held", "suspended"}:
        return certainty
    if not days.sure or (standing.status == "scheduled" and not _owned(standing)):
        return "TENTATIVE"
    return certainty


def _owned(standing: Standing) -> bool:
    sides = {p.side for p in standing.parties}
    return any(
        c.claim.side in sides
        and c.claim.footing in _NAMED
        and c.claim.stance in _SAID
        and c.claim.status in _AS_PLANNED
        for c in standing.history
    )


def _entry(standing: Standing, days: Days) -> Event:
    s = standing
    entry = Event()
    what = name_of(s)
    plainly = s.status in _AS_PLANNED
    entry.add("uid", s.uid)
    entry.add("dtstamp", changed_at(s))
    entry.add("last-modified", changed_at(s))
    entry.add("sequence", sequence_of(s))
    entry.add("dtstart", days.first)
    entry.add("dtend", days.last + dt.timedelta(days=1))  # the day after: RFC 5545, 3.6.1
    entry.add("summary", what if plainly else f"{status_word(s.status).upper()}: {what}")
    entry.add("status", certainty_of(s, days))
    entry.add("transp", "TRANSPARENT" if s.status in _TAKES_NO_TIME else "OPAQUE")
    entry.add("categories", [s.kind])
    entry.add("description", "\n".join(sentences_of(s)))
    if s.place:
        entry.add("location", plain(s.place))
    if addresses := addresses_of(s):
        entry.add("url", plain(addresses[-1]))
    entry.add("x-onrecord-status", s.status)
    entry.add("x-onrecord-id", s.id)
    return entry


def _days(start: str | None, end: str | None) -> Days | None:
    first_text, _, range_end = (start or "").partition("/")
    first, last = _DAY.match(first_text), _DAY.match(end or range_end or first_text)
    if first is None or last is None:
        return None
    try:
        days = dt.date.fromisoformat(first[1]), dt.date.fromisoformat(last[1])
    except ValueError:
        return None
    sure = not (first[2] or last[2] or range_end)
    return Days(days[0], max(days), sure)
