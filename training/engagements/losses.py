"""What each head should have said of a labelled report, and how far off it was."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.reading.engagement_heads import VERDICTS
from onrecord.reading.engagement_view import Dated, View
from onrecord.terms import KINDS, SALIENCES, STATUSES
from training.engagements.labels import Example, Labelled
from training.engagements.network import Heads
from training.engagements.scores import (
    Asked,
    Focused,
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

_MOST_NAMINGS = 40
_MOST_STRAYS = 3
_WEIGHTS = {
    "naming": 1.0, "status": 1.0, "salience": 0.3, "kind": 0.15, "pair": 0.8, "side": 0.6,
    "person": 0.6, "date": 0.7, "step": 0.35, "belonging": 0.3,
}  # fmt: skip


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
    counted = torch.ones(len(view.starts))
    counted[sorted(example.told_beside)] = 0.0
    losses["naming"] = functional.binary_cross_entropy_with_logits(
        heads.naming(vectors.words).squeeze(-1), named, counted, reduction="sum"
    ) / max(4.0, float(named.sum()))
    strays = example.taught_strays()
    if chance is not None:
        chance.shuffle(strays)
    strays = strays[:_MOST_STRAYS]
    groups = [(one, _some(one.words, chance), one.rule) for one in example.engagements]
    shown = [(kept, rule) for _, kept, rule in groups] + [([w], rule) for w, rule in strays]
    if not shown:
        return {name: (_WEIGHTS[name], loss) for name, loss in losses.items()}
    named_at = [kept for kept, _ in shown]
    focused = focused_on(heads, view, named_at, vectors)
    wholes = summed_up(heads, focused, named_at, [rule for _, rule in shown], chance)
    wanted = torch.stack(
        [status_target(one.status, one.also) for one, _, _ in groups]
        + [status_target("none", ()) for _ in strays]
    )
    weights = torch.tensor([1.0] * len(groups) + [0.5] * len(strays))
    each = functional.cross_entropy(
        heads.verdicts_of(wholes, focused.words, focused.features), wanted, reduction="none"
    )
    losses["status"] = (each * weights).sum() / 2
    if groups:
        own = wholes[: len(groups)]
        beside_own = focused.part(slice(len(groups)))
        losses["salience"] = functional.cross_entropy(
            heads.salience(own), torch.tensor([SALIENCES.index(g.salience) for g, _, _ in groups])
        )
        losses["kind"] = functional.cross_entropy(
            heads.kind(own), torch.tensor([KINDS.index(g.kind) for g, _, _ in groups])
        )
        asked = [Asked(g, kept, own[k]) for k, (g, kept, _) in enumerate(groups)]
        losses.update(_step_loss(heads, view, asked, beside_own))
        losses.update(_actor_losses(heads, view, asked, beside_own))
        losses.update(_date_loss(heads, view, asked, beside_own))
        losses.update(_pair_loss(heads, view, example, vectors))
        losses.update(_belonging_loss(heads, example, vectors))
    return {name: (_WEIGHTS[name], loss) for name, loss in losses.items()}


def _some(words: Sequence[int], chance: random.Random | None) -> list[int]:
    """Leave out namings now and then: what is found in reading is not complete either."""
    if chance is None or len(words) == 1:
        return list(words)
    kept = [w for w in words if chance.random() > 0.15]
    return kept or [chance.choice(list(words))]


def status_target(status: str, also: Sequence[str]) -> Tensor:
    """Give the wanted distribution over verdicts: most on the label, some on what may pass too."""
    wanted = torch.full((len(VERDICTS),), 0.04 / len(VERDICTS))
    others = [s for s in also if s in VERDICTS and s != status]
    wanted[VERDICTS.index(status)] += 0.96 if not others else 0.76
    for other in others:
        wanted[VERDICTS.index(other)] += 0.20 / len(others)
    return wanted


def _actor_losses(
    heads: Heads, view: View, asked: Sequence[Asked], focused: Focused
) -> dict[str, Tensor]:
    if not view.actors:
        return {}
    sides: list[Tensor] = []
    people: list[Tensor] = []
    for one, scores in zip(asked, actor_scores(heads, view, asked, focused), strict=True):
        by_side = side_logits(view, scores)
        if by_side:
            wanted = torch.tensor([float(s in one.label.sides) for s in by_side])
            sides.append(_yes_or_no(torch.stack(list(by_side.values())), wanted))
        by_name = person_logits(view, scores)
        if by_name:
            wanted = torch.tensor([float(n in one.label.people) for n in by_name])
            people.append(_yes_or_no(torch.stack(list(by_name.values())), wanted))
    return {
        name: torch.stack(found).mean()
        for name, found in (("side", sides), ("person", people))
        if found
    }


def _yes_or_no(logits: Tensor, wanted: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(logits, wanted)


def _date_loss(
    heads: Heads, view: View, asked: Sequence[Asked], focused: Focused
) -> dict[str, Tensor]:
    if not view.dated:
        return {}
    chances = date_scores(heads, view, asked, focused).log_softmax(-1)
    each = [
        date_loss_of(view.dated, c, a.label)
        for a, c in zip(asked, chances, strict=True)
        if a.label.dated
    ]
    return {"date": torch.stack(each).mean()} if each else {}


def date_loss_of(dated: Sequence[Dated], chances: Tensor, label: Labelled) -> Tensor:
    """Give the loss of one engagement's date phrases by the log chances of their roles."""
    right = torch.zeros(chances.shape, dtype=torch.bool)
    for k, date in enumerate(dated):
        right[k, sorted(date_roles(date, label))] = True
    return -torch.logsumexp(chances.masked_fill(~right, -1e9), dim=-1).mean()


