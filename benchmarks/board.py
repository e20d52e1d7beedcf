"""Times one more report, the board's first page and one engagement, on a large and a small ledger.

    python -m benchmarks.board --backend sqlite
    python -m benchmarks.board --backend postgres --large 100000

Fills two ledgers with made-up reports of ten claims each, so many claims in all, a tenth as many
engagements, and lets the board be kept beside each. Then, on the small and the large one in turn,
so that whatever else the machine does falls on both: adds one more report, asks for the first page
of the board and for one engagement by the first digits of its id. Each is done as a command does
it: the ledger is opened, asked and closed. Prints the median and the 95th percentile of each, the
ratio of large to small, and the most memory that a process of its own held for the three.
Exits with 1 when a median ratio is over `--most`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.board_material import CLAIMS_PER_REPORT, make_report
from benchmarks.ledger import places
from benchmarks.ledger_places import open_place

from onrecord.keeping.keeper import Keeper
from onrecord.keeping.view import View
from onrecord.opening import Record
from onrecord.terms import Reading, Report, Standing

NOW = dt.datetime(2031, 6, 11, tzinfo=dt.UTC)
PAGE = 50
_BATCH = 500
_SHORT = 10
"""Digits of an id that somebody types."""
_LATER = 41
"""Reports after which an encounter is told of again: the measured ones retell the last filled."""


@dataclass(slots=True)
class Times:
    """Seconds that each kind of question took, one by one."""

    add: list[float] = field(default_factory=list)
    board: list[float] = field(default_factory=list)
    show: list[float] = field(default_factory=list)


def fill(place: str, claims: int) -> tuple[float, float]:
    """Fill a ledger with so many claims, and keep its board; return the seconds each took."""
    started = time.perf_counter()
    reports = claims // CLAIMS_PER_REPORT
    with open_place(place) as ledger:
        for first in range(0, reports, _BATCH):
            readings = [
                make_report(n, engagements=reports)
                for n in range(first, min(reports, first + _BATCH))
            ]
            ledger.append([body for r in readings for body in (r.report, r)], now=NOW)
        filled = time.perf_counter()
        Keeper(ledger).advance()
    return filled - started, time.perf_counter() - filled


def _record(place: str) -> Record:
    return Record(open_place(place), _never_read, lambda: NOW)


def _never_read(report: Report) -> Reading:
    raise AssertionError(report.id)


def measure(place: str, claims: int, number: int, times: Times) -> None:
    """Add report `number` after the filled ones, then look at the board and at one engagement."""
    reports = claims // CLAIMS_PER_REPORT
    # It retells one of the last encounters and tells of a new one, as those before it did.
    reading = make_report(reports + number, engagements=reports + _LATER + number)

    def add() -> None:
        with _record(place) as record:
            record.add_reading(reading)

    def first_page() -> list[Standing]:
        with _record(place) as record:
            return record.ask(lambda view: list(view.board(limit=PAGE)))

    page = first_page()
    wanted = page[number % len(page)].id

    def show() -> None:
        with _record(place) as record:
            standing = record.ask(lambda view: view.get(_resolved(wanted[:_SHORT], view)))
            record.reports_of(standing)

    times.add.append(_timed(add))
    times.board.append(_timed(first_page))
    times.show.append(_timed(show))


def _resolved(prefix: str, view: View) -> str:
    (engagement,) = set(view.engagements_of(prefix).values())
    return engagement


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def peak_memory(place: str, claims: int, number: int) -> float:
    """Do the three in a process of its own, and give the most memory it held, in MiB."""
    program = [sys.executable, "-m", "benchmarks.board", "--only", place, str(claims), str(number)]
    ran = subprocess.run(program, capture_output=True, text=True, check=True, env=os.environ)  # noqa: S603
    return float(json.loads(ran.stdout)["mib"])


def _peak_kib() -> int:
    """Give the most memory that this process held; not what it was forked from did, on Linux."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; give the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--backend", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--small", type=int, default=10_000, help="claims in the small ledger")
    parser.add_argument("--large", type=int, default=1_000_000, help="claims in the large ledger")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--most", type=float, default=2.0, help="the most a median ratio may be")
    parser.add_argument("--only", nargs=3, metavar=("PLACE", "CLAIMS", "NUMBER"))
    chosen = parser.parse_args(arguments)
    if chosen.only:
        place, claims, number = chosen.only
        measure(place, int(claims), int(number), Times())
        print(json.dumps({"mib": _peak_kib() / 1024}))
        return 0
    with places(chosen.backend) as made:
        sizes = {"small": chosen.small, "large": chosen.large}
        at = {name: next(made) for name in sizes}
        for name, claims in sizes.items():
            filled, kept = fill(at[name], claims)
            print(
                f"{name}: {claims} claims of {claims // CLAIMS_PER_REPORT} engagements appended in"
                f" {filled:.1f} s; board kept in {kept:.1f} s"
                f" ({1000 * kept / (claims // CLAIMS_PER_REPORT):.2f} ms a report)",
                flush=True,
            )
        times = {name: Times() for name in sizes}
        numbers = itertools.count()
        for _ in range(chosen.rounds):
            number = next(numbers)
            for name, claims in sizes.items():
                measure(at[name], claims, number, times[name])
        worst = compared(times)
        memory = {name: peak_memory(at[name], sizes[name], next(numbers)) for name in sizes}
    print(
        f"memory: {memory['small']:.0f} MiB small, {memory['large']:.0f} MiB large, ratio"
        f" {memory['large'] / memory['small']:.2f}"
    )
    return 1 if worst > chosen.most else 0


def compared(times: dict[str, Times]) -> float:
    """Print how long each kind of question took on both ledgers; give the worst median ratio."""
    worst = 0.0
    for what in ("add", "board", "show"):
        small, large = (sorted(getattr(times[name], what)) for name in ("small", "large"))
        few, many = statistics.median(small), statistics.median(large)
        tail = small[int(0.95 * len(small))], large[int(0.95 * len(large))]
        worst = max(worst, many / few)
        print(
            f"{what}: median {1000 * few:.1f} ms small, {1000 * many:.1f} ms large, ratio"
            f" {many / few:.2f}; 95th percentile {1000 * tail[0]:.1f} and {1000 * tail[1]:.1f} ms",
            flush=True,
        )
    return worst


if __name__ == "__main__":
    sys.exit(main())
