"""`onrecord add`: into the ledger once, and no twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_readings import SET, write_readings

from command_line import onrecord


def test_a_report_is_added_once(story: list[Path]) -> None:
    first = onrecord("add", *story, "--format", "json")
    assert first.code == 0
    assert [a["fresh"] for a in first.json] == [True] * len(story)
    second = onrecord("add", *story, "--format", "json")
    assert [(a["fresh"], a["engagements"]) for a in second.json] == [(False, None)] * len(story)
    assert "already there" in onrecord("add", story[0]).out


def test_reading_anew_adds_nothing_when_nothing_differs(story: list[Path]) -> None:
    onrecord("add", story[0])
    entries = onrecord("verify").out
    assert onrecord("add", "--again", story[0]).code == 0
    assert onrecord("verify").out == entries


def test_readings_are_taken_in_from_lines_and_from_an_indented_object() -> None:
    lines = write_readings(Path("three.jsonl"))
    value = json.loads(lines.read_text().splitlines()[0])
    Path("one.json").write_text(json.dumps(value, indent=1))
    assert [
        a["fresh"] for a in onrecord("add", "--reading", "one.json", "--format", "json").json
    ] == [True]
    ran = onrecord("add", "--reading", lines, "--format", "json")
    assert [a["fresh"] for a in ran.json] == [False, True, True]


def test_a_reading_whose_evidence_is_not_in_the_text_is_refused_and_the_rest_added() -> None:
    good = write_readings(Path("good.jsonl"))
    value = json.loads(good.read_text().splitlines()[0])
    value["engagements"][0]["history"][0]["evidence"]["text"] = "never said"
    Path("bad.json").write_text(json.dumps(value))
    Path("no.json").write_text("[1, 2")
    ran = onrecord(
        "add", "--reading", "bad.json", "no.json", "nowhere.json", good, "--format", "json"
    )
    assert ran.code == 2
    assert len(ran.json) == 3
    complaints = ran.err.splitlines()
    assert [c.split(":")[1].strip() for c in complaints] == ["bad.json", "no.json", "nowhere.json"]
    assert "Traceback" not in ran.err


def test_a_ledger_of_an_unknown_kind_is_refused() -> None:
    ran = onrecord("add", "x.txt", "--ledger", "mysql://db.example/record")
    assert ran.code == 2
    assert "mysql://db.example/record" in ran.err


def test_what_was_added_as_a_reading_is_the_report_s_own_text() -> None:
    onrecord("add", "--reading", write_readings(Path("r.jsonl"), (SET,)))
    (standing,) = onrecord("board", "--format", "json").json
    assert standing["history"][0]["evidence"]["text"] == SET.report.text


def test_a_bad_file_in_a_folder_does_not_stop_the_rest(story: list[Path]) -> None:
    (story[0].parent / "broken.json").write_text("{")
    ran = onrecord("add", story[0].parent, "--format", "json")
    assert (ran.code, len(ran.json)) == (2, len(story))


@pytest.mark.parametrize("arguments", [("",), (" ",), ("--reading", "")])
def test_an_empty_argument_does_not_take_in_the_folder_one_stands_in(
    story: list[Path], arguments: tuple[str, ...]
) -> None:
    ran = onrecord("add", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert '"' in ran.err
    assert onrecord("add", "", story[0], "--format", "json").json[0]["fresh"]
    assert onrecord("add", ".", "--format", "json").json


def test_an_empty_ledger_is_refused(story: list[Path]) -> None:
    ran = onrecord("add", story[0], "--ledger", "")
    assert (ran.code, ran.out) == (2, "")
    assert '--ledger ""' in ran.err


def test_objects_after_one_another_are_all_taken() -> None:
    both = "".join(json.dumps({"text": f"Visit {n} is off."}, indent=1) + "\n" for n in "ab")
    ran = onrecord("add", "-", "--format", "json", stdin=both.encode())
    assert (ran.code, len(ran.json)) == (0, 2)


def test_a_bad_line_does_not_stop_the_good_ones() -> None:
    good = [json.dumps({"text": f"Visit {n} is off."}) for n in "abc"]
    lines = [good[0], '{"text": "cut off', good[1], '{"title": "no text"}', good[2]]
    Path("some.jsonl").write_text("\n".join(lines))
    ran = onrecord("add", "some.jsonl", "--format", "json")
    assert (ran.code, len(ran.json)) == (2, 3)
    assert [line.split()[1] for line in ran.err.splitlines()] == ["some.jsonl:2:", "some.jsonl:4:"]


def test_a_bad_line_does_not_stop_the_good_readings() -> None:
    lines = write_readings(Path("good.jsonl")).read_text().splitlines()
    lines[1:1] = ["{}", "{"]
    Path("some.jsonl").write_text("\n".join(lines))
    ran = onrecord("add", "--reading", "some.jsonl", "--format", "json")
    assert (ran.code, len(ran.json)) == (2, 3)
    assert [line.split()[1] for line in ran.err.splitlines()] == ["some.jsonl:2:", "some.jsonl:3:"]


def test_a_text_that_was_not_read_is_not_said_to_hold_no_engagement() -> None:
    Path("fr.txt").write_text(
        "Le ministre des Affaires étrangères a annoncé que la visite dans la capitale est reportée."
    )
    Path("en.txt").write_text("The harvest was good in the north of the country.")
    assert "(not English (fr): not read)" in " ".join(onrecord("add", "fr.txt").out.split())
    assert "(no engagements)" in onrecord("add", "en.txt").out
