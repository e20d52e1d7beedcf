"""The headline status, computed from the axes and the claims by pure functions.

The primitive is three axes (plan, new_date, responses per side) and the claims that deny the
event itself; "denied" and "disputed" are never plan states but follow from claims that
contradict one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from onrecord.terms import Claim, NewDate, Plan, Response, Status

Contradiction = Literal["none", "disputed", "denied"]

_SAME_WORD: dict[Plan, Status] = {
    "mooted": "mooted",
    "sought": "sought",
    "agreed": "agreed",
    "under_way": "under_way",
    "held": "held",
    "suspended": "suspended",
}

PLAN_OF_STATUS: dict[Status, Plan] = {
    "mooted": "mooted",
    "sought": "sought",
    "agreed": "agreed",
    "scheduled": "scheduled",
    "under_way": "under_way",
    "held": "held",
    "postponed": "postponed",
    "rescheduling": "postponed",
    "rescheduled": "scheduled",
    "cancelled": "cancelled",
    "refused": "none",
    "suspended": "suspended",
    "denied": "none",
    "disputed": "none",
}
"""The plan axis that a single claim of each status puts an engagement in."""

NEW_DATE_OF_STATUS: dict[Status, NewDate] = {"rescheduled": "set", "rescheduling": "sought"}
"""What a single claim of a status says of a new date; one of any other status says nothing."""

_FIXED: frozenset[Plan] = frozenset(
    {"agreed", "scheduled", "under_way", "held", "postponed", "cancelled", "suspended"}
)


def headline(
    plan: Plan,
    new_date: NewDate = "none",
    responses: Sequence[Response] = (),
    *,
    dated: bool = False,
    contradiction: Contradiction = "none",
) -> Status:
    """Compute the headline status of an engagement from its axes.

    `dated` says whether an intended engagement has a date or was announced flatly.
    `contradiction` comes from `contradiction_of`. The order is that of the labelling
    conventions: contradiction, then responses, then the table of plan and new date.
    """
    if contradiction != "none":
        return contradiction
    turned_down = any(r.response in ("declined", "absent", "unanswered") for r in responses)
    if turned_down and plan not in _FIXED:
        return "refused"
    return _from_plan(plan, new_date, dated=dated)


def _from_plan(plan: Plan, new_date: NewDate, *, dated: bool) -> Status:
    if plan == "scheduled":
        return "rescheduled" if new_date == "set" else "scheduled"
    if plan in ("postponed", "cancelled") and new_date == "set":
        return "rescheduled"
    if plan in ("postponed", "cancelled") and new_date == "sought":
        return "rescheduling"
    if plan == "postponed":
        return "postponed"
    if plan == "cancelled":
        return "cancelled"
    if plan == "intended":
        return "scheduled" if dated else "mooted"
    return _SAME_WORD.get(plan, "mooted")


def contradiction_of(claims: Sequence[Claim], sides: Sequence[str]) -> Contradiction:
    """Say whether claims contradict one another about the event itself.

    `sides` are the parties of the engagement. A denial counts when it is about the event and a
    party speaks it; against it stand the assertions that do not themselves say "off". Disputed:
    a party (its anonymous official too) asserts and another denies. Denied: only outsiders or
    media assert, or nobody does. A denial about a detail never gets here. A side that is
    unknown counts as an outsider's.
    """
    denials = [c for c in claims if c.stance == "denies" and c.about == "event"]
    deniers = {c.side for c in denials}
    asserting = [
        c
        for c in claims
        if c.stance in ("asserts", "confirms")
        and c.status not in ("denied", "refused", "cancelled", "postponed", "suspended")
        and c.side in sides
        and c.side not in deniers
        and c.footing not in ("media", "reporter")
    ]
    if any(c.side in sides for c in denials):
        return "disputed" if asserting else "denied"
    # Somebody of no known side may deny what nobody of the parties says; he does not make a
    # party dispute it with itself.
    unasserted = not asserting and any(c.status == "denied" for c in denials)
    return "denied" if unasserted else "none"
