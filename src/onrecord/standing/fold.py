"""The fold: from the tellings of one engagement to where it stands. Pure.

Steps are taken in the order of the days they speak of, and within a day from the weakest to the
strongest, so that the last one that does not yield stands. What yielded, and by which rule, is
kept, so that `explaining` can show it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.headline import Contradiction, headline
from onrecord.standing.names import side_key
from onrecord.standing.periods import Period, period_of
from onrecord.standing.precedence import (
    DONE,
    OFF,
    ON,
    Rule,
    Weight,
    contests,
    contradicts,
    rule_of_same_day,
    yields,
)
from onrecord.standing.steps import Step, asserts_event, is_event_denial
from onrecord.terms import Contest, NewDate, Plan, Response, StandingClaim, Status


@dataclass(frozen=True, slots=True)
class Ruled:
    """What became of one step: the rule it met, and whether its word was taken."""

    step: Step
    rule: Rule
    taken: bool
    against: Step | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where an engagement stands after all steps.

    `step` is the one whose word stands, None when no report has a word about it. `dated_by` is
    the step that gave the date. `trail` says of every step, in order, what became of it.
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
    trail: tuple[Ruled, ...]


@dataclass(slots=True)
class _Course:
    """The state of one engagement while its steps are being taken."""

    step: Step | None = None
    status: Status = "mooted"
    plan: Plan = "none"
    new_date: NewDate = "none"
    start: str | None = None
    end: str | None = None
    was_start: str | None = None
    was_end: str | None = None
    dated_by: Step | None = None
    since: str | None = None
    called_off_by: frozenset[str] = frozenset()
    responses: dict[str, Response] = field(default_factory=dict)
    denials: dict[str, StandingClaim] = field(default_factory=dict)
    assertions: dict[str, StandingClaim] = field(default_factory=dict)
    superseded: dict[Status, int] = field(default_factory=dict)
    contests: list[Contest] = field(default_factory=list)
    trail: list[Ruled] = field(default_factory=list)


def follow(steps: Iterable[Step]) -> Outcome:
    """Take the steps of one engagement and give where it stands.

    The order in which `steps` come does not matter: they are sorted by `Step.order`.
    """
    course = _Course()
    for step in sorted(steps, key=lambda s: s.order):
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
        contested=_standing_contests(course),
        step=course.step,
        dated_by=course.dated_by,
        trail=tuple(course.trail),
    )


def _take(course: _Course, step: Step) -> None:
    before = course.step
    if before is None:
        course.trail.append(Ruled(step, "only", taken=True))
        _stand(course, step)
        return
    rule = _yielding(course, step, before)
    if rule is not None:
        course.trail.append(Ruled(step, rule, taken=False, against=before))
        if contradicts(step.weight.plan, before.weight.plan) and rule in (
            "takes_two_to_agree",
            "media_against_party",
        ):
            _contest(course, asserting=step, denying=before)
        _hear(course, step)
        return
    same_day = step.day == before.day
    rule = rule_of_same_day(step.weight, before.weight) if same_day else "later"
    course.trail.append(Ruled(step, rule, taken=True, against=before))
    if same_day:
        if _contested_in_a_day(step.weight, before.weight):
            _contest(course, *_on_and_off(step, before))
    elif contests(step.weight, before.weight):
        _contest(course, *_on_and_off(step, before))
    elif not contradicts(step.weight.plan, before.weight.plan) or _owned(step):
        _settle_contests(course, step)
    _stand(course, step)


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
        and course.denials
        and course.status in ("denied", "disputed")
    ):
        return "media_against_party"
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
    _hear(course, step)
    status = engagement.status
    contradiction = _contradiction(course, step)
    if contradiction != "none" or (new_date != engagement.new_date and status == "scheduled"):
        status = headline(
            engagement.plan,
            new_date,
            engagement.responses,
            dated=course.start is not None,
            contradiction=contradiction,
        )
    course.status = status
    course.step = step
    if not first and status != before_status:
        course.superseded[before_status] = max(course.superseded.get(before_status, 0), step.day)
    if first or status != before_status:
        course.since = _since(step)


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


def _hear(course: _Course, step: Step) -> None:
    """Keep who, of the parties, last asserted and who last denied the engagement itself."""
    parties = step.weight.parties
    for item in step.claims:
        claim = item.claim
        side = side_key(claim.side) if claim.side else None
        if side is None or side not in parties or claim.footing in ("media", "reporter"):
            continue
        if is_event_denial(claim):
            course.denials[side] = item
            if claim.footing != "anonymous":
                course.assertions.pop(side, None)
        elif asserts_event(claim):
            course.assertions[side] = item
            if claim.footing != "anonymous":
                course.denials.pop(side, None)


def _contradiction(course: _Course, step: Step) -> Contradiction:
    """Say whether the parties' words in force contradict one another about the event itself.

    A party asserts (on an earlier day, perhaps) what another denies: disputed. A denial is in
    force until the side that made it says otherwise by name, or until it is off or took place
    by the report's own account.
    """
    status = step.engagement.status
    if status == "disputed":
        return "disputed"
    if status == "denied":
        deniers = set(course.denials)
        return "disputed" if deniers and set(course.assertions) - deniers else "denied"
    if step.engagement.plan in OFF or not course.denials:
        return "none"
    speakers = step.weight.speakers & step.weight.parties
    if speakers and set(course.denials) - speakers and step.engagement.plan in (ON | DONE):
        return "disputed" if asserting_now(step) else "none"
    return "none"


def asserting_now(step: Step) -> bool:
    """Whether a decisive claim of the step says that it is to be, is or was."""
    return any(asserts_event(c.claim) for c in step.decisive)


def _contested_in_a_day(winner: Weight, loser: Weight) -> bool:
    """Whether the weaker of two contradicting words of one day contests the stronger.

    Counter-example: a party calls off in the evening what reports of the morning announced. Only
    another party's own word to the contrary contests that.
    """
    if not contradicts(winner.plan, loser.plan):
        return False
    if loser.plan in OFF:
        return True
    return bool((loser.speakers & loser.parties) - winner.speakers)


def _on_and_off(one: Step, other: Step) -> tuple[Step, Step]:
    return (other, one) if one.weight.plan in OFF else (one, other)


def _contest(course: _Course, asserting: Step, denying: Step) -> None:
    course.contests.append(
        Contest(
            about="event",
            asserted_by=_named(asserting),
            denied_by=_named(denying),
            claims=tuple(c.id for c in (*asserting.decisive, *denying.decisive)),
        )
    )


def _settle_contests(course: _Course, step: Step) -> None:
    """Let a later word by name or by an institution settle what was contested of the event."""
    if _owned(step):
        course.contests = [c for c in course.contests if c.about != "event"]


def _owned(step: Step) -> bool:
    return step.weight.footing in ("on_record", "statement")


def _named(step: Step) -> str | None:
    sides = sorted(step.weight.speakers & step.weight.parties)
    if sides:
        return "; ".join(sides)
    return step.decisive[0].claim.source if step.decisive else None


def _standing_contests(course: _Course) -> tuple[Contest, ...]:
    """Gather contradictions: those found across reports, and each report's own about details."""
    found: dict[tuple[str, str | None, str | None], Contest] = {}
    between: list[Contest] = []
    if course.status in ("disputed", "denied") and course.denials:
        asserted = [course.assertions[s] for s in sorted(course.assertions)]
        denied = [course.denials[s] for s in sorted(course.denials)]
        between.append(
            Contest(
                about="event",
                asserted_by="; ".join(sorted(course.assertions)) or None,
                denied_by="; ".join(sorted(course.denials)),
                claims=tuple(c.id for c in (*asserted, *denied)),
            )
        )
    own = [
        _with_claim_ids(contest, ruled.step.claims)
        for ruled in course.trail
        for contest in ruled.step.engagement.contested
        if contest.about != "event" or ruled.step is course.step
    ]
    for contest in (*between, *course.contests, *own):
        found.setdefault((contest.about, contest.asserted_by, contest.denied_by), contest)
    return tuple(found.values())


