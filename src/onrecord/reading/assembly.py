"""Groups of namings become engagements: history with sources, axes, dates, headline, salience."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.axes import axes_of, responses_of, rule_status
from onrecord.reading.claims import Step, claims_of
from onrecord.reading.contests import about_its_detail, contested_in
from onrecord.reading.engagement_dates import engagement_dates
from onrecord.reading.grouping import Group, Sighting, participants
from onrecord.reading.parties_tables import tables
from onrecord.terms import (
    Attribution,
    Claim,
    Engagement,
    Kind,
    Mention,
    Party,
    Person,
    Report,
    Salience,
    Status,
)

_FALLEN: frozenset[Status] = frozenset(
    {"cancelled", "postponed", "rescheduling", "refused", "suspended"}
)
_UNDATED: frozenset[Status] = _FALLEN | {"denied", "sought", "agreed", "mooted"}
"""Where no date stands: it fell away, or is only floated, asked for or still to be settled."""

_FROM_THEN = re.compile(r"\b(?:since|before|after|until|till|than|from)(?: \w+){0,2} $")
Dates = tuple[str | None, str | None, str | None, str | None]

_KIND_ORDER: tuple[Kind, ...] = (
    "summit",
    "visit",
    "delegation",
    "talks",
    "call",
    "meeting",
    "other",
)


def assemble(
    report: Report, groups: Sequence[Group], attributions: Sequence[Attribution]
) -> tuple[Engagement, ...]:
    """Turn groups of namings into engagements by rules alone, in the order of the groups."""
    return tuple(
        engagement_of(f"e{k + 1}", one)
        for k, one in enumerate(weighed(report, groups, attributions))
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """A group with its claims, the status they add up to and how much the report is about it.

    `parties`, `dates` (start and end of what stands, then of what fell away), `kind` and `score`
    are None where the rules' own answer is wanted.
    """

    group: Group
    claims: tuple[Step, ...]
    status: Status
    salience: Salience
    parties: tuple[Party, ...] | None = None
    dates: Dates | None = None
    kind: Kind | None = None
    score: float | None = None


def weighed(
    report: Report, groups: Sequence[Group], attributions: Sequence[Attribution]
) -> tuple[Weighed, ...]:
    """Weigh each group: where it stands by its steps, and whether the report is about it."""
    built = [(g, tuple(claims_of(report, g, attributions))) for g in groups]
    main = max(range(len(built)), key=lambda k: (_weight(*built[k]), -k), default=-1)
    return tuple(
        Weighed(group, claims, rule_status(group, claims), _salience(group, claims, main=k == main))
        for k, (group, claims) in enumerate(built)
    )


def engagement_of(identifier: str, weighed: Weighed) -> Engagement:
    """Build the engagement that a weighed group stands for."""
    group, status = weighed.group, weighed.status
    claims = tuple((about_its_detail(c), a, s) for c, a, s in weighed.claims)
    plan, new_date = axes_of(status, claims)
    start, end, was_start, was_end = weighed.dates or engagement_dates(group, plan, new_date)
    undated = _UNDATED if weighed.dates is None else _FALLEN
    if status in undated:
        if status in _FALLEN and was_start is None:
            was_start, was_end = start, end
        start = end = None
    elif status == "held" and start is None:
        start = _when_held(claims, newest=weighed.salience == "main")
    told = sorted(claims, key=_chronological)
    parties = weighed.parties or _parties(group)
    return Engagement(
        id=identifier,
        kind=weighed.kind or _kind(group),
        parties=parties,
        status=status,
        plan=plan,
        new_date=new_date,
        place=group.place,
        planned_start=start,
        planned_end=end,
        was_planned_start=was_start,
        was_planned_end=was_end,
        responses=responses_of(claims),
        contested=contested_in([c for c, _, _ in told], parties),
        history=tuple(c for c, _, _ in told),
        mentions=tuple(_mention(s) for s in group.sightings),
        salience=weighed.salience,
        score=weighed.score,
    )


def _when_held(claims: Sequence[Step], *, newest: bool) -> str | None:
    """Give the day on which its steps say it was held, else the month or year.

    None where they name none, or several. "The first since 2015" is told of a meeting of today,
    and what a report is about (`newest`) is of no year beside it: "He was last there in 2013".
    """
    held = [(c, s) for c, _, s in claims if c.status == "held" and c.stance != "denies" and c.when]
    told = {c.when for c, _ in held if c.when is not None}
    days = {when for when in told if len(when.rstrip("~")) == len("2024-03-27")}
    if days:
        return days.pop() if len(days) == 1 else None
    rough = {c.when for c, s in held if not _counted_from(c, s)}
    when = rough.pop() if len(rough) == len(told) == 1 else None
    return None if newest and when is not None and len(when) == len("2024") else when


def _counted_from(claim: Claim, sighting: Sighting) -> bool:
    """Whether a claim's date is what something is counted from: "the first since 2015"."""
    evidence = claim.evidence
    around = evidence.prefix + evidence.text + evidence.suffix
    dates = [d for d in sighting.dates if d.start == claim.when]
    return not dates or any(
        _FROM_THEN.search(around[: d.span.start - evidence.start + len(evidence.prefix)])
        for d in dates
    )


def _mention(sighting: Sighting) -> Mention:
    e = sighting.encounter
    return Mention(text=e.text, start=e.start, end=e.end, trigger=e.trigger)


def _kind(group: Group) -> Kind:
    counts = dict.fromkeys(_KIND_ORDER, 0)
    for sighting in group.sightings:
        counts[sighting.encounter.kind] += 1
    return max(
        _KIND_ORDER,
        key=lambda k: (
            counts[k] + (0.5 if k == group.sightings[0].encounter.kind else 0),
            -_KIND_ORDER.index(k),
        ),
    )


def _parties(group: Group) -> tuple[Party, ...]:
    people: dict[str, dict[str, Person]] = {side: {} for side in group.sides}
    for sighting in group.sightings:
        for actor in participants(sighting):
            if actor.kind == "person" and actor.side in people and actor.name:
                known = people[actor.side].get(actor.entity)
                if known is None or (known.office is None and actor.office):
                    people[actor.side][actor.entity] = Person(actor.name, actor.office)
    usual = tables().usual
    return tuple(
        Party(side, usual.get(side, side), tuple(people[side].values())) for side in group.sides
    )


def _chronological(item: Step) -> tuple[int, int]:
    claim = item[0]
    order = {
        "sought": 0,
        "mooted": 0,
        "agreed": 1,
        "scheduled": 2,
        "denied": 3,
        "refused": 3,
        "cancelled": 4,
        "postponed": 4,
        "suspended": 4,
        "rescheduling": 5,
        "rescheduled": 6,
        "under_way": 7,
        "held": 8,
    }
    return (order.get(claim.status, 3), claim.evidence.start)


def _salience(group: Group, claims: Sequence[Step], *, main: bool) -> Salience:
    if main:
        return "main"
    if (
        all(s.caption for s in group.sightings)
        or max((a.strength for _, a, _ in claims), default=0) <= 1
    ):
        return "background"
    if all(s.recalled for s in group.sightings):
        return "background"
    return "secondary"


def _weight(group: Group, claims: Sequence[Step]) -> float:
    live = [s for s in group.sightings if not s.caption]
    if not live:
        return -1.0
    strength = max((a.strength for _, a, _ in claims), default=0)
    title = 3.0 if any(s.title for s in live) else 0.0
    return title + 2.0 / (1 + live[0].sentence) + min(len(live), 6) * 0.5 + strength * 0.5
