"""What is told the engagement model of two namings, of an actor beside an engagement, of a date.

Plain numbers between 0 and 1 that the encoder cannot easily see: what the rules tied together,
how far apart things stand, whether dates or people speak against one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.reading.arrays import Floats
from onrecord.reading.engagement_view import ACTOR_KINDS, LIES, Actor, Dated, View
from onrecord.reading.grouping import Group, Sighting, fit, participants, people_of, sides_of
from onrecord.reading.marks import ActorMention
from onrecord.terms import STATUSES

PAIR_FEATURES = 20
ACTOR_FEATURES = 32
DATE_FEATURES = 16
STEP_FEATURES = 6 + len(STATUSES)

_SPOKEN_FOR = ("spokes", "press secretary", "analyst", "professor", "correspondent")
_LEADING = ("president", "prime minister", "premier", "chancellor", "king", "foreign minister",
            "secretary of state", "minister", "leader")  # fmt: skip
_MANY = 6
"""Mentions of one actor beyond which it matters no more how many there are."""
_TRAVEL = frozenset({"visit", "delegation"})


def pair_features(view: View, one: int, other: int) -> list[float]:
    """Describe two namings by their words, `one` before `other` in the text; PAIR_FEATURES long."""
    first, second = view.named.get(one), view.named.get(other)
    gap = int(view.sentence[other] - view.sentence[one])
    far = [float(gap == 0), float(gap == 1), float(2 <= gap <= 3), float(gap >= 4)]
    titled = float(bool(view.starts[one] < view.title_end))
    lemma = float(view.written[one].rstrip("s") == view.written[other].rstrip("s"))
    if first is None or second is None:
        return [*far, titled, lemma, 0.0, *([0.0] * (PAIR_FEATURES - 7))]
    here, there = set(sides_of(first)), set(sides_of(second))
    mine = {a.entity for a in people_of(first)}
    theirs = {a.entity for a in people_of(second)}
    kinds = {first.encounter.kind, second.encounter.kind}
    group = Group()
    group.add(first)
    fits = fit(group, second)
    days, others = _days(first), _days(second)
    told = first.main.strength >= 2 and second.main.strength >= 2
    return [
        *far,
        titled,
        lemma,
        1.0,
        len(here & there) / max(len(here | there), 1),
        float(bool(here - there) and bool(there - here)),
        float(bool(mine & theirs)),
        float(bool(mine and theirs) and not mine & theirs),
        float(len(kinds) == 1),
        float(kinds <= _TRAVEL),
        float("call" in kinds and len(kinds) == 2),
        float(bool(days & others)),
        float(bool(days and others) and not days & others),
        float(second.encounter.definite),
        float(fits > 0),
        min(fits, 5.0) / 5,
        float(told and first.main.status == second.main.status),
    ]


def actor_features(view: View, words: Sequence[int]) -> list[list[float]]:
    """Describe every actor beside the namings (words) of an engagement: ACTOR_FEATURES each."""
    namings = [view.named[w] for w in words if w in view.named]
    tied = tuple(a for s in namings for a in participants(s))
    ties = _Ties(
        tied=tied,
        entities=frozenset(a.entity for a in tied),
        sides=frozenset(a.side for a in tied),
        on_it=tuple(a for s in namings for a in s.encounter.actors),
        hosts=frozenset(s.encounter.host.side for s in namings if s.encounter.host is not None),
        venues=frozenset(s.encounter.venue.side for s in namings if s.encounter.venue is not None),
    )
    mentions: dict[str, list[Actor]] = {}
    for actor in view.actors:
        mentions.setdefault(actor.entity, []).append(actor)
    anywhere = {name: _of_entity(view, words, found) for name, found in mentions.items()}
    return [[*_of_mention(view, words, a, ties), *anywhere[a.entity]] for a in view.actors]


@dataclass(frozen=True, slots=True)
class _Ties:
    """Whom the rules tied to an engagement: takers part, all beside it, sides of its places."""

    tied: tuple[ActorMention, ...]
    entities: frozenset[str]
    sides: frozenset[str | None]
    on_it: tuple[ActorMention, ...]
    hosts: frozenset[str | None]
    venues: frozenset[str | None]


def _of_entity(view: View, words: Sequence[int], mentions: Sequence[Actor]) -> list[float]:
    """Describe somebody by all his mentions: who is named far off may be named beside it too."""
    sentences = {int(view.sentence[w]) for w in words}
    near = min((abs(w - a.first) for w in words for a in mentions), default=99)
    beside = sum(int(view.sentence[a.first]) in sentences for a in mentions)
    return [
        float(beside > 0),
        beside / len(mentions),
        1.0 / (1.0 + near / 4),
        min(len(mentions), _MANY) / _MANY,
        float(any(view.starts[a.first] < view.title_end for a in mentions)),
        float(any(a.first in view.speaking or a.last in view.speaking for a in mentions)),
    ]


def _of_mention(view: View, words: Sequence[int], actor: Actor, ties: _Ties) -> list[float]:
    gap = min((abs(int(view.sentence[w] - view.sentence[actor.first])) for w in words), default=9)
    near = min((abs(w - actor.first) for w in words), default=99)
    after = min((abs(w - actor.first) for w in words if w < actor.first), default=99)
    return [
        float(gap == 0),
        float(gap == 1),
        float(gap >= 2),
        1.0 / (1.0 + near / 4),
        1.0 / (1.0 + after / 4),
        float(actor.mention is not None and actor.mention in ties.tied),
        float(actor.mention is not None and actor.mention in ties.on_it),
        float(actor.entity in ties.entities),
        float(actor.side is not None and actor.side in ties.sides),
        float(actor.side is not None and actor.side in ties.hosts),
        float(actor.side is not None and actor.side in ties.venues),
        float(actor.as_place),
        float(bool(view.starts[actor.first] < view.title_end)),
        *(float(actor.kind == kind) for kind in ACTOR_KINDS),
        float(actor.first in view.speaking or actor.last in view.speaking),
        float(_office_has(actor, _SPOKEN_FOR)),
        float(_office_has(actor, _LEADING)),
        float(actor.mention is not None and actor.mention.office is not None),
        float(gap == 0 and actor.first < min(words, default=0)),
        float(actor.mention is not None and actor.mention.pronoun),
    ]


def date_features(view: View, words: Sequence[int], date: Dated) -> list[float]:
    """Describe a date phrase beside the namings (words) of an engagement; DATE_FEATURES long."""
    namings = [view.named[w] for w in words if w in view.named]
    at = int(view.starts[date.first])
    ties = {d.tie for s in namings for d in s.dates if d.span.start <= at < d.span.end}
    step = any(d.span.start <= at < d.span.end for s in namings for d in s.step_dates)
    gap = min((abs(int(view.sentence[w] - view.sentence[date.first])) for w in words), default=9)
    near = min((abs(w - date.first) for w in words), default=99)
    length = len((date.forward.start or "").split("/")[0].rstrip("~"))
    return [
        float("own" in ties),
        float("near" in ties),
        float("left" in ties),
        float(step),
        float(gap == 0),
        float(gap == 1),
        float(gap >= 2),
        1.0 / (1.0 + near / 4),
        float(length >= 10),
        float(length == 7),
        float(bool(view.starts[date.first] < view.title_end)),
        *(float(date.lie == lie) for lie in LIES),
    ]


def step_features(view: View, words: Sequence[int]) -> Floats:
    """Describe every word beside the namings (words) of an engagement: (words, STEP_FEATURES)."""
    count, sentence = len(view.starts), view.sentence
    features = np.zeros((count, STEP_FEATURES), dtype=np.float32)
    own = np.array(sorted(words), dtype=np.int64)
    gap = np.abs(sentence[:, None] - sentence[own][None]).min(1)
    features[:, 0] = gap == 0
    features[:, 1] = gap == 1
    features[:, 2] = gap >= 2
    features[:, 3] = sentence == 0
    apart = np.arange(count)[:, None] - own[None]
    features[:, 4] = 1.0 / (1.0 + np.abs(apart).min(1) / 4)
    features[:, 5] = (apart == 0).any(1)
    for word in words:
        for act in view.named[word].acts if word in view.named else ():
            if act.strength >= 2:
                features[sentence == sentence[word], 6 + STATUSES.index(act.status)] = 1.0
    return features


def _office_has(actor: Actor, words: tuple[str, ...]) -> bool:
    office = actor.mention.office if actor.mention is not None else None
    return office is not None and any(w in office.lower() for w in words)


def nearest(words: Sequence[int], row: int) -> int:
    """Give the naming (word) nearest to a word; of two as near, the one before it."""
    return min(words, key=lambda w: (abs(w - row), w))


def _days(sighting: Sighting) -> set[str]:
    return {d.start[:10] for d in sighting.dates if d.start and d.tie != "near"}
