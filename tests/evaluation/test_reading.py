"""Figures for any labelled reports, and that they are the gate's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.reading import main

from evaluation import gate


def test_json_lines_earn_what_the_same_reports_earn_in_the_gate(
    gold_root: Path, gold_lines: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    assert main([str(gold_lines), "--save", str(one)]) == 0
    gate.main([str(gold_root), "--floors", str(tmp_path / "none.json"), "--save", str(other)])
    assert one.read_bytes() == other.read_bytes()


def test_every_second_report_can_be_left_out(
    gold_lines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(gold_lines), "--every", "2"]) == 0
    assert "1 reports read" in capsys.readouterr().out


def test_an_id_that_stands_twice_is_refused(
    gold_lines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(gold_lines), str(gold_lines)]) == 2
    assert "has a report" in capsys.readouterr().err


def test_a_report_without_words_counts_as_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = {"id": "blank", "published": "2024-05-02", "text": "", "gold": {}}
    item["gold"] = {"engagements": [], "attributions": []}
    path = tmp_path / "blank.jsonl"
    path.write_text(json.dumps(item), encoding="utf-8")
    assert main([str(path)]) == 0
    said = capsys.readouterr().out
    assert "not read: blank: " in said
    assert "missing              1" in said
