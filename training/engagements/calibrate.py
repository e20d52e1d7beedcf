"""Choose the temperature by which the status head's chances mean what they say.

    python -m training.engagements.calibrate --weights DIR --base DIR --examples FILE...

Scaling by one temperature (Guo et al., ICML 2017) is fitted on the reports that training held
back: the one under which the labelled statuses are likeliest. Prints it, for `export`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from training.engagements.labels import held_out
from training.engagements.losses import status_target
from training.engagements.scores import focused_on, summed_up, vectors_of
from training.engagements.train import Model, encoded, load

_TRIED = [0.6 + 0.05 * k for k in range(39)]


def main() -> None:
    """Fit and print the temperature."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--weights", type=Path, required=True, help="folder with model.pt")
    asked.add_argument("--base", type=Path, required=True)
    asked.add_argument("--examples", type=Path, nargs="+", required=True)
    told = asked.parse_args()
    model = Model(told.base)
    model.load_state_dict(torch.load(told.weights / "model.pt"))
    model.eval()
    logits, wanted = judged(model, told.examples)
    losses = {t: float(-(wanted * (logits / t).log_softmax(-1)).sum(-1).mean()) for t in _TRIED}
    best = min(losses, key=lambda t: losses[t])
    print(f"temperature {best:.2f}: loss {losses[best]:.4f} over {len(logits)} engagements")


def judged(model: Model, places: list[Path]) -> tuple[Tensor, Tensor]:
    """Give status logits and wanted distributions of every held-out engagement and stray."""
    logits, wanted = [], []
    for example in load(places):
        if not held_out(example.id):
            continue
        with torch.inference_mode():
            (pieces,) = encoded(model, [example], None)
            vectors = vectors_of(example.view, pieces)
            groups = [(e.words, e.rule, e.status, e.also) for e in example.engagements]
            groups += [((w,), r, "none", ()) for w, r in example.taught_strays()]
            if not groups:
                continue
            named = [words for words, _, _, _ in groups]
            focused = focused_on(model.heads, example.view, named, vectors)
            rules = [rule for _, rule, _, _ in groups]
            wholes = summed_up(model.heads, focused, named, rules, None)
            logits.append(model.heads.verdicts_of(wholes, focused.words, focused.features))
            wanted.append(torch.stack([status_target(s, also) for _, _, s, also in groups]))
    return torch.cat(logits), torch.cat(wanted)


if __name__ == "__main__":
    main()
