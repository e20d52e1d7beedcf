"""Is this telling about that engagement? Named features, each with its weight in log-odds.

The weights were set by hand on the labelled training reports. Each feature says in words what it
saw, so that a merge can be explained. What dates and states tell is in `features_when`.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.standing.evidence import VETO, Explanation, Feature
from onrecord.standing.features_when import NEXT_DAY, dates, overlap, process, stage
from onrecord.standing.names import is_state, same_person
from onrecord.standing.profile import Profile
from onrecord.standing.tellings import Telling

_PRIOR = -3.6
_BUSY = frozenset(
    {"USA", "CHN", "RUS", "ISR", "GBR", "FRA", "DEU", "JPN", "UKR", "EU", "UN", "NATO"}
)
"""Sides that meet somebody every day: that two reports name two of these says less. A fixed list,
because counting in the ledger would make identity depend on what came in before."""
_PAIR = 2
_ONE_STORY = 21
"""Days within which two reports mainly about the same sides are likely about one thing."""
_LOOSE = frozenset({"talks", "delegation", "other"})
"""Kinds whose people change from round to round without its being another encounter."""
_NAMED_BY_FEW = frozenset({"talks", "summit"})
"""Kinds of many parties that reports often name by two of them: the rivals, the hosts. But two who
meet beside a gathering meet on its day and in its place, so that there these prove nothing."""
_STORY = ((3, 0.9), (14, 0.6), (45, 0.1), (120, -0.7), (400, -1.6))
"""Log-odds by the days between two reports, up to so many."""
_STORY_OF_A_CALL = ((1, 0.9), (3, 0.3), (7, -0.7))
"""The same for calls: they are set up within days, and the next one follows soon."""


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
        and profile.over.gap(telling.dates) > NEXT_DAY
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
    yield from dates(telling, profile)
    yield from process(telling, profile)
    yield from _people(telling, profile)
    yield from _place(telling, profile)
    yield from stage(telling, profile)
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
            weight = (
                -0.8
                if telling.engagement.kind in profile.kinds
                and (telling.engagement.kind in _NAMED_BY_FEW)
                else -6.0
            )
            yield Feature("many", weight, f"{_words(larger)}, not {_words(smaller)} alone")
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
    summit the organisation is what tells it from another summit of the same days. Counter-example:
    two who meet under an organisation's eyes, told of as a meeting here and there, whom one report
    between called a summit.
    """
    kind = telling.engagement.kind
    if kind == "summit" or ("summit" in profile.kinds and kind not in profile.kinds):
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
    call = telling.engagement.kind == "call"
    steps, beyond = (_STORY_OF_A_CALL, -2.5) if call else (_STORY, -4.0)
    weight = next((w for limit, w in steps if days <= limit), beyond)
    if telling.background and overlap(telling.dates, profile.dates):
        # What is recalled with its date may be long past.
        weight = max(weight, -0.7)
    yield Feature("story", weight, f"told {days} days apart")
    if telling.engagement.salience == "main" and profile.mains and days <= _ONE_STORY:
        yield Feature("main", 0.7, "what both reports are about")


def _words(values: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(values))
