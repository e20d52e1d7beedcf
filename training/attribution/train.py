"""Train the attribution tagger on PolNeAR and keep its float weights.

    python -m training.attribution.train --data DIR --base DIR --out DIR

A run that was stopped goes on from its last checkpoint in `--out`. On a machine with other work,
set OMP_WAIT_POLICY=PASSIVE: threads that spin for one another get nothing done.

`--data` holds train.jsonl.gz; `--base` a BERT-type encoder with its tokenizer.json. With
`--held-out` one document in twelve is kept back and scored at the end.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.reading.tagger_decoding import Found, Linked, decode, link_classes
from onrecord.reading.tagger_windows import Window, windows
from training.attribution.corpus import Document, Example, examples, held_out, read_documents
from training.attribution.network import RANK, Network
from training.attribution.scoring import Fragments, Prediction, score
from training.descent import Descent

LIMITS = (128, 160, 192, 224, 256)
"""Window lengths met in training; a document is cut anew every epoch."""

READ_LIMIT = 160
"""Window length for reading: of 96 to 256 the best on the held-out documents."""


def main(arguments: list[str] | None = None) -> None:
    """Train with the arguments given, or those of the command line."""
    wanted = _arguments(arguments)
    torch.manual_seed(wanted.seed)
    torch.set_num_threads(wanted.threads)
    tokenizer = load_tokenizer(wanted.base)
    documents = read_documents(wanted.data / "train.jsonl.gz")
    kept_back = [one for one in documents if held_out(one)] if wanted.held_out else []
    documents = [one for one in documents if not (wanted.held_out and held_out(one))]
    if wanted.documents:
        documents, kept_back = documents[: wanted.documents], kept_back[: wanted.documents]
    network = Network(wanted.base)
    wanted.out.mkdir(parents=True, exist_ok=True)
    train(network, tokenizer, documents, kept_back, wanted)
    torch.save(network.state_dict(), wanted.out / "network.pt")


def load_tokenizer(base: Path) -> Tokenizer:
    """Load the base model's tokenizer, neither truncating nor padding."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def train(
    network: Network,
    tokenizer: Tokenizer,
    documents: list[Document],
    kept_back: list[Document],
    wanted: argparse.Namespace,
) -> None:
    """Run all epochs; the network is left in evaluation mode with its averaged weights."""
    chance = random.Random(wanted.seed)
    epochs = [_epoch(documents, tokenizer, chance, wanted.batch) for _ in range(wanted.epochs)]
    steps = min(wanted.steps or sys.maxsize, sum(map(len, epochs)))
    descent = Descent(network, _groups(network, wanted), steps, keep=wanted.average)
    started, running = time.time(), 0.0
    saved = wanted.out / "checkpoint.pt"
    if saved.exists():
        descent.load_state_dict(torch.load(saved))
    network.train()
    for batch in islice(chain.from_iterable(epochs), descent.done, steps):
        loss = _loss(network, batch, wanted)
        descent.step(loss)
        running += (loss.item() - running) / min(descent.done, 50)
        if descent.done % 200 == 0:
            torch.save(descent.state_dict(), saved)
        if descent.done % 50 == 0:
            spent = time.time() - started
            print(f"{descent.done}/{steps} loss {running:.4f} {spent:.0f} s", flush=True)
    descent.settle()
    if kept_back:
        torch.save(network.state_dict(), wanted.out / "network.pt")
        figures = score(kept_back, predict(network, tokenizer, kept_back), wanted.scorer)
        print(json.dumps(figures), flush=True)


def predict(
    network: Network, tokenizer: Tokenizer, documents: list[Document], limit: int = READ_LIMIT
) -> list[Prediction]:
    """Tag documents with the float network."""
    return [
        Prediction(
            document.id,
            [
                _placed(one, window)
                for window, found in decoded_windows(network, tokenizer, document.text, limit)
                for one in found
            ],
        )
        for document in documents
    ]


def decoded_windows(
    network: Network, tokenizer: Tokenizer, text: str, limit: int = READ_LIMIT
) -> Iterator[tuple[Window, list[Linked]]]:
    """Run the float network over a text, one window at a time, and decode."""
    how = network.decoding(np.zeros(6))
    for window in windows(text, tokenizer, limit):
        with torch.inference_mode():
            emissions, links = network(
                torch.from_numpy(window.ids)[None], torch.from_numpy(window.classes)[None]
            )
        at = window.first
        yield (
            window,
            decode(
                emissions[0].numpy()[at],
                links[0].numpy()[at].reshape(len(at), 2, -1, RANK),
                window.opens,
                how,
            ),
        )


def _placed(one: Linked, window: Window) -> dict[str, Fragments]:
    def fragments(found: tuple[Found, ...]) -> Fragments:
        return [[int(window.starts[s.first]), int(window.ends[s.last])] for s in found]

    return {
        "source": fragments((one.source,) if one.source else ()),
        "cue": fragments((one.cue,)),
        "content": fragments(one.contents),
    }


