"""From what the engagement model makes of a report to its engagements, claims and doubts.

The model decides; the rules' words are kept wherever they say the same, since they know exactly
where a step is told, by whom it was taken and why. What the model will not decide is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.assembly import Weighed, engagement_of
from onrecord.reading.assembly import weighed as weighed_by_rules
from onrecord.reading.claims import claims_of
from onrecord.reading.claims_in_course import in_course
from onrecord.reading.engagement_captions import in_captions_alone, one_for_each_caption
from onrecord.reading.engagement_delays import with_delays
from onrecord.reading.engagement_groups import hardly_named
from onrecord.reading.engagement_home import (
    is_among_its_own,
    is_private,
    is_the_writers,
    stays_at_home,
    tours_a_province,
)
from onrecord.reading.engagement_judging import Judged, dates_of, is_one_state_alone, judgements
from onrecord.reading.engagement_look import Look
from onrecord.reading.engagement_plans import with_fallen_plans
from onrecord.reading.engagement_salience import main_of, salience_of
from onrecord.reading.engagement_stays import with_stays
from onrecord.reading.engagement_steps import Named, steps_of
from onrecord.reading.engagement_stood import stood
from onrecord.reading.engagement_trades import is_a_drill, is_of_a_trade, is_of_stars
from onrecord.reading.engagement_weekdays import with_one_day_each
from onrecord.reading.grouping import Group
from onrecord.reading.seen import Seen
from onrecord.terms import (
    STATUSES,
    Doubt,
    Engagement,
    Report,
    Salience,
)

_NO_ENGAGEMENT = 0.5
_NO_ENGAGEMENT_OF_ONE_SIDE = 0.03
"""The same where one side alone is known: "The president met his cabinet" has no other."""
_UNSURE = 0.35


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
        elif hardly_named(look, one.words):
            doubts.append(_doubt("no_engagement", one.group, "hardly names an engagement"))
        else:
            judged.append(one)
    judged, pictured = one_for_each_caption(
        report, judged, pictured, lambda one: dates_of(look, one, one.status)[0]
    )
    main = main_of(
        report, look, [one for one in judged if not in_captions_alone(report, one.group)]
    )
    stand: list[Weighed] = []
    for one in judged:
        doubt = _doubt_of_engagement(seen, one)
        if doubt is None and sport and not any(p.office for q in one.parties for p in q.people):
            continue
        salience = salience_of(report, one, main)
        doubt = doubt or _doubt_of_status(one, salience)
        if doubt is not None:
            doubts.append(doubt)
        else:
            stand.append(_weighed(report, seen, look, one, salience))
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


def _doubt_of_engagement(seen: Seen, one: Judged) -> Doubt | None:
    """Say why something judged is no engagement between parties; None where it is one."""
    alone = is_one_state_alone(one.parties)
    if not one.parties or (alone and one.chances["none"] > _NO_ENGAGEMENT_OF_ONE_SIDE):
        return _doubt("no_parties", one.group, "names an encounter, but not between whom")
    side = one.parties[0].side
    if alone and is_among_its_own(seen, one.group, side):
        return _doubt("no_engagement", one.group, "is between parties of one state, at home")
    if alone and (stays_at_home(seen, one.group, side) or tours_a_province(seen, one.group, side)):
        return _doubt("no_engagement", one.group, "is a journey within one state")
    if is_the_writers(seen, one.group, alone=alone):
        return _doubt("no_engagement", one.group, "is the writer's own")
    if is_private(seen, one.group):
        return _doubt("no_engagement", one.group, "is a private journey")
    if is_a_drill(seen, one.group, one.parties):
        return _doubt("no_engagement", one.group, "is a military exercise")
    if alone and is_of_a_trade(seen, one.group):
        return _doubt("no_engagement", one.group, "is a gathering of a trade")
    if is_of_stars(seen, one.parties):
        return _doubt("no_engagement", one.group, "is somebody's who stands for no state")
    return None


def _doubt_of_status(one: Judged, salience: Salience) -> Doubt | None:
    """Say between what the model wavers, unless the report is about the engagement."""
    if salience == "main" or one.chances[one.status] >= _UNSURE:
        return None
    likely = sorted(STATUSES, key=lambda s: -one.chances[s])[:2]
    return _doubt("unclear_status", one.group, f"stands is unclear: {likely[0]} or {likely[1]}")


def _weighed(report: Report, seen: Seen, look: Look, one: Judged, salience: Salience) -> Weighed:
    by_rules = claims_of(report, one.group, seen.attributions)
    steps = steps_of(report, seen, look, Named(one.group, one.steps), by_rules)
    found = stood(report, seen, look, one, steps, by_rules=by_rules)
    return Weighed(
        group=one.group,
        claims=in_course(found.steps, found.status, one.parties),
        status=found.status,
        salience=salience,
        parties=one.parties,
        dates=found.dates,
        kind=one.kind,
        score=round(found.score, 4),
    )


def _doubt(kind: str, group: Group, reason: str) -> Doubt:
    first = group.sightings[0].encounter
    said = f"“{first.trigger}” {reason}"
    if kind == "unclear_status":
        said = f"where “{first.trigger}” {reason}"
    return Doubt(kind, said, first.start, first.end)
