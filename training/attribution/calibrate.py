"""Fit the score of an attribution to how often such attributions are right.

    python -m training.attribution.calibrate --data DIR --base DIR --weights DIR --out FILE

The weights must come from training with `--held-out`: the fit (logistic regression on the
decoder's log-chances, Platt 1999) is made on those documents. An attribution is right when a
labelled one shares half of source and of content with it (intersection over union, characters).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from onrecord.reading.tagger_decoding import Found
from onrecord.reading.tagger_windows import Window
from training.attribution.corpus import Document, held_out, read_documents
from training.attribution.network import Network
from training.attribution.train import decoded_windows, load_tokenizer

_RIDGE = 1e-2
_ROUNDS = 50
_PARTS = 5


def main(arguments: list[str] | None = None) -> None:
    """Fit on the held-out documents and write the weights as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="folder with network.pt")
    parser.add_argument("--out", type=Path, required=True)
    wanted = parser.parse_args(arguments)
    network = Network(wanted.base)
    network.load_state_dict(torch.load(wanted.weights / "network.pt"))
    network.eval()
    tokenizer = load_tokenizer(wanted.base)
    chances, right = [], []
    for document in filter(held_out, read_documents(wanted.data / "train.jsonl.gz")):
        for window, found in decoded_windows(network, tokenizer, document.text):
            for one in found:
                source = _characters([one.source] if one.source else [], window)
                content = _characters(one.contents, window)
                chances.append(one.chances)
                right.append(_is_right(source, content, document))
    weights = fit(np.array(chances), np.array(right, dtype=float))
    print(f"{len(right)} attributions, {np.mean(right):.3f} of them right")
    wanted.out.write_text(json.dumps([round(w, 4) for w in weights.tolist()]) + "\n")


def fit(chances: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method: a constant, then one weight a chance."""
    logs = np.log(np.maximum(chances, 1e-6))
    design = np.concatenate([np.ones((len(logs), 1)), logs], axis=1)
    weights = np.zeros(_PARTS + 1)
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (right - likely) - _RIDGE * weights
        bend = (design * (likely * (1 - likely))[:, None]).T @ design + _RIDGE * np.eye(_PARTS + 1)
        weights += np.linalg.solve(bend, slope)
    return weights


def _characters(found: Sequence[Found], window: Window) -> set[int]:
    held: set[int] = set()
    for one in found:
        held.update(range(int(window.starts[one.first]), int(window.ends[one.last])))
    return held


def _is_right(source: set[int], content: set[int], document: Document) -> bool:
    return any(
        _alike(source, one.source) and _alike(content, one.content) for one in document.attributions
    )


def _alike(found: set[int], labelled: tuple[tuple[int, int], ...]) -> bool:
    gold = {at for start, end in labelled for at in range(start, end)}
    if not gold or not found:
        return not gold and not found
    return 2 * len(gold & found) >= len(gold | found)


if __name__ == "__main__":
    main()
