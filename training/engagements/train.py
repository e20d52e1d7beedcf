"""Train the engagement model on labelled reports and keep its float weights.

    python -m training.engagements.train --examples FILE... --base DIR --out DIR

`--examples` are pickles of `training.engagements.examples`, `--base` a BERT-type encoder. To go on
from a trained model, give what is new as `--examples` and what it has seen `--in-turn`. With
`--test` every epoch is scored on other examples. On a machine with other work, set
OMP_WAIT_POLICY=PASSIVE: threads that spin for one another get nothing done.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.reading.engagement_view import RULE_CHANNEL
from training.descent import Descent
from training.engagements.counting import counts_of
from training.engagements.labels import Example, held_out
from training.engagements.losses import losses_of
from training.engagements.network import Encoder, Heads
from training.engagements.noise import blotted
from training.engagements.shipped import weights_in


class Model(nn.Module):
    """Encoder and heads together."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = Encoder(base)
        self.heads = Heads(self.encoder.width)


def main() -> None:
    """Train with the arguments of the command line."""
    told = _arguments()
    torch.manual_seed(told.seed)
    torch.set_num_threads(told.threads)
    chance = random.Random(told.seed)
    examples = [e for e in load(told.examples) if not (told.held_out and held_out(e.id))]
    shares = shared_out(
        [e for e in load(told.in_turn) if not (told.held_out and held_out(e.id))],
        told.epochs,
        told.shares,
        chance,
    )
    test = load(told.test)
    model = Model(told.base)
    if told.start:
        known = weights_in(told.start)
        model.load_state_dict({n: fitted(known.get(n), v) for n, v in model.state_dict().items()})
    frozen = [model.encoder.encoder.embeddings.word_embeddings]
    frozen += list(model.encoder.encoder.encoder.layer[: told.frozen])
    if told.heads_only:
        frozen = [model.encoder]
    for part in frozen:
        part.requires_grad_(False)
    told.out.mkdir(parents=True, exist_ok=True)
    train(model, [[*examples, *share] for share in shares], test, told, chance)
    torch.save(model.state_dict(), told.out / "model.pt")


def fitted(known: Tensor | None, own: Tensor) -> Tensor:
    """Give known weights in the shape of a model's own, which stand where nothing is known.

    A layer that takes in more than it did ignores what is new at first: features are added last.
    """
    if known is None or known.shape[:1] != own.shape[:1] or known.dim() != own.dim():
        return own
    if known.shape == own.shape:
        return known
    if known.dim() != 2 or known.shape[1] > own.shape[1]:
        return own
    wider = torch.zeros_like(own)
    wider[:, : known.shape[1]] = known
    return wider


def load(paths: Sequence[Path]) -> list[Example]:
    """Read pickled examples; reports without a word are left out."""
    return [e for p in paths for e in pickle.loads(p.read_bytes()) if e.view.passes]  # noqa: S301 - our own


def shared_out(
    examples: Sequence[Example], epochs: int, shares: int, chance: random.Random
) -> list[list[Example]]:
    """Deal examples into so many shares, and give each epoch the next one, round and round."""
    dealt = list(examples)
    chance.shuffle(dealt)
    return [dealt[epoch % shares :: shares] for epoch in range(epochs)]


def train(
    model: Model,
    by_epoch: Sequence[Sequence[Example]],
    test: Sequence[Example],
    told: argparse.Namespace,
    chance: random.Random,
) -> None:
    """Run an epoch over each list of examples.

    The model is left in evaluation mode with its averaged weights.
    """
    every = {e.id: e for examples in by_epoch for e in examples}
    kept = kept_vectors(model, list(every.values())) if told.heads_only else None
    epochs = [_batches(examples, told.batch, chance) for examples in by_epoch]
    descent = Descent(model, _groups(model, told), sum(map(len, epochs)), keep=told.average)
    started = time.time()
    for number, batches in enumerate(epochs):
        model.train()
        sums: dict[str, float] = {}
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=told.bf16):
                total, parts = batch_loss(model, batch, chance, kept)
            descent.step(total)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value
        line = " ".join(f"{k} {v / len(batches):.3f}" for k, v in sums.items())
        print(f"epoch {number + 1} {time.time() - started:.0f} s {line}", flush=True)
        if test and (number + 1 == len(epochs) or told.follow):
            with descent.averaged():
                print("  test", scored(model, test), flush=True)
    descent.settle()


def batch_loss(
    model: Model,
    batch: Sequence[Example],
    chance: random.Random | None,
    kept: dict[str, Tensor] | None = None,
) -> tuple[Tensor, dict[str, float]]:
    """Give the weighted loss of a batch and its parts; without `chance` there is no noise."""
    if kept is None:
        vectors = encoded(model, batch, chance)
    else:
        vectors = [model.heads.drop(kept[e.id].float()) for e in batch]
    total = torch.zeros(())
    parts: dict[str, float] = {}
    for example, words in zip(batch, vectors, strict=True):
        for name, (weight, loss) in losses_of(model.heads, example, words, chance).items():
            total = total + weight * loss
            parts[name] = parts.get(name, 0.0) + float(loss.detach()) / len(batch)
    return total / len(batch), parts


