"""The judge weighs in; it does not speak alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import ModelMissingError
from onrecord.reading.judge import VERDICTS, Verdict, load_judge, verdict

SHIPPED = Path(__file__).parents[2] / "src" / "onrecord" / "models" / "judge"


def chances(**given: float) -> dict[Verdict, float]:
    rest = (1.0 - sum(given.values())) / (len(VERDICTS) - len(given))
    return {v: given.get(v, rest) for v in VERDICTS}


def test_a_hesitant_judge_does_not_overrule_the_rules() -> None:
    assert verdict(chances(held=0.4, scheduled=0.3), "scheduled")[0] == "scheduled"


def test_a_sure_judge_does() -> None:
    assert verdict(chances(held=0.8), "scheduled")[0] == "held"


def test_a_verdict_of_no_engagement_is_no_status() -> None:
    assert verdict(chances(none=0.9), "mooted")[0] == "mooted"


def test_the_shipped_judge_tells_a_cancelled_visit_from_one_to_come() -> None:
    judge = load_judge(SHIPPED)
    off = judge.chances(
        "cancelled ; undated . The king's [ visit ] to Oslo was called off on Monday."
    )
    on = judge.chances(
        "scheduled ; ahead . The king will [ visit ] Oslo on Monday, the palace said."
    )
    assert off["cancelled"] > on["cancelled"]
    assert on["scheduled"] > off["scheduled"]
    assert sum(off.values()) == pytest.approx(1.0)
    assert judge.chances("held ; now . They [ met ].") == judge.chances(
        "held ; now . They [ met ]."
    )


def test_a_long_passage_is_cut_not_refused() -> None:
    assert load_judge(SHIPPED).chances("held ; now . " + "They [ met ] again. " * 400)


def test_a_missing_or_changed_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"manifest\.json"):
        load_judge(tmp_path)
    manifest = {
        "verdicts": list(VERDICTS),
        "length": 8,
        "sha256": {"model.int8.onnx": "0", "tokenizer.json": "0"},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "model.int8.onnx").write_bytes(b"other")
    with pytest.raises(ModelMissingError, match="does not match"):
        load_judge(tmp_path)
