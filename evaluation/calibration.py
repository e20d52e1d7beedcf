"""Whether the reader's scores mean what they say: reliability tables and calibration errors.

    python -m evaluation.calibration PLACE...

PLACE is a folder of labelled ID.json, a file of JSON lines, or a folder of such files. An
engagement's score is the chance that its headline is right; a claim's, that the report tells such
a step there. Engagements are matched to the labels by the scoring program; what matches no label
counts as wrong, and what the labels call background is left out. For each tenth of the scale the
table gives how many scores fell into it, their mean and the share that was right. The expected
calibration error is the mean distance of the two, weighted by count (Naeini et al., AAAI 2015).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.reading import items_of
from evaluation.runs import SCORER, Item
from evaluation.standing_perfect import load_module
from onrecord.contract import reading_to_json
from onrecord.errors import OnrecordError
from onrecord.intake.records import report_from_object
from onrecord.opening import open_reader

_BINS = 10


@dataclass(frozen=True, slots=True)
class Scored:
    """A score that the reader gave, 0 to 1, and whether it was right."""

    score: float
    right: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, match and print both tables; give the exit status: 2 when nothing could be read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("places", type=Path, nargs="+", metavar="PLACE")
    parser.add_argument("--scorer", type=Path, default=SCORER, metavar="DIR")
    wanted = parser.parse_args(arguments)
    scorer = load_module(wanted.scorer / "score_readings.py")
    read = open_reader()
    headlines: list[Scored] = []
    claims: list[Scored] = []
    try:
        for name, item in items_of(wanted.places).items():
            reading = reading_to_json(read(report_from_object(item, name)))
            compare(item, reading, scorer, headlines, claims)
    except OnrecordError as error:
        print(error, file=sys.stderr)
        return 2
    for title, scored in (("headlines", headlines), ("claims", claims)):
        print(f"{title}: {len(scored)} scores, calibration error {error_of(scored):.3f}")
        print(*table(scored), sep="\n")
    return 0


def compare(
    item: Item, reading: Any, scorer: Any, headlines: list[Scored], claims: list[Scored]
) -> None:
    """Add the scores of one reading, with whether each was right, to the two lists."""
    text: str = str(item["text"])
    labels: Any = item["gold"]
    gold, found = labels["engagements"], reading["engagements"]
    matched = {p: gold[g] for g, p in scorer.match(text, gold, found)}
    for k, engagement in enumerate(found):
        label = matched.get(k)
        if label is not None and label["salience"] == "background":
            continue
        if engagement["score"] is not None:
            right = label is not None and scorer.status_ok(label, engagement["status"])
            headlines.append(Scored(engagement["score"], right))
        steps = label["history"] if label else []
        for claim in engagement["history"]:
            told = any(
                claim["status"] == step["status"]
                and scorer.overlap(
                    scorer.spans_of(text, [step["evidence"]]), scorer.span(claim["evidence"])
                )
                for step in steps
            )
            claims.append(Scored(claim["score"], told))


def error_of(scored: Sequence[Scored]) -> float:
    """Give the expected calibration error over ten equal bins, 0 to 1; 0 of nothing."""
    total = 0.0
    for one in _binned(scored):
        if one:
            total += abs(sum(s.score for s in one) - sum(s.right for s in one))
    return total / len(scored) if scored else 0.0


def table(scored: Sequence[Scored]) -> list[str]:
    """Give the reliability table as lines: count, mean score, share right, and a bar of it."""
    lines = [f"{'scores':>9} {'count':>6} {'mean':>6} {'right':>6}"]
    for k, one in enumerate(_binned(scored)):
        if one:
            mean = sum(s.score for s in one) / len(one)
            right = sum(s.right for s in one) / len(one)
            edges = f"{k / _BINS:.1f}-{(k + 1) / _BINS:.1f}"
            lines.append(
                f"{edges:>9} {len(one):6} {mean:6.2f} {right:6.2f} {'#' * round(20 * right)}"
            )
    return lines


def _binned(scored: Sequence[Scored]) -> list[list[Scored]]:
    bins: list[list[Scored]] = [[] for _ in range(_BINS)]
    for one in scored:
        bins[min(int(one.score * _BINS), _BINS - 1)].append(one)
    return bins


if __name__ == "__main__":
    sys.exit(main())
