"""How well the shipped reader reads any labelled reports: the gate's figures, anybody's labels.

    python -m evaluation.reading evaluation/fresh --floors evaluation/floors_fresh.json
    python -m evaluation.reading FOLDER_OR_FILE --worst 10 --scorer DIR

Each place is a folder of ID.json, a file of JSON lines, or a folder of such files. Without
`--floors` the figures are only printed. No rule or model was made with the reports in
evaluation/fresh, and anybody can reproduce their figures; the reports in training/reports are what
the model learned from.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.gate import add_options, measure
from evaluation.runs import SCORER, Item, load_items
from onrecord.errors import BadArgumentError


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, score and print; give the exit status, as the gate does."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("places", type=Path, nargs="+", metavar="PLACE")
    parser.add_argument("--scorer", type=Path, default=SCORER, metavar="DIR")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth report")
    add_options(parser, floors=None)
    wanted = parser.parse_args(arguments)
    if wanted.every < 1:
        parser.error("--every: at least 1")
    return measure(
        wanted,
        lambda: dict(list(items_of(wanted.places).items())[:: wanted.every]),
        wanted.scorer,
    )


def items_of(places: Sequence[Path]) -> dict[str, Item]:
    """Load the labelled reports of several places, by id.

    Raises NotFoundError for a place without any, BadArgumentError for an id that stands twice.
    """
    items: dict[str, Item] = {}
    for place in places:
        files = sorted(place.glob("*.jsonl")) if place.is_dir() else []
        for one in files or [place]:
            for name, item in load_items(one).items():
                if name in items:
                    raise BadArgumentError(str(one), f"has a report {name}, as another place has")
                items[name] = item
    return items


if __name__ == "__main__":
    sys.exit(main())
