"""How much of a labelled report the heads get right, given its labelled namings and groups."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from onrecord.reading.engagement_heads import VERDICTS
from onrecord.reading.engagement_view import View
from onrecord.terms import SALIENCES, STATUSES
from training.engagements.labels import Example, Labelled, side_name
from training.engagements.losses import date_roles
from training.engagements.network import Heads
from training.engagements.scores import (
    Asked,
    Vectors,
    actor_scores,
    belonging_logits,
    by_sentence,
    date_scores,
    focused_on,
    pair_scores,
    person_logits,
    side_logits,
    step_scores,
    summed_up,
    vectors_of,
    wanted_sides,
)


def counts_of(heads: Heads, example: Example, pieces: Tensor) -> dict[str, tuple[float, float]]:
    """Count what the heads get right, given the labelled namings and groups."""
    view = example.view
    vectors = vectors_of(view, pieces)
    said = torch.sigmoid(heads.naming(vectors.words).squeeze(-1)) > 0.5
    named = torch.zeros(len(view.starts), dtype=torch.bool)
    for one in example.engagements:
        named[list(one.words)] = True
    both = float((said & named).sum())
    counts = {"naming_P": (both, float(said.sum())), "naming_R": (both, float(named.sum()))}

    def add(name: str, right: float, of: float) -> None:
        a, b = counts.get(name, (0.0, 0.0))
        counts[name] = (a + right, b + of)

    strays = example.taught_strays()
    named_at = [one.words for one in example.engagements] + [(w,) for w, _ in strays]
    if not named_at:
        return counts
    rules = [one.rule for one in example.engagements] + [rule for _, rule in strays]
    focused = focused_on(heads, view, named_at, vectors)
    wholes = summed_up(heads, focused, named_at, rules, None)
    logits = heads.verdicts_of(wholes, focused.words, focused.features)
    verdicts = [VERDICTS[k] for k in logits.argmax(-1).tolist()]
    for verdict in verdicts[len(example.engagements) :]:
        add("stray_none", verdict == "none", 1)
    for name, right in _sides(heads, example, vectors):
        add(name, right, 1)
    gold = {w: k for k, one in enumerate(example.engagements) for w in one.words}
    order = sorted(gold)
    pairs = [(a, b) for i, a in enumerate(order) for b in order[i + 1 :]]
    if pairs:
        fits = pair_scores(heads, view, pairs, vectors)
        for (a, b), fit in zip(pairs, fits.tolist(), strict=True):
            add("pair", (fit > 0) == (gold[a] == gold[b]), 1)
    asked = [Asked(e, e.words, c) for e, c in zip(example.engagements, wholes, strict=False)]
    if not asked:
        return counts
    own = focused.part(slice(len(asked)))
    actors = actor_scores(heads, view, asked, own)
    steps = by_sentence(view, step_scores(heads, view, asked, own))
    dates = date_scores(heads, view, asked, own).log_softmax(-1)
    for k, one in enumerate(example.engagements):
        if one.salience != "background":
            add("status", verdicts[k] in (one.status, *one.also), 1)
            add("rule", one.rule in (one.status, *one.also), 1)
        add("salience", SALIENCES[int(heads.salience(wholes[k]).argmax())] == one.salience, 1)
        for name, right in _people(view, one, actors[k]):
            add(name, right, 1)
        sides = side_logits(view, actors[k])
        for side, logit in sides.items():
            if logit > 0:
                add("side_P", side in one.sides, 1)
            if side in one.sides:
                add("side_R", bool(logit > 0), 1)
        add("side_R", 0, len(one.sides - set(sides)))
        for name, right in _steps(one, steps[k]):
            add(name, right, 1)
        if view.dated and one.stands:
            best = int((dates[k, :, 1:3].amax(-1)).argmax())
            add("date", bool(date_roles(view.dated[best], one) & {1, 2}), 1)
    return counts


def _steps(one: Labelled, scores: Tensor) -> Iterator[tuple[str, bool]]:
    """Say of each step told in a sentence, and of each that is to be told, whether it is so."""
    for s in range(len(scores)):
        for n, status in enumerate(STATUSES):
            told, wanted = float(scores[s, n]) > 0, status in one.steps.get(s, ())
            if told:
                yield "step_P", wanted
            if wanted:
                yield "step_R", told


def _people(view: View, one: Labelled, scores: Tensor) -> Iterator[tuple[str, bool]]:
    """Say of each person taken for one who takes part, and of each who does, whether it is so."""
    best = {name: float(logit) for name, logit in person_logits(view, scores).items()}
    for name, logit in best.items():
        if logit > 0:
            yield "person_P", name in one.people
    for name in sorted(one.people):
        yield "person_R", best.get(name, -1.0) > 0


def _sides(heads: Heads, example: Example, vectors: Vectors) -> Iterator[tuple[str, bool]]:
    """Say of each labelled person whether his side is right, by the head and by the rules."""
    wanted = wanted_sides(example.view, example.engagements)
    rules = {a.entity: a.side for a in example.view.actors}
    for entity, sides in belonging_logits(heads, example.view, vectors).items():
        if entity in wanted:
            best = max(sides, key=lambda s: float(sides[s]))
            yield "belonging", best == wanted[entity] and float(sides[best]) > 0
            yield "rule_side", side_name(rules[entity] or "") == wanted[entity]
