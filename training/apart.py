"""Take out of marked reports those that retell what is kept for measuring.

    python -m training.apart training/marked/z16.jsonl --kept evaluation/fresh GOLD_ROOT/dev/items

What a model has learned from a report of a visit it must not be measured on with another report
of it. Two reports go together when an engagement of each is between the same sides, two or more,
and they appeared within a fortnight; or when eight words in a row stand in both. The lines of a
file that go with none are left in it; how many went is printed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.marked import labelled_item
from evaluation.reading import items_of

from training.engagements.labels import side_name

_FORTNIGHT = dt.timedelta(days=14)
_IN_A_ROW = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells: the day it appeared, between whom, and its words, eight in a row each.

    `between` has the sides of each engagement of two or more.
    """

    published: dt.date | None
    between: frozenset[frozenset[str]]
    rows: frozenset[tuple[str, ...]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run on the command line's arguments."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="marked reports")
    parser.add_argument(
        "--kept", type=Path, nargs="+", required=True, metavar="PLACE",
        help="what is kept for measuring: places as evaluation.reading takes them",
    )  # fmt: skip
    asked = parser.parse_args(arguments)
    kept = [told_by(item) for item in items_of(asked.kept).values()]
    for file in asked.files:
        lines = [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
        items = [labelled_item(json.loads(line), file.stem) for line in lines]
        left = [
            line
            for line, item in zip(lines, items, strict=True)
            if not goes_with(told_by(item), kept)
        ]
        file.write_text("".join(f"{line}\n" for line in left), encoding="utf-8")
        print(f"{file.name}: {len(lines) - len(left)} of {len(lines)} taken out")


def goes_with(one: Told, kept: Iterable[Told]) -> bool:
    """Whether a report retells one of those kept."""
    return any(
        not one.rows.isdisjoint(other.rows)
        or (
            one.published is not None
            and other.published is not None
            and abs(one.published - other.published) <= _FORTNIGHT
            and not one.between.isdisjoint(other.between)
        )
        for other in kept
    )


def told_by(item: Mapping[str, Any]) -> Told:
    """Give what a labelled item tells."""
    published = item.get("published")
    words = re.findall(r"\w+", item["text"].lower())
    sides = (
        frozenset(side_name(p["side"]) for p in engagement["parties"] if p.get("side"))
        for engagement in item["gold"]["engagements"]
    )
    return Told(
        dt.date.fromisoformat(published) if published else None,
        frozenset(one for one in sides if len(one) > 1),
        frozenset(zip(*(words[k:] for k in range(_IN_A_ROW)), strict=False)),
    )


if __name__ == "__main__":
    main()
