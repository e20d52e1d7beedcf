"""What each head should have said of a labelled report, and how far off it was."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.reading.engagement_model import VERDICTS
from onrecord.reading.engagement_pairs import (
    actor_features,
    date_features,
    nearest,
    pair_features,
    step_features,
)
from onrecord.reading.engagement_view import Actor, Dated, View
from onrecord.terms import KINDS, SALIENCES, STATUSES
from training.engagements.labels import Example, Labelled
from training.engagements.network import RULE_STATUS, Heads

_MOST_NAMINGS = 40
_WEIGHTS = {
    "naming": 1.0, "status": 1.0, "salience": 0.3, "kind": 0.15, "pair": 0.7, "side": 0.6,
    "person": 0.4, "date": 0.5, "step": 0.8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of one report that its heads work on, each gathered once.

    `words` has a row a word; `actors`, `dates` and `sentences` the averages over theirs.
    Gathering once matters: the gradient of every slice is as large as the whole.
    """

    words: Tensor
    opening: Tensor
    actors: Tensor
    dates: Tensor
    sentences: Tensor


def vectors_of(view: View, pieces: Tensor) -> Vectors:
    """Gather a report's vectors from those of its wordpieces."""
    words = pieces[torch.from_numpy(view.piece)]
    return Vectors(
        words,
        pieces[0],
        _averages([(a.first, a.last) for a in view.actors], len(words)) @ words,
        _averages([(d.first, d.last) for d in view.dated], len(words)) @ words,
        _sentence_averages(view) @ words,
    )


def _averages(spans: Sequence[tuple[int, int]], words: int) -> Tensor:
    rows = torch.zeros(len(spans), words)
    for k, (first, last) in enumerate(spans):
        rows[k, first : last + 1] = 1.0 / (last + 1 - first)
    return rows


