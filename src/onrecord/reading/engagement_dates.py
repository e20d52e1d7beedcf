"""Which of an engagement's dates stands and which fell away."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.grouping import Group
from onrecord.reading.marks import ResolvedDate
from onrecord.terms import NewDate, Plan


def engagement_dates(
    group: Group, plan: Plan, new_date: NewDate
) -> tuple[str | None, str | None, str | None, str | None]:
    """Give planned start and end, then the start and end that fell away, as EDTF or None."""
    stands: list[ResolvedDate] = []
    fell: list[ResolvedDate] = []
    for sighting in group.sightings:
        statuses = {a.status for a in sighting.acts}
        for date in sighting.dates:
            if date.start is None:
                continue
            moved = statuses & {"rescheduled", "rescheduling"} or ("postponed" in statuses and new_date == "set")
            if plan in ("cancelled", "postponed", "none", "suspended") and new_date != "set":
                fell.append(date)
            elif new_date == "set" and not moved and len(group.sightings) > 1:
                fell.append(date)
            else:
                stands.append(date)
    if new_date == "set" and not stands:
        stands, fell = fell[-1:], fell[:-1]
    now, was = _best(stands), _best(fell)
    return (now.start if now else None), (now.end if now else None), (was.start if was else None), (was.end if was else None)


def _best(dates: Sequence[ResolvedDate]) -> ResolvedDate | None:
    """Give the most precise date, the first of equals."""
    return max(dates, key=lambda d: (len((d.start or "").split("/")[0].rstrip("~")), -d.span.start), default=None)
