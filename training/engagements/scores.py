"""What the heads make of one report's vectors: scores for naming pairs, actors, dates and steps."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.reading.engagement_model import VERDICTS
from onrecord.reading.engagement_pairs import (
    actor_features,
    date_features,
    nearest,
    pair_features,
    step_features,
)
from onrecord.reading.engagement_sides import belonging_features, belongings
from onrecord.reading.engagement_view import Actor, View
from training.engagements.labels import Labelled, side_name
from training.engagements.network import RULE_STATUS, Heads


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of one report that its heads work on, each gathered once.

    `words` has a row a word; `actors` and `dates` the averages over theirs.
    Gathering once matters: the gradient of every slice is as large as the whole.
    """

    words: Tensor
    opening: Tensor
    actors: Tensor
    dates: Tensor


def vectors_of(view: View, pieces: Tensor) -> Vectors:
    """Gather a report's vectors from those of its wordpieces."""
    words = pieces[torch.from_numpy(view.piece)]
    return Vectors(
        words,
        pieces[0],
        _averages([(a.first, a.last) for a in view.actors], len(words)) @ words,
        _averages([(d.first, d.last) for d in view.dated], len(words)) @ words,
    )


def _averages(spans: Sequence[tuple[int, int]], words: int) -> Tensor:
    rows = torch.zeros(len(spans), words)
    for k, (first, last) in enumerate(spans):
        rows[k, first : last + 1] = 1.0 / (last + 1 - first)
    return rows


@dataclass(frozen=True, slots=True)
class Asked:
    """One engagement put to the heads: its label, the namings shown and what sums it up."""

    label: Labelled
    kept: Sequence[int]
    whole: Tensor


def rule_vector(rule: str, chance: random.Random | None) -> Tensor:
    """Give the rules' word as a one-hot vector; now and then, by `chance`, as nothing."""
    vector = torch.zeros(RULE_STATUS)
    if chance is None or chance.random() > 0.3:
        vector[VERDICTS.index(rule)] = 1.0
    return vector


def actor_scores(heads: Heads, view: View, asked: Sequence[Asked], vectors: Vectors) -> Tensor:
    """Score every actor beside every engagement: (engagements, actors, 2), as side, as person."""
    features = [actor_features(view, one.kept) for one in asked]
    at = [[nearest(one.kept, a.first) for a in view.actors] for one in asked]
    wholes = torch.stack([one.whole for one in asked])
    namings = vectors.words[torch.tensor(at)]
    return heads.beside("actor", vectors.actors, wholes, namings, torch.tensor(features))


def side_logits(view: View, scores: Tensor) -> dict[str, Tensor]:
    """Give each side's logit: that of its likeliest mention."""
    found: dict[str, list[Tensor]] = {}
    for actor, score in zip(view.actors, scores, strict=True):
        if actor.side is not None:
            found.setdefault(actor.side.upper(), []).append(score[0])
    return {side: torch.stack(logits).amax() for side, logits in found.items()}


def person_logits(view: View, scores: Tensor) -> dict[str, Tensor]:
    """Give the logit of each named person, by last name: that of the likeliest mention."""
    found: dict[str, list[Tensor]] = {}
    for actor, score in zip(view.actors, scores, strict=True):
        if (name := _last_name(actor)) is not None:
            found.setdefault(name, []).append(score[1])
    return {name: torch.stack(logits).amax() for name, logits in found.items()}


def _last_name(actor: Actor) -> str | None:
    if actor.mention is None or actor.kind != "person" or not actor.mention.name:
        return None
    return actor.mention.name.split()[-1].lower().replace("’", "'")


def belonging_logits(heads: Heads, view: View, vectors: Vectors) -> dict[str, dict[str, Tensor]]:
    """Give the logit of each side for each person, by entity; {} when there is nobody to place.

    Sides are as labels are compared (`side_name`); the logit of none of them is 0.
    """
    pairs = belongings(view)
    if not pairs:
        return {}
    logits = heads.belongings_of(
        vectors.actors,
        [p.person for p in pairs],
        [p.named for p in pairs],
        torch.tensor(belonging_features(view, pairs)),
    )
    found: dict[str, dict[str, list[Tensor]]] = {}
    for pair, logit in zip(pairs, logits, strict=True):
        found.setdefault(pair.entity, {}).setdefault(side_name(pair.side), []).append(logit)
    return {
        entity: {side: torch.stack(rows).amax() for side, rows in sides.items()}
        for entity, sides in found.items()
    }


def wanted_sides(view: View, labels: Sequence[Labelled]) -> dict[str, str]:
    """Give the labelled side of each person by entity, whoever is labelled for one side only."""
    wanted: dict[str, set[str]] = {}
    for one in labels:
        for name, sides in one.people.items():
            wanted.setdefault(name, set()).update(sides)
    found = {}
    for actor in view.actors:
        name = _last_name(actor)
        if name is not None and len(wanted.get(name, ())) == 1:
            found[actor.entity] = next(iter(wanted[name]))
    return found


def date_scores(heads: Heads, view: View, asked: Sequence[Asked], vectors: Vectors) -> Tensor:
    """Score the roles of every date phrase beside every engagement: (engagements, dates, roles)."""
    features = [[date_features(view, one.kept, d) for d in view.dated] for one in asked]
    at = [[nearest(one.kept, d.first) for d in view.dated] for one in asked]
    wholes = torch.stack([one.whole for one in asked])
    namings = vectors.words[torch.tensor(at)]
    return heads.beside("date", vectors.dates, wholes, namings, torch.tensor(features))


def step_scores(heads: Heads, view: View, asked: Sequence[Asked], vectors: Vectors) -> Tensor:
    """Score each word as one where each status is told: (engagements, words, statuses)."""
    features = np.stack([step_features(view, one.kept) for one in asked])
    at = [[nearest(one.kept, w) for w in range(len(view.starts))] for one in asked]
    wholes = torch.stack([one.whole for one in asked])
    namings = vectors.words[torch.tensor(at)]
    return heads.beside("step", vectors.words, wholes, namings, torch.from_numpy(features))


def by_sentence(view: View, scores: Tensor) -> Tensor:
    """Give each sentence the scores of its strongest words: (engagements, sentences, statuses)."""
    empty = scores.new_full((scores.shape[0], len(view.sentences), scores.shape[2]), -9.0)
    index = torch.from_numpy(view.sentence)[None, :, None].expand_as(scores)
    return empty.scatter_reduce(1, index, scores, "amax", include_self=False)


def pair_scores(
    heads: Heads, view: View, pairs: Sequence[tuple[int, int]], vectors: Vectors
) -> Tensor:
    """Score pairs of naming words as one engagement: (pairs,) logits."""
    features = torch.tensor([pair_features(view, a, b) for a, b in pairs])
    order = sorted({w for pair in pairs for w in pair})
    rows = vectors.words[order]
    at = {w: k for k, w in enumerate(order)}
    return heads.pair_of(rows, [at[a] for a, _ in pairs], [at[b] for _, b in pairs], features)
