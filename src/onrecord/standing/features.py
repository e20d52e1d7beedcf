"""Is this telling about that engagement? Named features, each with its weight in log-odds.

The weights are additive evidence in the manner of Fellegi and Sunter ("A Theory for Record
Linkage", JASA 64, 1969), set by hand on the labelled training reports. A veto is evidence that
nothing outweighs. Each feature says in words what it saw, so that a merge can be explained.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.standing.names import same_person
from onrecord.standing.periods import Period
from onrecord.standing.profile import Profile
from onrecord.standing.tellings import Telling
from onrecord.terms import Plan

VETO = -math.inf
"""The weight of evidence that nothing outweighs."""

_PRIOR = -3.6
_PLANNED: frozenset[Plan] = frozenset({"mooted", "sought", "intended", "agreed", "scheduled"})
_OPEN: frozenset[Plan] = frozenset(
    {"none", "mooted", "sought", "intended", "agreed", "postponed", "cancelled", "suspended"}
)
_OFF: frozenset[Plan] = frozenset({"postponed", "cancelled", "none", "suspended"})
_RUNNING: frozenset[Plan] = frozenset({"under_way", "suspended"})
_LOOSE = frozenset({"talks", "delegation", "other"})
"""Kinds whose people change from round to round without its being another encounter."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence for (positive) or against (negative) two being the same."""

    name: str
    weight: float
    saw: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a telling was or was not taken for an engagement: the features and their sum.

    `probability` is the sum through the logistic function, 0 to 1.
    """

    features: tuple[Feature, ...]

    @property
    def score(self) -> float:
        """The summed log-odds; minus infinity when one feature is a veto."""
        return sum(f.weight for f in self.features)

    @property
    def probability(self) -> float:
        """The score as a probability, 0 to 1."""
        score = self.score
        return 1 / (1 + math.exp(-score)) if score > -700 else 0.0


def compare(telling: Telling, profile: Profile) -> Explanation:
    """Hold a telling against what is known of an engagement, and give the evidence found."""
    features = [Feature("prior", _PRIOR, "two tellings that share two parties")]
    for feature in _all(telling, profile):
        features.append(feature)
        if feature.weight == VETO:
            break
    return Explanation(tuple(features))


def _all(telling: Telling, profile: Profile) -> Iterator[Feature]:
    """Cheapest and most telling first, so that a veto ends the work early."""
    yield from _kind(telling, profile)
    yield from _sides(telling, profile)
    yield from _dates(telling, profile)
    yield from _process(telling, profile)
    yield from _people(telling, profile)
    yield from _place(telling, profile)
    yield from _stage(telling, profile)
    yield from _topic(telling, profile)
    yield from _story(telling, profile)


def _kind(telling: Telling, profile: Profile) -> Iterator[Feature]:
    kind, known = telling.engagement.kind, profile.kinds
    if (kind == "call") != ("call" in known):
        yield Feature("kind", VETO, f"a call is not a {min(known) if kind == 'call' else kind}")
    elif kind in known:
        yield Feature("kind", 0.6, f"both a {kind}")
    elif {kind, *known} & _LOOSE and {kind, *known} & {"visit", "summit"}:
        yield Feature("kind", -0.5, f"a {kind}, known as {'/'.join(sorted(known))}")
    else:
        yield Feature("kind", 0.0, f"a {kind}, known as {'/'.join(sorted(known))}")


def _sides(telling: Telling, profile: Profile) -> Iterator[Feature]:
    mine = telling.sides
    theirs = max(
        profile.side_sets, key=lambda s: (len(mine & s) / len(mine | s), len(s), sorted(s))
    )
    shared, share = mine & theirs, len(mine & theirs) / len(mine | theirs)
    if telling.engagement.kind == "visit" and set(profile.kinds) == {"visit"}:
        smaller, larger = sorted((mine, theirs), key=len)
        if len(smaller) == 2 and len(larger) >= 3 and smaller < larger:
            yield Feature(
                "leg", VETO, f"one leg of a journey: {_words(smaller)} of {_words(larger)}"
            )
    if mine == theirs:
        yield Feature("sides", 2.2 if len(mine) > 1 else 0.8, f"the same sides: {_words(mine)}")
    elif len(shared) >= 2:
        yield Feature("sides", 0.6 + 1.4 * share, f"sides shared: {_words(shared)}")
    elif shared:
        yield Feature("sides", -0.8, f"one side shared: {_words(shared)}")
    else:
        yield Feature("sides", -2.0, "no side shared")
    extra = (mine ^ theirs) - telling.place_sides - set(profile.place_sides)
    named = {side for side, _ in telling.people} | set(profile.people)
    told_apart = extra & named if len(shared) < 3 else frozenset()
    if told_apart:
        yield Feature(
            "extra_side", -0.7 * min(2, len(told_apart)), f"only one has {_words(told_apart)}"
        )


def _people(telling: Telling, profile: Profile) -> Iterator[Feature]:
    matched: set[str] = set()
    strangers: set[str] = set()
    everyone = [name for names in profile.people.values() for name in names]
    for side, words in telling.people:
        if any(same_person(words, known) for known in everyone):
            matched.add(side)
        elif profile.people.get(side):
            strangers.add(side)
    strangers -= matched
    if matched:
        yield Feature("people", 1.7 if len(matched) == 1 else 2.6, f"people of {_words(matched)}")
    if strangers:
        each = -0.8 if {telling.engagement.kind, *profile.kinds} & _LOOSE else -2.2
        yield Feature("other_people", each * len(strangers), f"others of {_words(strangers)}")


def _dates(telling: Telling, profile: Profile) -> Iterator[Feature]:
    told, fell, known = telling.dates, telling.fell_away, profile.dates
    agreed = False
    if fell:
        hit = _nearest(fell, [*([known] if known else []), *profile.fallen])
        if hit is not None and hit <= (0 if fell.exact else 2):
            agreed = True
            yield Feature(
                "date_fell_away", 3.0 if fell.days <= 15 else 1.6, "the date that fell away"
            )
        elif hit is not None:
            yield Feature("date_fell_away", -min(2.5, 0.5 + hit / 20), f"{hit} days off")
    if told is None:
        if telling.engagement.plan == "held" and profile.over and not agreed:
            yield Feature("date", -0.6, "held on an unknown day")
        return
    if known and not known.gap(told):
        narrow = told.days <= 15 and known.days <= 15
        yield Feature("date", 3.0 if narrow else 1.4, "the same date")
        return
    if agreed:
        return
    if _nearest(told, profile.fallen) == 0:
        if telling.engagement.plan == "held":
            yield Feature("date", -2.0, "held on the date that fell away")
        else:
            yield Feature("date", 1.2, "a date that has fallen away since")
        return
    yield from _another_date(telling, told, profile)


def _another_date(telling: Telling, told: Period, profile: Profile) -> Iterator[Feature]:
    plan = telling.engagement.plan
    gap = profile.dates.gap(told) if profile.dates else 0
    if profile.over and gap > 1:
        yield Feature("date", VETO, f"held {gap} days apart from this date")
    elif plan in ("held", "under_way") and told.last < profile.first_day - 3 and gap > 3:
        yield Feature("date", VETO, "over before the other was first told of")
    elif (
        profile.plan in _OPEN
        and profile.plan not in ("mooted", "sought")
        and (told.last < profile.plan_day - 1)
    ):
        yield Feature("date", -4.0, f"before it stood {profile.plan}")
    elif profile.dates is None:
        ahead = told.first - profile.last_day
        yield Feature("date", 0.5 if ahead < 60 else 0.0, "a date for one that had none")
    elif telling.engagement.new_date != "none" or telling.engagement.status == "rescheduled":
        yield Feature("date", -0.4, "a new date")
    else:
        yield Feature("date", -1.0 - min(3.5, gap / 6), f"{gap} days apart")


def _nearest(period: Period, others: list[Period]) -> int | None:
    return min((period.gap(o) for o in others), default=None)


def _place(telling: Telling, profile: Profile) -> Iterator[Feature]:
    mine, theirs = telling.place_sides, frozenset(profile.place_sides)
    visit = telling.engagement.kind == "visit" or "visit" in profile.kinds
    if mine and theirs and not mine & theirs:
        hosts = mine | theirs <= telling.sides | set(profile.sides)
        if visit and hosts:
            yield Feature("place", -4.0, "the other way round: another host")
        else:
            yield Feature("place", -1.2, f"{_words(mine)}, not {_words(theirs)}")
    elif mine & theirs or telling.place_words & set(profile.place_words):
        yield Feature("place", 0.8, "the same place")
    elif telling.place_words and profile.place_words and not (mine and theirs):
        yield Feature("place", -0.3, "another name of a place")


def _stage(telling: Telling, profile: Profile) -> Iterator[Feature]:
    """Whether the state told can follow the state known.

    A held visit of March is not the cancelled one of June; the visit postponed in May can be.
    """
    plan, before = telling.engagement.plan, profile.plan
    same_date = bool(telling.dates and profile.dates and not telling.dates.gap(profile.dates))
    if telling.background:
        yield Feature("recalled", 0.0 if same_date else -1.2, "only recalled for context")
    if profile.only_background and not same_date:
        yield Feature("recalled", -1.2, "so far only recalled for context")
    if before == "held" and plan not in ("held", "under_way"):
        if not same_date:
            yield Feature("stage", -4.5, f"was held, and another is {plan}")
    elif before == "held" and plan == "under_way" and not same_date:
        yield Feature("stage", -1.0, "was held, and one is under way")
    elif before == "under_way" and plan in _PLANNED and not same_date:
        yield Feature("stage", -1.5, f"was under way, and another is {plan}")
    elif before == "cancelled" and plan == "held" and not same_date:
        fell = telling.fell_away is not None
        yield Feature("stage", 0.0 if fell else -1.2, "was cancelled, and one was held")
    elif before == "postponed" and plan in ("scheduled", "held", "under_way", "agreed"):
        yield Feature("stage", 0.5, f"was put off, and is {plan}")
    elif before in _PLANNED and plan in _OFF and plan != "none":
        yield Feature("stage", 0.5, f"was {before}, and is {plan}")
    elif before == plan and plan in ("postponed", "cancelled", "suspended"):
        yield Feature("stage", 0.5, f"both {plan}")
    elif plan in ("suspended",) and before in ("postponed", "cancelled"):
        yield Feature("stage", -0.8, "a process broken off is not a round put off")


def _process(telling: Telling, profile: Profile) -> Iterator[Feature]:
    """A running process and its dated round are two: talks that go on, and the talks of Friday."""
    if telling.engagement.kind != "talks" or "talks" not in profile.kinds:
        return
    mine = telling.dates is None and telling.fell_away is None
    theirs = profile.dates is None and not profile.fallen
    going_on = telling.engagement.plan in _RUNNING if mine else profile.plan in _RUNNING
    if mine != theirs and going_on:
        yield Feature("process", -1.2, "one is a process, the other a round with a date")


def _topic(telling: Telling, profile: Profile) -> Iterator[Feature]:
    if not telling.topic or not profile.topic:
        return
    shared = telling.topic & set(profile.topic)
    if shared:
        yield Feature("topic", 0.4 + 0.3 * min(2, len(shared)), f"topic shared: {_words(shared)}")
    else:
        yield Feature("topic", -0.6, "another topic")


def _story(telling: Telling, profile: Profile) -> Iterator[Feature]:
    days = min(abs(telling.day - profile.last_day), abs(telling.day - profile.first_day))
    if profile.first_day <= telling.day <= profile.last_day:
        days = min(abs(telling.day - d) for d in profile.days_told[-40:])
    steps = ((3, 0.9), (14, 0.6), (45, 0.1), (120, -0.7), (400, -1.6))
    weight = next((w for limit, w in steps if days <= limit), -4.0)
    yield Feature("story", weight, f"told {days} days apart")


def _words(values: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(values))
