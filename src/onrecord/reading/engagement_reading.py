"""From what the engagement model makes of a report to its engagements, claims and doubts.

The model decides; the rules' words are kept wherever they say the same, since they know exactly
where a step is told, by whom it was taken and why. What the model will not decide is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.headline import contradiction_of
from onrecord.reading.assembly import Weighed, engagement_of
from onrecord.reading.assembly import weighed as weighed_by_rules
from onrecord.reading.claims import Step, claims_of
from onrecord.reading.contests import about_its_detail, sided
from onrecord.reading.engagement_captions import in_captions_alone, one_for_each_caption
from onrecord.reading.engagement_certain import corrected, with_settled
from onrecord.reading.engagement_delays import with_delays
from onrecord.reading.engagement_home import (
    is_among_its_own,
    is_private,
    is_the_writers,
    stays_at_home,
)
from onrecord.reading.engagement_judging import Judged, dates_of, is_one_state_alone, judgements
from onrecord.reading.engagement_look import Look
from onrecord.reading.engagement_plans import with_fallen_plans
from onrecord.reading.engagement_stays import with_stays
from onrecord.reading.engagement_steps import Named, steps_of
from onrecord.reading.engagement_weekdays import with_one_day_each
from onrecord.reading.grouping import Group
from onrecord.reading.seen import Seen
from onrecord.terms import (
    STATUSES,
    Doubt,
    Engagement,
    Party,
    Report,
    Salience,
    Status,
)

_NO_ENGAGEMENT = 0.5
_NO_ENGAGEMENT_OF_ONE_SIDE = 0.03
"""The same where one side alone is known: "The president met his cabinet" has no other."""
_MAIN_AT_LEAST = 0.15
_ONLY_RECALLED = 0.6
"""Chance of being background from which nothing is the main one even beside what is long past."""
_UNSURE = 0.35
_SOUGHT = 0.4
_TO_COME: frozenset[Status] = frozenset({"scheduled", "agreed", "mooted"})
_SETTLED = 0.85
"""The chance given to what the grammar settles against the model."""


def read_engagements(
    report: Report, seen: Seen, look: Look, pictured: Sequence[Group] = (), *, sport: bool = False
) -> tuple[tuple[Engagement, ...], tuple[Doubt, ...]]:
    """Give a report's engagements in the order of their first naming, and what stays in doubt.

    `pictured` are groups that captions alone show; they are background. In news of `sport` an
    engagement counts only when somebody who holds an office takes part.
    """
    judged: list[Judged] = []
    doubts: list[Doubt] = []
    for one in judgements(report, seen, look):
        if one.chances["none"] > _NO_ENGAGEMENT:
            doubts.append(
                _doubt("no_engagement", one.group, "is probably no engagement between parties")
            )
        else:
            judged.append(one)
    judged, pictured = one_for_each_caption(
        report, judged, pictured, lambda one: dates_of(look, one, one.status)[0]
    )
    told = [one for one in judged if not in_captions_alone(report, one.group)]
    main = _main(report, look, told)
    stand: list[Weighed] = []
    for one in judged:
        alone = is_one_state_alone(one.parties)
        if not one.parties or (alone and one.chances["none"] > _NO_ENGAGEMENT_OF_ONE_SIDE):
            doubts.append(
                _doubt("no_parties", one.group, "names an encounter, but not between whom")
            )
            continue
        if alone and is_among_its_own(seen, one.group, one.parties[0].side):
            doubts.append(
                _doubt("no_engagement", one.group, "is between parties of one state, at home")
            )
            continue
        if alone and stays_at_home(seen, one.group, one.parties[0].side):
            doubts.append(_doubt("no_engagement", one.group, "is a journey within one state"))
            continue
        if is_the_writers(seen, one.group, alone=alone):
            doubts.append(_doubt("no_engagement", one.group, "is the writer's own"))
            continue
        if is_private(seen, one.group):
            doubts.append(_doubt("no_engagement", one.group, "is a private journey"))
            continue
        if sport and not any(p.office for party in one.parties for p in party.people):
            continue
        salience: Salience = "main" if one is main else _lesser(one)
        if in_captions_alone(report, one.group):
            salience = "background"
        if one.chances[one.status] < _UNSURE and salience != "main":
            likely = sorted(STATUSES, key=lambda s: -one.chances[s])[:2]
            doubts.append(
                _doubt(
                    "unclear_status", one.group, f"stands is unclear: {likely[0]} or {likely[1]}"
                )
            )
            continue
        steps = steps_of(report, seen, look, Named(one.group, one.steps))
        status, score = _standing(one, steps)
        status = _contradicted(status, steps, one.parties)
        by_rules = claims_of(report, one.group, seen.attributions)
        settled = corrected(status, one.group, by_rules)
        if settled != status:
            status, score = settled, _SETTLED
            steps = with_settled(steps, by_rules)
        dates = dates_of(look, one, status)
        if status in _TO_COME and is_over(steps, report):
            status, dates = "held", (None, None, None, None)  # the day is the steps' to tell
        stand.append(
            Weighed(
                group=one.group,
                claims=steps,
                status=status,
                salience=salience,
                parties=one.parties,
                dates=dates,
                kind=one.kind,
                score=round(score, 4),
            )
        )
    stand = with_delays(with_fallen_plans(with_one_day_each(stand, look.view.dated)), seen.doc)
    stand = with_stays(stand, seen, report.published)
    doubts += [
        _doubt(
            "one_side",
            one.group,
            f"has {parties[0].name} on one side, and nobody known on the other",
        )
        for one in stand
        for parties in [one.parties or ()]
        if is_one_state_alone(parties)
    ]
    stand += [
        replace(shown, salience="background")
        for shown in weighed_by_rules(report, pictured, seen.attributions)
    ]
    found = (engagement_of(f"e{k}", weighed) for k, weighed in enumerate(stand, 1))
    return tuple(found), tuple(doubts)


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


def _main(report: Report, look: Look, told: Sequence[Judged]) -> Judged | None:
    """Give the engagement that a report is about, None where it is about none.

    What was more than a year ago is only recalled where something newer is told too: "the two
    will meet in May. At their first summit, in 2018, ...". A report on an old summit alone is
    about that.
    """
    by_chance = sorted(told, key=lambda j: -j.salience["main"])
    main = next(iter(by_chance), None)
    if main is None or main.salience["main"] < _MAIN_AT_LEAST:
        return None
    if not _is_long_past(report, look, main):
        return main
    newer = (
        j
        for j in by_chance
        if j.parties
        and j.salience["background"] < _ONLY_RECALLED
        and dates_of(look, j, j.status)[0]
        and not _is_long_past(report, look, j)
    )
    return next(newer, main)


def _is_long_past(report: Report, look: Look, one: Judged) -> bool:
    """Whether an engagement was more than a year before the report."""
    start = dates_of(look, one, one.status)[0]
    if start is None or report.published is None or not start[:4].isdigit():
        return False
    day = start.split("/")[0].rstrip("~?")[:10]
    year_ago = f"{report.published.year - 1:04}{report.published.isoformat()[4:]}"
    return day < year_ago[: len(day)]


def _lesser(one: Judged) -> Salience:
    return "background" if one.salience["background"] > one.salience["secondary"] else "secondary"


def _doubt(kind: str, group: Group, reason: str) -> Doubt:
    first = group.sightings[0].encounter
    said = f"“{first.trigger}” {reason}"
    if kind == "unclear_status":
        said = f"where “{first.trigger}” {reason}"
    return Doubt(kind, said, first.start, first.end)


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


def _standing(one: Judged, steps: Sequence[Step]) -> tuple[Status, float]:
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
