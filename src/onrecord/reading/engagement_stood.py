"""Where an engagement stands, once its steps are known beside the model's word on the whole.

What the conventions define by the claims is read off them: who denies and who asserts, who works
on a new date, what is over. Where the grammar leaves no doubt, it corrects (`engagement_certain`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.headline import contradiction_of
from onrecord.reading.assembly import Dates
from onrecord.reading.claims import Step
from onrecord.reading.contests import about_its_detail, sided
from onrecord.reading.engagement_answered import answered
from onrecord.reading.engagement_certain import corrected, in_place, with_settled
from onrecord.reading.engagement_judging import Judged, dates_of
from onrecord.reading.engagement_look import Look
from onrecord.reading.engagement_shifts import counted_days
from onrecord.reading.engagement_turned import turned_to
from onrecord.reading.seen import Seen
from onrecord.terms import Party, Report, Status

_SOUGHT = 0.4
_TO_COME: frozenset[Status] = frozenset({"scheduled", "agreed", "mooted"})
_SETTLED = 0.85
"""The chance given to what the grammar settles against the model."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where an engagement stands, the chance that this is right, its steps and its dates."""

    status: Status
    score: float
    steps: tuple[Step, ...]
    dates: Dates


def stood(
    report: Report,
    seen: Seen,
    look: Look,
    one: Judged,
    steps: Sequence[Step],
    *,
    by_rules: Sequence[Step],
) -> Stood:
    """Say where an engagement stands that the model has judged, told in `steps`.

    `by_rules` are its steps as the rules alone read them.
    """
    status, score = _by_model(one, steps)
    status = _contradicted(status, steps, one.parties)
    answer = answered(status, one, steps, by_rules, seen)
    if answer != status:
        status, score = answer, _SETTLED
    settled = corrected(status, one.group, by_rules)
    if settled != status:
        status, score = settled, _SETTLED
        steps = with_settled(steps, by_rules)
    turned, turns = turned_to(report, seen, one, status, by_rules)
    if turned != status:
        status, score = turned, _SETTLED
        steps = in_place(turns, steps)
    dates = counted_days(seen, look.view.dated, one.group, status, dates_of(look, one, status))
    if status in _TO_COME and is_over(steps, report):
        status, dates = "held", (None, None, None, None)  # the day is the steps' to tell
    return Stood(status, score, tuple(steps), dates)


def _by_model(one: Judged, steps: Sequence[Step]) -> tuple[Status, float]:
    """Give the headline and the chance that it is right.

    What was called off or put off while somebody works on a new date is being rescheduled, by the
    conventions' own definition: a step that says so counts, however the whole is summed up.
    """
    status, chance = one.status, one.chances[one.status]
    if status not in ("cancelled", "postponed"):
        return status, chance
    sought = max(
        (
            claim.score
            for claim, _, _ in steps
            if claim.status == "rescheduling"
            and claim.stance in ("asserts", "confirms", "does_not_deny")
        ),
        default=0.0,
    )
    if sought <= _SOUGHT:
        return status, chance
    return "rescheduling", min(1.0, one.chances["rescheduling"] + sought * chance)


def _contradicted(status: Status, steps: Sequence[Step], parties: Sequence[Party]) -> Status:
    """Tell "denied" from "disputed" by who denies and who asserts, where some step denies.

    By the conventions that follows from the claims alone. Counter-example: without a denial among
    the steps the model's word stands.
    """
    if status not in ("denied", "disputed"):
        return status
    claims = sided([about_its_detail(c) for c, _, _ in steps], parties)
    found = contradiction_of(claims, [p.side for p in parties])
    return status if found == "none" else found


def is_over(steps: Sequence[Step], report: Report) -> bool:
    """Whether all that is told of an engagement is that it was held, on days before the report."""
    if report.published is None:
        return False
    today = report.published.isoformat()
    days = [
        claim.when.split("/")[-1].rstrip("~")
        for claim, _, _ in steps
        if claim.when and claim.status == "held" and claim.stance in ("asserts", "confirms")
    ]
    return len(days) == len(steps) > 0 and all(day < today[: len(day)] for day in days)
