"""From what the engagement model makes of a report to its engagements, claims and doubts.

The model decides; the rules' words are kept wherever they say the same, since they know exactly
where a step is told, by whom it was taken and why. What the model will not decide is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.reading.assembly import Weighed, engagement_of
from onrecord.reading.assembly import weighed as weighed_by_rules
from onrecord.reading.claims import Step
from onrecord.reading.engagement_groups import (
    joined,
    naming_words,
    rules_verdict,
    sighting_at,
)
from onrecord.reading.engagement_model import Floats, Look, Verdict
from onrecord.reading.engagement_plans import with_fallen_plans
from onrecord.reading.engagement_steps import Named, steps_of
from onrecord.reading.engagement_view import Dated
from onrecord.reading.grouping import Group
from onrecord.reading.marks import ResolvedDate
from onrecord.reading.parties_tables import tables
from onrecord.reading.seen import Seen
from onrecord.terms import (
    STATUSES,
    Doubt,
    Engagement,
    Kind,
    Party,
    Person,
    Report,
    Salience,
    Status,
)

_NO_ENGAGEMENT = 0.35
_SIDE = 0.6
_SIDE_AT_LEAST = 0.1
_PERSON = 0.4
_STANDS = 0.6
_STANDS_IF_DATED = 0.25
_FELL = 0.5
_DATED: frozenset[Status] = frozenset({"scheduled", "rescheduled", "under_way", "held"})
"""What stands so nearly always has a date that a likely one is taken."""
_MAIN_AT_LEAST = 0.15
_UNSURE = 0.35
_SOUGHT = 0.5


@dataclass(frozen=True, slots=True)
class _Judged:
    """One group with the model's word on it."""

    group: Group
    words: tuple[int, ...]
    whole: Floats
    chances: dict[Verdict, float]
    salience: dict[Salience, float]
    kind: Kind

    @property
    def status(self) -> Status:
        """The likeliest headline."""
        return max(STATUSES, key=lambda s: (self.chances[s], -STATUSES.index(s)))


def read_engagements(
    report: Report, seen: Seen, look: Look, pictured: Sequence[Group] = (), *, sport: bool = False
) -> tuple[tuple[Engagement, ...], tuple[Doubt, ...]]:
    """Give a report's engagements in the order of their first naming, and what stays in doubt.

    `pictured` are groups that captions alone show; they are background. In news of `sport` an
    engagement counts only when somebody who holds an office takes part.
    """
    judged: list[_Judged] = []
    doubts: list[Doubt] = []
    for words in joined(look, naming_words(look)):
        one = _judge(report, seen, look, words)
        if one is None:
            continue
        if one.chances["none"] > _NO_ENGAGEMENT:
            doubts.append(_doubt("no_engagement", one, "is probably no engagement between parties"))
        else:
            judged.append(one)
    main = max(judged, key=lambda j: j.salience["main"], default=None)
    if main is not None and main.salience["main"] < _MAIN_AT_LEAST:
        main = None
    stand: list[Weighed] = []
    for one in judged:
        parties = _parties(look, one)
        if not parties:
            doubts.append(_doubt("no_parties", one, "names an encounter, but not between whom"))
            continue
        if sport and not any(p.office for party in parties for p in party.people):
            continue
        salience: Salience = "main" if one is main else _lesser(one)
        if one.chances[one.status] < _UNSURE and salience != "main":
            likely = sorted(STATUSES, key=lambda s: -one.chances[s])[:2]
            doubts.append(
                _doubt("unclear_status", one, f"stands is unclear: {likely[0]} or {likely[1]}")
            )
            continue
        steps = steps_of(report, seen, look, Named(one.group, one.words, one.whole))
        status, score = _standing(one, steps)
        stand.append(
            Weighed(
                group=one.group,
                claims=steps,
                status=status,
                salience=salience,
                parties=parties,
                dates=_dates(look, one, status),
                kind=one.kind,
                score=round(score, 4),
            )
        )
    stand = with_fallen_plans(stand)
    stand += [
        replace(shown, salience="background")
        for shown in weighed_by_rules(report, pictured, seen.attributions)
    ]
    found = (
        engagement_of(f"e{k}", weighed, report.published) for k, weighed in enumerate(stand, 1)
    )
    return tuple(found), tuple(doubts)


def _judge(report: Report, seen: Seen, look: Look, words: Sequence[int]) -> _Judged | None:
    group = Group()
    for word in words:
        sighting = sighting_at(look.view, word, seen.doc, "meeting")
        if sighting is not None:
            group.add(sighting)
    if not group.sightings:
        return None
    whole = look.whole(words, rules_verdict(report, look.view, words, seen.attributions))
    kinds = look.kind_chances(whole)
    return _Judged(
        group,
        tuple(words),
        whole,
        look.verdict_chances(whole),
        look.salience_chances(whole),
        max(kinds, key=lambda k: kinds[k]),
    )


