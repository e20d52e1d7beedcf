"""Judging what was joined: what is right, beside, unrelated, and what nobody has judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.standing_joins import judge_joins, main

GROUPS = {"a1": "1a", "a2": "1a", "a3": "1a", "b1": "1b", "c1": "2a"}


def test_the_group_of_most_is_home_to_an_engagement() -> None:
    found = judge_joins([["b1", "a1", "a2", "c1"], ["a3"]], GROUPS)
    assert (found.joins, found.beside, found.unrelated) == (3, ("b1",), ("c1",))
    assert found.share(found.unrelated) == pytest.approx(100 / 3)


def test_of_equals_the_founder_is_home() -> None:
    assert judge_joins([["c1", "a1"]], GROUPS).unrelated == ("a1",)


def test_a_joined_telling_that_nobody_judged_is_named() -> None:
    found = judge_joins([["a1", "new"], ["alone"]], GROUPS)
    assert found.unjudged == ("new",)


def test_nothing_joined_is_nothing_wrong() -> None:
    assert judge_joins([["a1"]], GROUPS).share(()) == 0


def test_the_command_fails_on_what_is_unrelated_or_not_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    converter = tmp_path / "converter.py"
    converter.write_text(_CONVERTER, encoding="utf-8")
    items = tmp_path / "items"
    items.mkdir()
    for name in ("A1", "A2"):
        (items / f"{name}.json").write_text(json.dumps({"day": "2031-06-01"}), encoding="utf-8")
    judged = tmp_path / "judged.json"
    options = ["--gold", str(items), "--converter", str(converter), "--judged", str(judged)]

    judged.write_text(json.dumps({"1a": ["A1-e1", "A2-e1"]}), encoding="utf-8")
    assert main(options) == 0
    assert "joins      1 in 2 reports" in capsys.readouterr().out
    judged.write_text(json.dumps({"1a": ["A1-e1"], "2a": ["A2-e1"]}), encoding="utf-8")
    assert main(options) == 1
    judged.write_text(json.dumps({"1a": ["A1-e1"]}), encoding="utf-8")
    assert main(options) == 2


_CONVERTER = """
from onrecord.contract import reading_to_json

from made_up import told


def reading(item, stem):
    one = told(item["day"], "scheduled", planned_start="2031-06-20", place="Lima", text=f"words of {stem}")
    shape = reading_to_json(one)
    report = {**shape["report"], "url": f"item:{stem}", "text": one.report.text}
    return {**shape, "report": {k: v for k, v in report.items() if k != "id"}}
"""
