"""How much of a labelled report the heads get right, given its labelled namings and groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from onrecord.reading.engagement_model import VERDICTS
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
    pair_scores,
    person_logits,
    rule_vector,
    side_logits,
    step_scores,
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

    def whole(words: Sequence[int], rule: str) -> Tensor:
        return heads.wholes_of(
            [vectors.words[list(words)]], vectors.opening, rule_vector(rule, None)[None]
        )[0]

    for one in example.engagements:
        c = whole(one.words, one.rule)
        asked = [Asked(one, one.words, c)]
        if one.salience != "background":
            verdict = VERDICTS[int(heads.status(c).argmax())]
            add("status", verdict in (one.status, *one.also), 1)
            add("rule", one.rule in (one.status, *one.also), 1)
        add("salience", SALIENCES[int(heads.salience(c).argmax())] == one.salience, 1)
        scores = actor_scores(heads, view, asked, vectors)[0]
        for name, right in _people(view, one, scores):
            add(name, right, 1)
        sides = side_logits(view, scores)
        for side, logit in sides.items():
            if logit > 0:
                add("side_P", side in one.sides, 1)
            if side in one.sides:
                add("side_R", bool(logit > 0), 1)
        add("side_R", 0, len(one.sides - set(sides)))
        logits = by_sentence(view, step_scores(heads, view, asked, vectors))[0]
        for s in range(len(view.sentences)):
            for k, status in enumerate(STATUSES):
                told = float(logits[s, k]) > 0
                wanted = status in one.steps.get(s, ())
                if told:
                    add("step_P", wanted, 1)
                if wanted:
                    add("step_R", told, 1)
        if view.dated and one.stands:
            roles = date_scores(heads, view, asked, vectors)[0].log_softmax(-1)
            best = int((roles[:, 1:3].amax(-1)).argmax())
            add("date", bool(date_roles(view.dated[best], one) & {1, 2}), 1)
    for name, right in _sides(heads, example, vectors):
        add(name, right, 1)
    for word, rule in zip(example.strays, example.stray_rules, strict=True):
        add("stray_none", VERDICTS[int(heads.status(whole([word], rule)).argmax())] == "none", 1)
    gold = {w: k for k, one in enumerate(example.engagements) for w in one.words}
    order = sorted(gold)
    pairs = [(a, b) for i, a in enumerate(order) for b in order[i + 1 :]]
    if pairs:
        logits = pair_scores(heads, view, pairs, vectors)
        for (a, b), logit in zip(pairs, logits.tolist(), strict=True):
            add("pair", (logit > 0) == (gold[a] == gold[b]), 1)
    return counts


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
