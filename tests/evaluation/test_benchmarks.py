"""The benchmarks start by name, and the reading one takes every model's time."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from benchmarks import __main__ as benchmarks
from benchmarks.reading import Timed, made_up_reports, measure

from onrecord.opening import PARSER, reading_tools


def test_each_benchmark_is_listed_and_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["--list"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == list(benchmarks.BENCHMARKS)
    assert all(find_spec(f"benchmarks.{name}") for name in listed)


def test_an_unknown_benchmark_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        benchmarks.main(["raeding"])
    assert "no benchmark raeding" in capsys.readouterr().err


def test_a_timed_thing_works_as_before_and_counts_only_what_was_asked() -> None:
    timed = Timed([3, 1, 2], "count")
    assert timed.count(1) == 1
    assert timed.index(2) == 2
    assert timed.seconds >= 0.0


def test_every_model_in_use_takes_part_of_the_time() -> None:
    times = measure(made_up_reports(every=100), reading_tools(PARSER))
    assert all(seconds > 0 for seconds in times.models.values())
    assert sum(times.models.values()) < times.whole
    assert times.ratio > 1
