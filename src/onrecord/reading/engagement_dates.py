"""Which of an engagement's dates stands and which fell away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.grouping import Group, Sighting
from onrecord.reading.marks import ResolvedDate
from onrecord.terms import NewDate, Plan

_OFF: frozenset[Plan] = frozenset({"cancelled", "postponed", "none", "suspended"})
_OVER = frozenset({"held", "under_way"})
_MOVED = frozenset({"rescheduled", "rescheduling", "postponed"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A date with the naming that it dates."""

    date: ResolvedDate
    sighting: Sighting

    @property
    def start(self) -> str:
        """The day, month or year it starts with, without marks."""
        return self.stretch[0]

    @property
    def stretch(self) -> tuple[str, str]:
        """The first and last day, month or year it may start on; the last sorts after all in it."""
        first, _, last = (self.date.start or "").partition("/")
        return first.rstrip("~"), (last or first).rstrip("~") + "~"

    @property
    def precision(self) -> int:
        """How exactly it is known: 3 a day, 2 about a day or a few days, 1 a month, 0 a year."""
        exact = len(self.start) == 10 and self.date.start == self.start
        return 3 if exact else (len(self.start) - 4) // 3


def engagement_dates(
    group: Group, plan: Plan, new_date: NewDate
) -> tuple[str | None, str | None, str | None, str | None]:
    """Give planned start and end, then the start and end that fell away, as EDTF or None.

    Of a plan that is off no date stands. Of one that was moved, the date it was moved to stands
    and every other fell away.
    """
    told = [_Told(d, s) for s in group.sightings for d in s.dates if d.start is not None]
    if new_date == "set":
        stands, fell = _moved(told, alone=len(group.sightings) == 1)
    elif plan in _OFF:
        stands, fell = [], told
    else:
        stands, fell = [t for t in told if t.date.tie != "left"] or told, []
    now, was = _best(stands, plan), _best(fell, plan)
    return (
        now.start if now else None,
        now.end if now else None,
        was.start if was else None,
        was.end if was else None,
    )


def _moved(told: Sequence[_Told], *, alone: bool) -> tuple[list[_Told], list[_Told]]:
    """Part the dates of a moved engagement into those of the new plan and those of the old one.

    When no date hangs on the move itself, the latest is the new one: "It had been due on 3 June.
    They will now come on 10 June."
    """
    own = [t for t in told if t.date.tie == "own"]
    stands = [t for t in own if alone or {a.status for a in t.sighting.acts} & _MOVED]
    if not stands and own:
        latest = max(own, key=lambda t: t.start)
        stands = [t for t in own if _agree(t, latest)]
    fell = [t for t in told if t.date.tie != "near" and not any(_agree(t, s) for s in stands)]
    return stands, fell


def _best(told: Sequence[_Told], plan: Plan) -> ResolvedDate | None:
    """Give the date that is best vouched for.

    Its own before a near one; one of a naming that says what becomes of it before one of a bare
    mention ("this meeting, like those of May 2023"); of an engagement that is over, one told of
    it as over before one told of a plan; then what most namings agree on, the most precise of
    that, the first.
    """

    def weight(t: _Told) -> tuple[bool, bool, bool, int, int, int]:
        fits = plan not in _OVER or t.sighting.main.status in _OVER
        agreeing = sum(_agree(t, other) for other in told)
        said = t.sighting.main.strength >= 1 or t.sighting.title
        return (t.date.tie != "near", said, fits, agreeing, t.precision, -t.date.span.start)

    if not told:
        return None
    best = max(told, key=weight)
    return max((t for t in told if _agree(t, best)), key=lambda t: (t.precision, *weight(t))).date


def _agree(one: _Told, other: _Told) -> bool:
    """Whether two dates can be the same: one holds the other, as June holds 3 June."""
    (first, last), (begin, end) = one.stretch, other.stretch
    return (first <= begin and end <= last) or (begin <= first and last <= end)
