"""Precision and recall of wire families, over judged pairs and over made-up variants."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from evaluation.copies import main, variants

_COPY = " ".join(f"word{n}" for n in range(120))
_OTHER = " ".join(f"other{n}" for n in range(120))


def _doc(name: str, text: str, outlet: str) -> dict[str, str]:
    return {"id": name, "outlet": outlet, "title": name, "date": "2024-06-03 08:00", "text": text}


def test_pairs_are_counted_as_they_were_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, judged = tmp_path / "corpus.jsonl", tmp_path / "judged.json"
    half = " ".join([*_COPY.split()[:70], *_OTHER.split()[:60]])
    docs = [
        _doc("a", _COPY, "A"),
        _doc("b", _COPY, "B"),
        _doc("c", f"{_COPY} more", "C"),
        _doc("d", half, "D"),
        _doc("e", _OTHER, "E"),
        _doc("empty", " ", "E"),
    ]
    corpus.write_text(json.dumps({"docs": docs}) + "\n", encoding="utf-8")
    judged.write_text(json.dumps({"same": [["a", "c"]], "different": []}), encoding="utf-8")
    assert main(["--corpus", str(corpus), "--judged", str(judged), "--pairs"]) == 0
    said = capsys.readouterr().out
    assert "5 reports; 2 pairs of one copy, 1 word for word" in said
    assert "all pairs       precision 100.0 of 2, recall 100.0 of 2" in said
    assert "not judged: b | c" in said


def test_variants_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(1)
    vocabulary = [f"name{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600)]
    items = [
        {"id": str(n), "title": "", "text": " ".join(chance.sample(vocabulary, 150)), "gold": {}}
        for n in range(3)
    ]
    place = tmp_path / "reports.jsonl"
    place.write_text("".join(f"{json.dumps(item)}\n" for item in items), encoding="utf-8")
    assert main(["--made-up", str(place)]) == 0
    said = capsys.readouterr().out
    assert f"3 reports made up, each in {len(variants([]))} variants" in said
    assert "two       another report                     right in 100.0 %" in said


def test_something_to_measure_is_asked_for() -> None:
    with pytest.raises(SystemExit):
        main([])
