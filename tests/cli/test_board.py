"""`onrecord board` and `show`: what stands, as of when, and for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.board_material import make_report
from made_readings import OFF, SET, SOUGHT, TOLD, write_readings
from made_readings import reading as reading_of

from command_line import onrecord
from onrecord.identity import report_id
from onrecord.opening import open_record
from onrecord.terms import Reading


@pytest.fixture
def told(tmp_path: Path) -> str:
    """The id of the visit, in a ledger that learned each report on its day."""
    for reading in TOLD:
        _on_its_day(tmp_path / "ledger.db", reading)
    (found,) = onrecord("board", "--ids").out.splitlines()
    return found


def _on_its_day(place: Path, reading: Reading) -> None:
    day = reading.report.published
    assert day is not None
    evening = dt.datetime.combine(day, dt.time(18), tzinfo=dt.UTC)
    with open_record(str(place), clock=lambda: evening) as record:
        record.add_reading(reading)


def test_three_reports_are_one_row(told: str) -> None:
    ran = onrecord("board", "--format", "json")
    (standing,) = ran.json
    assert ran.code == 0
    assert standing["schema"] == "onrecord/standing/1"
    assert standing["id"] == told
    assert standing["status"] == "rescheduling"
    assert len(standing["members"]) == 3


def test_the_same_ledger_and_moment_give_the_same_bytes(told: str) -> None:
    for command in (["board"], ["show", told]):
        for form in ("table", "json"):
            line = [*command, "--as-of", "2024-06-01", "--format", form]
            assert onrecord(*line).out == onrecord(*line).out != ""


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2024-05-02", "scheduled"),
        ("2024-05-10T17:59:59Z", "scheduled"),
        ("2024-05-10T20:00:00+02:00", "cancelled"),
        ("2024-05-10", "cancelled"),
        ("2024-05-13", "rescheduling"),
    ],
)
def test_as_of_answers_what_was_known_then(told: str, moment: str, status: str) -> None:
    (standing,) = onrecord("board", "--as-of", moment, "--format", "json").json
    assert standing["status"] == status
    (shown,) = onrecord("show", told, "--as-of", moment, "--format", "json").json
    assert shown == {**standing, "conflicts": []}


def test_before_the_first_report_nothing_is_found(told: str) -> None:
    ran = onrecord("board", "--as-of", "2024-05-01", "--format", "json")
    assert (ran.code, ran.out) == (1, "")
    assert onrecord("show", told, "--as-of", "2024-05-01").code == 1


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--side", "BRA"], 1),
        (["--side", "FRA"], 0),
        (["--side", "FRA", "--side", "CAN"], 0),
        (["--side", "BRA", "--side", "CAN"], 1),
        (["--side", "bra", "--side", "canada"], 1),
        (["--side", "France"], 0),
        (["--side", "côte d'ivoire"], 0),
        (["--status", "rescheduling"], 1),
        (["--status", "under way"], 0),
        (["--status", "Rescheduling", "--status", "under_way"], 1),
        (["--status", "held", "--status", "cancelled"], 0),
        (["--contested"], 0),
        (["--since", "2024-05-13"], 1),
        (["--since", "2024-05-14"], 0),
        (["--from", "2024-05-14", "--to", "2024-05-14"], 1),
        (["--from", "2024-05-15"], 0),
        (["--words", "mendes ottawa"], 1),
        (["--uncontested"], 1),
    ],
)
@pytest.mark.usefixtures("told")
def test_filters(filters: list[str], found: int) -> None:
    ran = onrecord("board", *filters, "--format", "json")
    assert (len(ran.json), ran.code) == (found, 1 - found)


def test_a_side_that_only_the_ledger_knows_is_asked_for_by_its_name() -> None:
    (party, *others) = SET.engagements[0].parties
    union = replace(party, side="Pilots Union", name="Pilots Union")
    told = replace(SET, engagements=(replace(SET.engagements[0], parties=(union, *others)),))
    assert onrecord("add", "--reading", write_readings(Path("told.jsonl"), (told,))).code == 0
    assert onrecord("board", "--side", "Pilots Union").code == 0
    assert onrecord("board", "--side", "Dockers Union").code == 2


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["board", "--status", "off"], "off"),
        (["board", "--side", "ZZZ"], "ZZZ: no such side"),
        (["board", "--side", "Paris"], "Paris: no such side"),
        (["board", "--side", ""], "no such side"),
        (["board", "--ledger", ""], '--ledger ""'),
        (["board", "--since", "May"], "May"),
        (["board", "--as-of", "yesterday"], "yesterday"),
        (["show", "zz"], "zz"),
    ],
)
@pytest.mark.usefixtures("told")
def test_what_cannot_be_meant_is_named(arguments: list[str], named: str) -> None:
    ran = onrecord(*arguments)
    assert ran.code == 2
    assert named in ran.err
    assert "Traceback" not in ran.err


def test_show_gives_each_word_with_its_quote_and_outlet(told: str) -> None:
    ran = onrecord("show", told[:6])
    assert ran.code == 0
    assert "RESCHEDULING" in ran.out
    assert "by name: rescheduling (Helen Ward)" in ran.out
    shown = " ".join(ran.out.split())
    for reading in (SET, OFF, SOUGHT):
        assert reading.report.text[:30] in shown
        assert str(reading.report.outlet) in shown


def test_an_id_that_is_nobody_s_is_not_found(told: str) -> None:
    other = "0000" if not told.startswith("0000") else "1111"
    ran = onrecord("show", other)
    assert ran.code == 1
    assert other in ran.err


def test_a_claim_s_id_finds_its_engagement(told: str) -> None:
    (standing,) = onrecord("show", told, "--format", "json").json
    claim = standing["history"][0]["claim"]
    assert onrecord("show", claim, "--format", "json").json[0]["id"] == told


def test_without_a_ledger_the_remedy_is_said() -> None:
    ran = onrecord("board", "--ledger", "none.db")
    assert ran.code == 1
    assert "onrecord add" in ran.err
    assert not Path("none.db").exists()


@pytest.mark.usefixtures("told")
def test_what_changed_since_is_asked_of_the_record_s_time() -> None:
    assert onrecord("board", "--since", "2024-05-13T17:00:00Z").code == 0
    assert onrecord("board", "--since", "2024-05-13T18:00:00Z").code == 1


def test_explain_gives_the_rule_and_the_words_behind_a_field(told: str) -> None:
    ran = onrecord("explain", told, "status", "--format", "json")
    (explained,) = ran.json
    (reason,) = explained["reasons"]
    assert (reason["field"], reason["value"]) == ("status", "rescheduling")
    assert [c["evidence"]["text"] for c in reason["claims"]] == [SOUGHT.report.text]
    printed = onrecord("explain", told).out
    assert reason["text"] in printed
    assert "the course of it" in printed


def test_explain_tells_support_from_what_is_against(tmp_path: Path) -> None:
    again = reading_of(
        "The visit is off, another aide said.", "2024-05-12", "cancelled", "cancelled"
    )
    with open_record(str(tmp_path / "ledger.db")) as record:
        for one in (SET, OFF, again):
            record.add_reading(one)
    (told,) = onrecord("board", "--ids").out.splitlines()
    ran = onrecord("explain", told, "status", "--format", "json")
    ((reason,),) = (explained["reasons"] for explained in ran.json)
    assert [c["status"] for c in reason["claims"] + reason["also"]] == ["cancelled"] * 2
    assert [c["status"] for c in reason["against"]] == ["scheduled"]
    printed = onrecord("explain", told, "status").out
    assert printed.index("and so do others") < printed.index("against")


def test_a_field_that_has_no_reason_is_named_with_those_that_have(told: str) -> None:
    ran = onrecord("explain", told, "mood")
    assert ran.code == 1
    assert "mood" in ran.err
    assert "status" in ran.err


def test_a_long_board_is_printed_by_its_first_page(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = tuple(make_report(n, engagements=4) for n in range(4))
    write_readings(Path("four.jsonl"), readings)
    assert onrecord("add", "--reading", "four.jsonl").code == 0
    monkeypatch.setattr("onrecord.cli.board._PAGE", 3)
    ran = onrecord("board")
    assert len([line for line in ran.out.splitlines() if "City" in line]) == 3
    assert "the first 3; more with --limit" in ran.out
    assert len(onrecord("board", "--format", "json").json) == 4
    assert len(onrecord("board", "--ids").out.split()) == 4
    assert "the first" not in onrecord("board", "--limit", "4").out


def test_the_board_says_how_many_of_the_reports_tell_of_it_as_it_stands(told: str) -> None:
    assert "2 of 3 reports" in onrecord("board").out
    assert "said by 2 of 3 reports" in onrecord("show", told).out
    assert "said by 1 report ·" in onrecord("show", told, "--as-of", "2024-05-02").out
    assert "said by 1 of 2 reports" in onrecord("show", told, "--as-of", "2024-05-10").out


def test_copies_of_one_wire_are_said_to_be_one_source() -> None:
    words = " ".join(f"The envoys spoke of matter {n} at some length." for n in range(30))
    copies = []
    for outlet in ("Northern Wire", "Other Post"):
        text, url = f"{SET.report.text} {words}", f"https://{outlet.split()[0].lower()}.example/1"
        day = SET.report.published.isoformat() if SET.report.published else None
        made = report_id(text, title=None, published=day, url=url)
        report = replace(SET.report, id=made, text=text, url=url, outlet=outlet)
        copies.append(replace(SET, report=report))
    onrecord("add", "--reading", write_readings(Path("told.jsonl"), tuple(copies)))
    shown = onrecord("show", onrecord("board", "--ids").out.strip()).out
    assert "said by 2 reports, 1 of them independent" in shown
    assert "1 independent" in onrecord("board").out


def test_what_only_a_person_entered_is_said_to_be_by_hand() -> None:
    entered = ("--party", "NOR", "--party", "EU", "--status", "agreed", "--quote", "x")
    onrecord("rule", "enter", "new", *entered, "--who", "ann")
    assert "by hand" in onrecord("board").out
