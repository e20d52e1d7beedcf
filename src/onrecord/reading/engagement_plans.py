"""What was planned and fell away is one engagement with its plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.assembly import Weighed
from onrecord.reading.grouping import Group

_FALLEN = frozenset({"cancelled", "postponed", "rescheduling", "rescheduled"})
_PLANNED = frozenset({"scheduled", "agreed"})


def with_fallen_plans(stand: Sequence[Weighed]) -> list[Weighed]:
    """Join each plan to the engagement that fell away from its very day; order is kept.

    "She has put off her trip to Kenya and Uganda. She was to visit Kenya on 28 March": the second
    sentence names no other visit. A plan with a side of its own ("and will receive Chad's premier
    that day") is one that stands.
    """
    kept = list(stand)
    for plan in stand:
        if plan.status not in _PLANNED or plan.salience == "main":
            continue
        of = next((f for f in kept if f is not plan and _fell_from(f, plan)), None)
        if of is not None:
            kept[kept.index(of)] = _with(of, plan)
            kept.remove(plan)
    return kept


def _fell_from(fallen: Weighed, plan: Weighed) -> bool:
    if fallen.status not in _FALLEN or fallen.dates is None or plan.dates is None:
        return False
    start, _, was, _ = fallen.dates
    day = was or (start if fallen.status in ("cancelled", "postponed") else None)
    return day is not None and day == plan.dates[0] and _sides(plan) <= _sides(fallen)


def _sides(weighed: Weighed) -> frozenset[str]:
    return frozenset(p.side for p in weighed.parties or ())


def _with(fallen: Weighed, plan: Weighed) -> Weighed:
    group = Group()
    both = [*fallen.group.sightings, *plan.group.sightings]
    for sighting in sorted(both, key=lambda s: s.encounter.start):
        group.add(sighting)
    return replace(fallen, group=group, claims=(*fallen.claims, *plan.claims))
