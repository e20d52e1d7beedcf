"""Times the reader against the models it reads with, and so what its own rules cost.

    python -m benchmarks.reading
    python -m benchmarks.reading --every 1 --rounds 5

Reads the bundled sample and the made-up reports of training/reports, on one core. The time that
passes inside the parser, the tagger and the engagement model is taken while the reader runs, call
by call, so both sides of the ratio come from one run. Times are CPU seconds of this process: what
else the machine does does not count. Prints, for each set, reports a second on one core, the share
of each model, and the ratio of all the reading to the models' part; of several rounds the fastest.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from onrecord.intake.records import report_from_object
from onrecord.intake.sources import take_in_bytes
from onrecord.opening import PARSER, reading_tools, single_threaded
from onrecord.reading import reader
from onrecord.reading.engagement_beside import Beside
from onrecord.reading.engagement_look import Look
from onrecord.reading.gate import may_hold_engagement
from onrecord.reading.reader import ReadingTools
from onrecord.reading.sentences import parse
from onrecord.sample import sample_reports
from onrecord.terms import Report

REPORTS = Path(__file__).parents[1] / "training" / "reports"


class Timed:
    """Something whose work is timed: `seconds` is what its calls have taken so far.

    `called` names the method that is timed; None times calls of the thing itself. All else is
    the thing's own.
    """

    def __init__(self, thing: Any, called: str | None = None) -> None:
        self.seconds = 0.0
        self._thing = thing
        self._called = called

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call the thing itself."""
        return self.time(self._thing, *arguments, **named)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._thing, name)
        if name != self._called:
            return found
        return self.timing(found)

    def timing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Give a call that does the same and is timed as part of the thing's work."""
        return lambda *arguments, **named: self.time(call, *arguments, **named)

    def time(self, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Call and take the time."""
        started = time.process_time()
        try:
            return call(*arguments, **named)
        finally:
            self.seconds += time.process_time() - started


@dataclass(frozen=True, slots=True)
class Times:
    """CPU seconds that one round over a set took, and what part of them passed in each model."""

    whole: float
    models: dict[str, float]

    @property
    def ratio(self) -> float:
        """All the reading to the models' part; infinite when no report got past the gate."""
        models = sum(self.models.values())
        return self.whole / models if models else float("inf")


def measure(reports: Sequence[Report], tools: ReadingTools) -> Times:
    """Read every report once, and time the whole and each model."""
    # Typed loosely: a stand-in that times is no model, but answers to all that one does. The
    # parser is timed at the reader's own call, since its parts are called one by one; of the
    # engagement model also what it does anew for each engagement.
    timed: dict[str, Any] = {"parser": Timed(parse)}
    if tools.tagger is not None:
        timed["tagger"] = Timed(tools.tagger, "tag")
    if tools.engagements is not None:
        timed["engagements"] = Timed(tools.engagements, "look")
    watched = dataclasses.replace(
        tools, tagger=timed.get("tagger"), engagements=timed.get("engagements")
    )
    started = time.process_time()
    with ExitStack() as patched:
        patched.enter_context(patch.object(reader, "parse", timed["parser"]))
        if (engagements := timed.get("engagements")) is not None:
            for part, name in ((Look, "beside"), (Beside, "step_chances")):
                method = engagements.timing(getattr(part, name))
                patched.enter_context(patch.object(part, name, method))
        patched.enter_context(single_threaded())
        for report in reports:
            reader.read_report(report, watched)
    whole = time.process_time() - started
    return Times(whole, {name: model.seconds for name, model in timed.items()})


def made_up_reports(every: int) -> list[Report]:
    """Take in every so many-th of the made-up reports, in the order of their files."""
    lines = [
        line
        for path in sorted(REPORTS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    items = [json.loads(line) for line in lines[::every]]
    return [report_from_object(item, item["id"]) for item in items]


def keep_to_one_core() -> bool:
    """Keep this process to one core; False where the system has no way to (not Linux)."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return True


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Time the reader against its models.")
    parser.add_argument("--every", type=int, default=10, help="each Nth made-up report (10)")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    if not keep_to_one_core():
        print("this system cannot keep a process to one core: the figures are of all of them")
    tools = reading_tools(PARSER)
    sample = [r for name, data in sample_reports() for r in take_in_bytes(data, name)]
    measure(sample, tools)  # tables and caches fill with the first reports
    for name, reports in (("sample", sample), ("training/reports", made_up_reports(chosen.every))):
        rounds = [measure(reports, tools) for _ in range(chosen.rounds)]
        best = min(rounds, key=lambda times: times.whole)
        read = sum(may_hold_engagement(report.text) for report in reports)
        letters = sum(len(report.text) for report in reports)
        shares = ", ".join(f"{m} {100 * s / best.whole:.0f} %" for m, s in best.models.items())
        print(
            f"{name}: {len(reports)} reports ({read} past the gate, {letters} characters),"
            f" {len(reports) / best.whole:.1f} reports/s on one core; {shares};"
            f" reading / models {best.ratio:.2f} (rounds:"
            f" {', '.join(f'{times.ratio:.2f}' for times in rounds)})"
        )


if __name__ == "__main__":
    main()
