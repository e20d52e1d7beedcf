"""The gate over two reports of our own, read by the shipped reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.gate import main


def put_floors(path: Path, **floors: float) -> Path:
    path.write_text(json.dumps(floors), encoding="utf-8")
    return path


def test_a_run_over_its_floors_passes(
    gold_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = put_floors(tmp_path / "floors.json", detection_R=1.0, false_alarms=5.0)
    assert main([str(gold_root), "--floors", str(floors)]) == 0
    said = capsys.readouterr().out
    assert "BROKEN" not in said
    assert "by status: scheduled " in said
    assert "2 reports read" in said
    assert "story_whole" in said


def test_a_broken_floor_exits_with_1_and_is_named(
    gold_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = put_floors(tmp_path / "floors.json", people_F=100.5, missing=0)
    assert main([str(gold_root), "--floors", str(floors)]) == 1
    assert capsys.readouterr().out.rstrip().endswith("broken: people_F")


def test_raising_moves_floors_up_only_and_a_broken_one_stays_broken(
    gold_root: Path, tmp_path: Path
) -> None:
    floors = put_floors(tmp_path / "floors.json", people_F=100.5, detection_R=1.0)
    assert main([str(gold_root), "--floors", str(floors), "--raise"]) == 1
    after = json.loads(floors.read_text(encoding="utf-8"))
    assert after["people_F"] == 100.5
    assert after["detection_R"] > 1.0
    assert after["missing"] == 0


def test_a_saved_run_shows_what_was_gained_and_lost(
    gold_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, floors = tmp_path / "run.json", tmp_path / "none.json"
    main([str(gold_root), "--floors", str(floors), "--save", str(kept)])
    run = json.loads(kept.read_text(encoding="utf-8"))
    assert "harvest" in run["notes"]
    assert "wheat" not in kept.read_text(encoding="utf-8")
    run["notes"]["harvest"] = ["false: held ['xyz']", *run["notes"]["harvest"]]
    run["figures"]["false_alarms"] = 9.0
    kept.write_text(json.dumps(run), encoding="utf-8")
    capsys.readouterr()
    main([str(gold_root), "--floors", str(floors), "--against", str(kept)])
    said = capsys.readouterr().out
    assert "harvest\n  + false: held ['xyz']\n" in said
    assert "false_alarms         9 -> " in said
    assert said.rstrip().endswith("1 faults gone, 0 new")


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"gold": "nowhere"}, "no labelled reports"),
        ({"--scorer": "nowhere"}, "score_readings.py"),
        ({"--against": "nowhere"}, "saved run"),
    ],
)
def test_what_cannot_be_measured_exits_with_2(
    gold_root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changed: dict[str, str],
    named: str,
) -> None:
    given = {name: str(tmp_path / value) for name, value in changed.items()}
    gold = given.pop("gold", str(gold_root))
    assert main([gold, *(word for pair in given.items() for word in pair)]) == 2
    assert named in capsys.readouterr().err
