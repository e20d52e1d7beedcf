"""What dates and states tell about whether a telling is about a known engagement."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.standing.evidence import VETO, Feature
from onrecord.standing.periods import Period
from onrecord.standing.profile import Profile
from onrecord.standing.tellings import Telling
from onrecord.terms import Plan

NEXT_DAY = 1
"""Days by which two reports may differ about when something was held."""

_PLANNED: frozenset[Plan] = frozenset({"mooted", "sought", "intended", "agreed", "scheduled"})
_DONE: frozenset[Plan] = frozenset({"held", "under_way"})
_RUNNING: frozenset[Plan] = frozenset({"under_way", "suspended"})
_CLOSE = 0.5
"""Agreement of two dates from which they are the same date, not merely of the same month."""
_LONGEST_ROUND = 15
"""Days beyond which talks under way are a process and not a round."""


def dates(telling: Telling, profile: Profile) -> Iterator[Feature]:
    """Weigh the date that is told, and the one told to have fallen away, against those known."""
    told, fell, known = telling.dates, telling.fell_away, profile.dates
    agreed = False
    if fell:
        standing = [*([known] if known else []), *profile.fallen]
        near = min(standing, key=fell.gap, default=None)
        if near is not None and fell.gap(near) <= (0 if fell.exact and near.exact else 2):
            agreed = True
            weight = max(1.5, 3.0 * fell.agreement(near))
            yield Feature("date_fell_away", weight, "the date that fell away")
        elif near is not None and profile.plan == "postponed" and fell.first > near.last:
            yield Feature("date_fell_away", -0.7, "a later date that fell away: put off again")
        elif near is not None:
            gap = fell.gap(near)
            yield Feature("date_fell_away", -min(2.5, 0.5 + gap / 20), f"{gap} days off")
    if told is None:
        if telling.engagement.plan == "held" and profile.over and not agreed:
            yield Feature("date", -0.6, "held on an unknown day")
    elif known and not known.gap(told):
        yield Feature("date", 3.0 * known.agreement(told), "the same date")
    elif agreed:
        return
    elif any(not told.gap(p) for p in profile.fallen):
        if telling.engagement.plan == "held":
            yield Feature("date", -2.0, "held on the date that fell away")
        else:
            yield Feature("date", 1.2, "a date that has fallen away since")
    else:
        yield from _another_date(telling, told, profile)


def _another_date(telling: Telling, told: Period, profile: Profile) -> Iterator[Feature]:
    plan = telling.engagement.plan
    gap = profile.dates.gap(told) if profile.dates else 0
    put_off = profile.plan in ("postponed", "cancelled", "suspended", "none")
    if profile.over and gap > NEXT_DAY:
        yield Feature("date", VETO, f"held {gap} days apart from this date")
    elif plan in _DONE and told.last < profile.first_day - 3 and gap > 3:
        yield Feature("date", VETO, "over before the other was first told of")
    elif put_off and told.last < profile.plan_day - 1:
        yield Feature("date", -4.0, f"before it stood {profile.plan}")
    elif plan in _DONE and profile.plan in _PLANNED and told.last < profile.first_day - 3:
        yield Feature("date", VETO, "over before the plan was first told of")
    elif _has_begun(telling, told, profile):
        yield Feature("date", 1.0, f"under way since {gap} days before")
    elif profile.dates is None:
        ahead = told.first - profile.last_day
        weight = next((w for limit, w in ((60, 0.5), (120, 0.0), (300, -1.0)) if ahead < limit), -2)
        yield Feature("date", weight, f"a date for one that had none, {ahead} days ahead")
    elif telling.engagement.new_date != "none" or telling.engagement.status == "rescheduled":
        yield Feature("date", -0.4, "a new date")
    else:
        yield Feature("date", -1.0 - min(3.5, gap / 6), f"{gap} days apart")


def _has_begun(telling: Telling, told: Period, profile: Profile) -> bool:
    """Whether talks told of as under way are those that were to begin some days before.

    Their date is then the day of the report. Counter-example: talks under way a month later.
    """
    return (
        telling.engagement.kind == "talks"
        and "talks" in profile.kinds
        and telling.engagement.plan == "under_way"
        and not telling.background
        and profile.plan in (*_PLANNED, "under_way")
        and profile.dates is not None
        and 0 < told.first - profile.dates.last <= _LONGEST_ROUND
    )


def stage(telling: Telling, profile: Profile) -> Iterator[Feature]:
    """Whether the state told can follow the state known.

    A held visit of March is not the cancelled one of June; the visit postponed in May can be.
    """
    plan, before = telling.engagement.plan, profile.plan
    same_date = _same_date(telling.dates or telling.fell_away, profile.dates)
    if not same_date:
        weight = -0.4 if overlap(telling.dates, profile.dates) else -1.2
        if telling.background:
            yield Feature("recalled", weight, "only recalled for context")
        if profile.only_background:
            yield Feature("only_recalled", weight, "so far only recalled for context")
    if before == "held" and plan not in _DONE:
        if not same_date:
            # Without its day, "held" may be a word about an earlier one, or misread.
            weight = -4.5 if profile.over else -2.5
            yield Feature("stage", weight, f"was held, and another is {plan}")
    elif before == "held" and plan == "under_way" and not same_date:
        yield Feature("stage", -1.0, "was held, and one is under way")
    elif before == "under_way" and plan in _PLANNED and not same_date:
        yield Feature("stage", -1.5, f"was under way, and another is {plan}")
    elif before == "cancelled" and plan == "held" and not same_date:
        weight = 0.0 if telling.fell_away else -1.2
        yield Feature("stage", weight, "was cancelled, and one was held")
    elif before == "under_way" and plan == "suspended":
        yield Feature("stage", 0.5, "was under way, and is broken off")
    elif before == "postponed" and plan in ("scheduled", "held", "under_way", "agreed"):
        yield Feature("stage", 0.5, f"was put off, and is {plan}")
    elif before in _PLANNED and plan in ("postponed", "cancelled", "suspended"):
        yield Feature("stage", 0.5, f"was {before}, and is {plan}")
    elif before == plan and plan in ("postponed", "cancelled", "suspended"):
        yield Feature("stage", 0.5, f"both {plan}")
    elif plan == "suspended" and before in ("postponed", "cancelled"):
        yield Feature("stage", -0.8, "a process broken off is not a round put off")


def _same_date(one: Period | None, other: Period | None) -> bool:
    """Whether two dates agree closely enough to make the two one: a common month does not."""
    return (
        one is not None
        and other is not None
        and not one.gap(other)
        and (one.agreement(other) >= _CLOSE)
    )


def overlap(one: Period | None, other: Period | None) -> bool:
    """Whether both dates are known and share a day, however vague they are."""
    return one is not None and other is not None and not one.gap(other)


def process(telling: Telling, profile: Profile) -> Iterator[Feature]:
    """Keep a running process and its dated round apart: talks that go on, and Friday's talks."""
    if telling.engagement.kind != "talks" or "talks" not in profile.kinds:
        return
    if profile.plan == "under_way" and telling.engagement.plan == "suspended":
        # What goes on until it is broken off was no round, even if the day it began is known.
        return
    mine = _is_process(telling.engagement.plan, telling.dates or telling.fell_away)
    theirs = _is_process(profile.plan, profile.dates)
    a_round = profile.dates or profile.fallen if mine else telling.dates or telling.fell_away
    if mine != theirs and a_round:
        yield Feature("process", -1.2, "one is a process, the other a round with a date")


def _is_process(plan: Plan, dates: Period | None) -> bool:
    """Whether talks are a process: running or broken off, without a date of their own."""
    return plan in _RUNNING and (dates is None or dates.days > _LONGEST_ROUND)
