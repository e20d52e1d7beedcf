"""What the model makes of each engagement of a report: which namings, between whom, when.

The namings that fit together are one engagement (`engagement_groups`); two that come to the same
thing between the same sides are one after all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.arrays import Floats
from onrecord.reading.encounter_vetoes import is_only_talked_about
from onrecord.reading.engagement_days import (
    date_in_role,
    least_chance,
    of_its_prose,
    spelt_out,
    vouched_for,
)
from onrecord.reading.engagement_groups import (
    fit_of,
    rules_verdict,
    sighting_at,
    told_apart,
)
from onrecord.reading.engagement_heads import VERDICTS, Verdict
from onrecord.reading.engagement_look import Look
from onrecord.reading.engagement_people import people_by_side
from onrecord.reading.engagement_view import Dated
from onrecord.reading.grouping import Group
from onrecord.reading.marks import Direction, ResolvedDate
from onrecord.reading.parties_tables import tables
from onrecord.reading.seen import Seen
from onrecord.reading.unread import furniture_of_kind, lies_in, unread_of
from onrecord.terms import STATUSES, Furniture, Kind, Party, Report, Salience, Status

_TOLD_TWICE = -3.0
"""Average pair score from which two that come to the same thing are one."""
_TOLD_ON = -0.4
"""The same for two that may be steps of one course."""
_SIDE = 0.6
_SIDE_AT_LEAST = 0.1
_TRAVEL: frozenset[Kind] = frozenset({"visit", "delegation"})
_STANDS = 0.5
_STANDS_IF_DATED = 0.25
_FELL = 0.5
_OFF: frozenset[Verdict] = frozenset({"cancelled", "postponed", "rescheduling"})
_NO_STEPS: frozenset[Verdict] = frozenset({"held", "none"})
_TURNS: frozenset[Verdict] = frozenset(
    {"postponed", "rescheduling", "sought", "refused", "denied", "disputed"}
)
"""Of two steps of one course one is such a turn; what is scheduled and what is mooted are two."""
_WAY: dict[Status, Direction] = {
    "held": "backward",
    "mooted": "forward",
    "sought": "forward",
    "agreed": "forward",
    "scheduled": "forward",
    "rescheduled": "forward",
}
"""Where the date of an engagement lies by its state: "the summit in June" that was held is not next
year's. What is under way or fell away leaves both open."""
_DATED: frozenset[Status] = frozenset({"scheduled", "rescheduled", "under_way", "held"})
"""What stands so nearly always has a date that a likely one is taken."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One group with the model's word on it.

    `words` are its namings' words, `steps` the chances of steps (`Beside.step_chances`);
    `parties` is empty where the model finds none; `dated` has the
    chances of each date phrase (`Beside.date_chances`).
    """

    group: Group
    words: tuple[int, ...]
    steps: Floats
    chances: dict[Verdict, float]
    salience: dict[Salience, float]
    kind: Kind
    parties: tuple[Party, ...]
    dated: Floats

    @property
    def status(self) -> Status:
        """The likeliest headline."""
        return max(STATUSES, key=lambda s: (self.chances[s], -STATUSES.index(s)))

    @property
    def verdict(self) -> Verdict:
        """The likeliest headline, or that there is no engagement."""
        return max(VERDICTS, key=lambda v: (self.chances[v], -VERDICTS.index(v)))


def judgements(report: Report, seen: Seen, look: Look) -> list[Judged]:
    """Give what the model makes of each engagement, in the order of their first namings."""
    words, scores, groups = told_apart(look, unread_of(report))
    row = {word: k for k, word in enumerate(words)}
    found = [
        one
        for own in groups
        for one in [_judge(report, seen, look, own, groups)]
        if one is not None
    ]
    while True:
        fits = [
            (fit, i, j)
            for i, one in enumerate(found)
            for j, other in enumerate(found[i + 1 :], start=i + 1)
            for fit in [fit_of(scores, [row[w] for w in one.words], [row[w] for w in other.words])]
            if fit > _TOLD_TWICE
            and (
                _may_be_one(look, one, other, fit)
                or _is_only_talked_about(seen, one)
                or _is_only_talked_about(seen, other)
            )
        ]
        if not fits:
            return found
        _, i, j = max(fits, key=lambda fit: fit[0])
        together = sorted((*found[i].words, *found[j].words))
        both = _judge(report, seen, look, together, groups)
        assert both is not None  # each of the two had a sighting
        found[i] = both
        del found[j]


def _may_be_one(look: Look, one: Judged, other: Judged, fit: float) -> bool:
    """Whether two whose namings fit so well are one: of the same sides, with no dates that differ.

    "The two leaders held talks on Monday. ... The meeting, their third, lasted an hour": average
    linkage leaves them apart when what stands beside each speaks of different things. They come to
    the same thing; of what is off, one telling may have it cancelled and the next put off: "She
    cancelled a visit to Berlin ... The Berlin meetings have to be rescheduled". They may also be
    steps of one course: "Pyongyang asked for talks ... A meeting was refused". Counter-examples:
    "They met in May and are to meet again"; "The May visit was called off; she will come in July".
    """
    mine, theirs = (frozenset(p.side for p in j.parties) for j in (one, other))
    if mine != theirs or not mine or is_one_state_alone(one.parties):
        return False  # whom the one side met each time is not known
    verdicts = {one.verdict, other.verdict}
    same = len(verdicts) == 1 or verdicts <= _OFF
    if not same and (fit <= _TOLD_ON or verdicts & _NO_STEPS or not verdicts & _TURNS):
        return False
    here, there = (dates_of(look, j, j.status)[0] for j in (one, other))
    return here is None or there is None or here == there


