"""Runs kept in files, and what one gained and lost against another, item by item.

A saved run holds figures and what was wrong with each item; it holds no report's text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.runs import Run
from onrecord.errors import BadArgumentError

_SCHEMA = "onrecord/run/1"


def save(run: Run, path: Path) -> None:
    """Write a run's figures and notes to a file: the same bytes for the same results."""
    kept = {
        "schema": _SCHEMA,
        "figures": dict(run.figures),
        "by_status": {status: list(share) for status, share in run.by_status.items()},
        "notes": {name: list(notes) for name, notes in run.notes.items()},
        "failed": dict(run.failed),
    }
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load_run(path: Path) -> Run:
    """Read a saved run back; its `seconds` are 0. Raises BadArgumentError for other files."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadArgumentError(str(path), f"cannot be read as a saved run ({error})") from None
    if not isinstance(kept, dict) or kept.get("schema") != _SCHEMA:
        raise BadArgumentError(str(path), "is not a saved run", "Make one with --save")
    return Run(
        figures=kept["figures"],
        by_status={status: (right, of) for status, (right, of) in kept["by_status"].items()},
        notes={name: tuple(notes) for name, notes in kept["notes"].items()},
        failed=kept["failed"],
        seconds=0.0,
    )


def differences(run: Run, before: Run) -> Iterator[str]:
    """Give, as lines, the figures that moved since an earlier run and each item's `+` and `-`.

    `+` is a fault that the earlier run had and this one has not, `-` a new fault.
    """
    for metric, figure in run.figures.items():
        was = before.figures.get(metric)
        if figure is not None and was is not None and figure != was:
            yield f"{metric:14} {was:7g} -> {figure:7g}  {figure - was:+.2f}"
    gains = losses = 0
    for name in sorted({*run.notes, *before.notes}):
        if name not in run.notes or name not in before.notes:
            yield f"{name}: only in {'this' if name in run.notes else 'the saved'} run"
            continue
        now, then = Counter(run.notes[name]), Counter(before.notes[name])
        changed = [
            *(f"  + {note}" for note in sorted((then - now).elements())),
            *(f"  - {note}" for note in sorted((now - then).elements())),
        ]
        if changed:
            yield name
            yield from changed
        gains += (then - now).total()
        losses += (now - then).total()
    yield f"{gains} faults gone, {losses} new"
