"""Marked reports as labelled items: the text without marks, and mentions that stand only once."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.marked import labelled_item, mention
from evaluation.runs import load_items

MARKED = {
    "published": "2019-03-12",
    "text": "Talks off. {1=postponed|Oslo put off [1:talks] with Sweden}, and [0:talks] at home.",
    "engagements": {
        "1": {
            "status": "postponed",
            "salience": "main",
            "kind": "talks",
            "sides": ["NOR", "Aru Front"],
            "people": ["Aru Front Ek Ali"],
            "date": None,
            "was": "2019-03-14",
        }
    },
}


def test_a_marked_report_becomes_an_item() -> None:
    item = labelled_item(MARKED, "m-001")
    assert item["text"] == "Talks off. Oslo put off talks with Sweden, and talks at home."
    (one,) = item["gold"]["engagements"]  # type: ignore[index]
    assert one["parties"] == [
        {"side": "NOR", "people": []},
        {"side": "Aru Front", "people": ["Ek Ali"]},
    ]
    assert (one["planned_start"], one["was_planned_start"]) == (None, "2019-03-14")
    (step,) = one["history"]
    assert (step["status"], step["evidence"]) == ("postponed", "Oslo put off talks with Sweden")
    assert one["mentions"] == [{"quote": "off talks with", "trigger": "talks"}]


def test_a_mention_is_quoted_no_longer_than_it_must_be() -> None:
    assert mention("talks", 0) == {"quote": "talks", "trigger": "talks"}
    assert mention("a talks b talks, c", 10) == {"quote": "talks,", "trigger": "talks"}


def test_lines_without_an_id_are_numbered(tmp_path: Path) -> None:
    place = tmp_path / "m.jsonl"
    place.write_text(json.dumps(MARKED) + "\n\n" + json.dumps(MARKED) + "\n", encoding="utf-8")
    assert list(load_items(place)) == ["m-001", "m-002"]
