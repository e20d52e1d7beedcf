"""Floors hold, and move one way."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.floors import CEILINGS, check, load_floors, raised, write_floors
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadArgumentError

METRICS = ("main_status", "date_acc", "false_alarms", "missing")
FIGURES = st.dictionaries(st.sampled_from(METRICS), st.none() | st.floats(0, 100))
FLOORS = st.dictionaries(st.sampled_from(METRICS), st.floats(0, 100))


def broken(figures: dict[str, float | None], floors: dict[str, float]) -> list[str]:
    return [one.metric for one in check(figures, floors) if not one.ok]


def test_a_figure_under_its_floor_is_broken_and_one_on_it_is_not() -> None:
    assert broken({"main_status": 49.9, "date_acc": 50.0}, {"main_status": 50, "date_acc": 50}) == [
        "main_status"
    ]


def test_a_ceiling_is_broken_from_above() -> None:
    assert broken({"false_alarms": 0.6}, {"false_alarms": 0.5}) == ["false_alarms"]
    assert broken({"false_alarms": 0.4}, {"false_alarms": 0.5}) == []


def test_what_was_not_measured_breaks_its_floor() -> None:
    assert broken({"date_acc": None}, {"date_acc": 1, "bcubed_F": 1}) == ["date_acc", "bcubed_F"]


def test_raising_leaves_the_margin() -> None:
    assert raised({"main_status": 70.0, "false_alarms": 0.4, "missing": 0}, {}, 0.5) == {
        "main_status": 69.5,
        "false_alarms": 0.45,
        "missing": 0,
    }


@given(FIGURES, FLOORS, st.floats(0, 5))
def test_raising_never_loosens_a_floor(
    figures: dict[str, float | None], floors: dict[str, float], margin: float
) -> None:
    after = raised(figures, floors, margin)
    assert set(floors) <= set(after)
    for metric, floor in floors.items():
        assert after[metric] <= floor if metric in CEILINGS else after[metric] >= floor
    # And a run that broke nothing does not break what it raised.
    if not broken(figures, floors):
        assert broken(figures, after) == []


def test_floors_come_back_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert load_floors(path) == {}
    write_floors(path, {"main_status": 50.5, "missing": 0})
    assert load_floors(path) == {"main_status": 50.5, "missing": 0}


@pytest.mark.parametrize("written", ["", "[]", '{"main_status": "high"}', '{"missing": true}'])
def test_other_files_are_no_floors(tmp_path: Path, written: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(BadArgumentError, match=r"floors\.json"):
        load_floors(path)
