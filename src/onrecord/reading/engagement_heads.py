"""The small layers of the engagement model, in NumPy; `training.engagements.network` is their twin.

Each is named as in training; its weights come with the model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from onrecord.reading.arrays import Floats, softmax
from onrecord.terms import STATUSES, Status

Verdict = Status | Literal["none"]
"""A headline status, or "none": the namings tell of no engagement at all."""

VERDICTS: tuple[Verdict, ...] = (*STATUSES, "none")

Worth = tuple[float, float]
"""What the logits of the first reading and of the second are multiplied by."""

SCALES = " scales"
"""What follows the name of a matrix in the name of its rows' scales."""

_MOST_ODDS = 30.0
_SMALL = np.float32(1e-5)


@dataclass(frozen=True, slots=True)
class Scales:
    """What makes the heads' numbers chances that mean what they say; fitted on held-out reports.

    `verdict` and `date` are what the logits of the first reading and of the second are
    worth (temperature scaling, Guo et al. 2017, arXiv:1706.04599, of two); `slope` and `shift` are
    of the logistic that makes a step's chance that of its claim (Platt 1999).
    """

    verdict: Worth = (1.0, 0.0)
    date: Worth = (1.0, 0.0)
    slope: float = 1.0
    shift: float = 0.0

    def claim_score(self, chance: float) -> float:
        """Give the chance that a claim is right whose step is told with this chance."""
        odds = float(np.log(chance / (1 - chance))) if chance < 1 else _MOST_ODDS
        return 1 / (1 + float(np.exp(-(self.slope * odds + self.shift))))


def unpacked(packed: Mapping[str, npt.NDArray[Any]]) -> dict[str, Floats]:
    """Give weights by name from the arrays of a model's file.

    Matrices are kept in int8 with a scale for each row, in another array of that name and
    `SCALES`; all else in float16.
    """
    found = {}
    for name in packed:
        if name.endswith(SCALES):
            continue
        weight = packed[name].astype(np.float32)
        if weight.ndim > 1:
            weight *= packed[name + SCALES].astype(np.float32)[:, None]
        found[name] = weight
    return found


class Heads:
    """The weights of all heads by name, and what is done with them.

    Vectors are the last axis of what each method takes and gives.
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self.weights = weights

    def linear(self, name: str, vectors: Floats) -> Floats:
        """Multiply by a layer's weights and add its bias."""
        product: Floats = vectors @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return product

    def head(self, name: str, vectors: Floats) -> Floats:
        """Give the outputs of a head of two layers."""
        return self.linear(f"{name}.3", gelu(self.linear(f"{name}.0", vectors)))

    def norm(self, name: str, vectors: Floats) -> Floats:
        """Norm each vector and scale it by a layer's weights (Ba et al. 2016, arXiv:1607.06450)."""
        apart = vectors - vectors.mean(-1, keepdims=True)
        apart /= np.sqrt((apart * apart).mean(-1, keepdims=True) + _SMALL)
        out: Floats = apart * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return out


def rule_vector(rule: Verdict) -> Floats:
    """Give the rules' word on an engagement as a one-hot vector, (verdicts,)."""
    vector = np.zeros(len(VERDICTS), dtype=np.float32)
    vector[VERDICTS.index(rule)] = 1.0
    return vector


def rows_of(features: Sequence[Sequence[float]]) -> Floats:
    """Make an array of features, a row each."""
    return np.array(features, dtype=np.float32)


def averages(words: Floats, spans: Sequence[tuple[int, int]]) -> Floats:
    """Average the vectors of stretches of words: (spans, width).

    Each span is its first and its last word; there is one at least.
    """
    return np.stack([words[first : last + 1].mean(0) for first, last in spans])


def sigmoid(logits: Floats) -> Floats:
    """Give the chance that each logit says."""
    return np.float32(1.0) / (np.float32(1.0) + np.exp(-np.clip(logits, -30, 30)))


def gelu(x: Floats) -> Floats:
    """GELU in its tanh form, as in training (Hendrycks and Gimpel 2016, arXiv:1606.08415)."""
    half, scale, cubic = np.float32(0.5), np.float32(0.7978845608), np.float32(0.044715)
    out: Floats = x * x
    out *= scale * cubic
    out += scale
    out *= x
    np.tanh(out, out=out)
    out += 1
    out *= x
    out *= half
    return out


def chances_of(names: Sequence[Any], logits: Floats) -> dict[Any, float]:
    """Give the chance of each name by its logit."""
    return {n: float(c) for n, c in zip(names, softmax(logits), strict=True)}
