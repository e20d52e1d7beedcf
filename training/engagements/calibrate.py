r"""Choose what the two readings of an engagement are worth, in chances that mean what they say.

    python -m training.engagements.calibrate --weights DIR --reread DIR --base DIR \
        --examples FILE...

The logits of both are multiplied by a weight each and added: temperature scaling (Guo et al., ICML
2017) of two. Fitted on the reports that training held back: the weights under which the labels are
likeliest. Prints them, for `export`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from onrecord.reading.engagement_model import TWICE_READ
from training.engagements.labels import Example, held_out
from training.engagements.losses import date_roles
from training.engagements.rereading import Rereading, questions_of, read_again
from training.engagements.scores import (
    Asked,
    date_scores,
    focused_on,
    summed_up,
    vectors_of,
)
from training.engagements.shipped import rereading_in, weights_in
from training.engagements.train import Model, encoded, load

_TRIED = [0.1 * k for k in range(16)]


def main() -> None:
    """Fit and print the weights."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--weights", type=Path, required=True, help="of a run or shipped")
    asked.add_argument("--reread", type=Path, required=True, help="of a run or shipped")
    asked.add_argument("--base", type=Path, required=True)
    asked.add_argument("--examples", type=Path, nargs="+", required=True)
    told = asked.parse_args()
    model = Model(told.base)
    model.load_state_dict(weights_in(told.weights))
    rereading = Rereading(model.encoder)
    rereading.load_state_dict(rereading_in(told.reread))
    model.eval()
    rereading.eval()
    kept = [e for e in load(told.examples) if held_out(e.id)]
    for name, rows in both_readings(model, rereading, kept).items():
        first, again, wanted = (torch.cat([row[k] for row in rows]) for k in range(3))
        losses = {
            (a, b): float(_loss(a * first + b * again, wanted)) for a in _TRIED for b in _TRIED
        }
        best = min(losses, key=lambda pair: losses[pair])
        alone = [
            min((pair for pair in losses if not pair[k]), key=lambda pair: losses[pair])
            for k in (1, 0)
        ]
        for which, (a, b) in zip(("first", "again", "both"), (*alone, best), strict=True):
            right = _right(a * first + b * again, wanted)
            print(f"{name} {which}: loss {losses[a, b]:.4f}, right {100 * right:.1f} %")
        print(f"{name}, {len(first)} asked: --worth-{name} {best[0]:.2f} {best[1]:.2f}", flush=True)


Row = tuple[Tensor, Tensor, Tensor]
"""Logits of the first reading, of the second and what is wanted: (asked, outputs) each."""


@torch.inference_mode()
def both_readings(
    model: Model, rereading: Rereading, examples: list[Example]
) -> dict[str, list[Row]]:
    """Give what both readings make of engagements and of words that name nothing, by decision."""
    found: dict[str, list[Row]] = {name: [] for name in TWICE_READ}
    for example in examples:
        questions = questions_of(example, None, strays=len(example.strays))
        if not questions:
            continue
        view = example.view
        named = [e.words for e in example.engagements]
        named += [(word,) for word, _ in example.taught_strays()]
        (pieces,) = encoded(model, [example], None)
        focused = focused_on(model.heads, view, named, vectors_of(view, pieces))
        wholes = summed_up(model.heads, focused, named, [q.rule for q in questions], None)
        first = model.heads.verdicts_of(wholes, focused.words, focused.features)
        read, again = read_again(model.encoder, rereading, [(example, questions)], None)
        found["verdict"].append((first, again, torch.stack([q.wanted for q in questions])))
        for at, question in enumerate(questions):
            if (label := question.dated) is None:
                continue
            if question.dates.which:
                which = list(question.dates.which)
                asked = [Asked(label, label.words, wholes[at])]
                scores = date_scores(model.heads, view, asked, focused.part(slice(at, at + 1)))[
                    0, which
                ]
                second = rereading.date_logits(read, at, question.dates)
                roles = torch.zeros(scores.shape)
                for row, k in enumerate(which):
                    right = sorted(date_roles(view.dated[k], label))
                    roles[row, right] = 1.0 / len(right)
                found["date"].append((scores, second, roles))
    return found


def _loss(logits: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * logits.log_softmax(-1)).sum(-1).mean()


def _right(logits: Tensor, wanted: Tensor) -> float:
    best = logits.argmax(-1, keepdim=True)
    return float((wanted.gather(-1, best) > 0.1).float().mean())


if __name__ == "__main__":
    main()
