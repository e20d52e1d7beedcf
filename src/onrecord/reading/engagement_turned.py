"""Where a turn, an absence or what is said of a new date decides against the model.

What says so is read off the parse (`engagement_turns`, `engagement_absence`,
`engagement_new_days`). It decides where the model at least thinks of it, where it takes something
that it is known to take for it, and where no later step speaks against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.reading.act_irrealis import CARRIED_OUT
from onrecord.reading.act_parts import Act
from onrecord.reading.claims import Step, claim_of
from onrecord.reading.engagement_absence import absence_at
from onrecord.reading.engagement_answers import answers_at
from onrecord.reading.engagement_judging import Judged
from onrecord.reading.engagement_new_days import new_day_status
from onrecord.reading.engagement_turns import turns_of
from onrecord.reading.seen import Seen
from onrecord.terms import Report, Status

_SAID = frozenset({"asserts", "confirms", "does_not_deny"})
_CORRECTS: Mapping[Status, frozenset[Status]] = {
    "suspended": frozenset({"under_way", "held", "refused", "cancelled"}),
    "under_way": frozenset({"held", "suspended"}),
    "held": frozenset({"under_way", "cancelled", "scheduled", "rescheduled", "suspended"}),
    "cancelled": frozenset({"held", "postponed", "scheduled"}),
    "refused": frozenset({"scheduled", "held", "under_way", "cancelled", "sought", "agreed"}),
    "agreed": frozenset({"sought", "refused"}),
}
"""What the model is known to take for each."""
_LATER = frozenset({"cancelled", "postponed", "suspended", "rescheduled", "rescheduling"})
_LEAST = 0.02
"""The chance that the model must give what is decided."""
_FEW = 2
_FLATLY = 3


def turned_to(
    report: Report, seen: Seen, one: Judged, status: Status, by_rules: Sequence[Step]
) -> tuple[Status, tuple[Step, ...]]:
    """Give where an engagement stands that the model has at `status`, and the steps that say so."""
    turns = _turns(report, seen, one)
    told = {claim.status for claim, _, _ in turns if claim.stance in _SAID}
    if len(told) == 1 and len(told) == len({claim.status for claim, _, _ in turns}):
        turned = told.pop()
        taken = status in _CORRECTS.get(turned, ()) and _may_be(one, turned)
        if taken and not _later(turns, by_rules):
            return turned, turns
    moved = new_day_status(seen, one.group, status)
    return (moved, ()) if _may_be(one, moved) else (status, ())


def _turns(report: Report, seen: Seen, one: Judged) -> tuple[Step, ...]:
    """Give the turns told of an engagement.

    Who is absent decides where only two take part and no more is told of the gathering: what is
    told at length keeps its state, and goes on without him.
    """
    found: list[Step] = []
    dated = any(s.dates for s in one.group.sightings)
    in_one_sentence = len({s.sentence for s in one.group.sightings}) == 1
    for sighting in one.group.sightings:
        acts: list[Act] = [a for a in sighting.acts if a.rule == CARRIED_OUT]
        acts += turns_of(seen.doc, sighting)
        if not dated:
            acts += answers_at(seen.doc, sighting)
        if len(one.parties) <= _FEW and in_one_sentence:
            acts += absence_at(seen.doc, sighting)
        for act in acts:
            if all(act.carrier != known.carrier for _, known, _ in found):
                found.append((claim_of(report, sighting, act, seen.attributions), act, sighting))
    return tuple(found)


def _may_be(one: Judged, status: Status) -> bool:
    return one.chances[status] >= _LEAST


def _later(turns: Sequence[Step], by_rules: Sequence[Step]) -> bool:
    """Whether the rules read another fall or a new date after the last of the turns."""
    last = max(act.carrier for _, act, _ in turns)
    return any(
        act.carrier > last and act.strength >= _FLATLY and claim.status in _LATER
        for claim, act, _ in by_rules
    )
