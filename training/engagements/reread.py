r"""Train the second reading of where an engagement stands, the encoder left as it is.

    python -m training.engagements.reread --model DIR --base DIR --out DIR \
        --examples FILE... [--taken FILE...] --thinned FILE...

`--model` is a shipped model or a training run, from whose upper layers the second reading starts;
`--examples`, `--taken` and `--thinned` are pickles of `training.engagements.examples`: of the
second the engagements are those that a model told apart, of the latter two a third of the
background is asked about, and of the last one word a report that names nothing. Texts of one set
are learnt from together: what differs between them is what they teach. A report in ten is held
back.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.reading.engagement_heads import VERDICTS
from training.descent import Descent
from training.engagements.labels import held_out
from training.engagements.losses import date_loss_of
from training.engagements.rereading import Asked, Question, Rereading, questions_of, read_again
from training.engagements.shipped import rereading_in, weights_in
from training.engagements.train import Model, load

_DATE_WEIGHT = 0.4
_MOST_PASSES = 4
"""Longer reports are left out: one of them alone would fill a step."""


def main() -> None:
    """Train with the arguments of the command line."""
    told = _arguments()
    torch.manual_seed(told.seed)
    torch.set_num_threads(told.threads)
    chance = random.Random(told.seed)
    known = asked_about(told.examples, chance) * told.times
    known += asked_about(told.taken, chance, background=1 / 3, taken=True)
    known += asked_about(told.thinned, chance, background=1 / 3, strays=1)
    test = [one for one in known if held_out(one[0].id)]
    known = [one for one in known if not held_out(one[0].id)]
    model = Model(told.base)
    model.load_state_dict(weights_in(told.model))
    model.eval().requires_grad_(False)
    network = Rereading(model.encoder).requires_grad_(True)
    if told.start:
        network.load_state_dict(rereading_in(told.start))
    print(len(known), "reports to learn from,", len(test), "held back", flush=True)
    train(model, network, known, test, told)
    told.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), told.out / "rereading.pt")


def asked_about(
    paths: Sequence[Path],
    chance: random.Random,
    *,
    background: float = 1.0,
    strays: int = 8,
    taken: bool = False,
) -> list[Asked]:
    """Load pickled examples with what is asked about them; those without a question are left out.

    `background`, `strays` and `taken` are as in `questions_of`.
    """
    found = []
    for example in load(paths):
        if len(example.view.passes) > _MOST_PASSES:
            continue
        questions = questions_of(example, chance, background=background, strays=strays, taken=taken)
        if questions:
            found.append((example, questions))
    return found


def train(
    model: Model,
    network: Rereading,
    known: Sequence[Asked],
    test: Sequence[Asked],
    told: argparse.Namespace,
) -> None:
    """Run the epochs; the network is left with its averaged weights."""
    chance = random.Random(told.seed)
    epochs = [batches(known, told.batch, chance) for _ in range(told.epochs)]
    upper = list(network.upper.parameters())
    others = [p for n, p in network.named_parameters() if not n.startswith("upper.")]
    groups: list[dict[str, object]] = [
        {"params": upper, "lr": told.rate}, {"params": others, "lr": told.head_rate},
    ]  # fmt: skip
    descent = Descent(network, groups, sum(map(len, epochs)), keep=told.average, warm=15)
    started = time.time()
    for number, epoch in enumerate(epochs, start=1):
        network.train()
        total = 0.0
        for batch in epoch:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=told.bf16):
                loss = batch_loss(model, network, batch, chance)
            descent.step(loss)
            total += loss.item()
            if descent.done % 100 == 0:
                print(f"  {descent.done}/{descent.steps} {time.time() - started:.0f} s", flush=True)
        print(f"epoch {number} loss {total / len(epoch):.3f} {time.time() - started:.0f} s")
        if test:
            with descent.averaged():
                print(f"  held back: {share_right(model, network, test):.1f} %", flush=True)
    descent.settle()


def batch_loss(
    model: Model, network: Rereading, batch: Sequence[Asked], chance: random.Random
) -> Tensor:
    """Give the loss of a batch: that of the verdicts, each by its weight, and of the dates."""
    read, logits = read_again(model.encoder, network, batch, chance)
    asked = [(example.view, q) for example, own in batch for q in own]
    weights = torch.tensor([q.weight for _, q in asked])
    wanted = torch.stack([q.wanted for _, q in asked])
    each = functional.cross_entropy(logits, wanted, reduction="none")
    total: Tensor = (each * weights).sum() / weights.sum()
    dates = []
    for at, (view, question) in enumerate(asked):
        if (label := question.dated) is not None and question.dates.which:
            dated = [view.dated[k] for k in question.dates.which]
            chances = network.date_logits(read, at, question.dates).log_softmax(-1)
            dates.append(date_loss_of(dated, chances, label))
    return total + _DATE_WEIGHT * torch.stack(dates).mean() if dates else total


@torch.inference_mode()
def share_right(model: Model, network: Rereading, asked: Sequence[Asked]) -> float:
    """Give the share of questions answered right, in percent, of those that have one."""
    network.eval()
    right = of = 0
    for batch in batches(asked, 6144, None):
        _, logits = read_again(model.encoder, network, batch, None)
        questions = [q for _, own in batch for q in own]
        for question, best in zip(questions, logits.argmax(-1).tolist(), strict=True):
            right += bool(question.right) and VERDICTS[best] in question.right
            of += bool(question.right)
    return 100 * right / max(of, 1)


def batches(asked: Sequence[Asked], room: int, chance: random.Random | None) -> list[list[Asked]]:
    """Lay reports into batches of at most `room` wordpieces, padding counted.

    Texts of one set, whose ids differ in their last letter, lie beside each other.
    """
    longest: dict[str, float] = {}
    for example, questions in asked:
        name = set_of(example.id)
        longest[name] = max(longest.get(name, 0.0), _length(questions))
    if chance is not None:
        longest = {name: length + chance.uniform(-12, 12) for name, length in longest.items()}
    found: list[list[Asked]] = [[]]
    count = 0
    ordered = sorted(asked, key=lambda a: (longest[set_of(a[0].id)], a[0].id))
    for example, questions in ordered:
        if found[-1] and (count + len(questions)) * _length(questions) > room:
            found.append([])
            count = 0
        found[-1].append((example, questions))
        count += len(questions)
    if chance is not None:
        chance.shuffle(found)
    return found


def set_of(identifier: str) -> str:
    """Give the name of the set that a text is of: its id without a last letter."""
    return re.sub(r"(?<=\d)[a-z]$", "", identifier)


def _length(questions: Sequence[Question]) -> int:
    return max(len(q.shown) for q in questions)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--examples", type=Path, nargs="*", default=[])
    parser.add_argument("--times", type=int, default=1, help="how often an epoch has --examples")
    parser.add_argument(
        "--taken", type=Path, nargs="*", default=[],
        help="examples of which the engagements are asked about that a model told apart",
    )  # fmt: skip
    parser.add_argument("--thinned", type=Path, nargs="*", default=[])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--start", type=Path, help="go on from the second reading of this run or shipped model"
    )
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=3072, help="wordpieces a step")
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--average", type=float, default=0.99)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--bf16", action="store_true", help="multiply in bfloat16, where the processor can"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