def _epoch(
    documents: list[Document], tokenizer: Tokenizer, chance: random.Random, room: int
) -> list[list[Example]]:
    """Cut every document with a window length by chance, and batch windows of like length."""
    cut = [e for d in documents for e in examples(d, tokenizer, chance.choice(LIMITS))]
    cut = [e for e in cut if e.window.words]
    cut.sort(key=lambda e: len(e.window.ids) + chance.uniform(-8, 8))
    batches: list[list[Example]] = [[]]
    for one in cut:
        if (len(batches[-1]) + 1) * len(one.window.ids) > room:
            batches.append([])
        batches[-1].append(one)
    batches = [batch for batch in batches if batch]
    chance.shuffle(batches)
    return batches


def _loss(network: Network, batch: list[Example], wanted: argparse.Namespace) -> Tensor:
    longest = max(len(e.window.ids) for e in batch)
    most = max(e.window.words for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    classes = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    first = torch.zeros(len(batch), most, dtype=torch.long)
    tags = torch.zeros(len(batch), most, dtype=torch.long)
    real = torch.zeros(len(batch), most, dtype=torch.bool)
    for row, one in enumerate(batch):
        pieces, words = len(one.window.ids), one.window.words
        ids[row, :pieces] = torch.from_numpy(one.window.ids)
        classes[row, :pieces] = torch.from_numpy(one.window.classes)
        mask[row, :pieces] = True
        first[row, :words] = torch.from_numpy(one.window.first)
        tags[row, :words] = torch.from_numpy(one.tags)
        real[row, :words] = True
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=wanted.bf16):
        emissions, links = network(ids, classes, mask)
    rows = torch.arange(len(batch))[:, None]
    emissions, links = emissions.float()[rows, first], links.float()[rows, first]
    words = real.sum()
    path = network.crf_loss(emissions, tags, real).sum() / words
    each = torch.nn.functional.cross_entropy(emissions[real], tags[real])
    chosen = [_link_losses(network, one, links[row]) for row, one in enumerate(batch)]
    flat = [loss for losses in chosen for loss in losses]
    joined = torch.cat(flat).mean() if flat else torch.zeros(())
    return path + wanted.each * each + wanted.link * joined


def _link_losses(network: Network, one: Example, links: Tensor) -> list[Tensor]:
    """Cross-entropies of each cue's source (or none) and each content's cue."""
    if not one.cues:
        return []
    links = links.view(len(links), 2, -1, RANK)
    breaks = np.cumsum(one.window.opens)
    losses = []

    def projected(side: int, spans: list[Found]) -> Tensor:
        first = links[[s.first for s in spans], 0, side]
        last = links[[s.last for s in spans], 1, side]
        return torch.tanh(first + last)

    cue = projected(0, one.cues)
    scores = (cue @ network.no_source + network.no_source_bias)[:, None]
    if one.sources:
        classes = torch.from_numpy(link_classes(one.cues, one.sources, breaks))
        pairs = cue @ projected(1, one.sources).T + network.source_bias[classes].sum(-1)
        scores = torch.cat([pairs, scores], dim=1)
    wanted = [len(one.sources) if k is None else k for k in one.source_of]
    losses.append(torch.nn.functional.cross_entropy(scores, torch.tensor(wanted), reduction="none"))
    held = [k for k, c in enumerate(one.cue_of) if c is not None]
    if held:
        contents = [one.contents[k] for k in held]
        classes = torch.from_numpy(link_classes(one.cues, contents, breaks))
        biases = network.content_bias[classes].sum(-1)
        pairs = projected(2, one.cues) @ projected(3, contents).T + biases
        right = torch.tensor([one.cue_of[k] for k in held])
        losses.append(torch.nn.functional.cross_entropy(pairs.T, right, reduction="none"))
    return losses


def _groups(network: Network, wanted: argparse.Namespace) -> list[dict[str, object]]:
    """Learning rates: falling towards the embeddings, high for what starts from nothing."""
    layers = len(network.encoder.encoder.layer)
    groups = []
    for name, parameter in network.named_parameters():
        if name.startswith("encoder.encoder.layer."):
            rate = wanted.rate * wanted.fall ** (layers - 1 - int(name.split(".")[3]))
        elif "token_type_embeddings" in name:
            rate = wanted.rate
        elif name.startswith("encoder."):
            rate = wanted.rate * wanted.fall**layers
        elif name.startswith(("tags.", "links.")):
            rate = wanted.head_rate
        else:
            rate = wanted.head_rate * 5
        decay = 0.01 if parameter.dim() > 1 and "LayerNorm" not in name else 0.0
        groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return groups


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--scorer", type=Path, help="score_attribution.py; needed to hold out")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--steps", type=int, default=0, help="end sooner, after so many steps")
    parser.add_argument("--batch", type=int, default=2048, help="wordpieces a step")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--fall", type=float, default=0.9)
    parser.add_argument("--average", type=float, default=0.99)
    parser.add_argument("--each", type=float, default=0.3)
    parser.add_argument("--link", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--documents", type=int, default=0, help="only so many, for a trial")
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
