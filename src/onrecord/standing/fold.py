"""The fold: from the tellings of one engagement to where it stands. Pure.

Steps are taken in the order of the days they speak of, and within a day from the weakest to the
strongest, so that the last one that does not yield stands. What yielded, and by which rule, is
kept, so that `explaining` can show it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from onrecord.headline import headline
from onrecord.standing.contesting import Dispute, on_and_off, same_sources
from onrecord.standing.names import side_key
from onrecord.standing.periods import Period, period_of
from onrecord.standing.precedence import (
    DONE,
    OFF,
    ON,
    Rule,
    contests,
    contradicts,
    owned,
    rule_of_same_day,
    yields,
)
from onrecord.standing.steps import Step
from onrecord.terms import Contest, NewDate, Plan, Response, Status


@dataclass(frozen=True, slots=True)
class Ruled:
    """What became of one step: the rule it met, and whether its word was taken.

    `status`, `plan` and `new_date` are what stood after it, whether by its word or in spite of it.
    """

    step: Step
    rule: Rule
    taken: bool
    status: Status
    plan: Plan
    new_date: NewDate
    against: Step | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where an engagement stands after all steps.

    `step` is the one whose word stands, None when no report has a word about it. `dated_by` is
    the step that gave the date, `since_by` the one from which the status counts. `trail` says of
    every step, in order, what became of it.
    """

    status: Status
    plan: Plan
    new_date: NewDate
    planned_start: str | None
    planned_end: str | None
    was_planned_start: str | None
    was_planned_end: str | None
    responses: tuple[Response, ...]
    since: str | None
    contested: tuple[Contest, ...]
    step: Step | None
    dated_by: Step | None
    since_by: Step | None
    trail: tuple[Ruled, ...]


@dataclass(slots=True)
class _Course:
    """The state of one engagement while its steps are being taken.

    `owned` is the latest word by name, by an institution or by ruling for what stands: what
    others repeat after it is still theirs who said it.
    """

    step: Step | None = None
    owned: Step | None = None
    status: Status = "mooted"
    plan: Plan = "none"
    new_date: NewDate = "none"
    start: str | None = None
    end: str | None = None
    was_start: str | None = None
    was_end: str | None = None
    dated_by: Step | None = None
    since: str | None = None
    since_by: Step | None = None
    called_off_by: frozenset[str] = frozenset()
    responses: dict[str, Response] = field(default_factory=dict)
    dispute: Dispute = field(default_factory=Dispute)
    superseded: dict[Status, int] = field(default_factory=dict)
    trail: list[Ruled] = field(default_factory=list)


def follow(steps: Iterable[Step]) -> Outcome:
    """Take the steps of one engagement and give where it stands.

    The order in which `steps` come does not matter: they are sorted by `Step.order`.
    """
    course = _Course()
    ordered = sorted(steps, key=lambda s: s.order)
    for day, group in groupby(ordered, key=lambda s: s.day):
        of_the_day = list(group)
        for step in of_the_day:
            if day and _beaten_on_its_day(step, of_the_day[-1]):
                _pass_over(course, step, of_the_day[-1])
            else:
                _take(course, step)
    return Outcome(
        status=course.status,
        plan=course.plan,
        new_date=course.new_date,
        planned_start=course.start,
        planned_end=course.end,
        was_planned_start=course.was_start,
        was_planned_end=course.was_end,
        responses=tuple(course.responses[s] for s in sorted(course.responses)),
        since=course.since,
        contested=course.dispute.standing(
            course.status, course.step, [ruled.step for ruled in course.trail]
        ),
        step=course.step,
        dated_by=course.dated_by,
        since_by=course.since_by,
        trail=tuple(course.trail),
    )


def _beaten_on_its_day(step: Step, winner: Step) -> bool:
    """Whether a word never stood, because a stronger one of its own day says the opposite.

    "It is off" against a stronger "it is on": it was never off. Counter-examples: "it is on"
    of the morning stood until it was called off in the evening; and a new date of the evening
    presupposes that it was off.
    """
    return (
        step.weight.plan in OFF
        and winner.weight.plan not in OFF
        and winner.engagement.new_date != "set"
    )


