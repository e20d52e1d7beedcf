"""Is this telling about that engagement? Named features, each with its weight in log-odds.

The weights are additive evidence in the manner of Fellegi and Sunter ("A Theory for Record
Linkage", JASA 64, 1969), set by hand on the labelled training reports. A veto is evidence that
nothing outweighs. Each feature says in words what it saw, so that a merge can be explained.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.standing.names import is_state, same_person
from onrecord.standing.periods import Period
from onrecord.standing.profile import Profile
from onrecord.standing.tellings import Telling
from onrecord.terms import Plan

VETO = -math.inf
"""The weight of evidence that nothing outweighs."""

_PRIOR = -3.6
_PLANNED: frozenset[Plan] = frozenset({"mooted", "sought", "intended", "agreed", "scheduled"})
_DONE: frozenset[Plan] = frozenset({"held", "under_way"})
_BUSY = frozenset(
    {"USA", "CHN", "RUS", "ISR", "GBR", "FRA", "DEU", "JPN", "UKR", "EU", "UN", "NATO"}
)
"""Sides that meet somebody every day: that two reports name two of these says less. A fixed list,
because counting in the ledger would make identity depend on what came in before."""
_PAIR = 2
_CLOSE = 0.5
_NEXT_DAY = 1
_ONE_STORY = 21
"""Days within which two reports mainly about the same sides are likely about one thing."""
_LONGEST_ROUND = 15
"""Days beyond which talks under way are a process and not a round."""
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


def impossible(telling: Telling, profile: Profile) -> bool:
    """Whether a veto is certain at a glance: the commonest ones, without gathering evidence.

    Rounds of talks are never dismissed so: that they are different rounds is worth knowing.
    """
    kind = telling.engagement.kind
    if (kind == "call") != ("call" in profile.kinds):
        return True
    return (
        profile.over is not None
        and telling.dates is not None
        and telling.fell_away is None
        and profile.over.gap(telling.dates) > _NEXT_DAY
        and kind != "talks"
    )


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
    else:
        pair = {kind, *known}
        weight = -0.6 if "summit" in pair or pair == {"talks", "visit"} else -0.1
        yield Feature("kind", weight, f"a {kind}, known as {'/'.join(sorted(known))}")


def _sides(telling: Telling, profile: Profile) -> Iterator[Feature]:
    mine = telling.sides
    theirs = max(
        profile.side_sets, key=lambda s: (len(mine & s) / len(mine | s), len(s), sorted(s))
    )
    shared, share = mine & theirs, len(mine & theirs) / len(mine | theirs)
    smaller, larger = sorted((mine, theirs), key=len)
    if smaller < larger and len(smaller) == _PAIR:
        larger_is_visit = (
            telling.engagement.kind == "visit" if larger is mine else "visit" in profile.kinds
        )
        if larger_is_visit:
            yield Feature(
                "leg", VETO, f"one leg of a journey: {_words(smaller)} of {_words(larger)}"
            )
        elif len(larger) > _PAIR + 1:
            yield Feature("many", -0.8, f"{_words(larger)}, not {_words(smaller)} alone")
    if mine == theirs:
        yield Feature("sides", 2.2 if len(mine) > 1 else 0.8, f"the same sides: {_words(mine)}")
    elif len(shared) >= _PAIR:
        yield Feature("sides", 0.6 + 1.4 * share, f"sides shared: {_words(shared)}")
    elif shared:
        yield Feature("sides", -0.8, f"one side shared: {_words(shared)}")
    else:
        yield Feature("sides", -2.0, "no side shared")
    if len(shared) >= _PAIR and len(shared - _BUSY) >= 1:
        yield Feature("seldom", 0.5, f"{_words(shared - _BUSY)} is seldom in the news")
    yield from _extra_sides(telling, profile, mine ^ theirs, many=len(shared) > _PAIR)


def _extra_sides(
    telling: Telling, profile: Profile, extra: frozenset[str], *, many: bool
) -> Iterator[Feature]:
    """Weigh sides that only one of the two has, unless they are where it takes place.

    A mediator or host is often left out. One who sends somebody by name is a party; and at a
    summit the organisation is what tells it from another summit of the same days.
    """
    if "summit" in (telling.engagement.kind, *profile.kinds):
        bodies = {side for side in extra if not is_state(side)} - set(profile.sides)
        mine = {side for side in telling.sides if not is_state(side)}
        theirs = {side for side in profile.sides if not is_state(side)}
        if bodies or (theirs and not mine):
            yield Feature("body", -2.0, f"a summit of {_words(bodies or theirs)}")
    told_apart = {
        side
        for side in extra - telling.place_sides - set(profile.place_sides)
        if _has_people_of_its_own(side, telling, profile)
    }
    if told_apart and not many:
        yield Feature(
            "extra_side", -0.7 * min(2, len(told_apart)), f"only one has {_words(told_apart)}"
        )


def _has_people_of_its_own(side: str, telling: Telling, profile: Profile) -> bool:
    """Whether a side that only one of the two has is there in person.

    Counter-example: who comes for the African Union here and for his state there is one man.
    """
    mine = [words for s, words in telling.people if s == side]
    theirs = profile.people.get(side, [])
    others = (
        [n for names in profile.people.values() for n in names]
        if mine
        else [words for _, words in telling.people]
    )
    return any(not any(same_person(words, other) for other in others) for words in (mine or theirs))


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
    yield from _offices(telling, profile, matched | strangers)


def _offices(telling: Telling, profile: Profile, judged: set[str]) -> Iterator[Feature]:
    """Weigh the offices of people who are not named on both sides: "the President" may be one."""
    told: dict[str, set[str]] = {}
    for side, office in telling.offices:
        if side not in judged and side in profile.offices:
            told.setdefault(side, set()).add(office)
    same = {side for side, offices in told.items() if offices & profile.offices[side]}
    if same:
        yield Feature("office", 1.0, f"the same office of {_words(same)}")
    elif told:
        yield Feature("office", -1.8, f"another office of {_words(set(told))}")


def _dates(telling: Telling, profile: Profile) -> Iterator[Feature]:
    told, fell, known = telling.dates, telling.fell_away, profile.dates
    agreed = False
    if fell:
        standing = [*([known] if known else []), *profile.fallen]
        near = min(standing, key=fell.gap, default=None)
        if near is not None and fell.gap(near) <= (0 if fell.exact and near.exact else 2):
            agreed = True
            weight = max(1.5, 3.0 * fell.agreement(near))
            yield Feature("date_fell_away", weight, "the date that fell away")
        elif near is not None and profile.plan == "postponed" and fell.first > near.last:
            yield Feature("date_fell_away", -0.7, "a later date that fell away: put off again")
        elif near is not None:
            gap = fell.gap(near)
            yield Feature("date_fell_away", -min(2.5, 0.5 + gap / 20), f"{gap} days off")
    if told is None:
        if telling.engagement.plan == "held" and profile.over and not agreed:
            yield Feature("date", -0.6, "held on an unknown day")
    elif known and not known.gap(told):
        yield Feature("date", 3.0 * known.agreement(told), "the same date")
    elif agreed:
        return
    elif any(not told.gap(p) for p in profile.fallen):
        if telling.engagement.plan == "held":
            yield Feature("date", -2.0, "held on the date that fell away")
        else:
            yield Feature("date", 1.2, "a date that has fallen away since")
    else:
        yield from _another_date(telling, told, profile)


def _another_date(telling: Telling, told: Period, profile: Profile) -> Iterator[Feature]:
    plan = telling.engagement.plan
    gap = profile.dates.gap(told) if profile.dates else 0
    put_off = profile.plan in ("postponed", "cancelled", "suspended", "none")
    if profile.over and gap > _NEXT_DAY:
        yield Feature("date", VETO, f"held {gap} days apart from this date")
    elif plan in _DONE and told.last < profile.first_day - 3 and gap > 3:
        yield Feature("date", VETO, "over before the other was first told of")
    elif put_off and told.last < profile.plan_day - 1:
        yield Feature("date", -4.0, f"before it stood {profile.plan}")
    elif profile.dates is None:
        ahead = told.first - profile.last_day
        weight = next((w for limit, w in ((60, 0.5), (120, 0.0), (300, -1.0)) if ahead < limit), -2)
        yield Feature("date", weight, f"a date for one that had none, {ahead} days ahead")
    elif telling.engagement.new_date != "none" or telling.engagement.status == "rescheduled":
        yield Feature("date", -0.4, "a new date")
    else:
        yield Feature("date", -1.0 - min(3.5, gap / 6), f"{gap} days apart")


def _place(telling: Telling, profile: Profile) -> Iterator[Feature]:
    mine, theirs = telling.place_sides, frozenset(profile.place_sides)
    visit = telling.engagement.kind == "visit" or "visit" in profile.kinds
    if mine and theirs and not mine & theirs:
        hosts = mine | theirs <= telling.sides | set(profile.sides)
        if visit and hosts:
            yield Feature("place", -4.0, "the other way round: another host")
        else:
            weight = -3.0 if visit else -1.2
            yield Feature("place", weight, f"{_words(mine)}, not {_words(theirs)}")
    elif mine & theirs or telling.place_words & set(profile.place_words):
        yield Feature("place", 0.8, "the same place")
    elif telling.place_words and profile.place_words and not (mine and theirs):
        yield Feature("place", -0.3, "another name of a place")


def _stage(telling: Telling, profile: Profile) -> Iterator[Feature]:
    """Whether the state told can follow the state known.

    A held visit of March is not the cancelled one of June; the visit postponed in May can be.
    """
    plan, before = telling.engagement.plan, profile.plan
    same_date = _same_date(telling.dates or telling.fell_away, profile.dates)
    if not same_date:
        weight = -0.4 if _overlap(telling.dates, profile.dates) else -1.2
        if telling.background:
            yield Feature("recalled", weight, "only recalled for context")
        if profile.only_background:
            yield Feature("only_recalled", weight, "so far only recalled for context")
    if before == "held" and plan not in _DONE:
        if not same_date:
            # Without its day, "held" may be a word about an earlier one, or misread.
            weight = -4.5 if profile.over else -2.5
            yield Feature("stage", weight, f"was held, and another is {plan}")
    elif before == "held" and plan == "under_way" and not same_date:
        yield Feature("stage", -1.0, "was held, and one is under way")
    elif before == "under_way" and plan in _PLANNED and not same_date:
        yield Feature("stage", -1.5, f"was under way, and another is {plan}")
    elif before == "cancelled" and plan == "held" and not same_date:
        weight = 0.0 if telling.fell_away else -1.2
        yield Feature("stage", weight, "was cancelled, and one was held")
    elif before == "postponed" and plan in ("scheduled", "held", "under_way", "agreed"):
        yield Feature("stage", 0.5, f"was put off, and is {plan}")
    elif before in _PLANNED and plan in ("postponed", "cancelled", "suspended"):
        yield Feature("stage", 0.5, f"was {before}, and is {plan}")
    elif before == plan and plan in ("postponed", "cancelled", "suspended"):
        yield Feature("stage", 0.5, f"both {plan}")
    elif plan == "suspended" and before in ("postponed", "cancelled"):
        yield Feature("stage", -0.8, "a process broken off is not a round put off")


def _overlap(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and not one.gap(other)


def _same_date(one: Period | None, other: Period | None) -> bool:
    """Whether two dates agree closely enough to make the two one: a common month does not."""
    return (
        one is not None
        and other is not None
        and not one.gap(other)
        and (one.agreement(other) >= _CLOSE)
    )


def _process(telling: Telling, profile: Profile) -> Iterator[Feature]:
    """Keep a running process and its dated round apart: talks that go on, and Friday's talks."""
    if telling.engagement.kind != "talks" or "talks" not in profile.kinds:
        return
    mine = _is_process(telling.engagement.plan, telling.dates or telling.fell_away)
    theirs = _is_process(profile.plan, profile.dates)
    a_round = profile.dates or profile.fallen if mine else telling.dates or telling.fell_away
    if mine != theirs and a_round:
        yield Feature("process", -1.2, "one is a process, the other a round with a date")


def _is_process(plan: Plan, dates: Period | None) -> bool:
    """Whether talks are a process: running or broken off, without a date of their own."""
    return plan in _RUNNING and (dates is None or dates.days > _LONGEST_ROUND)


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
    if telling.background and _overlap(telling.dates, profile.dates):
        # What is recalled with its date may be long past.
        weight = max(weight, -0.7)
    yield Feature("story", weight, f"told {days} days apart")
    if telling.engagement.salience == "main" and profile.mains and days <= _ONE_STORY:
        yield Feature("main", 0.7, "what both reports are about")


def _words(values: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(values))