def _is_only_talked_about(seen: Seen, one: Judged) -> bool:
    """Whether all that names something is that talks are held about it: "talks on the trip"."""
    return all(is_only_talked_about(seen.doc[s.encounter.token]) for s in one.group.sightings)


def _judge(
    report: Report,
    seen: Seen,
    look: Look,
    words: Sequence[int],
    named: Sequence[Sequence[int]],
) -> Judged | None:
    group = Group()
    for word in words:
        sighting = sighting_at(look.view, word, seen.doc, "meeting")
        if sighting is not None:
            group.add(sighting)
    if not group.sightings:
        return None
    rule = rules_verdict(report, look.view, words, seen.attributions)
    beside = look.beside(words, rule, named)
    kinds = beside.kind_chances()
    kind = max(kinds, key=lambda k: kinds[k])
    going = _travellers(group) if kind in _TRAVEL else frozenset()
    return Judged(
        group,
        tuple(words),
        beside.step_chances(),
        beside.verdict_chances(),
        beside.salience_chances(),
        kind,
        _parties(look, beside.actor_chances(), furniture_of_kind(report, "dateline"), going),
        of_its_prose(report, look.view, group, beside.date_chances()),
    )


def _travellers(group: Group) -> frozenset[str]:
    """Give the sides that go to see others; empty when no naming says whose the journey is."""
    journeys = [s.encounter for s in group.sightings if s.encounter.kind in _TRAVEL]
    hosts = {e.host.side for e in journeys if e.host is not None}
    going = {a.side for e in journeys for a in e.actors if a.side and not a.as_place}
    return frozenset(going - hosts)


def _parties(
    look: Look, chances: Floats, datelines: Sequence[Furniture], going: frozenset[str]
) -> tuple[Party, ...]:
    """Give who takes part, sides in the order in which the report names them; () for nobody.

    A state that datelines alone name is where the reporter sits: "DUBAI: The Iraqi premier's visit
    to Saudi Arabia was put off". Counter-example: "TEHRAN: A Russian envoy arrived", who has no
    other host.
    """
    sides: dict[str, float] = {}
    for actor, (as_side, _) in zip(look.view.actors, chances.tolist(), strict=True):
        if actor.side is not None:
            sides[actor.side] = max(sides.get(actor.side, 0.0), as_side)
    likely = sorted(sides, key=lambda s: (-sides[s], s))
    chosen = [s for s in likely if sides[s] > _SIDE]
    if len(chosen) < 2:
        chosen = [s for s in likely[:2] if sides[s] > _SIDE_AT_LEAST]
    elsewhere = {
        actor.side
        for actor in look.view.actors
        if not lies_in(datelines, int(look.view.starts[actor.first]))
    }
    if len(elsewhere.intersection(chosen)) > 1:
        chosen = [s for s in chosen if s in elsewhere]
    people = people_by_side(look.view.actors, chances, chosen, going)
    usual = tables().usual
    order = {a.side: k for k, a in reversed(list(enumerate(look.view.actors)))}
    return tuple(
        Party(side, usual.get(side, side), people.get(side, ()))
        for side in sorted(chosen, key=lambda s: order[s])
    )


def is_one_state_alone(parties: Sequence[Party]) -> bool:
    """Whether one state alone is known to take part.

    An organisation's or a group's own meeting is an engagement of one side; a state's is a matter
    of its home, or one whose other side the report does not name.
    """
    return len(parties) == 1 and parties[0].side in tables().states


def dates_of(
    look: Look, one: Judged, status: Status
) -> tuple[str | None, str | None, str | None, str | None]:
    """Give start and end of the date that stands, then of the one that fell away."""
    chances = one.dated.copy()
    least = _STANDS_IF_DATED if status in _DATED else _STANDS
    stands = _best(look.view.dated, chances, 1, least, _WAY.get(status))
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


def _best(
    dated: Sequence[Dated], chances: Floats, role: int, least: float, way: Direction | None = None
) -> ResolvedDate | None:
    """Give the likeliest date in a role, looking the way given or else the likelier one."""
    found = []
    for k, (d, row) in enumerate(zip(dated, chances, strict=True)):
        likelier: Direction = "forward" if row[role] >= row[role + 1] else "backward"
        date = date_in_role(d, way, likelier, fell=role > 1)
        found.append((float(row[role] + row[role + 1]), -k, date))
    likely = [
        (chance, k, date)
        for chance, k, date in found
        if date is not None
        and vouched_for(date, found) > least_chance(dated[-k], least, fell=role > 1)
    ]
    if not likely:
        return None
    best = max(likely, key=lambda f: f[:2])[2]
    return spelt_out(best, [(chance, date) for chance, _, date in found if date is not None])
