"""EDTF dates as periods of days, for asking whether two dates can be the same.

Only the forms that readings use: a year, a month, a day, each possibly approximate (`~`, `?`),
and an interval of two of them (https://www.loc.gov/standards/datetime/).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)\Z")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}

_WIDE_DAY = 15
_WIDE_MONTH = 75
_SLACK_OF_DAY = 4
_SLACK_OF_MONTH = 20
_SLACK_OF_YEAR = 120


@dataclass(frozen=True, slots=True)
class Period:
    """The days a date can mean: proleptic Gregorian ordinals, both ends included.

    `exact` is true when the text gave a day (or a first and a last day) without hedging.
    """

    first: int
    last: int
    exact: bool = False

    def gap(self, other: Period) -> int:
        """Count the days between the two periods; 0 when they share a day."""
        return max(0, self.first - other.last, other.first - self.last)

    def agreement(self, other: Period) -> float:
        """How much it says that the two share a day, 0 to 1: an exact day all, a year little."""
        widest = max(self.days, other.days)
        if widest <= _WIDE_DAY and self.exact and other.exact:
            return 1.0
        if widest <= _WIDE_DAY:
            return 0.75 if self.exact or other.exact else 0.5
        return 0.35 if widest <= _WIDE_MONTH else 0.15

    @property
    def days(self) -> int:
        """How many days the period spans."""
        return self.last - self.first + 1


@lru_cache(maxsize=65536)
def period_of(start: str | None, end: str | None = None) -> Period | None:
    """Give the days that a start and an end date (EDTF) span, or None when there is no start.

    A start without an end is one day, month or year. An approximate date is widened by some
    days on both sides. A date that is not EDTF as readings write it gives None: matching then
    has no date to go by, rather than a wrong one.
    """
    if not start:
        return None
    if "/" in start:
        first_text, _, last_text = start.partition("/")
        return period_of(first_text, last_text or end)
    first = _bounds(start)
    if first is None:
        return None
    last = _bounds(end.rpartition("/")[2]) if end else None
    if last is None or last[1] < first[0]:
        return Period(first[0], first[1], exact=first[2])
    return Period(first[0], max(first[1], last[1]), exact=first[2] and last[2])


def day_of(text: str | None) -> dt.date | None:
    """Give the last day that an EDTF date can mean, or None: the day by which it had happened."""
    period = period_of(text)
    return dt.date.fromordinal(period.last) if period else None


def _bounds(text: str) -> tuple[int, int, bool] | None:
    """Give first and last ordinal of one date and whether it is an exact day."""
    found = _DATE.match(text.strip())
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    hedged = bool(found[4])
    try:
        if day:
            start = end = dt.date(year, month, day)
            slack = _SLACK_OF_DAY
        elif month:
            from_month, to_month = _SEASON_MONTHS.get(month, (month, month))
            start = dt.date(year, from_month, 1)
            end = dt.date(year, to_month, calendar.monthrange(year, to_month)[1])
            slack = _SLACK_OF_MONTH
        else:
            start, end, slack = dt.date(year, 1, 1), dt.date(year, 12, 31), _SLACK_OF_YEAR
    except ValueError:
        return None
    if not hedged:
        slack = 0
    return max(1, start.toordinal() - slack), end.toordinal() + slack, bool(day) and not hedged
