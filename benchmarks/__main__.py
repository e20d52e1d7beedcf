"""Runs the benchmarks, at sizes that take a minute or two together.

    python -m benchmarks               all of them
    python -m benchmarks reading       by name
    python -m benchmarks --list

Each runs in a process of its own: the crash runs fork, which a process that holds the reader's
threads had better not. What is in full size is said in each benchmark's own `--help`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A program of this folder, what it measures, and the arguments of a quick run."""

    measures: str
    quick: tuple[str, ...]


BENCHMARKS = {
    "reading": Benchmark(
        "reports a second on one core; what the rules cost beside the models", ("--every", "20")
    ),
    "ledger": Benchmark(
        "one more append to a large ledger against a small one",
        ("--small", "1000", "--large", "20000", "--rounds", "50"),
    ),
    "board": Benchmark(
        "one more report, the board's first page and one engagement, large against small",
        ("--small", "1000", "--large", "10000", "--rounds", "20"),
    ),
    "ledger_crashes": Benchmark(
        "what a ledger loses when its writers are killed", ("--kills", "30")
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """List or run benchmarks; give 0, or the exit status of the first that failed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(BENCHMARKS)}")
    parser.add_argument("--list", action="store_true", help="say what there is, and run nothing")
    wanted = parser.parse_args(arguments)
    unknown = [name for name in wanted.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    if wanted.list:
        for name, benchmark in BENCHMARKS.items():
            print(f"{name:15} {benchmark.measures}")
        return 0
    for name in wanted.names or BENCHMARKS:
        status = run(name)
        if status:
            return status
    return 0


def run(name: str) -> int:
    """Run one benchmark at its quick size and give its exit status."""
    quick = BENCHMARKS[name].quick
    print(f"\n== {name}: {BENCHMARKS[name].measures} ({' '.join(quick)})", flush=True)
    program = [sys.executable, "-m", f"benchmarks.{name}", *quick]
    root = Path(__file__).parents[1]
    return subprocess.run(program, cwd=root, check=False).returncode  # noqa: S603 - one of ours


if __name__ == "__main__":
    sys.exit(main())
