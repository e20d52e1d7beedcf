"""Groups of namings become engagements: history with sources, axes, dates, headline, salience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.headline import PLAN_OF_STATUS, contradiction_of, headline
from onrecord.reading.acts import Act
from onrecord.reading.engagement_dates import engagement_dates
from onrecord.reading.grouping import Group, Sighting, participants
from onrecord.terms import (
    REPORTER,
    Attribution,
    Claim,
    Contest,
    Engagement,
    Evidence,
    Kind,
    Mention,
    NewDate,
    Party,
    Person,
    Plan,
    Report,
    Response,
    Salience,
    Source,
    Span,
    Stance,
    Status,
)

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
)
_STANDING: frozenset[Status] = frozenset({"scheduled", "held", "under_way", "rescheduled", "agreed", "sought", "mooted"})
_FELL: frozenset[Status] = frozenset({"cancelled", "postponed", "rescheduling", "refused", "suspended", "denied"})
Step = tuple[Claim, Act, Sighting]

_SCORES = {3: 0.85, 2: 0.7, 1: 0.5, 0: 0.35}
_KIND_ORDER: tuple[Kind, ...] = ("summit", "visit", "delegation", "talks", "call", "meeting", "other")


def assemble(
    report: Report, groups: Sequence[Group], attributions: Sequence[Attribution]
) -> tuple[Engagement, ...]:
    """Turn groups of namings into engagements, the main one first, then in text order."""
    built = weighed(report, groups, attributions)
    return tuple(engagement_of(f"e{k + 1}", w) for k, w in enumerate(built))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A group with its claims, the status they add up to and how much the report is about it."""

    group: Group
    claims: tuple[Step, ...]
    status: Status
    salience: Salience


def weighed(
    report: Report, groups: Sequence[Group], attributions: Sequence[Attribution]
) -> tuple[Weighed, ...]:
    """Weigh each group: where it stands by its steps, and whether the report is about it."""
    built = [(g, tuple(_claims(report, g, attributions))) for g in groups]
    main = max(range(len(built)), key=lambda k: (_weight(*built[k]), -k), default=-1)
    return tuple(
        Weighed(group, claims, _rule_status(group, claims), _salience(group, claims, main=k == main))
        for k, (group, claims) in enumerate(built)
    )


def evidence(text: str, start: int, end: int) -> Evidence:
    """Quote a stretch of the text with up to 32 code points of context on either side."""
    return Evidence(start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32])


def _claims(report: Report, group: Group, attributions: Sequence[Attribution]) -> list[Step]:
    """Give one claim for each step and source, in text order, weak circumstances only if alone."""
    found = [(s, a) for s in group.sightings for a in s.acts]
    strongest = max((a.strength for _, a in found), default=0)
    kept: list[Step] = []
    seen: dict[tuple[Status, str, str], int] = {}
    for sighting, act in found:
        if act.strength < min(strongest, 2):
            continue
        attribution = _holding(attributions, act.start, act.end)
        claim = _claim(report, group, sighting, act, attribution)
        key = (claim.status, claim.source, claim.stance)
        if key in seen:
            at = seen[key]
            if kept[at][1].strength < act.strength or (kept[at][2].title and not sighting.title):
                kept[at] = (claim, act, sighting)
            continue
        seen[key] = len(kept)
        kept.append((claim, act, sighting))
    return kept


def _claim(report: Report, group: Group, sighting: Sighting, act: Act, attribution: Attribution | None) -> Claim:
    source = attribution.source if attribution else None
    stance: Stance = act.stance
    status = act.status
    if attribution is not None and stance == "asserts" and attribution.stance != "declines_comment":
        stance = attribution.stance
        if stance == "denies" and status not in ("refused", "cancelled", "postponed", "denied"):
            status = "denied"
    by = tuple(dict.fromkeys(a.side for a in act.by if a.side))
    when = next((d.start for d in sighting.step_dates if d.start), None)
    if status in ("held", "under_way") and when is None:
        when = next((d.start for d in sighting.dates if d.start), None)
    return Claim(
        status=status,
        evidence=evidence(report.text, act.start, act.end),
        when=when,
        by="; ".join(by) or None,
        source=_name(source) if source else REPORTER,
        footing=source.footing if source else "reporter",
        stance=stance,
        attribution=attribution.id if attribution else None,
        side=source.side if source else None,
        rule=act.rule,
        score=_SCORES[act.strength],
    )


def _name(source: Source) -> str:
    return source.name or source.text


