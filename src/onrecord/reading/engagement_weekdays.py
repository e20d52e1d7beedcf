"""One weekday means one day in all that a report says fell away.

"The summit scheduled for Saturday will not take place. A dinner that was to have been given on
Saturday was also called off": both are the Saturday to come, though a verb in the past tells of
the second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.assembly import Dates, Weighed
from onrecord.reading.engagement_view import Dated

_OFF = frozenset({"cancelled", "postponed", "rescheduling", "refused", "suspended"})


def with_one_day_each(stand: Sequence[Weighed], dated: Sequence[Dated]) -> list[Weighed]:
    """Give engagements with those that fell away from one weekday on the same day.

    Only of a bare weekday, which may lie a week back or ahead, and where the day ahead is another
    plan's: what was called off on Saturday for Saturday is left alone.
    """
    lost = {
        day
        for one in stand
        if one.status in _OFF and one.dates is not None
        for day in (one.dates[2],)
        if day is not None
    }
    ahead = {
        d.backward.start: d.forward.start
        for d in dated
        if d.look == "open" and d.backward.start and d.forward.start in lost
        if _a_week_apart(d.backward.start, d.forward.start)
    }
    return [_on_its_day(one, ahead) for one in stand]


def _on_its_day(one: Weighed, ahead: dict[str, str]) -> Weighed:
    if one.status not in _OFF or one.dates is None or one.dates[3] is not None:
        return one
    start, end, was, _ = one.dates
    day = ahead.get(was or "")
    dates: Dates = (start, end, day, None)
    return one if day is None else replace(one, dates=dates)


def _a_week_apart(back: str, forward: str) -> bool:
    try:
        apart = dt.date.fromisoformat(forward) - dt.date.fromisoformat(back)
    except ValueError:
        return False  # a month, a stretch, a day not quite known
    return apart == dt.timedelta(days=7)
