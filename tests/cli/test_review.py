"""`onrecord review`, and conflicts of rulings wherever an engagement is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_readings import OFF, SET, SOUGHT, reading, write_readings

from command_line import onrecord
from onrecord.terms import Party


@pytest.fixture
def unsure() -> list[str]:
    """Two visits of which the machine cannot tell whether they are one; their ids."""
    later = reading(
        "Another visit of somebody to Ottawa was mooted, Helen Ward said.",
        "2024-07-05",
        "mooted",
        "mooted",
        source="Helen Ward",
        side="CAN",
    )
    (engagement,) = later.engagements
    nobody = tuple(Party(p.side, p.name) for p in engagement.parties)
    later = replace(later, engagements=(replace(engagement, parties=nobody, topic="fishing"),))
    write_readings(Path("two.jsonl"), (SET, later))
    assert onrecord("add", "--reading", "two.jsonl").code == 0
    return [s["id"] for s in onrecord("board", "--format", "json").json]


def test_a_pair_is_listed_with_its_evidence_until_it_is_decided(unsure: list[str]) -> None:
    assert len(unsure) == 2
    (pair,) = onrecord("review", "--format", "json").json
    assert {pair["engagement"], pair["candidate"]} == set(unsure)
    assert 0.3 < pair["probability"] < 0.6
    assert {"prior", "sides"} <= {f["name"] for f in pair["features"]}
    table = onrecord("review").out
    assert "the same engagement?" in table
    assert all(i[:8] in table for i in unsure)
    assert onrecord("rule", "split", *unsure, "--who", "ada").code == 0
    ran = onrecord("review")
    assert (ran.code, ran.out.strip()) == (1, "Nothing is left open.")


def test_a_pair_that_is_one_is_merged(unsure: list[str]) -> None:
    assert onrecord("rule", "merge", *unsure, "--who", "ada").code == 0
    assert len(onrecord("board", "--format", "json").json) == 1
    assert onrecord("review").code == 1


def test_what_people_rule_against_one_another_is_shown() -> None:
    write_readings(Path("told.jsonl"), (SET, OFF, SOUGHT))
    assert onrecord("add", "--reading", "told.jsonl").code == 0
    (standing,) = onrecord("board", "--format", "json").json
    claim = standing["history"][-1]["claim"]
    assert onrecord("show", standing["id"], "--format", "json").json[0]["conflicts"] == []
    onrecord("rule", "reject", claim, "--who", "ada")
    onrecord("rule", "accept", claim, "--who", "ben")
    (conflict,) = onrecord("review", "--format", "json").json
    assert conflict["people"] == ["ada", "ben"]
    assert conflict["stands"] == conflict["rulings"][-1]
    (shown,) = onrecord("show", standing["id"], "--format", "json").json
    assert [c["stands"] for c in shown["conflicts"]] == [conflict["stands"]]
    assert "rulings in conflict" in onrecord("show", standing["id"]).out