def _holding(attributions: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Give the innermost attribution whose content holds most of a stretch, or None."""
    best: tuple[int, Attribution] | None = None
    wanted = Span(start, end)
    for attribution in attributions:
        if not attribution.content or attribution.stance == "declines_comment":
            continue
        covered = sum(max(0, min(s.end, end) - max(s.start, start)) for s in attribution.content)
        whole = Span(min(s.start for s in attribution.content), max(s.end for s in attribution.content))
        if covered * 2 < end - start and not whole.holds(wanted):
            continue
        size = whole.end - whole.start
        if best is None or size < best[0]:
            best = (size, attribution)
    return best[1] if best else None


def _rule_status(group: Group, claims: Sequence[Step]) -> Status:
    plan, new_date, furthest = _axes(claims)
    start = engagement_dates(group, plan, new_date)[0]
    sides = tuple(group.sides)
    contradiction = contradiction_of([c for c, _, _ in claims], sides)
    if contradiction == "none" and furthest in ("refused", "denied"):
        return furthest
    return headline(plan, new_date, _responses(claims), dated=start is not None, contradiction=contradiction)


def _rule_status(group: Group, claims: Sequence[Step]) -> Status:
    plan, new_date, furthest = _axes(claims)
    start = engagement_dates(group, plan, new_date)[0]
    sides = tuple(group.sides)
    contradiction = contradiction_of([c for c, _, _ in claims], sides)
    if contradiction == "none" and furthest in ("refused", "denied"):
        return furthest
    return headline(plan, new_date, _responses(claims), dated=start is not None, contradiction=contradiction)


def engagement_of(identifier: str, weighed: Weighed) -> Engagement:
    """Build the engagement that a weighed group stands for."""
    group, claims, status = weighed.group, weighed.claims, weighed.status
    plan, new_date = _axes_of(status, claims)
    start, end, was_start, was_end = engagement_dates(group, plan, new_date)
    sides = tuple(group.sides)
    return Engagement(
        id=identifier,
        kind=_kind(group),
        parties=_parties(group),
        status=status,
        plan=plan,
        new_date=new_date,
        place=group.place,
        planned_start=start,
        planned_end=end,
        was_planned_start=was_start,
        was_planned_end=was_end,
        responses=_responses(claims),
        contested=_contested(claims, sides),
        history=tuple(c for c, _, _ in sorted(claims, key=_chronological)),
        mentions=tuple(_mention(s) for s in group.sightings),
        salience=weighed.salience,
    )


def _axes_of(status: Status, claims: Sequence[Step]) -> tuple[Plan, NewDate]:
    """Give the axes that a headline status stands for."""
    if status == "rescheduled":
        return "scheduled", "set"
    if status == "rescheduling":
        called_off = any(c.status == "cancelled" for c, _, _ in claims)
        return ("cancelled" if called_off else "postponed"), "sought"
    return PLAN_OF_STATUS[status], "none"


def _mention(sighting: Sighting) -> Mention:
    e = sighting.encounter
    return Mention(text=e.text, start=e.start, end=e.end, trigger=e.trigger)


def _kind(group: Group) -> Kind:
    counts = {k: 0 for k in _KIND_ORDER}
    for sighting in group.sightings:
        counts[sighting.encounter.kind] += 1
    return max(_KIND_ORDER, key=lambda k: (counts[k] + (0.5 if k == group.sightings[0].encounter.kind else 0), -_KIND_ORDER.index(k)))


def _parties(group: Group) -> tuple[Party, ...]:
    people: dict[str, dict[str, Person]] = {side: {} for side in group.sides}
    for sighting in group.sightings:
        for actor in participants(sighting):
            if actor.kind == "person" and actor.side in people and actor.name:
                known = people[actor.side].get(actor.entity)
                if known is None or (known.office is None and actor.office):
                    people[actor.side][actor.entity] = Person(actor.name, actor.office)
    return tuple(Party(side, side, tuple(people[side].values())) for side in group.sides)


def _axes(claims: Sequence[Step]) -> tuple[Plan, NewDate, Status]:
    """Decide where the plan stands from the steps: the strongest, and among those the furthest."""
    usable = [(c, a, s) for c, a, s in claims if c.stance in ("asserts", "confirms", "does_not_deny") and c.status not in ("denied", "disputed") and not s.caption]
    usable = usable or [(c, a, s) for c, a, s in claims if c.stance in ("asserts", "confirms")]
    if not usable:
        stands = any(c.stance == "denies" and c.status == "scheduled" for c, _, _ in claims)
        return ("scheduled", "none", "scheduled") if stands else ("none", "none", "denied")
    top = max(a.strength for _, a, _ in usable)
    strong = [(c, a, s) for c, a, s in usable if a.strength == top]
    if top == 3:
        strong += [(c, a, s) for c, a, s in usable if a.strength == 2 and c.status in ("held", "under_way")]
    status = _furthest(strong)
    if status in ("scheduled", "rescheduled") and any(c.status in ("cancelled", "postponed") for c, _, _ in strong):
        status = "rescheduled"
    if status == "rescheduled":
        return "scheduled", "set", status
    if status == "rescheduling":
        off: Plan = "cancelled" if any(c.status == "cancelled" for c, _, _ in usable) else "postponed"
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


def _responses(claims: Sequence[Step]) -> tuple[Response, ...]:
    found: dict[str, Response] = {}
    for claim, act, _ in claims:
        if claim.status == "refused" and claim.stance != "denies":
            for side in (claim.by or "").split("; "):
                if side:
                    found[side] = Response(side, "absent" if act.absent else "declined")
    return tuple(found[s] for s in sorted(found))


def _contested(claims: Sequence[Step], sides: Sequence[str]) -> tuple[Contest, ...]:
    contests = []
    for index, (claim, _, _) in enumerate(claims):
        if claim.stance != "denies":
            continue
        against = next((c for c, _, _ in claims if c.stance in ("asserts", "confirms") and c.source != claim.source), None)
        if against is not None:
            contests.append(Contest(claim.about, against.side or against.source, claim.side or claim.source, (str(index),)))
    return tuple(contests)


def _chronological(item: Step) -> tuple[int, int]:
    claim = item[0]
    order = {"sought": 0, "mooted": 0, "agreed": 1, "scheduled": 2, "denied": 3, "refused": 3, "cancelled": 4, "postponed": 4, "suspended": 4, "rescheduling": 5, "rescheduled": 6, "under_way": 7, "held": 8}
    return (order.get(claim.status, 3), claim.evidence.start)


def _salience(group: Group, claims: Sequence[Step], *, main: bool) -> Salience:
    if main:
        return "main"
    if all(s.caption for s in group.sightings) or max((a.strength for _, a, _ in claims), default=0) <= 1:
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
