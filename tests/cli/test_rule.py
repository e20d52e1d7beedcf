"""`onrecord rule`: a person's word outranks the machine, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_readings import SET, TOLD, write_readings

from command_line import onrecord


@pytest.fixture
def told() -> str:
    onrecord("add", "--reading", write_readings(Path("told.jsonl")))
    (found,) = onrecord("board", "--ids").out.splitlines()
    return found


def _standing(engagement: str) -> dict[str, Any]:
    (found,) = onrecord("show", engagement, "--format", "json").json
    return found


def _claim(engagement: str, status: str) -> str:
    return next(c["claim"] for c in _standing(engagement)["history"] if c["status"] == status)


def _ruled(*arguments: str) -> str:
    ran = onrecord("rule", *arguments, "--who", "ann", "--format", "json")
    assert ran.code == 0, ran.err
    (ruled,) = ran.json
    assert ruled["who"] == "ann"
    return str(ruled["id"])


def test_a_rejected_claim_no_longer_counts_until_the_ruling_is_undone(told: str) -> None:
    claim = _claim(told, "rescheduling")
    ruling = _ruled("reject", claim[:10], "--note", "about another visit")
    assert _standing(told)["status"] == "cancelled"
    assert ruling in _standing(told)["rulings"]
    _ruled("undo", ruling[:10])
    assert _standing(told)["status"] == "rescheduling"


def test_a_corrected_claim_stands_as_corrected_after_reading_anew(told: str) -> None:
    _ruled("correct", _claim(told, "rescheduling"), "--status", "postponed", "--when", "2024-05-12")
    onrecord("add", "--reading", "told.jsonl")
    (corrected,) = [c for c in _standing(told)["history"] if c["status"] == "postponed"]
    assert corrected["when"] == "2024-05-12"
    assert corrected["source"] == "Helen Ward"
    assert _standing(told)["status"] == "postponed"


def test_parties_are_corrected(told: str) -> None:
    _ruled("correct", told, "--party", "BRA:Brazil", "--party", "USA:United States")
    assert [p["side"] for p in _standing(told)["parties"]] == ["BRA", "USA"]


def test_split_engagements_are_two_and_merged_ones_one_until_that_is_undone(told: str) -> None:
    _ruled("split", told, TOLD[-1].report.id)
    ids = onrecord("board", "--ids").out.splitlines()
    assert len(ids) == 2
    ruling = _ruled("merge", *ids)
    (one,) = onrecord("board", "--ids").out.splitlines()
    assert len(_standing(one)["members"]) == len(TOLD)
    _ruled("undo", ruling)
    assert onrecord("board", "--ids").out.splitlines() == ids


def test_a_claim_is_entered_by_hand(told: str) -> None:
    _ruled(
        "enter", told, "--status", "rescheduled", "--when", "2024-05-15", "--side", "BRA",
        "--source", "Andre Costa", "--quote", "He will travel on 3 June.",
    )  # fmt: skip
    entered = _standing(told)["history"][-1]
    assert (entered["status"], entered["footing"]) == ("rescheduled", "on_record")
    assert entered["evidence"]["text"] == "He will travel on 3 June."


def test_an_engagement_is_entered_by_hand() -> None:
    _ruled(
        "enter", "new", "--party", "NOR:Norway", "--party", "EU", "--status", "agreed",
        "--quote", "They will meet.",
    )  # fmt: skip
    (standing,) = onrecord("board", "--format", "json").json
    assert standing["status"] == "agreed"
    assert [p["side"] for p in standing["parties"]] == ["NOR", "EU"]


def test_the_same_ruling_twice_is_said_and_changes_nothing(told: str) -> None:
    claim = _claim(told, "scheduled")
    _ruled("accept", claim)
    again = onrecord("rule", "accept", claim, "--who", "ann")
    assert again.code == 1
    assert "before" in again.err


def test_a_ruling_says_how_to_take_it_back(told: str) -> None:
    ran = onrecord("rule", "accept", _claim(told, "scheduled"), "--who", "ann")
    assert ran.code == 0
    undo = ran.out.split("onrecord rule undo ")[1].split()[0]
    assert onrecord("rule", "undo", undo, "--who", "ann").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["correct", "{id}"],
        ["correct", "{id}", "--status", "off"],
        ["enter", "new", "--status", "held", "--quote", "x"],
        ["enter", "{id}", "--party", "NOR", "--status", "held", "--quote", "x"],
        ["reject", "ab"],
    ],
)
def test_a_ruling_that_says_nothing_is_refused(arguments: list[str], told: str) -> None:
    before = onrecord("verify").out
    assert onrecord("rule", *(a.format(id=told) for a in arguments)).code == 2
    assert onrecord("verify").out == before


def test_an_id_of_nobody_is_not_found(told: str) -> None:
    assert SET.report.id not in onrecord("board").out
    other = "0000" if not told.startswith("0000") else "1111"
    assert onrecord("rule", "undo", other).code == 1
    assert onrecord("rule", "reject", other).code == 1
