"""A pair counts only when every text of it is read right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.minimal_pairs import BLIND, PAIRS, load_texts, pairs_of

from evaluation import minimal_pairs
from onrecord.terms import STATUSES, Engagement, Party, Reader, Reading, Report


@pytest.mark.parametrize("place", [PAIRS, BLIND])
def test_the_shipped_pairs_are_pairs(place: Path) -> None:
    texts = load_texts(place)
    pairs = pairs_of(texts)
    assert len(pairs) >= 150
    assert len({t.id for t in texts}) == len(texts)
    for members in pairs.values():
        assert len(members) >= 2
        assert len({t.status for t in members}) == len(members)
        assert {t.status for t in members} <= {*STATUSES, "none"}
        assert all(bool(t.sides) == (t.status != "none") for t in members)


def _reads(statuses: dict[str, str]) -> object:
    def read(report: Report) -> Reading:
        status = statuses[report.text]
        parties = (Party("BRA", "Brazil"), Party("CAN", "Canada"))
        found = Engagement("e1", "visit", parties, status, "held")  # type: ignore[arg-type]
        return Reading(report, Reader("0", (), "0"), (), () if status == "none" else (found,))

    return read


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    lines = [
        {"id": "a", "text": "One.", "status": "held", "sides": ["BRA"]},
        {"id": "b", "text": "Two.", "status": "none", "sides": []},
    ]
    shared = {"pair": "P", "construction": "made up", "published": "2024-05-02", "also": []}
    place = tmp_path / "pairs.jsonl"
    place.write_text("".join(json.dumps({**line, **shared}) + "\n" for line in lines))
    return place


@pytest.mark.parametrize(
    ("statuses", "share", "exit_status"),
    [
        ({"One.": "held", "Two.": "none"}, "pairs 100.0 %", 0),
        ({"One.": "held", "Two.": "held"}, "pairs 0.0 %", 1),
        ({"One.": "none", "Two.": "none"}, "pairs 0.0 %", 1),
    ],
)
def test_both_must_be_right(
    pairs: Path,
    statuses: dict[str, str],
    share: str,
    exit_status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(minimal_pairs, "open_reader", lambda: _reads(statuses))
    assert minimal_pairs.main(["--pairs", str(pairs), "--least", "50"]) == exit_status
    assert share in capsys.readouterr().out
