"""The accuracy gate: the shipped reader and ledger over labelled reports, held to floors.

    python -m evaluation.gate GOLD_ROOT
    python -m evaluation.gate GOLD_ROOT --save before.json
    python -m evaluation.gate GOLD_ROOT --against before.json --worst 10
    python -m evaluation.gate GOLD_ROOT --raise

GOLD_ROOT holds dev/items/ID.json. Exits with 1 when a floor is broken, naming it, and with 2 when
nothing could be measured. The floors are in evaluation/floors.json; `--raise` moves them up to
half a point under today's figures, and never down.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from evaluation.floors import CEILINGS, Check, check, load_floors, raised, write_floors
from evaluation.runs import SCORER, Item, Run, load_items, run_over
from evaluation.saved import differences, load_run, save
from onrecord.errors import BadArgumentError, OnrecordError
from onrecord.opening import open_reader

FLOORS = Path(__file__).with_name("floors.json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate on the command line's arguments; give the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, metavar="GOLD_ROOT")
    parser.add_argument(
        "--scorer",
        type=Path,
        metavar="DIR",
        help="the scoring programs: GOLD_ROOT/../score, else the copy kept here",
    )
    add_options(parser, floors=FLOORS)
    wanted = parser.parse_args(arguments)
    scorer = wanted.scorer or scorer_beside(wanted.gold)
    return measure(wanted, lambda: load_items(wanted.gold / "dev" / "items"), scorer)


def add_options(parser: argparse.ArgumentParser, *, floors: Path | None) -> None:
    """Add the options that `measure` goes by; `floors` is the floors file without `--floors`."""
    parser.add_argument("--floors", type=Path, default=floors, metavar="FILE")
    parser.add_argument("--raise", dest="lift", action="store_true", help="move the floors up")
    parser.add_argument(
        "--margin", type=float, default=2.0, help="points left under a raised floor (2)"
    )
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="items to print")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep what this run came to")
    parser.add_argument("--against", type=Path, metavar="FILE", help="a run kept with --save")


def measure(
    wanted: argparse.Namespace, items: Callable[[], Mapping[str, Item]], scorer: Path
) -> int:
    """Run the reader over labelled reports, hold it to the floors, and print what it came to.

    `wanted` holds the options of `add_options`. Gives the exit status: 1 for a broken floor, 2
    when nothing could be measured, for which the reason goes to standard error.
    """
    try:
        if wanted.margin < 0:
            raise BadArgumentError("--margin", "a floor may not stand above its figure")
        if wanted.lift and wanted.floors is None:
            raise BadArgumentError("--raise", "there are no floors to raise", "Give --floors")
        # What is wrong with the files is said before the minutes that reading takes.
        floors = load_floors(wanted.floors) if wanted.floors else {}
        before = load_run(wanted.against) if wanted.against else None
        run = run_over(items(), open_reader(), scorer)
    except OnrecordError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.save:
        save(run, wanted.save)
    if wanted.lift:
        floors = raised(run.figures, floors, wanted.margin)
        write_floors(wanted.floors, floors)
    checks = check(run.figures, floors)
    print_table(checks)
    print_run(run, worst=wanted.worst)
    if before is not None:
        print()
        print(*differences(run, before), sep="\n")
    broken = [c.metric for c in checks if not c.ok]
    if broken:
        print(f"\nbroken: {', '.join(broken)}")
    return 1 if broken else 0


def scorer_beside(gold: Path) -> Path:
    """Give the scoring programs' folder next to the labels; the copy kept here without one."""
    beside = gold.resolve().parent / "score"
    return beside if beside.is_dir() else SCORER


def print_table(checks: Iterable[Check]) -> None:
    """Print every metric with its figure and its floor; a broken one is marked."""
    print(f"{'metric':14} {'figure':>7}   {'floor':>7}")
    for one in checks:
        figure = "-" if one.figure is None else f"{one.figure:g}"
        floor = "-" if one.floor is None else f"{one.floor:g}"
        sign = "<=" if one.metric in CEILINGS else ">="
        verdict = "" if one.floor is None else "ok" if one.ok else "BROKEN"
        print(f"{one.metric:14} {figure:>7} {sign} {floor:>6}  {verdict}".rstrip())


def print_run(run: Run, *, worst: int) -> None:
    """Print how each status fared, what failed, the speed, and the items with most faults."""
    print("by status: " + ", ".join(f"{s} {a}/{n}" for s, (a, n) in run.by_status.items()))
    print(f"{len(run.notes)} reports read in {run.seconds:.1f} s")
    for name, reason in run.failed.items():
        print(f"not read: {name}: {reason}")
    by_faults = sorted(run.notes.items(), key=lambda one: (-len(one[1]), one[0]))
    for name, notes in by_faults[:worst]:
        print(f"\n{name}", *(f"  {note}" for note in notes), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