def _sentence_averages(view: View) -> Tensor:
    rows = torch.zeros(len(view.sentences), len(view.starts))
    rows[torch.from_numpy(view.sentence), torch.arange(len(view.starts))] = 1.0
    return rows / rows.sum(1, keepdim=True).clamp(min=1.0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One engagement put to the heads: its label, the namings shown and what sums it up."""

    label: Labelled
    kept: Sequence[int]
    whole: Tensor


def losses_of(
    heads: Heads, example: Example, pieces: Tensor, chance: random.Random | None
) -> dict[str, tuple[float, Tensor]]:
    """Give the weight and loss of every head for one report; `pieces` are its vectors."""
    view = example.view
    vectors = vectors_of(view, pieces)
    named = torch.zeros(len(view.starts))
    for one in example.engagements:
        named[list(one.words)] = 1.0
    losses: dict[str, Tensor] = {}
    losses["naming"] = functional.binary_cross_entropy_with_logits(
        heads.naming(vectors.words).squeeze(-1), named, reduction="sum"
    ) / max(4.0, float(named.sum()))
    strays = list(zip(example.strays, example.stray_rules, strict=True))
    if chance is not None:
        chance.shuffle(strays)
    strays = strays[:6]
    groups = [(one, _some(one.words, chance), one.rule) for one in example.engagements]
    shown = [(kept, rule) for _, kept, rule in groups] + [([w], rule) for w, rule in strays]
    if not shown:
        return {name: (_WEIGHTS[name], loss) for name, loss in losses.items()}
    wholes = heads.wholes_of(
        [vectors.words[kept] for kept, _ in shown],
        vectors.opening,
        torch.stack([rule_vector(rule, chance) for _, rule in shown]),
    )
    wanted = torch.stack(
        [status_target(one.status, one.also) for one, _, _ in groups]
        + [status_target("none", ()) for _ in strays]
    )
    weights = torch.tensor([1.0] * len(groups) + [0.5] * len(strays))
    each = functional.cross_entropy(heads.status(wholes), wanted, reduction="none")
    losses["status"] = (each * weights).sum() / 2
    if groups:
        own = wholes[: len(groups)]
        losses["salience"] = functional.cross_entropy(
            heads.salience(own), torch.tensor([SALIENCES.index(g.salience) for g, _, _ in groups])
        )
        losses["kind"] = functional.cross_entropy(
            heads.kind(own), torch.tensor([KINDS.index(g.kind) for g, _, _ in groups])
        )
        asked = [_Asked(g, kept, own[k]) for k, (g, kept, _) in enumerate(groups)]
        losses["step"] = _step_loss(heads, view, asked, vectors)
        losses.update(_actor_losses(heads, view, asked, vectors))
        losses.update(_date_loss(heads, view, asked, vectors))
        losses.update(_pair_loss(heads, view, example, vectors))
    return {name: (_WEIGHTS[name], loss) for name, loss in losses.items()}


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
        asked = [_Asked(one, one.words, c)]
        if one.salience != "background":
            verdict = VERDICTS[int(heads.status(c).argmax())]
            add("status", verdict in (one.status, *one.also), 1)
            add("rule", one.rule in (one.status, *one.also), 1)
        add("salience", SALIENCES[int(heads.salience(c).argmax())] == one.salience, 1)
        sides = side_logits(view, actor_scores(heads, view, asked, vectors)[0])
        for side, logit in sides.items():
            if logit > 0:
                add("side_P", side in one.sides, 1)
            if side in one.sides:
                add("side_R", bool(logit > 0), 1)
        add("side_R", 0, len(one.sides - set(sides)))
        logits = step_scores(heads, view, asked, vectors)[0]
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
            add("date", bool(_roles(view.dated[best], one) & {1, 2}), 1)
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


def _some(words: Sequence[int], chance: random.Random | None) -> list[int]:
    """Leave out namings now and then: what is found in reading is not complete either."""
    if chance is None or len(words) == 1:
        return list(words)
    kept = [w for w in words if chance.random() > 0.15]
    return kept or [chance.choice(list(words))]


def rule_vector(rule: str, chance: random.Random | None) -> Tensor:
    """Give the rules' word as a one-hot vector; now and then, by `chance`, as nothing."""
    vector = torch.zeros(RULE_STATUS)
    if chance is None or chance.random() > 0.3:
        vector[VERDICTS.index(rule)] = 1.0
    return vector


def status_target(status: str, also: Sequence[str]) -> Tensor:
    """Give the wanted distribution over verdicts: most on the label, some on what may pass too."""
    wanted = torch.full((len(VERDICTS),), 0.04 / len(VERDICTS))
    others = [s for s in also if s in VERDICTS and s != status]
    wanted[VERDICTS.index(status)] += 0.96 if not others else 0.76
    for other in others:
        wanted[VERDICTS.index(other)] += 0.20 / len(others)
    return wanted


def actor_scores(heads: Heads, view: View, asked: Sequence[_Asked], vectors: Vectors) -> Tensor:
    """Score every actor beside every engagement: (engagements, actors, 2), as side, as person."""
    features = [[actor_features(view, one.kept, a) for a in view.actors] for one in asked]
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


def _names(actor: Actor) -> str | None:
    if actor.mention is None or actor.kind != "person" or not actor.mention.name:
        return None
    return actor.mention.name.split()[-1].lower().replace("’", "'")


def _actor_losses(
    heads: Heads, view: View, asked: Sequence[_Asked], vectors: Vectors
) -> dict[str, Tensor]:
    if not view.actors:
        return {}
    sides: list[Tensor] = []
    people: list[Tensor] = []
    for one, scores in zip(asked, actor_scores(heads, view, asked, vectors), strict=True):
        by_side = side_logits(view, scores)
        if by_side:
            wanted = torch.tensor([float(s in one.label.sides) for s in by_side])
            sides.append(_yes_or_no(torch.stack(list(by_side.values())), wanted))
        named: dict[str, list[Tensor]] = {}
        for actor, score in zip(view.actors, scores, strict=True):
            if (name := _names(actor)) is not None:
                named.setdefault(name, []).append(score[1])
        if named:
            wanted = torch.tensor([float(n in one.label.people) for n in named])
            people.append(
                _yes_or_no(torch.stack([torch.stack(p).amax() for p in named.values()]), wanted)
            )
    return {
        name: torch.stack(found).mean()
        for name, found in (("side", sides), ("person", people))
        if found
    }


def _yes_or_no(logits: Tensor, wanted: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(logits, wanted)


def date_scores(heads: Heads, view: View, asked: Sequence[_Asked], vectors: Vectors) -> Tensor:
    """Score the roles of every date phrase beside every engagement: (engagements, dates, roles)."""
    features = [[date_features(view, one.kept, d) for d in view.dated] for one in asked]
    at = [[nearest(one.kept, d.first) for d in view.dated] for one in asked]
    wholes = torch.stack([one.whole for one in asked])
    namings = vectors.words[torch.tensor(at)]
    return heads.beside("date", vectors.dates, wholes, namings, torch.tensor(features))


def _roles(date: Dated, one: Labelled) -> set[int]:
    """Give the roles that a date phrase has by the label; 0 is none."""
    found = set()
    for wanted, ahead, back in ((one.stands, 1, 2), (one.fell, 3, 4)):
        if wanted is None:
            continue
        day = wanted.split("/")[0].rstrip("~?")[:10]
        for resolved, role in ((date.forward, ahead), (date.backward, back)):
            start = (resolved.start or "").split("/")[0].rstrip("~")
            if start and len(start) >= 7 and (start[: len(day)] == day[: len(start)]):
                found.add(role)
    return found or {0}


def _date_loss(
    heads: Heads, view: View, asked: Sequence[_Asked], vectors: Vectors
) -> dict[str, Tensor]:
    if not view.dated:
        return {}
    chances = date_scores(heads, view, asked, vectors).log_softmax(-1)
    right = torch.zeros(chances.shape, dtype=torch.bool)
    for i, one in enumerate(asked):
        for k, date in enumerate(view.dated):
            right[i, k, sorted(_roles(date, one.label))] = True
    return {"date": -torch.logsumexp(chances.masked_fill(~right, -1e9), dim=-1).mean()}


def step_scores(heads: Heads, view: View, asked: Sequence[_Asked], vectors: Vectors) -> Tensor:
    """Score each status for each sentence as a step: (engagements, sentences, statuses)."""
    count = len(view.sentences)
    own = torch.zeros(len(asked), count, len(view.starts))
    for k, one in enumerate(asked):
        for w in one.kept:
            own[k, int(view.sentence[w]), w] = 1.0
    own = own / own.sum(-1, keepdim=True).clamp(min=1.0)
    features = torch.tensor(
        [[step_features(view, one.kept, s) for s in range(count)] for one in asked]
    )
    wholes = torch.stack([one.whole for one in asked])
    scores: Tensor = heads.step(
        torch.cat(
            [
                vectors.sentences.expand(len(asked), -1, -1),
                own @ vectors.words,
                wholes[:, None].expand(-1, count, -1),
                features,
            ],
            dim=-1,
        )
    )
    return scores


def _step_loss(heads: Heads, view: View, asked: Sequence[_Asked], vectors: Vectors) -> Tensor:
    wanted = torch.zeros(len(asked), len(view.sentences), len(STATUSES))
    for k, one in enumerate(asked):
        for s, statuses in one.label.steps.items():
            for status in statuses:
                wanted[k, s, STATUSES.index(status)] = 1.0
    logits = step_scores(heads, view, asked, vectors)
    return functional.binary_cross_entropy_with_logits(logits, wanted, reduction="sum") / max(
        2.0, float(wanted.sum())
    )


def pair_scores(
    heads: Heads, view: View, pairs: Sequence[tuple[int, int]], vectors: Vectors
) -> Tensor:
    """Score pairs of naming words as one engagement: (pairs,) logits."""
    features = torch.tensor([pair_features(view, a, b) for a, b in pairs])
    order = sorted({w for pair in pairs for w in pair})
    rows = vectors.words[order]
    at = {w: k for k, w in enumerate(order)}
    return heads.pair_of(rows, [at[a] for a, _ in pairs], [at[b] for _, b in pairs], features)


def _pair_loss(heads: Heads, view: View, example: Example, vectors: Vectors) -> dict[str, Tensor]:
    gold = {w: k for k, one in enumerate(example.engagements) for w in one.words}
    order = sorted(gold)[:_MOST_NAMINGS]
    pairs = [(a, b) for i, a in enumerate(order) for b in order[i + 1 :]]
    if not pairs:
        return {}
    wanted = torch.tensor([float(gold[a] == gold[b]) for a, b in pairs])
    return {"pair": _yes_or_no(pair_scores(heads, view, pairs, vectors), wanted)}