def _lesser(one: _Judged) -> Salience:
    return "background" if one.salience["background"] > one.salience["secondary"] else "secondary"


def _doubt(kind: str, one: _Judged, reason: str) -> Doubt:
    first = one.group.sightings[0].encounter
    said = f"“{first.trigger}” {reason}"
    if kind == "unclear_status":
        said = f"where “{first.trigger}” {reason}"
    return Doubt(kind, said, first.start, first.end)


def _parties(look: Look, one: _Judged) -> tuple[Party, ...]:
    chances = look.actor_chances(one.words, one.whole)
    sides: dict[str, float] = {}
    for actor, (as_side, _) in zip(look.view.actors, chances.tolist(), strict=True):
        if actor.side is not None:
            sides[actor.side] = max(sides.get(actor.side, 0.0), as_side)
    likely = sorted(sides, key=lambda s: (-sides[s], s))
    chosen = [s for s in likely if sides[s] > _SIDE]
    if len(chosen) < 2:
        chosen = [s for s in likely[:2] if sides[s] > _SIDE_AT_LEAST]
    if len(chosen) == 1 and not _is_body(look, chosen[0]):
        return ()  # "The president met his cabinet" has one side, and so is no engagement
    people = _people(look, chances, chosen)
    usual = tables().usual
    order = {a.side: k for k, a in reversed(list(enumerate(look.view.actors)))}
    return tuple(
        Party(side, usual.get(side, side), tuple(people.get(side, {}).values()))
        for side in sorted(chosen, key=lambda s: order[s])
    )


def _people(look: Look, chances: Floats, chosen: Sequence[str]) -> dict[str, dict[str, Person]]:
    """Give those who take part by side and entity; somebody is as likely as his likeliest mention.

    One whose side the report leaves open stands for the other of two when only that one has
    nobody else: "Spain's foreign minister saw Luis Amado in Lisbon".
    """
    best: dict[str, float] = {}
    for actor, (_, in_person) in zip(look.view.actors, chances.tolist(), strict=True):
        best[actor.entity] = max(best.get(actor.entity, 0.0), in_person)
    people: dict[str, dict[str, Person]] = {}
    unplaced: dict[str, Person] = {}
    for actor in look.view.actors:
        mention = actor.mention
        if mention is None or actor.kind != "person" or not mention.name:
            continue
        if best[actor.entity] <= _PERSON or (actor.side and actor.side not in chosen):
            continue
        known = unplaced if actor.side is None else people.setdefault(actor.side, {})
        one = known.get(actor.entity)
        if one is None or (one.office is None and mention.office):
            known[actor.entity] = Person(mention.name, mention.office)
    bare = [side for side in chosen if side not in people]
    if len(chosen) == 2 and len(bare) == 1 and unplaced:
        people[bare[0]] = unplaced
    return people


def _is_body(look: Look, side: str) -> bool:
    """Whether a side is an organisation or a group, whose own meetings count."""
    return any(a.side == side and a.kind in ("organisation", "group") for a in look.view.actors)


def _dates(
    look: Look, one: _Judged, status: Status
) -> tuple[str | None, str | None, str | None, str | None]:
    """Give start and end of the date that stands, then of the one that fell away."""
    chances = look.date_chances(one.words, one.whole)
    least = _STANDS_IF_DATED if status in _DATED else _STANDS
    stands = _best(look.view.dated, chances, 1, least)
    # "Which was cancelled last week": that is when it was cancelled, not when it was to be.
    of_steps = [d.span for s in one.group.sightings for d in s.step_dates]
    for k, date in enumerate(look.view.dated):
        at = int(look.view.starts[date.first])
        if date.lie == "past" and any(span.start <= at < span.end for span in of_steps):
            chances[k, 3:] = 0.0
    fell = _best(look.view.dated, chances, 3, _FELL)
    return (
        stands.start if stands else None,
        stands.end if stands else None,
        fell.start if fell else None,
        fell.end if fell else None,
    )


def _best(dated: Sequence[Dated], chances: Floats, role: int, least: float) -> ResolvedDate | None:
    found = [
        (
            float(row[role] + row[role + 1]),
            -k,
            d.forward if row[role] >= row[role + 1] else d.backward,
        )
        for k, (d, row) in enumerate(zip(dated, chances, strict=True))
    ]
    found = [f for f in found if f[0] > least and f[2].start is not None]
    return max(found, key=lambda f: f[:2])[2] if found else None


def _standing(one: _Judged, steps: Sequence[Step]) -> tuple[Status, float]:
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
