"""How well the shipped reader reads any labelled reports: the gate's figures, without floors.

    python -m evaluation.reading training/reports
    python -m evaluation.reading FOLDER_OR_FILE --worst 10 --scorer DIR

Each place is a folder of ID.json, a file of JSON lines, or a folder of such files. The reports in
training/reports are made up for onrecord, so anybody can reproduce their figures; but the rules
and models have been made with them, so they show less than reports that nobody has looked at.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.floors import check
from evaluation.gate import print_run, print_table
from evaluation.runs import SCORER, Item, load_items, run_over
from evaluation.saved import differences, load_run, save
from onrecord.errors import BadArgumentError, OnrecordError
from onrecord.opening import open_reader


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, score and print; give the exit status, 2 when nothing could be measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("places", type=Path, nargs="+", metavar="PLACE")
    parser.add_argument("--scorer", type=Path, default=SCORER, metavar="DIR")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth report")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="items to print")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep what this run came to")
    parser.add_argument("--against", type=Path, metavar="FILE", help="a run kept with --save")
    wanted = parser.parse_args(arguments)
    if wanted.every < 1:
        parser.error("--every: at least 1")
    try:
        before = load_run(wanted.against) if wanted.against else None
        items = items_of(wanted.places)
        chosen = dict(list(items.items())[:: wanted.every])
        run = run_over(chosen, open_reader(), wanted.scorer)
    except OnrecordError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.save:
        save(run, wanted.save)
    print_table(check(run.figures, {}))
    print_run(run, worst=wanted.worst)
    if before is not None:
        print()
        print(*differences(run, before), sep="\n")
    return 0


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