def _pass_over(course: _Course, step: Step, winner: Step) -> None:
    rule = rule_of_same_day(winner.weight, step.weight)
    _enter(course, step, rule, taken=False, against=winner)
    if winner.weight.plan in ON:
        course.dispute.contest(asserting=winner, denying=step, day=step.day)
    course.dispute.hear(step)


def _take(course: _Course, step: Step) -> None:
    before = course.step
    if before is None:
        _stand(course, step)
        _enter(course, step, "only", taken=True)
        return
    rule = _yielding(course, step, before)
    vouched = _vouched(course, before)
    if rule is not None:
        _enter(course, step, rule, taken=False, against=before)
        if contradicts(step.weight.plan, before.weight.plan) and rule in _CONTESTING:
            course.dispute.contest(*on_and_off(step, vouched), day=step.day)
        course.dispute.hear(step)
        return
    same_day = step.day == before.day
    rule = rule_of_same_day(step.weight, before.weight) if same_day else "later"
    if not same_day and contests(step.weight, vouched.weight):
        course.dispute.contest(*on_and_off(step, vouched), day=step.day, overridden=True)
    else:
        course.dispute.settle(step)
    if same_day and _contested_in_a_day(step, before):
        course.dispute.contest(asserting=before, denying=step, day=step.day)
    _stand(course, step)
    _enter(course, step, rule, taken=True, against=before)


_CONTESTING: tuple[Rule, ...] = ("takes_two_to_agree", "media_against_party", "outsider_denies")
"""Rules by which a contradicting word yields and is still shown."""


def _enter(
    course: _Course, step: Step, rule: Rule, *, taken: bool, against: Step | None = None
) -> None:
    """Keep what became of a step, and what stands after it."""
    course.trail.append(
        Ruled(step, rule, taken, course.status, course.plan, course.new_date, against)
    )


def _vouched(course: _Course, before: Step) -> Step:
    """Give the word that a contradicting one is held against: the latest that somebody owned.

    A ministry's "it will go ahead" is still its word after a report has repeated it: an unnamed
    official who then says that it is off contradicts the ministry, not the report.
    """
    return course.owned if course.owned is not None and not before.weight.ruled else before


def _yielding(course: _Course, step: Step, before: Step) -> Rule | None:
    """Name the rule by which a step does not move what stands, or None when it does."""
    if step.weight.ruled:
        return None
    if step.telling.background and step.day == 0:
        return "recalled"
    superseded = course.superseded.get(step.engagement.status)
    if (
        superseded is not None
        and step.came_about is not None
        and step.came_about.toordinal() < before.day
        and step.engagement.status != course.status
        and step.came_about.toordinal() <= superseded
    ):
        return "retold"
    if (
        step.weight.footing == "media"
        and step.engagement.plan in ON
        and course.dispute.denials
        and course.status in ("denied", "disputed")
    ):
        return "media_against_party"
    if (
        step.engagement.status == "denied"
        and not step.called_off_by
        and course.dispute.assertions
        and course.plan in (ON | DONE)
    ):
        return "outsider_denies"
    return yields(step.weight, before.weight, course.called_off_by)


def _stand(course: _Course, step: Step) -> None:
    """Let a step's word stand."""
    engagement = step.engagement
    before_plan, before_status = course.plan, course.status
    first = course.step is None
    new_date = _new_date(course, step)
    _move_dates(course, step)
    course.new_date = new_date
    course.plan = engagement.plan
    course.called_off_by = (
        step.called_off_by | (course.called_off_by if before_plan in OFF else frozenset())
        if engagement.plan in OFF
        else frozenset()
    )
    _answer(course, step)
    course.dispute.hear(step)
    status = engagement.status
    contradiction = course.dispute.contradiction(step)
    if contradiction != "none" or (new_date != engagement.new_date and status == "scheduled"):
        status = headline(
            engagement.plan,
            new_date,
            engagement.responses,
            dated=course.start is not None,
            contradiction=contradiction,
        )
    course.status = status
    course.owned = _owner(course, step, before_plan)
    course.step = step
    if not first and status != before_status:
        course.superseded[before_status] = max(course.superseded.get(before_status, 0), step.day)
    if first or status != before_status:
        course.since, course.since_by = _since(step), step


