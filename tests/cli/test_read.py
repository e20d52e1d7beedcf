"""`onrecord read`: what is printed, where, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import onrecord
from onrecord.contract_parsing import reading_from_json


def test_json_is_one_object_of_the_contract_and_nothing_else(story: list[Path]) -> None:
    ran = onrecord("read", story[0], "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    (reading,) = ran.json
    assert reading["schema"] == "onrecord/reading/1"
    assert reading["report"]["published"] == "2024-05-02"
    assert {p["side"] for e in reading["engagements"] for p in e["parties"]} >= {"BRA", "CAN"}


def test_the_same_input_gives_the_same_bytes(story: list[Path]) -> None:
    first = onrecord("read", *story, "--format", "json")
    assert first.out == onrecord("read", *story, "--format", "json").out
    assert len(first.json) == len(story)


def test_evidence_stands_in_the_text_where_the_reading_says(story: list[Path]) -> None:
    for path in story:
        text = json.loads(path.read_text())["text"]
        (reading,) = onrecord("read", path, "--format", "json").json
        for engagement in reading["engagements"]:
            for step in engagement["history"]:
                evidence = step["evidence"]
                assert text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_a_table_leads_with_the_status_and_quotes_its_evidence(story: list[Path]) -> None:
    ran = onrecord("read", story[0])
    assert ran.code == 0
    assert "SCHEDULED" in ran.out
    assert "14 May 2024" in ran.out
    assert "“" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100


def test_standard_input_is_read_and_given_the_date_and_outlet() -> None:
    ran = onrecord(
        "read", "-", "--published", "2024-05-02", "--outlet", "The Wire", "--format", "json",
        stdin=b"The French foreign minister will visit Oslo on Monday, his office said.\n",
    )  # fmt: skip
    (reading,) = ran.json
    assert reading["report"]["published"] == "2024-05-02"
    assert reading["report"]["outlet"] == "The Wire"


def test_a_report_without_an_engagement_is_no_error() -> None:
    ran = onrecord("read", "-", stdin=b"Rain is expected in the north.\n")
    assert ran.code == 0
    assert "No engagement found." in ran.out


def test_a_bad_input_is_named_with_a_remedy_and_the_rest_is_read(story: list[Path]) -> None:
    Path("empty.txt").touch()
    ran = onrecord("read", story[0], "nowhere.txt", "empty.txt", story[1], "--format", "json")
    assert ran.code == 2
    assert len(ran.json) == 2
    complaints = ran.err.splitlines()
    assert len(complaints) == 2
    assert complaints[0].startswith("onrecord: nowhere.txt: ")
    assert complaints[1].startswith("onrecord: empty.txt: ")
    assert "Traceback" not in ran.err


def test_a_bad_file_in_a_folder_does_not_stop_the_rest(story: list[Path]) -> None:
    (story[0].parent / "broken.json").write_text("{")
    ran = onrecord("read", story[0].parent, "--format", "json")
    assert ran.code == 2
    assert len(ran.json) == len(story)
    assert "broken.json" in ran.err


@pytest.mark.parametrize("given", ["soon", "2024-13-01", "02/05/2024"])
def test_a_day_that_is_none_is_refused(given: str, story: list[Path]) -> None:
    ran = onrecord("read", story[0], "--published", given)
    assert ran.code == 2
    assert given in ran.err
    assert ran.out == ""


def test_one_file_is_written_for_each_input(story: list[Path]) -> None:
    ran = onrecord("read", *story, "--out-dir", "pred")
    assert (ran.code, ran.out) == (0, "")
    assert sorted(p.name for p in Path("pred").iterdir()) == [p.name for p in story]
    for path in story:
        printed = onrecord("read", path, "--format", "json").out
        assert (Path("pred") / path.name).read_text() == printed


def test_two_inputs_of_one_name_are_refused_before_any_is_read(story: list[Path]) -> None:
    Path("other").mkdir()
    twin = Path("other") / story[0].name
    twin.write_bytes(story[0].read_bytes())
    ran = onrecord("read", story[0], twin, "--out-dir", "pred")
    assert ran.code == 2
    assert not Path("pred").exists()
    assert onrecord("read", story[0], "--out-dir", twin).code == 2


def test_with_text_the_reading_can_be_taken_in_again(story: list[Path]) -> None:
    (value,) = onrecord("read", story[0], "--format", "json", "--with-text").json
    assert reading_from_json(value).report.text == json.loads(story[0].read_text())["text"]


def test_escape_sequences_of_a_report_do_not_reach_the_terminal() -> None:
    text = "France's president will visit Oslo on Monday, \x1b]0;owned\x07 his \u202eoffice said.\n"
    ran = onrecord("read", "-", stdin=text.encode())
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert "visit" in ran.out
