"""Who of the people a report names takes part in an engagement, and on which side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.reading.arrays import Floats
from onrecord.reading.engagement_view import Actor
from onrecord.terms import Person

_PERSON = 0.35
"""Chance above which somebody takes part."""
_BESIDE_ANOTHER = 0.7
"""The same as a share of the likeliest of his side, where he is not alone."""
_A_FEW = 3
"""People of one side of whom some may only be spoken of; more are a delegation."""
_SPEAKS = r"spokes(?:man|woman|person)|press (?:secretary|officer)"
_ONLY_SPEAKS = re.compile(
    rf"(?:(?!\band\b).)*\b(?:{_SPEAKS})\b(?:(?!\band\b).)*",
    re.IGNORECASE,
)


def people_by_side(
    actors: Sequence[Actor], chances: Floats, chosen: Sequence[str], going: frozenset[str]
) -> dict[str, tuple[Person, ...]]:
    """Give those who take part by side, a side without anybody left out.

    `chances` are of each actor (`Beside.actor_chances`), `chosen` the sides, `going` those of them
    known to travel to the others, who may be received by several. Somebody is as likely as his
    likeliest mention. One whose side the report leaves open stands for the other of two when only
    that one has nobody else: "Spain's foreign minister saw Luis Amado in Lisbon". A spokesman
    speaks of it, unless that is not all he is: "Ibrahim Kalin, spokesman and chief adviser of the
    president".
    """
    best: dict[str, float] = {}
    for actor, (_, in_person) in zip(actors, chances.tolist(), strict=True):
        best[actor.entity] = max(best.get(actor.entity, 0.0), in_person)
    people: dict[str, dict[str, Person]] = {}
    unplaced: dict[str, Person] = {}
    for actor in actors:
        mention = actor.mention
        if mention is None or actor.kind != "person" or not mention.name:
            continue
        if best[actor.entity] <= _PERSON or (actor.side and actor.side not in chosen):
            continue
        if mention.office and _ONLY_SPEAKS.fullmatch(mention.office):
            continue
        known = unplaced if actor.side is None else people.setdefault(actor.side, {})
        one = known.get(actor.entity)
        if one is None or (one.office is None and mention.office):
            known[actor.entity] = Person(mention.name, mention.office)
    bare = [side for side in chosen if side not in people]
    if len(chosen) == 2 and len(bare) == 1 and unplaced:
        people[bare[0]] = unplaced
    return {
        side: tuple(own.values()) if going and side not in going else _likeliest(own, best)
        for side, own in people.items()
    }


def _likeliest(own: Mapping[str, Person], best: Mapping[str, float]) -> tuple[Person, ...]:
    """Leave out whoever is much less likely there than another of his side.

    "The foreign minister flies to Oslo on Monday, said President Nowak" has one traveller. Of a
    delegation many are named once and in passing: there nobody is left out.
    """
    if len(own) > _A_FEW:
        return tuple(own.values())
    least = _BESIDE_ANOTHER * max(best[entity] for entity in own)
    return tuple(person for entity, person in own.items() if best[entity] >= least)
