"""Times one more append to a ledger of a million claims against one to ten thousand.

    python -m benchmarks.ledger --backend sqlite
    python -m benchmarks.ledger --backend postgres --large 100000

Fills a small and a large ledger with made-up reports of ten claims each, over 100,000 invented
engagements, then appends one more report with its reading to each in turn, so that whatever else
the machine does falls on both. Prints the median times, their ratio, and what it takes to look
an entry up, to read what is new, and to read and verify everything.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.ledger_cluster import temporary_cluster
from benchmarks.ledger_material import make_reading
from benchmarks.ledger_places import open_place

from onrecord.ledger.chained import ChainedLedger

CLAIMS_PER_REPORT = 10
ENGAGEMENTS = 100_000
NOW = dt.datetime(2024, 6, 11, tzinfo=dt.UTC)
_BATCH = 500
_EXTRA = 10_000_000
"""Numbers from here on are those of the reports appended one by one."""


@dataclass(slots=True)
class Times:
    """Seconds that each kind of call took, call by call."""

    append: list[float] = field(default_factory=list)
    look_up: list[float] = field(default_factory=list)
    follow: list[float] = field(default_factory=list)


def fill(ledger: ChainedLedger, claims: int) -> float:
    """Fill a ledger with readings of so many claims; return the seconds it took."""
    started = time.perf_counter()
    numbers = range(claims // CLAIMS_PER_REPORT)
    for start in numbers[::_BATCH]:
        readings = [
            make_reading(n, claims=CLAIMS_PER_REPORT, engagements=ENGAGEMENTS)
            for n in numbers[start : start + _BATCH]
        ]
        ledger.append([body for r in readings for body in (r.report, r)], now=NOW)
    return time.perf_counter() - started


def measure(ledger: ChainedLedger, number: int, times: Times) -> None:
    """Append one more report with its reading, look it up, and read it as a follower would."""
    reading = make_reading(_EXTRA + number, claims=CLAIMS_PER_REPORT, engagements=ENGAGEMENTS)
    before = ledger.head().seq
    times.append.append(_timed(lambda: ledger.append([reading.report, reading], now=NOW)))
    times.look_up.append(_timed(lambda: ledger.get(reading.report.id)))
    times.follow.append(_timed(lambda: list(ledger.entries(after=before))))


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _consume(ledger: ChainedLedger) -> None:
    for _ in ledger.entries():
        pass


@contextmanager
def places(backend: str) -> Iterator[Iterator[str]]:
    """Give places for new ledgers of a back end, for the length of a block."""
    with tempfile.TemporaryDirectory(prefix="onrecord-benchmark-") as folder:
        if backend == "sqlite":
            yield (str(Path(folder) / f"{n}.db") for n in itertools.count())
            return
        with temporary_cluster() as cluster:
            yield (cluster.new_ledger(f"bench{n}") for n in itertools.count())


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Time appends to a small and a large ledger.")
    parser.add_argument("--backend", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--small", type=int, default=10_000, help="claims in the small ledger")
    parser.add_argument("--large", type=int, default=1_000_000, help="claims in the large ledger")
    parser.add_argument("--rounds", type=int, default=200)
    chosen = parser.parse_args()
    with (
        places(chosen.backend) as made,
        open_place(next(made)) as small,
        open_place(next(made)) as large,
    ):
        for ledger, claims in ((small, chosen.small), (large, chosen.large)):
            took = fill(ledger, claims)
            print(f"filled with {claims} claims, {ledger.head().seq} entries, in {took:.1f} s")
        times = {"small": Times(), "large": Times()}
        for number in range(chosen.rounds):
            measure(small, number, times["small"])
            measure(large, number, times["large"])
        for what in ("append", "look_up", "follow"):
            few = statistics.median(getattr(times["small"], what))
            many = statistics.median(getattr(times["large"], what))
            print(
                f"{what}: median {1000 * few:.2f} ms small, {1000 * many:.2f} ms large,"
                f" ratio {many / few:.2f}"
            )
        print(f"read all of the large one: {_timed(lambda: _consume(large)):.1f} s")
        print(f"verify the large one: {_timed(large.verify):.1f} s")


if __name__ == "__main__":
    main()
