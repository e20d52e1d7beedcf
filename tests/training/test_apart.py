"""Which marked reports go with those kept for measuring."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.apart import main

KEPT = {
    "id": "k1",
    "published": "2019-03-12",
    "text": "Oslo and Stockholm put off talks that were to be held at the end of the week.",
    "gold": {
        "engagements": [{"parties": [{"side": "NOR"}, {"side": "SWE"}]}],
        "attributions": [],
    },
}


def marked(published: str, sides: list[str], text: str) -> str:
    label = {"sides": sides, "status": "cancelled", "salience": "main", "kind": "visit"}
    trip = {**label, "date": None, "was": None}
    return json.dumps({"published": published, "text": text, "engagements": {"1": trip}})


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        (marked("2019-03-26", ["SWE", "NOR"], "The [1:trip] is off."), True),
        (marked("2019-03-27", ["SWE", "NOR"], "The [1:trip] is off."), False),
        (marked("2019-03-12", ["SWE", "NOR", "DNK"], "The [1:trip] is off."), False),
        (marked("1991-03-12", ["PER"], "They put off [1:talks] that were to be held, too."), True),
        (marked("1991-03-12", ["PER"], "They put off [1:talks] that were to take place."), False),
    ],
)
def test_a_report_of_the_same_goes(
    line: str, *, goes: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, kept = tmp_path / "z.jsonl", tmp_path / "kept.jsonl"
    file.write_text(f"{line}\n", encoding="utf-8")
    kept.write_text(json.dumps(KEPT), encoding="utf-8")
    main([str(file), "--kept", str(kept)])
    assert file.read_text(encoding="utf-8") == ("" if goes else f"{line}\n")
    assert capsys.readouterr().out == f"z.jsonl: {int(goes)} of 1 taken out\n"
