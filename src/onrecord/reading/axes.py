"""From the steps of an engagement to its axes, and from them to the headline of the rules."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.headline import PLAN_OF_STATUS, contradiction_of, headline
from onrecord.reading.claims import Step
from onrecord.reading.engagement_dates import engagement_dates
from onrecord.reading.grouping import Group
from onrecord.terms import NewDate, Plan, Response, Status

_RANK: tuple[Status, ...] = (
    "rescheduled",
    "rescheduling",
    "cancelled",
    "postponed",
    "suspended",
    "refused",
    "under_way",
    "held",
    "scheduled",
    "agreed",
    "sought",
    "mooted",
    "denied",
    "disputed",
)


def rule_status(group: Group, claims: Sequence[Step]) -> Status:
    """Compute the headline that the steps alone give, before any model is asked."""
    plan, new_date, furthest = _axes(claims)
    start = engagement_dates(group, plan, new_date)[0]
    sides = tuple(group.sides)
    contradiction = contradiction_of([c for c, _, _ in claims], sides)
    if contradiction == "none" and furthest in ("refused", "denied"):
        return furthest
    return headline(
        plan, new_date, responses_of(claims), dated=start is not None, contradiction=contradiction
    )


def axes_of(status: Status, claims: Sequence[Step]) -> tuple[Plan, NewDate]:
    """Give the axes that a headline status stands for."""
    if status == "rescheduled":
        return "scheduled", "set"
    if status == "rescheduling":
        called_off = any(c.status == "cancelled" for c, _, _ in claims)
        return ("cancelled" if called_off else "postponed"), "sought"
    return PLAN_OF_STATUS[status], "none"


def responses_of(claims: Sequence[Step]) -> tuple[Response, ...]:
    """Give how sides answered, one response a side, in order of the sides' codes."""
    found: dict[str, Response] = {}
    for claim, act, _ in claims:
        if claim.status == "refused" and claim.stance != "denies":
            for side in (claim.by or "").split("; "):
                if side:
                    found[side] = Response(side, "absent" if act.absent else "declined")
    return tuple(found[s] for s in sorted(found))


def _axes(claims: Sequence[Step]) -> tuple[Plan, NewDate, Status]:
    """Decide where the plan stands from the steps: the strongest, and among those the furthest."""
    usable = [
        (c, a, s)
        for c, a, s in claims
        if c.stance in ("asserts", "confirms", "does_not_deny")
        and c.status not in ("denied", "disputed")
        and not s.caption
    ]
    usable = usable or [(c, a, s) for c, a, s in claims if c.stance in ("asserts", "confirms")]
    if not usable:
        stands = any(c.stance == "denies" and c.status == "scheduled" for c, _, _ in claims)
        return ("scheduled", "none", "scheduled") if stands else ("none", "none", "denied")
    top = max(a.strength for _, a, _ in usable)
    strong = [(c, a, s) for c, a, s in usable if a.strength == top]
    if top == 3:
        strong += [
            (c, a, s) for c, a, s in usable if a.strength == 2 and c.status in ("held", "under_way")
        ]
    status = _furthest(strong)
    if status in ("scheduled", "rescheduled") and any(
        c.status in ("cancelled", "postponed") for c, _, _ in strong
    ):
        status = "rescheduled"
    if status == "rescheduled":
        return "scheduled", "set", status
    if status == "rescheduling":
        off: Plan = (
            "cancelled" if any(c.status == "cancelled" for c, _, _ in usable) else "postponed"
        )
        return off, "sought", status
    return PLAN_OF_STATUS[status], "none", status


def _furthest(strong: Sequence[Step]) -> Status:
    statuses = {c.status for c, _, _ in strong}
    if statuses & {"cancelled", "postponed", "rescheduling", "rescheduled", "suspended", "refused"}:
        return min(statuses & set(_RANK[:6]), key=_RANK.index)
    if statuses <= {"scheduled", "mooted", "agreed", "sought"}:
        if "scheduled" in statuses and "mooted" in statuses:
            return next(c.status for c, _, _ in strong if c.status in ("scheduled", "mooted"))
        return min(statuses, key=_RANK.index)
    first = strong[0][0].status
    if first in statuses and first in ("held", "under_way", "scheduled"):
        return "under_way" if {"held", "under_way"} <= statuses and first != "scheduled" else first
    return min(statuses, key=_RANK.index)
