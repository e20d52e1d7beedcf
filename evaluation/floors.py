"""Floors under the figures: what a run may not fall below, and how they rise.

A floors file is one JSON object, metric -> number. For the metrics in `CEILINGS` less is better
and the number is one that may not be exceeded. Floors move one way only.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BadArgumentError

CEILINGS = frozenset({"false_alarms", "missing"})
"""Metrics of which less is better: engagements seen where there are none, reports not read."""

_MARGIN_OF_FALSE_ALARMS = 0.1
"""False alarms a report for each point of margin: they are no percentages."""


@dataclass(frozen=True, slots=True)
class Check:
    """One metric held against its floor.

    `figure` is None where nothing was measured: that breaks a floor, since a gate that measures
    nothing must not pass. `floor` is None for a metric that has none yet: that is always `ok`.
    """

    metric: str
    figure: float | None
    floor: float | None
    ok: bool


def check(figures: Mapping[str, float | None], floors: Mapping[str, float]) -> tuple[Check, ...]:
    """Hold every figure against its floor, in the order of the figures; then floors without one."""
    metrics = [*figures, *(m for m in floors if m not in figures)]
    return tuple(
        Check(m, figures.get(m), floors.get(m), _holds(m, figures.get(m), floors.get(m)))
        for m in metrics
    )


def raised(
    figures: Mapping[str, float | None], floors: Mapping[str, float], margin: float
) -> dict[str, float]:
    """Give floors moved up to `margin` points under the figures (ceilings: down to above them).

    Rounding goes the loose way, so that the run itself holds what it raised, and none ever moves
    the other way. A metric that was measured and has no floor gets one.
    """
    moved = dict(floors)
    for metric, figure in figures.items():
        if figure is None:
            continue
        if metric in CEILINGS:
            room = margin * _MARGIN_OF_FALSE_ALARMS if metric == "false_alarms" else 0.0
            moved[metric] = min(
                floors.get(metric, math.inf), math.ceil(100 * (figure + room)) / 100
            )
        else:
            floor = max(0.0, math.floor(10 * (figure - margin)) / 10)
            moved[metric] = max(floors.get(metric, floor), floor)
    return moved


def load_floors(path: Path) -> dict[str, float]:
    """Read a floors file; one that is not there holds no floors. Raises BadArgumentError."""
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadArgumentError(str(path), f"is not JSON ({error})") from None
    if not isinstance(found, dict) or not all(
        isinstance(v, int | float) and not isinstance(v, bool) for v in found.values()
    ):
        raise BadArgumentError(str(path), "does not map metrics to numbers")
    return found


def write_floors(path: Path, floors: Mapping[str, float]) -> None:
    """Write a floors file, one metric a line."""
    path.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


def _holds(metric: str, figure: float | None, floor: float | None) -> bool:
    if floor is None:
        return True
    if figure is None:
        return False
    return figure <= floor if metric in CEILINGS else figure >= floor