def _with_claim_ids(contest: Contest, claims: Sequence[StandingClaim]) -> Contest:
    ids = tuple(
        claims[int(index)].id
        for index in contest.claims
        if index.isdecimal() and int(index) < len(claims)
    )
    return Contest(contest.about, contest.asserted_by, contest.denied_by, ids)


def _since(step: Step) -> str | None:
    """Give the day from which the state has stood: when it came about, else when it was told."""
    whens = [c.claim.when for c in step.decisive if c.claim.when]
    if whens:
        return min(whens)
    published = step.telling.published
    return published.isoformat() if published else None


def latest_words(
    steps: Sequence[Step], sides: Iterable[str]
) -> Mapping[str, tuple[str | None, str | None]]:
    """Give each side's latest word by name or institution, and its latest without a name.

    Claim ids, None when the side has not spoken so; keyed by side as in `side_key`.
    """
    words: dict[str, tuple[str | None, str | None]] = {side_key(s): (None, None) for s in sides}
    for step in sorted(steps, key=lambda s: (s.day, s.telling.key)):
        for item in step.claims:
            side = side_key(item.claim.side) if item.claim.side else None
            if side not in words:
                continue
            named, unnamed = words[side]
            if item.claim.footing in ("on_record", "statement"):
                words[side] = (item.id, unnamed)
            elif item.claim.footing == "anonymous":
                words[side] = (named, item.id)
    return words


def recorded_until(steps: Iterable[Step]) -> dt.datetime | None:
    """Give the latest time at which the ledger learned of one of the steps, or None."""
    return max((s.telling.recorded for s in steps), default=None)
