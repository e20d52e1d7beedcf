"""When a step was taken, by the dates that the rules hang on a naming."""

from __future__ import annotations

import datetime as dt

from onrecord.reading.act_parts import OFF
from onrecord.reading.acts import Act
from onrecord.reading.grouping import Sighting
from onrecord.reading.marks import ResolvedDate

_TAKING_PLACE = frozenset({"held", "under_way"})


def when_of(sighting: Sighting, act: Act, published: dt.date | None) -> str | None:
    """Give the day, month or year of a step; None where none is told.

    A date of the naming's main step is no other's: "On Wednesday he cancelled the trip that was
    scheduled for Friday" says not when it was scheduled. What is over was not held after the
    report.
    """
    main = sighting.main.status
    when = None
    if act.status == main or {act.status, main} <= OFF:
        dates = (d for d in sighting.step_dates if not _is_of_a_clause_inside(d, sighting, act))
        when = next((d.start for d in dates if d.start), None)
    if act.status in _TAKING_PLACE and when is None:
        when = next((d.start for d in sighting.dates if d.start), None)
    if when is not None and act.status == "held" and published is not None:
        first = when.split("/")[0].rstrip("~")
        if first > published.isoformat()[: len(first)]:
            return None
    return when


def _is_of_a_clause_inside(date: ResolvedDate, sighting: Sighting, act: Act) -> bool:
    """Whether a date is another step's, told in a clause inside this one's.

    "She asked to reschedule the meeting, which was called off earlier this week."
    """
    return any(
        act.start < other.start <= date.span.start < other.end <= act.end
        for other in sighting.acts
        if other.status != act.status
    )
