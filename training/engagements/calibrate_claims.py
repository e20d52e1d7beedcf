"""Choose the logistic by which the chance of a step becomes that of its claim.

    python -m training.engagements.calibrate_claims --model DIR GOLD...

Reads the reports that training held back with an exported model and fits slope and shift (Platt
1999) to whether the labels hold each claim's step: matched engagement, same status, overlapping
evidence. The model's own slope and shift must be 1 and 0. Prints both, for `export`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from evaluation.calibration import Scored, compare, error_of
from evaluation.runs import SCORER
from evaluation.standing_perfect import load_module

from onrecord.contract import reading_to_json
from onrecord.intake.records import report_from_object
from onrecord.opening import PARSER, reading_tools
from onrecord.reading.engagement_model import load_engagement_model
from onrecord.reading.reader import read_report
from training.engagements.examples import items
from training.engagements.labels import held_out

Floats = npt.NDArray[np.float64]


def main() -> None:
    """Fit and print slope and shift, with the calibration error before and after."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("gold", nargs="+", type=Path)
    asked.add_argument("--model", type=Path, required=True, help="an exported model folder")
    told = asked.parse_args()
    tools = replace(
        reading_tools(PARSER, deciding=False), engagements=load_engagement_model(told.model)
    )
    scorer = load_module(SCORER / "score_readings.py")
    claims: list[Scored] = []
    for item in items(told.gold):
        name = str(item["id"])
        if held_out(name):
            reading = read_report(report_from_object(item, name), tools)
            compare(item, reading_to_json(reading), scorer, [], claims)
    slope, shift = fitted(claims)
    after = [Scored(_logistic(slope * _odds(c.score) + shift), c.right) for c in claims]
    print(f"{len(claims)} claims: error {error_of(claims):.3f} before, {error_of(after):.3f} after")
    print(f"--claims {slope:.3f} {shift:.3f}")


def fitted(scored: Sequence[Scored], rounds: int = 50) -> tuple[float, float]:
    """Fit slope and shift of the likeliest logistic by Newton's method.

    A step that makes the claims less likely is halved: from far off, whole steps run away.
    """
    odds = np.array([[_odds(s.score), 1.0] for s in scored])
    right = np.array([float(s.right) for s in scored])
    weights = np.array([1.0, 0.0])
    for _ in range(rounds):
        chances = 1 / (1 + np.exp(-odds @ weights))
        bend = (odds * (chances * (1 - chances))[:, None]).T @ odds + 1e-6 * np.eye(2)
        step = np.linalg.solve(bend, odds.T @ (right - chances))
        while _surprise(odds @ (weights + step), right) > _surprise(odds @ weights, right):
            step = step / 2
        weights = weights + step
    return float(weights[0]), float(weights[1])


def _surprise(logits: Floats, right: Floats) -> float:
    """Give how unlikely the claims are under some logits, in nats."""
    return float(np.logaddexp(0.0, np.where(right > 0, -logits, logits)).sum())


def _odds(score: float) -> float:
    inside = min(max(score, 0.001), 0.999)
    return float(np.log(inside / (1 - inside)))


def _logistic(x: float) -> float:
    return float(1 / (1 + np.exp(-x)))


if __name__ == "__main__":
    main()