def _step_loss(
    heads: Heads, view: View, asked: Sequence[Asked], focused: Focused
) -> dict[str, Tensor]:
    """Words in a step's evidence tell it, others do not; the strongest speaks for its sentence.

    Of a report without a labelled step nothing is learnt: most marked reports have none.
    """
    if not any(one.label.told for one in asked):
        return {}
    logits = step_scores(heads, view, asked, focused)
    told = torch.zeros_like(logits)
    wanted = torch.zeros(len(asked), len(view.sentences), len(STATUSES))
    for k, one in enumerate(asked):
        for first, last, status in one.label.told:
            told[k, first : last + 1, STATUSES.index(status)] = 1.0
        for s, statuses in one.label.steps.items():
            for status in statuses:
                wanted[k, s, STATUSES.index(status)] = 1.0
    words = functional.binary_cross_entropy_with_logits(logits, told, reduction="sum")
    each = functional.binary_cross_entropy_with_logits(
        by_sentence(view, logits), wanted, reduction="sum"
    )
    step = words / max(16.0, float(told.sum())) + each / max(2.0, float(wanted.sum()))
    return {"step": step}


def _pair_loss(heads: Heads, view: View, example: Example, vectors: Vectors) -> dict[str, Tensor]:
    gold = {w: k for k, one in enumerate(example.engagements) for w in one.words}
    order = sorted(gold)[:_MOST_NAMINGS]
    pairs = [(a, b) for i, a in enumerate(order) for b in order[i + 1 :]]
    if not pairs:
        return {}
    wanted = torch.tensor([float(gold[a] == gold[b]) for a, b in pairs])
    return {"pair": _yes_or_no(pair_scores(heads, view, pairs, vectors), wanted)}


def _belonging_loss(heads: Heads, example: Example, vectors: Vectors) -> dict[str, Tensor]:
    """Each labelled person is of the labelled side, or of none when the report names it nowhere."""
    wanted = wanted_sides(example.view, example.engagements)
    each = []
    for entity, sides in belonging_logits(heads, example.view, vectors).items():
        if entity in wanted:
            names = [*sides, wanted[entity]]
            logits = torch.stack([*sides.values(), torch.zeros(())])
            each.append(functional.cross_entropy(logits, torch.tensor(names.index(wanted[entity]))))
    return {"belonging": torch.stack(each).mean()} if each else {}


def date_roles(date: Dated, one: Labelled) -> set[int]:
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
