"""What a date phrase comes to for one engagement, where it looks one way or the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.arrays import Floats
from onrecord.reading.engagement_view import Dated, View
from onrecord.reading.grouping import Group
from onrecord.reading.marks import Direction, ResolvedDate
from onrecord.reading.unread import furniture_of_kind, lies_in
from onrecord.terms import Report

_SPELT_OUT = 0.15
_OF_A_PLAN = 0.25


def date_in_role(
    dated: Dated, way: Direction | None, likelier: Direction, *, fell: bool = False
) -> ResolvedDate | None:
    """Give what a phrase comes to; None where it is no day of such an engagement.

    `way` is where an engagement of its state lies, None where its state leaves that open; the
    `likelier` way then counts. A day told with a past verb lies back, so is not that of a plan: in
    "On Wednesday the envoy arrived. He is to meet the premier" nothing says when they meet. The day
    of a word or a step is none of one that `fell`: "called the trip off on Friday, it said on
    Sunday". Of others it may be, for all the parse says: "Both had a good talk, the ministry said
    on Monday".
    """
    if dated.look == "telling" and fell:
        return None
    if dated.backward.start is None:
        return dated.forward if dated.forward.start is not None else None
    whole = _whole_week(dated)
    if whole is not None and way is None:
        return whole
    if dated.look == "back":
        plan = way == "forward" and dated.forward.start != dated.backward.start
        return None if plan else dated.backward
    date = dated.forward if (way or likelier) == "forward" else dated.backward
    return date if date.start is not None else None


def vouched_for(
    date: ResolvedDate, found: Sequence[tuple[float, int, ResolvedDate | None]]
) -> float:
    """Give the chance of a date by all phrases that come to the same.

    "They agreed to talks in May. ... The talks, it said, should be held in May". `found` are the
    report's dates with their chances and ranks.
    """
    against = 1.0
    for chance, _, other in found:
        if other is not None and other.start == date.start and other.end == date.end:
            against *= 1.0 - chance
    return 1.0 - against


def least_chance(dated: Dated, least: float, *, fell: bool) -> float:
    """Give the chance from which a date is taken for one; `least` is that of any phrase.

    What is told as the day of an old plan ("was scheduled to leave on Saturday") is soon the day
    that `fell` away.
    """
    return min(least, _OF_A_PLAN) if fell and dated.look == "planned" else least


def of_its_prose(report: Report, view: View, group: Group, chances: Floats) -> Floats:
    """Give the chances of a report's dates to be those of what its prose names.

    Those of captions have none:
    "FILE - The premier is seen in Oslo, Nov. 6, 2014": that is the picture's day.
    """
    captions = furniture_of_kind(report, "caption")
    pictured = all(lies_in(captions, s.encounter.start) for s in group.sightings)
    kept = chances.copy()
    for k, date in enumerate(view.dated):
        if not pictured and lies_in(captions, int(view.starts[date.first])):
            kept[k] = 0.0
    return kept


def _whole_week(dated: Dated) -> ResolvedDate | None:
    """Give the whole of "this week", of which only a part lies ahead; None of other phrases.

    "He cancelled his visit this week", said on Friday, is not of what is left of it. What was held
    was not held after the report, and what is to come not before it.
    """
    left, _, last = (dated.forward.start or "").partition("/")
    first, _, until = (dated.backward.start or "").partition("/")
    joined = bool(last) and (until or first) == left and first != left
    if not joined or dated.forward.end or dated.backward.end:
        return None
    return replace(dated.backward, start=f"{first}/{last}")


def spelt_out(best: ResolvedDate, others: Sequence[tuple[float, ResolvedDate]]) -> ResolvedDate:
    """Give the stretch that begins on the day found, if the report spells one out too.

    "He was to arrive on Sunday ... the visit, scheduled from 26 to 28 March": `others` are all
    dates of the report with their chances to be this engagement's.
    """
    if best.end is not None:
        return best
    longer = [
        (chance, date)
        for chance, date in others
        if chance > _SPELT_OUT and date.end is not None and date.start == best.start
    ]
    return max(longer, key=lambda found: found[0])[1] if longer else best
