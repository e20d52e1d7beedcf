"""What the heads make of one report's vectors, before and beside each of its engagements."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.reading.engagement_focus import marks_of
from onrecord.reading.engagement_heads import VERDICTS
from onrecord.reading.engagement_pairs import (
    ACTOR_FEATURES,
    DATE_FEATURES,
    actor_features,
    date_features,
    nearest,
    pair_features,
    step_features,
)
from onrecord.reading.engagement_sides import belonging_features, belongings
from onrecord.reading.engagement_view import Actor, View
from training.engagements.labels import Labelled, last_name, side_name
from training.engagements.network import RULE_STATUS, Heads


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of one report that its heads work on, each gathered once.

    `rows` are that of the whole report, then one a word; `words` are those of words alone;
    `actors` the averages over theirs.
    Gathering once matters: the gradient of every slice is as large as the whole.
    """

    rows: Tensor
    words: Tensor
    actors: Tensor


@dataclass(frozen=True, slots=True)
class Focused:
    """The vectors of one report beside each of some engagements, which come first in each shape.

    `openings` are (engagements, width), `words`, `actors` and `dates` (engagements, many, width);
    `features` say how words lie to each, (engagements, words, STEP_FEATURES).
    """

    openings: Tensor
    words: Tensor
    actors: Tensor
    dates: Tensor
    features: Tensor

    def part(self, here: slice) -> Focused:
        """Those beside some of the engagements alone."""
        return Focused(
            self.openings[here], self.words[here], self.actors[here], self.dates[here],
            self.features[here],
        )  # fmt: skip


def vectors_of(view: View, pieces: Tensor) -> Vectors:
    """Gather a report's vectors from those of its wordpieces."""
    rows = pieces[torch.from_numpy(np.concatenate([[0], view.piece]))]
    words = rows[1:]
    return Vectors(
        rows, words, _averages([(a.first, a.last) for a in view.actors], len(words)) @ words
    )


def focused_on(
    heads: Heads, view: View, named: Sequence[Sequence[int]], vectors: Vectors
) -> Focused:
    """Read a report anew beside each engagement, given by the words that name it."""
    marks = torch.from_numpy(np.stack([marks_of(view, own, named) for own in named]))
    features = torch.from_numpy(np.stack([step_features(view, own) for own in named]))
    above = functional.pad(features, (0, 0, 1, 0))  # nothing for the row of the whole report
    rows = heads.focus(vectors.rows, marks, above)
    words = rows[:, 1:]
    actors = _averages([(a.first, a.last) for a in view.actors], len(vectors.words)) @ words
    dates = _averages([(d.first, d.last) for d in view.dated], len(vectors.words)) @ words
    return Focused(rows[:, 0], words, actors, dates, features)


def summed_up(
    heads: Heads,
    focused: Focused,
    named: Sequence[Sequence[int]],
    rules: Sequence[str],
    chance: random.Random | None,
) -> Tensor:
    """Sum up each engagement by the words that name it and what the rules make of it.

    Gives (engagements, 2 * HIDDEN). By `chance` the rules' word is left out now and then.
    """
    return heads.wholes_of(
        [words[list(own)] for words, own in zip(focused.words, named, strict=True)],
        focused.openings,
        torch.stack([rule_vector(rule, chance) for rule in rules]),
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


def _nearest(asked: Sequence[Asked], rows: Sequence[int], focused: Focused) -> Tensor:
    """Give the vectors of the naming nearest to each row, (engagements, rows, width)."""
    at = torch.tensor([[nearest(one.kept, row) for row in rows] for one in asked], dtype=torch.long)
    at = at.reshape(len(asked), len(rows))
    return focused.words[torch.arange(len(asked))[:, None], at]


def actor_scores(heads: Heads, view: View, asked: Sequence[Asked], focused: Focused) -> Tensor:
    """Score every actor beside every engagement: (engagements, actors, 2), as side, as person."""
    features = torch.tensor([actor_features(view, one.kept) for one in asked])
    features = features.reshape(len(asked), len(view.actors), ACTOR_FEATURES)
    wholes = torch.stack([one.whole for one in asked])
    namings = _nearest(asked, [a.first for a in view.actors], focused)
    return heads.beside("actor", focused.actors, wholes, namings, features)


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
    return last_name(actor.mention.name)


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


def date_scores(heads: Heads, view: View, asked: Sequence[Asked], focused: Focused) -> Tensor:
    """Score the roles of every date phrase beside every engagement: (engagements, dates, roles)."""
    features = torch.tensor(
        [[date_features(view, one.kept, d) for d in view.dated] for one in asked]
    ).reshape(len(asked), len(view.dated), DATE_FEATURES)
    wholes = torch.stack([one.whole for one in asked])
    namings = _nearest(asked, [d.first for d in view.dated], focused)
    return heads.beside("date", focused.dates, wholes, namings, features)


def step_scores(heads: Heads, view: View, asked: Sequence[Asked], focused: Focused) -> Tensor:
    """Score each word as one where each status is told: (engagements, words, statuses)."""
    wholes = torch.stack([one.whole for one in asked])
    namings = _nearest(asked, range(len(view.starts)), focused)
    return heads.beside("step", focused.words, wholes, namings, focused.features)


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
