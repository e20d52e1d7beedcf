"""What is known of one engagement from the tellings joined so far: what a new one is held against.

A profile is built telling by telling in canonical order, each in constant time, so that matching
one report costs as much with a hundred members as with two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.standing.periods import Period
from onrecord.standing.tellings import Telling
from onrecord.terms import Plan

_MOST_KEPT = 12
"""Variants (side sets, fallen dates) kept of each sort: those of the first reports suffice."""


@dataclass(slots=True)
class Profile:
    """An engagement as its members so far describe it.

    `dates` is the period that stands after the last dated word, None when none does; `fallen`
    the periods that stood before. `over` is the period in which it was held, None until it was
    (a start of talks that are under way is no such period: they may be broken off and resumed).
    `plan` and `plan_day` are the state after the latest telling that was not background, and
    the day that telling was published. `mains` counts the reports that are mainly about it.
    """

    size: int = 0
    first_day: int = 0
    last_day: int = 0
    side_sets: Counter[frozenset[str]] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)
    people: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    offices: dict[str, set[str]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    place_sides: Counter[str] = field(default_factory=Counter)
    place_words: Counter[str] = field(default_factory=Counter)
    topic: Counter[str] = field(default_factory=Counter)
    days_told: list[int] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    dates: Period | None = None
    fallen: list[Period] = field(default_factory=list)
    over: Period | None = None
    plan: Plan = "none"
    status: str = ""
    plan_day: int = 0
    mains: int = 0
    only_background: bool = True

    def add(self, telling: Telling) -> None:
        """Take in one more telling, later in canonical order than those before."""
        engagement = telling.engagement
        if not self.size:
            self.first_day = telling.day
        self.size += 1
        self.last_day = max(self.last_day, telling.day)
        self.days_told.append(telling.day)
        self.reports.add(telling.report)
        self.keys.update(telling.keys)
        self.months.update(telling.months)
        if telling.sides in self.side_sets or len(self.side_sets) < _MOST_KEPT:
            self.side_sets[telling.sides] += 1
        self.sides.update(telling.sides)
        for side, words in telling.people:
            names = self.people.setdefault(side, [])
            if words not in names and len(names) < _MOST_KEPT:
                names.append(words)
        for side, office in telling.offices:
            self.offices.setdefault(side, set()).add(office)
        self.kinds[engagement.kind] += 1
        self.mains += engagement.salience == "main"
        self.place_sides.update(telling.place_sides)
        self.place_words.update(telling.place_words)
        self.topic.update(telling.topic)
        self._take_state(telling)

    def _take_state(self, telling: Telling) -> None:
        engagement = telling.engagement
        if telling.fell_away:
            self._let_fall(telling.fell_away)
        if telling.dates:
            if self.dates and self.dates.gap(telling.dates):
                self._let_fall(self.dates)
            self.dates = _narrower(self.dates, telling.dates)
            if engagement.plan == "held":
                self.over = self.dates
        if telling.background and not self.only_background:
            return
        if self.only_background and not telling.background:
            self.only_background = False
        if not telling.dates and self.dates and engagement.plan in ("postponed", "cancelled"):
            self._let_fall(self.dates)
            self.dates = None
        self.plan, self.plan_day = engagement.plan, telling.day
        self.status = engagement.status

    def _let_fall(self, period: Period) -> None:
        if period not in self.fallen and len(self.fallen) < _MOST_KEPT:
            self.fallen.append(period)


def profile_of(tellings: Iterable[Telling]) -> Profile:
    """Build the profile of tellings, which must come in canonical order."""
    profile = Profile()
    for telling in tellings:
        profile.add(telling)
    return profile


def _narrower(known: Period | None, told: Period) -> Period:
    """Keep the more exact of two dates that agree: "in April" after "on 4 April" adds nothing."""
    if known and not known.gap(told) and known.days < told.days:
        return known
    return told
