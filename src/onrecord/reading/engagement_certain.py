"""Where a construction leaves no doubt, it decides, whatever the model makes of the whole.

A contrast of a few words that the model has seldom seen ("will call off", "will call off only if")
is plain to the grammar. Only rules that proved right wherever they spoke are here, and they decide
only where nothing else that is said of the engagement speaks against them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.reading.act_above import DISPATCHED
from onrecord.reading.act_irrealis import NOT_MEANT, UNREAL
from onrecord.reading.acts import GLAD
from onrecord.reading.claims import Step
from onrecord.reading.grouping import Group
from onrecord.terms import Span, Status

_AWAY = "act.preposition.withdraw"
_STAYING = "act.preposition.stay-away"
_RULED_OUT = "act.object.rule-out"
_CERTAIN: Mapping[str, Status] = {
    DISPATCHED: "scheduled",
    UNREAL: "scheduled",
    NOT_MEANT: "mooted",
    GLAD: "held",
    _AWAY: "refused",
    _STAYING: "refused",
    _RULED_OUT: "refused",
}
"""Rules with what they alone decide."""
_OFF: frozenset[Status] = frozenset({"cancelled", "postponed", "suspended", "refused"})
_AGAINST: Mapping[Status, frozenset[Status]] = {
    "scheduled": _OFF | {"rescheduled", "rescheduling", "held", "under_way", "denied"},
    "mooted": _OFF | {"rescheduled", "rescheduling", "held", "under_way", "scheduled", "agreed"},
    "held": _OFF | {"scheduled", "denied"},
    "under_way": _OFF | {"rescheduled", "rescheduling", "held", "denied"},
    "refused": frozenset({"cancelled", "postponed", "suspended", "rescheduled", "mooted", "held"}),
}
"""What else is said of an engagement that leaves it to the model."""
_CORRECTS: Mapping[Status, frozenset[Status]] = {
    "scheduled": _OFF | {"rescheduling", "sought"},
    "under_way": _OFF,
    "mooted": _OFF,
    "held": _OFF | {"scheduled", "mooted", "sought", "agreed"},
    "refused": frozenset({"cancelled", "scheduled"}),
}
"""What the model is known to take for it. A summit that one leader leaves early is under way."""
_STANDING = frozenset({"scheduled", "agreed", "rescheduled", "under_way"})
_SAID = frozenset({"asserts", "confirms", "does_not_deny"})
_PLAINLY = 2


def corrected(status: Status, group: Group, by_rules: Sequence[Step]) -> Status:
    """Give where an engagement stands that the model has at `status`: there, as a rule.

    `by_rules` are the rules' claims (`claims.claims_of`): what somebody denies settles nothing.
    """
    settled = certain_status(group)
    if settled is None or status not in _CORRECTS[settled]:
        return status
    said = any(c.status == settled and c.stance in _SAID for c, _, _ in by_rules)
    return settled if said else status


def certain_status(group: Group) -> Status | None:
    """Give the status that the grammar alone settles, None where it leaves it open."""
    acts = [a for s in group.sightings for a in s.acts if a.strength >= _PLAINLY]
    settled = {
        _CERTAIN[a.rule]
        for a in acts
        if a.stance == "asserts" and a.strength == 3 and _CERTAIN.get(a.rule) == a.status
    }
    if len(settled) != 1:
        return None
    status = settled.pop()
    if any(a.rule == _RULED_OUT for a in acts) and _is_fixed(group):
        return None  # "ruled out Friday's planned visit" takes it off the calendar
    if status == "refused" and _goes_on(group):
        return None
    others = {a.status for a in acts if a.rule not in _CERTAIN}
    if status == "scheduled" and "under_way" in others and not others & _AGAINST["under_way"]:
        return "under_way"  # "would suspend the talks that began on Sunday if ..."
    if status == "scheduled" and "held" in others and not others & _AGAINST["held"]:
        return "held"  # "would have been put off, had it snowed; it did not, and they met"
    return None if others & _AGAINST[status] else status


def _is_fixed(group: Group) -> bool:
    """Whether an engagement has a day, or is said to be planned."""
    return any(s.dates for s in group.sightings) or any(
        a.status in _STANDING for s in group.sightings for a in s.acts if a.strength >= _PLAINLY
    )


def _goes_on(group: Group) -> bool:
    """Whether it is said elsewhere that an engagement stands, as a summit does without one."""
    elsewhere = (s for s in group.sightings if not any(a.rule in _CERTAIN for a in s.acts))
    return any(a.status in _STANDING for s in elsewhere for a in s.acts if a.strength >= _PLAINLY)


def with_settled(steps: Sequence[Step], by_rules: Sequence[Step]) -> tuple[Step, ...]:
    """Put what the grammar settles in the place of the steps that are told at the same words."""
    return in_place([s for s in by_rules if _CERTAIN.get(s[1].rule) == s[0].status], steps)


def in_place(settled: Sequence[Step], steps: Sequence[Step]) -> tuple[Step, ...]:
    """Put steps that are settled in the place of those told at the same words, in text order."""
    spans = [Span(c.evidence.start, c.evidence.end) for c, _, _ in settled]
    kept = [
        step
        for step in steps
        if not any(
            span.overlaps(Span(step[0].evidence.start, step[0].evidence.end)) for span in spans
        )
    ]
    return tuple(sorted((*kept, *settled), key=lambda step: step[0].evidence.start))
