"""Whose side each person of a report stands on: what the model weighs, and what comes of it.

The words beside a name mostly say ("Foreign Minister Jan Nowak of Poland", a row of the tables).
Where they leave it open, rules can only guess from what stands near, and guess wrong where two
sides do: "Speaker Li accepted an invitation from Speaker Cindoruk to visit Turkey". So each
person is put beside each side that the report names, and a head of the model says which fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.reading.engagement_view import ACTOR_KINDS, Actor, View

BELONGING_FEATURES = 28
_OF_SIDE = 9
"""How many of them tell of the side itself; the others, of where it stands."""

_MOST_MENTIONS = 4
"""Mentions of one person that are weighed: who he is is said early on."""
_CHANGED = 0.5
"""Chance above which another side than the rules' is taken."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """A mention of a person beside the mention of a side nearest to it.

    `person` and `named` are rows of the view's actors; `named` is None when the report names the
    side nowhere by itself (only the tables know "Guterres" as the UN's).
    """

    entity: str
    side: str
    person: int
    named: int | None


def belongings(view: View) -> list[Belonging]:
    """Put every named person beside every side of a report, people in text order.

    A side is named by its own name or by somebody who surely is of it: "Polish President Lis".
    """
    named: dict[str, list[int]] = {}
    people: dict[str, list[int]] = {}
    for row, actor in enumerate(view.actors):
        if actor.side is not None and _names_side(actor):
            named.setdefault(actor.side, []).append(row)
        if _is_named(actor):
            people.setdefault(actor.entity, []).append(row)
    found = []
    for entity, rows in people.items():
        others = {
            side: own
            for side, at in named.items()
            for own in [[r for r in at if view.actors[r].entity != entity]]
            if own
        }
        for row in rows[:_MOST_MENTIONS]:
            for side, own in others.items():
                found.append(Belonging(entity, side, row, _nearest(view, row, own)))
        known = view.actors[rows[0]].side
        if known is not None and known not in others:
            found.append(Belonging(entity, known, rows[0], None))
    return found


def _names_side(actor: Actor) -> bool:
    return actor.kind != "person" or (_is_named(actor) and not _guessed(actor))


def _is_named(actor: Actor) -> bool:
    mention = actor.mention
    if actor.kind != "person" or mention is None:
        return False
    return bool(mention.name) and not mention.pronoun


def _guessed(actor: Actor) -> bool:
    return actor.mention is not None and actor.mention.guessed


def _nearest(view: View, row: int, others: Sequence[int]) -> int:
    return min(others, key=lambda other: (_apart(view, row, other), other))


def _apart(view: View, one: int, other: int) -> int:
    """Count the words between two actors."""
    first, second = sorted((view.actors[one], view.actors[other]), key=lambda a: a.first)
    return max(0, second.first - first.last - 1)


def belonging_features(view: View, pairs: Sequence[Belonging]) -> list[list[float]]:
    """Describe each person beside each side; BELONGING_FEATURES long each."""
    counted = Counter(a.side for a in view.actors if a.kind != "person" and a.side is not None)
    most = max(counted.values(), default=1)
    sure = Counter(_sure_sides(view).values())
    return [
        [*_of_side(view, pair, counted[pair.side] / most, sure), *_of_place(view, pair)]
        for pair in pairs
    ]


def _sure_sides(view: View) -> Mapping[str, str]:
    """Give the side of each person of whom the text or the tables say it, by entity."""
    return {
        a.entity: a.side
        for a in view.actors
        if a.side is not None and _is_named(a) and not _guessed(a)
    }


def _of_side(view: View, pair: Belonging, share: float, sure: Mapping[str, int]) -> Iterator[float]:
    actor = view.actors[pair.person]
    rules, guessed = actor.side == pair.side, _guessed(actor)
    yield float(rules and not guessed)
    yield float(rules and guessed)
    yield float(actor.side is None)
    yield float(actor.side is not None and not guessed and not rules)
    yield share
    yield float(share == 1.0)
    yield min(sure.get(pair.side, 0), 3) / 3
    yield float(actor.mention is not None and actor.mention.office is not None)
    yield float(pair.named is None)


def _of_place(view: View, pair: Belonging) -> list[float]:
    """Say how the mention of the side stands to that of the person."""
    if pair.named is None:
        return [0.0] * (BELONGING_FEATURES - _OF_SIDE)
    person, side = view.actors[pair.person], view.actors[pair.named]
    gap = int(abs(view.sentence[person.first] - view.sentence[side.first]))
    before = side.first < person.first
    between = _apart(view, pair.person, pair.named)
    return [
        float(gap == 0),
        float(gap == 1),
        float(gap >= 2),
        float(before),
        1.0 / (1.0 + between / 2) if before else 0.0,
        0.0 if before else 1.0 / (1.0 + between / 2),
        float(before and between == 0),
        float(bool(view.starts[side.first] < view.title_end)),
        float(bool(view.starts[person.first] < view.title_end)),
        float(_inside(side, person)),
        float(side.as_place),
        *(float(side.kind == kind) for kind in ACTOR_KINDS),
        float(not any(a.entity == pair.entity for a in view.actors[: pair.person])),
    ]


def _inside(side: Actor, person: Actor) -> bool:
    """Whether the side's name stands within the person's mention, as in an office."""
    return person.first <= side.first and side.last <= person.last


def with_sides(view: View, chances: Mapping[str, Mapping[str | None, float]]) -> View:
    """Give the view with people moved to another side than the rules' where one is likely.

    `chances` are those of each side by entity, None for one that the report does not name: whoever
    is likeliest of none of the sides named has none. The view itself comes back when nobody moves.
    """
    likely = {
        entity: side
        for entity, own in chances.items()
        for side in [max(own, key=lambda side: (own[side], side or ""))]
        if own[side] > _CHANGED
    }
    actors = tuple(
        replace(a, side=likely[a.entity])
        if a.kind == "person" and likely.get(a.entity, a.side) != a.side
        else a
        for a in view.actors
    )
    return view if actors == view.actors else replace(view, actors=actors)
