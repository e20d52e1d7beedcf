"""Echoes: what one report tells of twice is one engagement, though its reading made two of it.

A reading may hold apart two namings of one encounter: "the trip" of the first paragraph and "his
first official visit" of the fifth, or the visit that was put off and the day set for it since.
Left apart, the second is taken by later reports for an engagement of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from onrecord.headline import PLAN_OF_STATUS, headline
from onrecord.standing.names import name_words, same_person, side_key, sides_of_place
from onrecord.standing.periods import Period, period_of
from onrecord.terms import SALIENCES, Engagement, Kind, Party, Person

_DAY = 1
"""Days by which two namings of one encounter may be dated apart."""
_CLOSE = 0.5
"""Agreement of two dates from which they are one date: a common month is none."""
_PAIR = 2
_TALKING: frozenset[Kind] = frozenset({"talks", "meeting"})
_ONE_A_DAY: frozenset[Kind] = frozenset({"visit", "summit", "call"})
"""Kinds of which two sides seldom have two on one day."""


def without_echoes(
    engagements: Sequence[Engagement], published: dt.date | None = None
) -> tuple[Engagement | None, ...]:
    """Give a report's engagements, each echo joined to what it echoes and None in its own place.

    Only what a report tells by the way is an echo: never what it is mainly about. `published` is
    the report's own day; without it, nothing undated is taken for what was held just then.
    """
    kept: list[Engagement | None] = list(engagements)
    ranked = sorted(
        range(len(engagements)), key=lambda at: SALIENCES.index(engagements[at].salience)
    )
    for place, at in enumerate(ranked):
        one = kept[at]
        if one is None:
            continue
        for later in ranked[place + 1 :]:
            other = kept[later]
            if (
                other is not None
                and other.salience != "main"
                and (_about_one(one, other) or _without_its_mediators(one, other, published))
            ):
                one, kept[later] = _joined(one, other), None
        kept[at] = one
    return tuple(kept)


def _about_one(one: Engagement, other: Engagement) -> bool:
    """Whether two tellings of a report share kind, sides, people and date, and no place parts them.

    And they tell of the same state, or the other one of a state that no claim of it bears out.
    Counter-examples: ministers who meet while their presidents do; a visit that is set and another
    that may follow; last week's round of talks and the next.
    """
    sides = {side_key(p.side) for p in one.parties}
    if one.kind != other.kind or len(sides) < _PAIR:
        return False
    if sides != {side_key(p.side) for p in other.parties} or not _people_agree(one, other):
        return False
    if _apart(one, other):
        return False
    together = bool(sides_of_place(one.place) & sides_of_place(other.place))
    if _put_off_to(one, other):
        return together
    if one.plan == other.plan:
        return _dates_within(0, one, other)
    return together and not _borne_out(other) and _dates_within(_DAY, one, other)


def _without_its_mediators(one: Engagement, other: Engagement, published: dt.date | None) -> bool:
    """Whether the other is the same talks, just held, told without those who were between them.

    "The round in Lima, which Peru mediated, ... Dahl and Soto had sat together for three hours":
    the same people on both sides. Counter-examples: the round before, dated earlier or held
    elsewhere; a meeting of two at a summit of many.
    """
    sides = {side_key(p.side) for p in other.parties}
    if len(sides) < _PAIR or not sides < {side_key(p.side) for p in one.parties}:
        return False
    if not {one.kind, other.kind} <= _TALKING or {one.plan, other.plan} != {"held"}:
        return False
    if _apart(one, other) or not _people_agree(one, other):
        return False
    theirs = _stands(other)
    if _stands(one) is None and theirs is not None and published is not None:
        day = published.toordinal()
        return theirs.exact and theirs.last in (day - _DAY, day)
    return _dates_within(_DAY, one, other)


def _apart(one: Engagement, other: Engagement) -> bool:
    """Whether their places, both known, lie in different states."""
    here, there = sides_of_place(one.place), sides_of_place(other.place)
    return bool(here and there and not here & there)


def _people_agree(one: Engagement, other: Engagement) -> bool:
    """Whether both name the same people, of every side of which both name somebody.

    Of meetings there are several a day between two sides: for those, of two sides at least.
    """
    mine, theirs = _people_of(one), _people_of(other)
    both = mine.keys() & theirs.keys()
    least = 1 if one.kind in _ONE_A_DAY else _PAIR
    return len(both) >= least and all(_same_people(mine[side], theirs[side]) for side in both)


def _same_people(some: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]]) -> bool:
    return len(some) == len(others) and all(any(same_person(a, b) for b in others) for a in some)


def _people_of(engagement: Engagement) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for party in engagement.parties:
        for person in party.people:
            if words := name_words(person.name):
                found.setdefault(side_key(party.side), []).append(words)
    return found


def _borne_out(engagement: Engagement) -> bool:
    """Whether any claim says what the state says: "was to have met" does not make it held."""
    return any(PLAN_OF_STATUS[c.status] == engagement.plan for c in engagement.history)


def _put_off_to(one: Engagement, other: Engagement) -> bool:
    """Whether the other is what was put off, and the one the later day set for it.

    The one may know itself from which day it was put off, if that is the other's. Counter-example:
    of talks this may be two rounds.
    """
    stands, fell, known = _stands(one), _fell(other), _fell(one)
    return (
        one.kind != "talks"
        and one.plan == "scheduled"
        and other.plan == "postponed"
        and _stands(other) is None
        and stands is not None
        and fell is not None
        and (known is None or known == fell)
        and fell.last < stands.first
    )


def _stands(engagement: Engagement) -> Period | None:
    return period_of(engagement.planned_start, engagement.planned_end)


def _fell(engagement: Engagement) -> Period | None:
    return period_of(engagement.was_planned_start, engagement.was_planned_end)


def _dates_within(days: int, one: Engagement, other: Engagement) -> bool:
    mine, theirs = _stands(one) or _fell(one), _stands(other) or _fell(other)
    if mine is None or theirs is None:
        return False
    return mine.gap(theirs) <= days and mine.agreement(theirs) >= _CLOSE


def _joined(one: Engagement, echo: Engagement) -> Engagement:
    """Add what an echo says: its people, place, topic, words; and the date it was put off from."""
    whole = replace(
        one,
        parties=_with_people(one.parties, echo.parties),
        place=one.place or echo.place,
        topic=one.topic or echo.topic,
        history=(*echo.history, *one.history),
        mentions=tuple(sorted((*one.mentions, *echo.mentions), key=lambda m: (m.start, m.end))),
    )
    if not _put_off_to(one, echo):
        return whole
    status = headline(one.plan, "set", one.responses) if one.status == "scheduled" else one.status
    return replace(
        whole,
        status=status,
        new_date="set",
        was_planned_start=echo.was_planned_start,
        was_planned_end=echo.was_planned_end,
    )


def _with_people(parties: tuple[Party, ...], more: tuple[Party, ...]) -> tuple[Party, ...]:
    added = {side_key(p.side): p.people for p in more}
    return tuple(
        replace(
            party, people=(*party.people, *_new(party.people, added.get(side_key(party.side), ())))
        )
        for party in parties
    )


def _new(known: tuple[Person, ...], more: tuple[Person, ...]) -> tuple[Person, ...]:
    names = [name_words(person.name) for person in known]
    return tuple(
        person
        for person in more
        if not any(same_person(name_words(person.name), name) for name in names)
    )