def _owner(course: _Course, step: Step, before: Plan) -> Step | None:
    """Say who owns what stands, now that a step's word has been taken; None when nobody does.

    A person's ruling stays the one to be contradicted, until something else stands.
    """
    known = None if contradicts(step.weight.plan, before) else course.owned
    if step.weight.ruled or (owned(step.weight) and not (known and known.weight.ruled)):
        return step
    return known


def _new_date(course: _Course, step: Step) -> NewDate:
    """Say how a new date stands, where the report alone could not know that it is new."""
    engagement = step.engagement
    told = period_of(engagement.planned_start, engagement.planned_end)
    if engagement.plan != "scheduled" or engagement.new_date != "none" or told is None:
        return engagement.new_date
    standing = period_of(course.start, course.end)
    if course.plan in ("postponed", "cancelled"):
        fell = period_of(course.was_start, course.was_end)
        return "set" if fell is None or fell.gap(told) else "none"
    if course.plan == "scheduled" and standing is not None:
        return "set" if standing.gap(told) else course.new_date
    return "none"


def _move_dates(course: _Course, step: Step) -> None:
    engagement = step.engagement
    told = period_of(engagement.planned_start, engagement.planned_end)
    standing = period_of(course.start, course.end)
    if engagement.was_planned_start:
        course.was_start, course.was_end = (
            engagement.was_planned_start,
            engagement.was_planned_end,
        )
    if told is not None:
        if standing is not None and standing.gap(told) and not engagement.was_planned_start:
            course.was_start, course.was_end = course.start, course.end
        if not _adds_nothing(told, standing):
            course.start, course.end = engagement.planned_start, engagement.planned_end
            course.dated_by = step
    elif engagement.plan in OFF and engagement.status != "refused":
        if course.start and not engagement.was_planned_start:
            course.was_start, course.was_end = course.start, course.end
        course.start = course.end = None
        course.dated_by = None


def _adds_nothing(told: Period, standing: Period | None) -> bool:
    """Whether a date only says less exactly what stands already."""
    return standing is not None and not standing.gap(told) and standing.days < told.days


def _answer(course: _Course, step: Step) -> None:
    """Keep each side's latest answer; once it is fixed, nobody is still being asked."""
    if step.engagement.plan in ("agreed", "scheduled", *DONE):
        course.responses = {
            side: r
            for side, r in course.responses.items()
            if r.response not in ("asked", "unanswered")
        }
    for response in step.engagement.responses:
        course.responses[side_key(response.side)] = response


def _contested_in_a_day(winner: Step, loser: Step) -> bool:
    """Whether a party contests with its own word what was called off on the same day.

    A minister and his ministry's spokesman who say opposite things on one day do: which of them
    spoke last is not known. Counter-examples: somebody who takes back his own word of the
    morning; and what reports of the morning announced in their own voice is simply overtaken.
    """
    if winner.weight.plan not in OFF or loser.weight.plan not in ON:
        return False
    speaking = loser.weight.speakers & loser.weight.parties
    return bool(speaking - winner.weight.speakers) or (
        bool(speaking) and not same_sources(winner.decisive, loser.decisive)
    )


def _since(step: Step) -> str | None:
    """Give the day from which the state has stood: when it came about, else when it was told."""
    whens = [c.claim.when for c in step.decisive if c.claim.when]
    if whens:
        return min(whens)
    published = step.telling.published
    return published.isoformat() if published else None