def kept_vectors(model: Model, examples: Sequence[Example]) -> dict[str, Tensor]:
    """Run the encoder over all examples once, for heads that are trained alone: vectors by id."""
    model.eval()
    with torch.no_grad():
        return {e.id: encoded(model, [e], None)[0].half() for e in examples}


def encoded(model: Model, batch: Sequence[Example], chance: random.Random | None) -> list[Tensor]:
    """Run the encoder over a batch; give each report's vectors, all pieces of all its passes.

    By `chance` some words are blotted out, and the rules' word in some passes; None shows all.
    """
    passes = [
        one
        for e in batch
        for one in (e.view.passes if chance is None else blotted(e.view, e.naming, chance))
    ]
    longest = max(len(ids) for ids, _ in passes)
    ids = torch.zeros(len(passes), longest, dtype=torch.long)
    classes = torch.zeros(len(passes), longest, passes[0][1].shape[1], dtype=torch.long)
    mask = torch.zeros(len(passes), longest, dtype=torch.bool)
    for row, (pieces, features) in enumerate(passes):
        ids[row, : len(pieces)] = torch.from_numpy(pieces)
        classes[row, : len(pieces)] = torch.from_numpy(features)
        mask[row, : len(pieces)] = True
    if chance is not None:
        for row in range(len(passes)):
            if chance.random() < 0.25:
                classes[row, :, RULE_CHANNEL] = 0  # the rules are not always there to lean on
    hidden = model.heads.drop(model.encoder(ids, classes, mask).float())
    found = []
    row = 0
    for example in batch:
        own = []
        for pieces, _ in example.view.passes:
            own.append(hidden[row, : len(pieces)])
            row += 1
        found.append(torch.cat(own))
    return found


def scored(model: Model, examples: Sequence[Example]) -> dict[str, float]:
    """Score the heads on labelled namings and groupings, in percent."""
    model.eval()
    sums: dict[str, list[float]] = {}
    with torch.inference_mode():
        for at in range(0, len(examples), 8):
            batch = examples[at : at + 8]
            for example, words in zip(batch, encoded(model, batch, None), strict=True):
                for name, (right, of) in counts_of(model.heads, example, words).items():
                    both = sums.setdefault(name, [0.0, 0.0])
                    both[0] += right
                    both[1] += of
    model.train()
    return {k: round(100 * float(a) / max(b, 1), 1) for k, (a, b) in sums.items()}


def _batches(examples: Sequence[Example], room: int, chance: random.Random) -> list[list[Example]]:
    def size(e: Example) -> int:
        return max(len(ids) for ids, _ in e.view.passes)

    ordered = sorted(examples, key=lambda e: size(e) + chance.uniform(-16, 16))
    batches: list[list[Example]] = [[]]
    for one in ordered:
        if batches[-1] and (sum(len(e.view.passes) for e in batches[-1]) + 1) * size(one) > room:
            batches.append([])
        batches[-1].append(one)
    chance.shuffle(batches)
    return batches


def _groups(model: Model, told: argparse.Namespace) -> list[dict[str, object]]:
    layers = len(model.encoder.encoder.encoder.layer)
    groups = []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        if ".layer." in name:
            rate = told.rate * told.fall ** (
                layers - 1 - int(name.split(".layer.")[1].split(".")[0])
            )
        elif "token_type_embeddings" in name:
            rate = told.head_rate
        elif name.startswith("encoder."):
            rate = told.rate * told.fall**layers
        else:
            rate = told.head_rate
        decay = 0.01 if parameter.dim() > 1 and "LayerNorm" not in name else 0.0
        groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return groups


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--examples", type=Path, nargs="+", required=True)
    parser.add_argument(
        "--in-turn", type=Path, nargs="*", default=[],
        help="more examples, of which an epoch takes one share of --shares",
    )  # fmt: skip
    parser.add_argument("--shares", type=int, default=2)
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--held-out", action="store_true", help="keep a tenth of the reports back")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--start", type=Path, help="go on from the weights in this folder, of a run or shipped"
    )
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=2560, help="wordpieces a step")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--fall", type=float, default=0.9)
    parser.add_argument("--frozen", type=int, default=2, help="lowest layers left as they are")
    parser.add_argument(
        "--heads-only", action="store_true", help="leave the encoder as it is, and nothing out"
    )
    parser.add_argument("--average", type=float, default=0.98)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--bf16", action="store_true", help="multiply in bfloat16, where the processor can"
    )
    parser.add_argument("--follow", action="store_true", help="score after every epoch")
    return parser.parse_args()


if __name__ == "__main__":
    main()
